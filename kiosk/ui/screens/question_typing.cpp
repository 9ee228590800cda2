// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <optional>

#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"
#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {
namespace {

std::string_view field_icon(forms::TextField field) {
  switch (field) {
    case forms::TextField::phone:
      return "cellphone";
    case forms::TextField::email:
      return "email-outline";
    case forms::TextField::postcode:
      return "map-marker";
    case forms::TextField::caseworker:
      return "account-star";
    default:
      return {};
  }
}

// "Yes, make it gmail.com": the address with the domain that was probably meant, at one tap.
std::optional<Foot::Entry> suggested(const Ask& ask, const base::SecretText& text) {
  const auto& wrong = ask.session().error;
  const std::size_t at = text.view().rfind('@');
  if (!wrong || wrong->suggestion.empty() || at == std::string_view::npos) return std::nullopt;
  base::SecretText meant(text.view().substr(0, at + 1));
  meant.append(wrong->suggestion);
  return Foot::Entry{
      .button = {.id = "question.suggestion",
                 .label = message(ask.canvas(), "error.email.take", {}, wrong->suggestion),
                 .icon = "check",
                 .weight = Weight::secondary},
      .action = std::function<void(ActionSink&)>([meant](ActionSink& sink) {
        sink.emit(flow::TextCleared{});
        sink.emit(flow::TextInserted{meant});
      })};
}

Piece suggestion(const Ask& ask, const base::SecretText& text) {
  auto entry = suggested(ask, text);
  return entry ? button(ask.canvas(), entry->button, std::move(entry->action)) : nullptr;
}

// The field, its own ear, and the way back to the choice of channel.
Piece field_row(const Ask& ask, forms::TextField kind, const base::SecretText& text) {
  Canvas& canvas = ask.canvas();
  const bool code = kind == forms::TextField::join_code;
  const Field shown{.id = "question.field",
                    .label = ask.title.words,
                    .text = text,
                    .caret = ask.session().caret,
                    .left_to_right = !forms::is_words(kind),
                    .state = ask.error.empty() ? Field::State::plain : Field::State::wrong,
                    .icon = field_icon(kind)};
  auto line = row(canvas.m().gap);
  line->add(code ? code_field(canvas, shown) : field(canvas, shown), {.flex = 1});
  // Hearing what one typed: by its own ear only.
  const bool room = canvas.m().form != Form::bar;  // there the rail's ear has to do
  if (has_ear(canvas) && !code && room)
    line->add(value_ear(canvas, "question.field", text), {.gives = 0});
  // Where there is room for one of them, what mends it goes before the way back.
  Piece mends = room ? nullptr : suggestion(ask, text);
  if (mends) {
    const float width = std::round(canvas.m().button_width * 0.55F);
    line->add(between(std::move(mends), {width, width}), {.gives = 0});
  } else if (ask.question.kind == forms::Kind::contact) {
    line->add(button(
        canvas,
        {.id = "contact.change", .label = canvas.tr("app.change"), .weight = Weight::secondary},
        std::function<void(ActionSink&)>([](ActionSink& sink) {
          sink.view.all_choices = true;
          sink.layout_changed = true;
          sink.emit(flow::Activity{});
        })));
  }
  return line;
}

// The place of the postcode that was typed, so that a slip is seen; its line is there from the
// beginning, that nothing moves while somebody types. Never in a node: it says where they live.
Piece place_line(const Ask& ask, const base::SecretText& typed) {
  Canvas& canvas = ask.canvas();
  constexpr Look kPlace{.type = Type::lead_bold, .secret = true};
  const float high = std::ceil(canvas.line_height(kPlace));
  const auto postcode = domain::Postcode4::parse(typed.view());
  const std::string_view place =
      postcode ? ask.scene.forms.facts().places.of(postcode->number()) : std::string_view();
  return drawn({canvas.m().words_least, canvas.m().column}, Room{high, high},
               [&canvas, place, kPlace](const Rect& rect) {
                 if (place.empty()) return;
                 canvas.draw(canvas.lay(place, kPlace), rect, canvas.colors().ink);
               });
}

}  // namespace

void add_typing(const Ask& ask, forms::TextField field, Page& page) {
  Canvas& canvas = ask.canvas();
  View& view = canvas.view();
  view.typing = Typing::field;
  const base::SecretText* text = forms::editable_text(ask.question, ask.value);
  if (text == nullptr) return;
  // A name starts with a capital where the script has them; once, then shift is the person's.
  if (view.keyboard.field != view.screen) {
    view.keyboard.field = view.screen;
    view.keyboard.shift = forms::is_words(field) && text->empty();
  }
  const text::Keyboard& keys =
      keyboard_for(ask.scene.keyboards, field, canvas.language(), view.keyboard);
  page.panel.kind = is_pad(field) ? Panel::Kind::pad : Panel::Kind::keyboard;
  const Foot::Entry on = continue_entry(ask);
  KeyTarget target;
  // Where height is dear the keyboard's own "on" key is the way on.
  const Metrics& m = canvas.m();
  if (page.panel.kind == Panel::Kind::keyboard && m.lies() && !m.roomy()) {
    target.enter_label = on.button.label;
    target.enter = on.action;
  } else {
    page.foot.entries.push_back(on);
  }
  page.panel.piece = keyboard(canvas, ask.scene.keyboards, keys, std::move(target));
  // On a display that lies what mends it stands beside the error; on one that stands in the foot.
  page.above.push_back(with_error(
      canvas, "question.error", ask.error, [&] { return field_row(ask, field, *text); },
      ask.error.empty() ? nullptr : suggestion(ask, *text)));
  if (field == forms::TextField::postcode) page.above.push_back(place_line(ask, *text));
  if (!m.lies()) {
    if (auto mends = suggested(ask, *text)) page.foot.entries.push_back(std::move(*mends));
  }
}

}  // namespace samen::ui
