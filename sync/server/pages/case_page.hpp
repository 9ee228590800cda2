// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/step_forms.hpp"

namespace samen::server {

// One case. `done`: the act that led here; `mend`: what was wrong with the one that did not.
Page case_page(const PageParts& parts, Store& store, const matcher::Policy& policy,
               const PageContext& context, std::string_view label, std::string_view done,
               const Mend* mend);

}  // namespace samen::server
