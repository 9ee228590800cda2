// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "kiosk/ui/layout/around.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui::gallery {

// A pose a target is shown in, whatever the finger does.
struct Pose {
  std::string_view name;
  Touch touch;
};
inline constexpr std::array<Pose, 3> kPoses{Pose{"normal", {}}, Pose{"pressed", {.pressed = true}},
                                            Pose{"focused", {.focused = true}}};

inline const Action kNothing = flow::Event(flow::Activity{});

// Shows what is the screen's own and there once (a header, a keyboard): it neither reacts nor has
// nodes, so that it may be there several times.
template <class Draw>
void draw_still(Canvas& canvas, Draw draw) {
  const bool before = canvas.inert();
  canvas.set_inert(true);
  draw();
  canvas.set_inert(before);
}

// A column that is filled from the top.
struct Column {
  const Scene& scene;
  Rect area;  // what is left: its height may be 0, the page scrolls
  Canvas& canvas() const { return scene.canvas; }

  // A caption for developers.
  void caption(std::string_view words) {
    const std::string text(words);
    Canvas& c = canvas();
    area.y += c.m().unit;
    area.y += c.say("caption." + text, Role::text, text,
                    {.type = Type::caption_bold,
                     .color = c.colors().ink_soft,
                     .language = "en",
                     .direction = text::Direction::left_to_right},
                    {area.x, area.y, area.w, 0}) +
              c.m().unit;
  }
  // The next `height` pixels, with room for a focus ring below.
  Rect row(float height) {
    const Rect rect{area.x, area.y, area.w, height};
    area.y += height + canvas().m().gap;
    return rect;
  }
  template <class Draw>
  void still(Draw draw) {
    draw_still(canvas(), draw);
  }
  // A part of a layout, as high as it likes to be.
  void show(const Piece& piece) { piece->place(row(piece->height(area.w).wish)); }

  // The same in every pose, side by side: make(pose).
  template <class Make>
  void poses(Make make) {
    Canvas& c = canvas();
    const float each = std::floor((area.w - 2 * c.m().gap) / kPoses.size());
    Rect line = row(make(kPoses[0])->height(each).wish);
    for (const Pose& pose : kPoses) {
      c.set_pose(pose.touch);
      make(pose)->place(line.cut_start(each, c.m().gap));
    }
    c.set_pose(std::nullopt);
  }
};

void draw_buttons_page(Column& column);
void draw_choices_page(Column& column);
void draw_numbers_page(Column& column);
void draw_fields_page(Column& column);
void draw_letters_page(Column& column);
void draw_pads_page(Column& column);
void draw_messages_page(Column& column);
void draw_waiting_page(Column& column);
void draw_pickers_page(Column& column);
void draw_staff_page(Column& column);
void draw_paper_page(Column& column);
void draw_tokens_page(Column& column);
void draw_keys_page(Column& column);
void draw_bars_page(Column& column);
void draw_sound_page(Column& column);
void draw_list_page(Column& column);

// What lies over a screen, over one; with buttons in the corners that turn the page.
struct Over {
  flow::Overlay overlay;
  bool help = false;
};
void draw_over(const Scene& scene, const Over& over);

}  // namespace samen::ui::gallery
