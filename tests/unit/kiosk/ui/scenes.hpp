// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "forms/form.hpp"
#include "kiosk/flow/reduce.hpp"
#include "kiosk/flow/state.hpp"

namespace samen::testing {

// One screen as it can be met, reached through the reducer with made-up answers.
struct NamedState {
  std::string name;  // "household.name.typed", "staff.home"
  flow::State state;
};

// Every screen of every form, empty, answered and with an error where there can be one; overlays;
// staff pages in their states. The same for every language and text size given.
std::vector<NamedState> all_scenes(const forms::FormSet& forms, const std::string& language,
                                   int text_size);

flow::Settings scene_settings();

}  // namespace samen::testing
