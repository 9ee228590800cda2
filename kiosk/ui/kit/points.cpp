// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/points.hpp"

#include "kiosk/text/hanging.hpp"

namespace samen::ui {
namespace {

text::HangingList lay_points(Canvas& canvas, std::string_view text, Look look, float width) {
  look.align = Align::start;  // a list hangs from its start, also in a centred dialog
  const auto lay = [&](std::string_view words, float room) {
    return canvas.lay(words, look, room);
  };
  return text::lay_list(lay, text::bulleted(text),
                        {.width = width,
                         .sign_gap = canvas.m().u(1),
                         .item_gap = canvas.m().u(0.75F),
                         .right_to_left = canvas.right_to_left()});
}

}  // namespace

bool has_points(std::string_view text) {
  return text.find('\n') != std::string_view::npos;
}

float points_height(Canvas& canvas, std::string_view text, const Look& look, float width) {
  return lay_points(canvas, text, look, width).height;
}

float draw_points(Canvas& canvas, std::string_view id, std::string_view text, const Look& look,
                  const Rect& box) {
  const auto list = lay_points(canvas, text, look, box.w);
  canvas.node(id, Role::text, text, {box.x, box.y, box.w, list.height});
  const float hang = box.x + list.indent;
  for (const auto& item : list.items) {  // the canvas mirrors, so the start is at box.x
    canvas.draw(item.sign, {box.x, box.y + item.sign_y, list.indent, item.sign->height},
                canvas.task().primary, Align::start, Upright::top);
    canvas.draw(item.text, {hang, box.y + item.text_y, box.w - list.indent, item.text->height},
                look.color, Align::start, Upright::top);
  }
  return list.height;
}

}  // namespace samen::ui
