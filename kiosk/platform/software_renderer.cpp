// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/software_renderer.hpp"

#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "kiosk/platform/raster.hpp"

namespace samen::platform {
namespace {

using raster::Clip;
using raster::Corner;

Clip clip_of(const ImVec4& rect, ImVec2 origin, const Image& target) {
  // Whole pixels, as a scissor: towards the top-left corner.
  const auto to_pixel = [](float value, int limit) {
    if (!(value > 0)) return 0;  // also for a value that is no number
    return static_cast<int>(std::min(std::floor(value), static_cast<float>(limit)));
  };
  return {to_pixel(rect.x - origin.x, target.width), to_pixel(rect.y - origin.y, target.height),
          to_pixel(rect.z - origin.x, target.width), to_pixel(rect.w - origin.y, target.height)};
}

// Two triangles a-b-c, a-c-d that form an upright rectangle of one colour whose texels run along
// its sides: by far the most common shape (every glyph, every plain fill).
bool upright_rectangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c,
                       const ImDrawVert& d) {
  if (a.col != b.col || a.col != c.col || a.col != d.col) return false;
  const bool across_first = a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y &&
                            d.pos.x == a.pos.x && a.uv.y == b.uv.y && b.uv.x == c.uv.x &&
                            c.uv.y == d.uv.y && d.uv.x == a.uv.x;
  const bool down_first = a.pos.x == b.pos.x && b.pos.y == c.pos.y && c.pos.x == d.pos.x &&
                          d.pos.y == a.pos.y && a.uv.x == b.uv.x && b.uv.y == c.uv.y &&
                          c.uv.x == d.uv.x && d.uv.y == a.uv.y;
  return across_first || down_first;
}

Corner corner(const ImDrawVert& vertex, ImVec2 origin) {
  return {vertex.pos.x - origin.x, vertex.pos.y - origin.y, vertex.uv.x, vertex.uv.y, vertex.col};
}

class ListPainter {
 public:
  ListPainter(const ImDrawList& list, ImVec2 origin, const TextureSource& textures, Image& target)
      : list_(list), origin_(origin), textures_(textures), target_(target) {}

  void draw(const ImDrawCmd& command) {
    if (command.UserCallback != nullptr || command.ElemCount < 3) return;
    const Clip clip = clip_of(command.ClipRect, origin_, target_);
    if (clip.empty()) return;
    const PageView page = textures_.page(static_cast<int>(
        reinterpret_cast<std::intptr_t>(command.GetTexID())));  // NOLINT: a number by agreement
    if (page.alpha == nullptr || page.width <= 0 || page.height <= 0) return;
    const raster::Canvas canvas{target_.rgba.data(), target_.width};
    const int count = static_cast<int>(command.ElemCount);
    for (int i = 0; i + 2 < count;) {
      const int at = static_cast<int>(command.IdxOffset) + i;
      const ImDrawVert& a = vertex(command, at);
      const ImDrawVert& b = vertex(command, at + 1);
      const ImDrawVert& c = vertex(command, at + 2);
      if (i + 5 < count && index(at) == index(at + 3) && index(at + 2) == index(at + 4) &&
          upright_rectangle(a, b, c, vertex(command, at + 5))) {
        raster::draw_rectangle(canvas, clip, page, corner(a, origin_), corner(c, origin_));
        i += 6;
        continue;
      }
      raster::draw_triangle(canvas, clip, page, corner(a, origin_), corner(b, origin_),
                            corner(c, origin_));
      i += 3;
    }
  }

 private:
  ImDrawIdx index(int at) const { return list_.IdxBuffer[at]; }
  const ImDrawVert& vertex(const ImDrawCmd& command, int at) const {
    return list_.VtxBuffer[static_cast<int>(command.VtxOffset) + index(at)];
  }

  const ImDrawList& list_;
  ImVec2 origin_;
  const TextureSource& textures_;
  Image& target_;
};

}  // namespace

void software_render(const ImDrawData& draw_data, const TextureSource& textures, Image& target) {
  if (target.empty() || target.width > raster::kMaxRow) return;
  for (int i = 0; i < draw_data.CmdListsCount; ++i) {
    const ImDrawList& list = *draw_data.CmdLists[i];
    ListPainter painter(list, draw_data.DisplayPos, textures, target);
    for (const ImDrawCmd& command : list.CmdBuffer) painter.draw(command);
  }
}

void clear(Image& target, std::uint32_t rgb) {
  const std::uint32_t colour =
      0xFF000000U | (rgb >> 16 & 0xFF) | (rgb & 0xFF00) | (rgb & 0xFF) << 16;
  for (int y = 0; y < target.height; ++y) raster::fill_span(target.row(y), target.width, colour);
}

}  // namespace samen::platform
