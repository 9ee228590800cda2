// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace samen::flow {

// The colours of the screen, as a person chooses them; what they are is the UI's matter.
enum class Theme : std::uint8_t { standard, high_contrast, dark };
inline constexpr Theme kThemes[] = {Theme::standard, Theme::high_contrast, Theme::dark};

std::string_view to_string(Theme theme);  // "standard", "high_contrast", "dark"

}  // namespace samen::flow
