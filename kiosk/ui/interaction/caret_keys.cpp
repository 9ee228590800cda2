// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/interaction/caret_keys.hpp"

#include <algorithm>

#include "kiosk/text/engine.hpp"

namespace samen::ui {

std::optional<CaretPlaces> caret_places(const flow::State& state, const forms::FormSet& forms,
                                        text::Engine& engine) {
  const auto* question = flow::current_question(state, forms);
  const auto* value = flow::current_value(state);
  if (question == nullptr || value == nullptr) return std::nullopt;
  const auto* text = forms::editable_text(*question, *value);
  const auto field = forms::text_field(*question, *value);
  if (text == nullptr || field == forms::TextField::join_code) return std::nullopt;
  text::Options how;
  how.ellipsis = false;
  how.secret = true;
  how.carets = true;
  how.language = state.language;
  how.direction =
      forms::is_words(field) ? text::Direction::from_text : text::Direction::left_to_right;
  const auto words = engine.layout(text->view(), {}, how);
  const std::size_t caret = std::min(state.session.caret, text->size());
  CaretPlaces places{.left = text::caret_left_of(*words, caret),
                     .right = text::caret_right_of(*words, caret),
                     .after = text::next_caret(*words, caret)};
  const auto between = text->view().substr(caret, places.after - caret);
  places.after_code_points = static_cast<int>(std::ranges::count_if(
      between, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
  return places;
}

}  // namespace samen::ui
