// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/pages/case_view.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

// What was said and done, the newest first: the steps of the match, decisions and looks at names.
void fill_history(Frame& frame, const CaseView& view);

}  // namespace samen::server
