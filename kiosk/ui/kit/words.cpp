// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/words.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "kiosk/text/hanging.hpp"

namespace samen::ui {
namespace {

class Written final : public Part {
 public:
  Written(Canvas& canvas, Text text) : canvas_(canvas), text_(std::move(text)) {
    if (!text_.language.empty()) text_.look.language = text_.language;
    if (!text_.words.instead.empty()) text_.look.secret = true;
  }
  void place(const Rect& rect) override {
    const Words& laid = at(rect.w);
    if (!text_.id.empty()) {
      canvas_
          .node(text_.id, text_.role, text_.words.words,
                {rect.x, rect.y, rect.w, std::max(rect.h, laid->height)})
          .language = text_.language;
    }
    canvas_.draw(laid, {rect.x, rect.y, rect.w, std::max(rect.h, laid->height)}, text_.look.color,
                 text_.look.align, Upright::top);
  }

 private:
  Room measure_width() override {
    const float whole = std::ceil(canvas_.lay(shown(), text_.look)->width) + 1;
    return {std::min(whole, canvas_.m().words_least), whole};
  }
  Room measure_height(float width) override {
    const float height = std::ceil(at(width)->height);
    return {height, height};
  }
  std::string_view shown() const {
    const Wording& words = text_.words;
    return words.instead.empty() ? std::string_view(words.words) : words.instead.view();
  }
  const Words& at(float width) {
    if (!laid_ || width != width_) laid_ = canvas_.fit(shown(), text_.look, width, 0);
    width_ = width;
    return laid_;
  }
  Canvas& canvas_;
  Text text_;
  Words laid_;
  float width_ = 0;
};

// A bullet, and the words of each point hanging beside it.
class Points final : public Part {
 public:
  Points(Canvas& canvas, Text text) : canvas_(canvas), text_(std::move(text)) {
    text_.look.align = Align::start;  // a list hangs from its start, also in a centred dialog
  }
  void place(const Rect& rect) override {
    const auto list = lay(rect.w);
    canvas_.node(text_.id, text_.role, text_.words.words, {rect.x, rect.y, rect.w, list.height});
    for (const auto& item : list.items) {  // the canvas mirrors, so the start is at rect.x
      canvas_.draw(item.sign, {rect.x, rect.y + item.sign_y, list.indent, item.sign->height},
                   canvas_.task().primary, Align::start, Upright::top);
      canvas_.draw(
          item.text,
          {rect.x + list.indent, rect.y + item.text_y, rect.w - list.indent, item.text->height},
          text_.look.color, Align::start, Upright::top);
    }
  }

 private:
  Room measure_width() override {
    const float whole = std::ceil(lay(0).height > 0 ? canvas_.m().column : 0);
    return {std::min(whole, canvas_.m().words_least), whole};
  }
  Room measure_height(float width) override {
    const float height = std::ceil(lay(width).height);
    return {height, height};
  }
  text::HangingList lay(float width) {
    const auto one = [&](std::string_view words, float room) {
      return canvas_.lay(words, text_.look, room);
    };
    return text::lay_list(one, text::bulleted(text_.words.words),
                          {.width = width,
                           .sign_gap = canvas_.m().unit,
                           .item_gap = canvas_.m().thin,
                           .right_to_left = canvas_.right_to_left()});
  }
  Canvas& canvas_;
  Text text_;
};

}  // namespace

Piece words(Canvas& canvas, Text text) {
  const std::string& plain = text.words.words;
  if (plain.empty()) return nullptr;
  if (plain.find('\n') != std::string::npos) {
    return std::make_unique<Points>(canvas, std::move(text));
  }
  return std::make_unique<Written>(canvas, std::move(text));
}

float longest_word(Canvas& canvas, std::string_view text, const Look& look) {
  float longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) longest = std::max(longest, canvas.lay(text.substr(0, end), look)->width);
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return std::ceil(longest);
}

Piece sign(Canvas& canvas, std::string_view icon, float size, Color color) {
  return drawn({size, size}, Room{size, size}, [&canvas, icon, size, color](const Rect& rect) {
    canvas.icon(icon, rect, std::min(size, rect.h), color);
  });
}

void draw_badge(Canvas& canvas, float center_x, float center_y, float diameter,
                std::string_view icon, Color circle, Color ink) {
  canvas.circle(center_x, center_y, diameter / 2, circle);
  const Rect box{center_x - diameter / 2, center_y - diameter / 2, diameter, diameter};
  canvas.icon(icon, box, std::round(diameter * 0.56F), ink);
}

void draw_face(Canvas& canvas, const Rect& rect, std::string_view icon, std::string_view label,
               Look look, Color ink) {
  look.align = Align::center;
  const Words words = canvas.fit(label, look, rect.w, rect.h);
  const float height = std::min(rect.h, words->height);
  const float size = std::floor(std::min(canvas.m().icon, rect.h - height));
  const bool shown = !icon.empty() && size >= canvas.m().icon / 2;
  float y = std::round(rect.y + (rect.h - height - (shown ? size : 0)) / 2);
  if (shown) {
    canvas.icon(icon, {rect.x, y, rect.w, size}, size, ink);
    y += size;
  }
  canvas.draw(words, {rect.x, y, rect.w, height}, ink, Align::center, Upright::top);
}

Piece signed_line(Canvas& canvas, std::string_view icon, Color color, std::string id,
                  Wording text) {
  const Metrics& m = canvas.m();
  auto line = row(m.near, Stand::start);
  line->add(sign(canvas, icon, m.icon, color), {.gives = 0});
  line->add(
      words(canvas, {.words = std::move(text), .look = {.type = Type::body}, .id = std::move(id)}),
      {.flex = 1});
  return line;
}

Piece badge(Canvas& canvas, std::string_view icon, float diameter, Color circle, Color ink) {
  if (icon.empty()) return nullptr;
  return drawn({diameter, diameter}, Room{diameter, diameter},
               [&canvas, name = std::string(icon), diameter, circle, ink](const Rect& rect) {
                 const float size = std::min(diameter, rect.h);
                 draw_badge(canvas, rect.center_x(), rect.center_y(), size, name, circle, ink);
               });
}

Piece card(Canvas& canvas, Piece content) {
  const Metrics& m = canvas.m();
  return over(
      [&canvas](const Rect& rect) {
        const Metrics& sizes = canvas.m();
        canvas.shadow(rect, sizes.radius_large);
        canvas.fill(rect, canvas.colors().surface, sizes.radius_large);
        canvas.outline(rect, canvas.colors().line, sizes.hairline, sizes.radius_large);
      },
      padded(std::move(content), m.card, m.card));
}

Piece pill(Canvas& canvas, std::string id, Wording text, Color ground) {
  if (text.words.empty()) return nullptr;
  const Metrics& m = canvas.m();
  return over([&canvas, ground](const Rect& rect) { canvas.fill(rect, ground, rect.h / 2); },
              padded(words(canvas, {.words = std::move(text),
                                    .look = {.type = Type::caption_bold, .align = Align::center},
                                    .id = std::move(id)}),
                     m.near, m.hair));
}

}  // namespace samen::ui
