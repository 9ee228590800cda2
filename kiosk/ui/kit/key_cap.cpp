// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/key_cap.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/key_action.hpp"

namespace samen::ui {
namespace {

using text::Key;
using text::KeyKind;

std::string_view kind_name(KeyKind kind) {
  switch (kind) {
    case KeyKind::space:
      return "space";
    case KeyKind::backspace:
      return "backspace";
    case KeyKind::shift:
      return "shift";
    case KeyKind::layer:
      return "layer";
    case KeyKind::next:
      return "next";
    case KeyKind::more:
      return "more";
    case KeyKind::enter:
      return "enter";
    case KeyKind::vowel:
      return "vowel";
    default:
      return "key";
  }
}

// The layouts name no signs for what every keyboard has.
std::string_view default_icon(KeyKind kind) {
  switch (kind) {
    case KeyKind::backspace:
      return "backspace";
    case KeyKind::shift:
      return "apple-keyboard-shift";
    case KeyKind::next:
      return "web";
    default:
      return {};
  }
}

// What the switch key shows: another script that it leads to.
std::string next_label(const text::KeyboardSet& set, const text::Keyboard& keyboard,
                       std::string_view language) {
  const auto offered = set.scripts_for(language);
  const auto other = std::ranges::find_if(
      offered, [&](const text::Keyboard* one) { return one->script != keyboard.script; });
  return other == offered.end() ? std::string() : (*other)->label;
}

// What a key is called and shows before it is drawn.
struct Face {
  std::string id;
  std::string words;
  std::string spoken;
  std::string vowel;  // of a vowel key: what it types now
  bool lit = false;   // shift that is down, or the letter that one more tap would change
};

bool character(const Key& key) {
  return key.kind == KeyKind::character;
}

Face face_of(Canvas& canvas, const Key& key, const text::KeyboardSet& set,
             const text::Keyboard& keyboard, const KeyTarget& target) {
  const KeyboardView& view = canvas.view().keyboard;
  Face face;
  face.id = "key." + (character(key) ? key.output : std::string(kind_name(key.kind)));
  face.words = key.label;
  switch (key.kind) {
    case KeyKind::character:
      if (face.words.empty()) face.words = key_output(key, view.shift);
      break;
    case KeyKind::vowel:
      face.vowel = face.words = text::vowel_form(keyboard, view.series, key);
      face.id += "." + std::to_string(key.form);
      break;
    case KeyKind::next:
      face.words = next_label(set, keyboard, canvas.language());
      break;
    case KeyKind::enter:
      face.words = target.enter_label;
      face.id = target.enter_id;
      break;
    case KeyKind::space:
      face.words.clear();
      break;
    case KeyKind::layer:
      face.id += "." + key.target;
      break;
    default:
      break;
  }
  const bool named = key.kind != KeyKind::enter && !key.name_key.empty();
  face.spoken = named ? canvas.tr(key.name_key) : face.words;
  face.lit = (key.kind == KeyKind::shift && view.shift) ||
             (key.kind == KeyKind::more && view.more) ||
             (character(key) && view.taps > 0 && view.series == key.output);
  return face;
}

const std::vector<std::string>& variants_of(const Key& key, const KeyboardView& view) {
  return view.shift ? key.shifted_variants : key.variants;
}

Touch touch_of(Canvas& canvas, const Rect& rect, const Key& key, const Face& face, Action action) {
  const bool enter = key.kind == KeyKind::enter;
  const KeyboardView& view = canvas.view().keyboard;
  Target where{.id = face.id,
               .role = enter ? Role::button : Role::key,
               .label = face.spoken,
               .rect = rect,
               .selected = face.lit,
               .repeats = key.kind == KeyKind::backspace,
               .on_enter = enter};
  if (!variants_of(key, view).empty()) {
    Action offer = local([id = face.id](KeyboardView& changed) {
      changed.variants = id;
      changed.more = false;
    });
    (view.more ? action : where.on_hold) = std::move(offer);
  }
  return canvas.target(std::move(where), std::move(action));
}

// Draws what lies under the words; the answer is the ink they want.
Color draw_ground(Canvas& canvas, const Rect& rect, const Key& key, bool lit, const Touch& touch) {
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const TaskColors& task = canvas.task();
  const bool types_something = character(key) || key.kind == KeyKind::enter ||
                               key.kind == KeyKind::space || key.kind == KeyKind::vowel;
  const bool strong = key.kind == KeyKind::enter || lit;
  Color ground = types_something ? colors.surface : colors.track();
  if (key.kind == KeyKind::vowel) ground = mix(colors.surface, task.tint, 0.6F);
  if (touch.pressed) ground = mix(task.tint, task.accent, 0.25F);
  if (strong) ground = touch.pressed ? task.pressed : task.primary;
  const Rect shape = pressed_shape(rect, touch);
  if (!touch.pressed) {
    canvas.fill(shape.moved(0, m.hairline), with_alpha(colors.shadow, 0.22F), m.radius);
  }
  canvas.fill(shape, ground, m.radius);
  // In high contrast a shadow is not enough to tell a key from what it lies on.
  if (colors.lines_are_ink()) canvas.outline(shape, colors.line, m.hairline, m.radius);
  if (touch.focused) canvas.focus_ring(rect, m.radius);
  return strong ? colors.on_primary : colors.ink;
}

void draw_enter(Canvas& canvas, const Rect& rect, const std::string& words, Color ink) {
  const Metrics& m = canvas.m();
  const float icon_room = m.icon + m.thin;
  const Look look{.type = Type::body_bold, .align = Align::center};
  // The arrow goes before the words get small.
  const bool arrow = rect.w - 2 * m.unit - icon_room >= canvas.lay(words, look)->width * 0.86F;
  const float room = rect.w - (arrow ? 2 : 1) * m.unit - (arrow ? icon_room : 0);
  canvas.draw(canvas.fit(words, look, room, rect.h),
              {rect.x + (arrow ? m.unit : m.hair), rect.y, room, rect.h}, ink, Align::center);
  if (arrow) {
    canvas.icon(canvas.right_to_left() ? "arrow-left" : "arrow-right",
                {rect.end() - m.unit - m.icon, rect.y, m.icon, rect.h}, m.icon, ink);
  }
}

void draw_face(Canvas& canvas, const Rect& rect, const Key& key, const std::string& words,
               Color ink) {
  const Metrics& m = canvas.m();
  std::string_view icon = key.icon;
  if (icon.empty() && words.empty()) icon = default_icon(key.kind);
  if (key.kind == KeyKind::enter) {
    draw_enter(canvas, rect, words, ink);
  } else if (!icon.empty()) {
    canvas.icon(icon, rect, m.icon, ink);
  } else if (key.kind == KeyKind::space) {
    const float width = std::min(rect.w * 0.4F, m.words_least);
    canvas.fill({rect.center_x() - width / 2, rect.center_y() + m.hair, width, m.outline},
                canvas.colors().line_strong, 1);
  } else {
    const bool letter = (character(key) || key.kind == KeyKind::vowel) && words.size() <= 4;
    const Look look{.type = letter ? Type::lead : Type::body_bold, .align = Align::center};
    canvas.draw(canvas.fit(words, look, rect.w - 2 * m.outline, rect.h), rect, ink, Align::center);
  }
}

}  // namespace

void draw_key_cap(Canvas& canvas, const KeyCell& cell, const Key& key, const text::KeyboardSet& set,
                  const text::Keyboard& keyboard, const KeyTarget& target) {
  if (key.kind == KeyKind::gap) return;
  const Metrics& m = canvas.m();
  const KeyboardView& view = canvas.view().keyboard;
  const Face face = face_of(canvas, key, set, keyboard, target);
  const Touch touch = touch_of(canvas, cell.touch, key, face,
                               action_of(key, keyboard, target, view.shift, face.vowel));
  const Color ink = draw_ground(canvas, cell.rect, key, face.lit, touch);
  draw_face(canvas, cell.rect, key, face.words, ink);
  if (!variants_of(key, view).empty()) {  // there is more behind this key
    canvas.circle(cell.rect.end() - m.unit, cell.rect.y + m.unit, m.outline,
                  canvas.colors().line_strong);
  }
}

}  // namespace samen::ui
