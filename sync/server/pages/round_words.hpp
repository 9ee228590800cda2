// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/server/cases/round_preview.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

// "2 volunteers who speak Arabic and Dari, free on weekday evenings".
std::string shortage_words(const Frame& frame, const PreviewShortage& shortage);

}  // namespace samen::server
