// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/cases/round_preview.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

// What a dry run found, into round.tpl; `page` of its proposals, from 1.
void fill_round_result(Frame& frame, const RoundPreview& preview, int page);

}  // namespace samen::server
