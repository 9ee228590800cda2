// SPDX-License-Identifier: Apache-2.0
// What is typed with: fields, letters, keys, pads.
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"
#include "kiosk/ui/kit/note.hpp"

namespace samen::ui::gallery {
namespace {

struct Sample {
  std::string_view name;
  std::string_view text;
  bool left_to_right = false;
  std::string_view icon = {};
};
// Made-up people; the same in every language, because a field takes every script in each.
constexpr Sample kSamples[] = {{"empty", ""},
                               {"Latin", "Müller-Özgür"},
                               {"Arabic", "عبد الرحمن"},
                               {"Ethiopic", "ሃይለ ገብረስላሴ"},
                               {"Cyrillic", "Олександр Їжак"},
                               {"phone", "06 12345678", true, "phone"},
                               {"e-mail", "voorbeeld@example.org", true, "email"},
                               {"postcode", "1315", true}};

void show_field(Column& column, const Sample& sample, Field::State state, std::string_view id) {
  const base::SecretText typed(sample.text);
  column.show(field(column.canvas(), {.id = "field." + std::string(id),
                                      .label = std::string(sample.name),
                                      .text = typed,
                                      .caret = sample.text.size(),
                                      .left_to_right = sample.left_to_right,
                                      .state = state,
                                      .icon = sample.icon}));
}

}  // namespace

void draw_fields_page(Column& column) {
  Canvas& canvas = column.canvas();
  for (const Sample& sample : kSamples) {
    column.caption("field: " + std::string(sample.name));
    show_field(column, sample, Field::State::plain, sample.name);
  }
  column.caption("field: focused");
  canvas.set_pose(kPoses[2].touch);
  show_field(column, kSamples[1], Field::State::plain, "focused");
  canvas.set_pose(std::nullopt);
  column.caption("field: error");
  show_field(column, kSamples[0], Field::State::wrong, "error");
  column.show(error(canvas, "field.error.text", canvas.tr("error.phone.short")));
  column.caption("code field: some typed, error");
  const base::SecretText code("K7M2");
  for (const Field::State state : {Field::State::plain, Field::State::wrong}) {
    column.show(code_field(canvas, {.id = state == Field::State::wrong ? "code.error" : "code",
                                    .label = "code",
                                    .text = code,
                                    .caret = 4,
                                    .state = state}));
  }
}

namespace {

// So low as a keyboard may be, on its ground.
void show(Column& column, const text::Keyboard& keys, const KeyTarget& target, float width) {
  Canvas& canvas = column.canvas();
  const Piece piece = keyboard(canvas, column.scene.keyboards, keys, target);
  Rect place = column.row(piece->height(width).least);
  place.w = std::min(place.w, width);
  canvas.fill(place, canvas.colors().sunken, canvas.m().radius);
  piece->place(place);
}

}  // namespace

void draw_letters_page(Column& column) {
  Canvas& canvas = column.canvas();
  column.caption("keyboard of this language");
  const text::Keyboard& keyboard = keyboard_for(column.scene.keyboards, forms::TextField::name,
                                                canvas.language(), canvas.view().keyboard);
  const KeyTarget target{.enter_label = canvas.tr("app.continue"),
                         .enter = flow::Event(flow::Activity{})};
  show(column, keyboard, target, column.area.w);
}

// The keyboard with something pressed or opened; it is put back as it was.
void show_keys(Column& column, std::string_view name, const text::Keyboard& keyboard,
               KeyboardView view, float width) {
  Canvas& canvas = column.canvas();
  column.caption(name);
  const KeyTarget target{.enter_label = canvas.tr("app.continue"),
                         .enter = flow::Event(flow::Activity{})};
  const KeyboardView before = std::exchange(canvas.view().keyboard, std::move(view));
  column.still([&] { show(column, keyboard, target, width); });
  canvas.view().keyboard = before;
}

void draw_keys_page(Column& column) {
  Canvas& canvas = column.canvas();
  const text::Keyboard& keyboard = column.scene.keyboards.for_language(canvas.language());
  const float width = column.area.w;
  const auto show = [&](std::string_view name, auto change) {
    KeyboardView view;
    change(view);
    show_keys(column, name, keyboard, std::move(view), width);
  };
  for (const auto& row : keyboard.layers.front().rows) {
    const auto held =
        std::ranges::find_if(row, [](const text::Key& key) { return key.variants.size() > 1; });
    if (held == row.end()) continue;
    column.row(canvas.m().target);  // what it offers lies above it
    show("keys: one is held", [&](KeyboardView& view) { view.variants = "key." + held->output; });
    if (!keyboard.series.empty()) {
      show("keys: a letter was typed", [&](KeyboardView& view) { view.series = held->output; });
    }
    break;
  }
  if (keyboard.has_shift) show("keys: capitals", [](KeyboardView& view) { view.shift = true; });
  show("keys: the next one offers its other forms", [](KeyboardView& view) { view.more = true; });
  if (keyboard.layers.size() > 1) {
    show("keys: signs", [&](KeyboardView& view) { view.layer = keyboard.layers[1].name; });
  }
  show_keys(column, "keys: codes", code_keyboard(), {}, width);
  if (const auto* email = column.scene.keyboards.find("email")) {
    show_keys(column, "keys: e-mail", *email, {}, width);
  }
}

void draw_pads_page(Column& column) {
  Canvas& canvas = column.canvas();
  const Metrics& m = canvas.m();
  column.caption("PIN: nothing typed, some of it, wrong");
  for (const std::size_t typed : {0U, 4U, 6U}) {
    column.show(pin_field(canvas, "PIN " + std::to_string(typed), typed,
                          typed == 6 ? Field::State::wrong : Field::State::plain));
  }
  struct Card {
    std::string_view key;
    Tone tone;
    std::string_view icon;
  };
  column.caption("staff card beside the PIN: hold it, it was read, both are tried, misread");
  for (const Card& card : {Card{"staff.badge.hold", Tone::info, "account-card-details"},
                           Card{"staff.badge.read", Tone::good, "check-circle"},
                           Card{"staff.pin.checking", Tone::info, "timer-sand"}}) {
    column.show(note(canvas, {std::string(card.key), card.tone, card.icon, canvas.tr(card.key)}));
  }
  column.show(error(canvas, "staff.badge.misread", canvas.tr("staff.badge.misread")));
  const KeyTarget target{.pin = true,
                         .enter_label = canvas.tr("app.continue"),
                         .enter = flow::Event(flow::Activity{})};
  column.caption("number pad: postcode, PIN");
  KeyboardView view;
  const text::Keyboard& digits =
      keyboard_for(column.scene.keyboards, forms::TextField::postcode, canvas.language(), view);
  show(column, digits, target, m.panel);
  show_keys(column, "number pad: phone",
            keyboard_for(column.scene.keyboards, forms::TextField::phone, canvas.language(), view),
            {}, m.panel);
}

}  // namespace samen::ui::gallery
