// SPDX-License-Identifier: Apache-2.0
// What is typed with: fields, letters, pads.
#include <string>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"

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

float field_height(const Metrics& m) {
  return std::max(m.target, m.lead * 2.2F);
}

void show_field(Column& column, const Sample& sample, bool error, std::string_view id) {
  const base::SecretText typed(sample.text);
  draw_field(column.canvas(), column.row(field_height(column.canvas().m())),
             {.id = "field." + std::string(id),
              .label = std::string(sample.name),
              .text = typed,
              .caret = sample.text.size(),
              .left_to_right = sample.left_to_right,
              .error = error,
              .icon = sample.icon});
}

}  // namespace

void draw_fields_page(Column& column) {
  Canvas& canvas = column.canvas();
  const Metrics& m = canvas.m();
  for (const Sample& sample : kSamples) {
    column.caption("field: " + std::string(sample.name));
    show_field(column, sample, false, sample.name);
  }
  column.caption("field: focused");
  canvas.set_pose(kPoses[2].touch);
  show_field(column, kSamples[1], false, "focused");
  canvas.set_pose(std::nullopt);
  column.caption("field: error");
  show_field(column, kSamples[0], true, "error");
  const std::string wrong = canvas.tr("error.phone.short");
  draw_error(canvas, "field.error.text", wrong,
             column.row(error_height(canvas, wrong, column.area.w)));
  column.caption("code field: some typed, error");
  const base::SecretText code("K7M2");
  for (const bool error : {false, true}) {
    draw_code_field(canvas, column.row(m.target),
                    {.id = error ? "code.error" : "code",
                     .label = "code",
                     .text = code,
                     .caret = 4,
                     .error = error});
  }
  column.caption("PIN field");
  draw_pin_field(canvas, column.row(m.target), "PIN", 4, false);
}

void draw_letters_page(Column& column) {
  Canvas& canvas = column.canvas();
  column.caption("keyboard of this language");
  const text::Keyboard& keyboard = keyboard_for(column.scene.keyboards, forms::TextField::name,
                                                canvas.language(), canvas.view().keyboard);
  const KeyTarget target{.enter_label = canvas.tr("app.continue"),
                         .enter = flow::Event(flow::Activity{})};
  const float height = keyboard_height(canvas, keyboard, true);
  draw_keyboard(canvas, column.row(height), column.scene.keyboards, keyboard, target);
}

void draw_pads_page(Column& column) {
  Canvas& canvas = column.canvas();
  const KeyTarget target{.pin = true,
                         .enter_label = canvas.tr("app.continue"),
                         .enter = flow::Event(flow::Activity{})};
  column.caption("number pad: phone, postcode, PIN");
  KeyboardView view;
  const text::Keyboard& digits =
      keyboard_for(column.scene.keyboards, forms::TextField::postcode, canvas.language(), view);
  Rect place = column.row(keyboard_height(canvas, digits, true));
  place.w = std::min(place.w, canvas.m().mm(80));
  draw_keyboard(canvas, place, column.scene.keyboards, digits, target);
}

}  // namespace samen::ui::gallery
