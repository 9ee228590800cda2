// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ui/canvas.hpp"

namespace samen::ui {

enum class Weight : std::uint8_t {
  primary,    // the one thing to do next
  secondary,  // another way on
  soft,       // repeated ones: tinted, no outline
  quiet,      // header and rare things: no ground
  danger,     // gives something up
};

struct Button {
  std::string id;
  std::string label;
  std::string_view icon = {};
  Weight weight = Weight::primary;
  bool icon_at_end = false;  // arrows that say "on"
  bool on_enter = false;
  bool on_escape = false;
};

// The width at which the label stands on one line.
float button_width(Canvas& canvas, const Button& button);
Touch draw_button(Canvas& canvas, Rect rect, const Button& button, Action action);

// A pictogram over a small label, for the header.
struct BarButton {
  std::string id;
  std::string label;
  std::string_view icon;
  bool danger = false;
  bool on_escape = false;
  bool on = false;               // it is doing something now
  std::string other_label = {};  // it may get this label: as wide as both need
};
float bar_button_width(Canvas& canvas, const BarButton& button, bool with_label);
void draw_bar_button(Canvas& canvas, const Rect& rect, const BarButton& button, bool with_label,
                     Action action);

// A round button with only a pictogram: steppers, scroll.
struct RoundButton {
  std::string id;
  std::string label;
  std::string_view icon;
  bool enabled = true;
  bool repeats = false;
  bool filled = false;
};
void draw_round_button(Canvas& canvas, const Rect& rect, const RoundButton& button, Action action);

// A pictogram in a tinted circle.
void draw_badge(Canvas& canvas, float center_x, float center_y, float diameter,
                std::string_view icon, Color circle, Color ink);

// What is drawn while a finger is on it: a little smaller.
Rect pressed_shape(const Rect& rect, const Touch& touch);

}  // namespace samen::ui
