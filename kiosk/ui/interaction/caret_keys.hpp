// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include "forms/form.hpp"
#include "kiosk/flow/state.hpp"

namespace samen::text {
class Engine;
}

namespace samen::ui {

// Where the caret of the field on the screen goes, as byte offsets: one place to the left or right
// as one sees them, whatever the directions of the text, and past the character that follows.
struct CaretPlaces {
  std::size_t left = 0;
  std::size_t right = 0;
  std::size_t after = 0;
  int after_code_points = 0;  // from the caret to `after`
};

// Nothing where no text is typed, or no caret is shown (codes).
std::optional<CaretPlaces> caret_places(const flow::State& state, const forms::FormSet& forms,
                                        text::Engine& engine);

}  // namespace samen::ui
