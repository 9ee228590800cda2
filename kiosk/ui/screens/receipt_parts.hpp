// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "kiosk/ui/screens/scene.hpp"

// What the receipt has on the screen and on paper.
namespace samen::ui {

// A code in letters, `groups_a_line` of what stands between dashes on a line; read aloud as one,
// `id`.code, in however many lines it stands.
Piece code_lines(Canvas& canvas, const std::string& id, const base::SecretText& code,
                 std::size_t groups_a_line, Color ink, Align align = Align::start);

// What happens next, to whoever signed up.
struct NextStep {
  std::string_view icon;
  std::string key;
};
std::array<NextStep, 3> steps_after(const Scene& scene);

}  // namespace samen::ui
