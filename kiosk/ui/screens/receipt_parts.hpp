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

// One's own secret lies on the strong colour and is kept; the group's code is a ticket and is
// shared; the short reference is told to staff: white, and without a picture to photograph.
enum class CodeKind : std::uint8_t { keep, share, tell };

struct CodeCard {
  CodeKind kind;
  std::string id;
  std::string_view icon;
  std::string_view doing = {};  // a picture of what to do with it
  std::string title;
  std::string text = {};  // what to do with it; none where the title says it
  base::SecretText code;
  std::size_t groups_a_line = 8;  // of what stands between dashes
};
Piece code_card(Canvas& canvas, const CodeCard& card);

// What happens next, to whoever signed up.
struct NextStep {
  std::string_view icon;
  std::string key;
};
std::array<NextStep, 3> steps_after(const Scene& scene);

}  // namespace samen::ui
