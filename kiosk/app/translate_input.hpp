// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "kiosk/platform/input.hpp"
#include "kiosk/ui/input.hpp"

namespace samen::app {

// The same event in the words of the screens, which do not know the platform; nothing for events
// about the window itself.
std::optional<ui::InputEvent> for_screens(const platform::InputEvent& event);

}  // namespace samen::app
