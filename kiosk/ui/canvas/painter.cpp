// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <imgui.h>

#include "kiosk/ui/canvas/triangle_clip.hpp"

namespace samen::ui {
namespace {

ImDrawFlags flags(Corners corners, float radius) {
  if (radius <= 0) return ImDrawFlags_RoundCornersNone;
  switch (corners) {
    case Corners::none:
      return ImDrawFlags_RoundCornersNone;
    case Corners::top:
      return ImDrawFlags_RoundCornersTop;
    case Corners::bottom:
      return ImDrawFlags_RoundCornersBottom;
    case Corners::left:
      return ImDrawFlags_RoundCornersLeft;
    case Corners::right:
      return ImDrawFlags_RoundCornersRight;
    case Corners::all:
      break;
  }
  return ImDrawFlags_RoundCornersAll;
}

// A page of the glyph atlas as Dear ImGui names textures; see platform/texture_pages.hpp.
ImTextureID texture(int page) {
  return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(page));  // NOLINT
}

float clock_angle(float turns) {
  return (turns - 0.25F) * 2 * std::numbers::pi_v<float>;
}

Rect around(float x, float y, float radius) {
  return {x - radius, y - radius, 2 * radius, 2 * radius};
}

}  // namespace

// True when a clip leaves nothing of it: most rows of a list that is scrolled.
bool Painter::hidden(const Rect& bounds) const {
  constexpr float kSoftEdge = 2;  // antialiasing reaches beyond a shape
  return !clips_.empty() && !clips_.back().overlaps(bounds.shrunk(-kSoftEdge));
}

// `draw` makes one reservation of the list, as every primitive here does.
template <class Draw>
void Painter::clipped(const Rect& bounds, Draw&& draw) {
  if (hidden(bounds)) return;
  const TriangleClip::Mark before = TriangleClip::mark(*list_);
  draw();
  if (!clips_.empty()) clip_->cut(*list_, before, clips_.back());
}

void Painter::fill(const Rect& rect, Color color, float radius, Corners corners) {
  if (rect.empty()) return;
  radius = std::min({radius, rect.w / 2, rect.h / 2});
  clipped(rect, [&] {
    list_->AddRectFilled({rect.x, rect.y}, {rect.end(), rect.bottom()}, color, radius,
                         flags(corners, radius));
  });
}

void Painter::outline(const Rect& rect, Color color, float thickness, float radius) {
  if (rect.empty()) return;
  // Dear ImGui centres the line on the edge and shifts the rectangle by half a pixel.
  const float inset = (thickness - 1) / 2;
  const Rect inner = rect.shrunk(inset);
  const float rounded = std::max(0.0F, std::min({radius, rect.w / 2, rect.h / 2}) - inset);
  clipped(rect, [&] {
    list_->AddRect({inner.x, inner.y}, {inner.end(), inner.bottom()}, color, rounded,
                   flags(Corners::all, rounded), thickness);
  });
}

void Painter::shadow(const Rect& rect, float radius, float blur, float drop, Color color) {
  // Rings of a rounded rectangle from inside to outside; the opacity falls like a soft light's.
  constexpr int kCornerPoints = 7;
  constexpr int kPoints = 4 * kCornerPoints;
  constexpr std::array<float, 6> kOffset{-0.5F, -0.22F, 0.0F, 0.22F, 0.5F, 1.0F};
  constexpr std::array<float, 6> kAlpha{1.0F, 0.78F, 0.52F, 0.30F, 0.12F, 0.0F};
  const int rings = static_cast<int>(kOffset.size());
  if (rect.empty() || (color >> 24) == 0) return;
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  clipped(rect.moved(0, drop).shrunk(-blur), [&] {
    list_->PrimReserve((rings - 1) * kPoints * 6, rings * kPoints);
    const auto first = static_cast<ImDrawIdx>(list_->_VtxCurrentIdx);
    for (int ring = 0; ring < rings; ++ring) {
      const float grow = kOffset[static_cast<std::size_t>(ring)] * blur;
      const Rect shape = rect.moved(0, drop).shrunk(-grow);
      const float r = std::clamp(radius + grow, 0.0F, std::min(shape.w, shape.h) / 2);
      const Color shade = with_alpha(color, kAlpha[static_cast<std::size_t>(ring)]);
      const std::array<ImVec2, 4> centers{
          ImVec2{shape.end() - r, shape.y + r}, ImVec2{shape.end() - r, shape.bottom() - r},
          ImVec2{shape.x + r, shape.bottom() - r}, ImVec2{shape.x + r, shape.y + r}};
      for (int corner = 0; corner < 4; ++corner) {
        for (int i = 0; i < kCornerPoints; ++i) {
          const float turn =
              (static_cast<float>(corner) + static_cast<float>(i) / (kCornerPoints - 1)) / 4.0F;
          const float angle = clock_angle(turn);
          const ImVec2 center = centers[static_cast<std::size_t>(corner)];
          list_->PrimWriteVtx({center.x + std::cos(angle) * r, center.y + std::sin(angle) * r},
                              white, shade);
        }
      }
    }
    for (int ring = 0; ring + 1 < rings; ++ring) {
      for (int i = 0; i < kPoints; ++i) {
        const int next = (i + 1) % kPoints;
        const auto at = [&](int r, int p) {
          return static_cast<ImDrawIdx>(first + r * kPoints + p);
        };
        list_->PrimWriteIdx(at(ring, i));
        list_->PrimWriteIdx(at(ring, next));
        list_->PrimWriteIdx(at(ring + 1, next));
        list_->PrimWriteIdx(at(ring, i));
        list_->PrimWriteIdx(at(ring + 1, next));
        list_->PrimWriteIdx(at(ring + 1, i));
      }
    }
  });
}

void Painter::fade(const Rect& rect, Color top, Color bottom) {
  if (rect.empty()) return;
  clipped(rect, [&] {
    list_->AddRectFilledMultiColor({rect.x, rect.y}, {rect.end(), rect.bottom()}, top, top, bottom,
                                   bottom);
  });
}

void Painter::circle(float x, float y, float radius, Color color) {
  clipped(around(x, y, radius), [&] { list_->AddCircleFilled({x, y}, radius, color); });
}

void Painter::circle_outline(float x, float y, float radius, Color color, float thickness) {
  clipped(around(x, y, radius + thickness),
          [&] { list_->AddCircle({x, y}, radius, color, 0, thickness); });
}

void Painter::arc(float x, float y, float radius, float from, float to, Color color,
                  float thickness) {
  if (to <= from) return;
  clipped(around(x, y, radius + thickness), [&] {
    list_->PathArcTo({x, y}, radius, clock_angle(from), clock_angle(to),
                     std::max(8, static_cast<int>((to - from) * 96)));
    list_->PathStroke(color, 0, thickness);
  });
}

void Painter::line(float x0, float y0, float x1, float y1, Color color, float thickness) {
  clipped(Rect{std::min(x0, x1), std::min(y0, y1), std::abs(x1 - x0), std::abs(y1 - y0)}.shrunk(
              -thickness),
          [&] { list_->AddLine({x0, y0}, {x1, y1}, color, thickness); });
}

void Painter::triangle(float x0, float y0, float x1, float y1, float x2, float y2, Color color) {
  const auto [left, right] = std::minmax({x0, x1, x2});
  const auto [top, bottom] = std::minmax({y0, y1, y2});
  clipped({left, top, right - left, bottom - top},
          [&] { list_->AddTriangleFilled({x0, y0}, {x1, y1}, {x2, y2}, color); });
}

void Painter::glyphs(std::span<const text::Quad> quads, float x, float y, Color color) {
  // Glyph pictures are made for whole pixels.
  x = std::round(x), y = std::round(y);
  std::size_t begin = 0;
  while (begin < quads.size()) {
    const int page = quads[begin].page;
    std::size_t end = begin;
    while (end < quads.size() && quads[end].page == page) ++end;
    const int count = static_cast<int>(end - begin);
    ImVec2 least{quads[begin].x0, quads[begin].y0};
    ImVec2 most = least;
    for (const text::Quad& quad : quads.subspan(begin, end - begin)) {
      least = {std::min(least.x, quad.x0), std::min(least.y, quad.y0)};
      most = {std::max(most.x, quad.x1), std::max(most.y, quad.y1)};
    }
    const Rect bounds{x + least.x, y + least.y, most.x - least.x, most.y - least.y};
    if (page != 0) list_->PushTextureID(texture(page));
    clipped(bounds, [&] {
      list_->PrimReserve(count * 6, count * 4);
      for (std::size_t i = begin; i < end; ++i) {
        const text::Quad& quad = quads[i];
        list_->PrimRectUV({x + quad.x0, y + quad.y0}, {x + quad.x1, y + quad.y1},
                          {quad.u0, quad.v0}, {quad.u1, quad.v1}, color);
      }
    });
    if (page != 0) list_->PopTextureID();
    begin = end;
  }
}

void Painter::push_clip(const Rect& rect) {
  const float x = std::floor(rect.x);
  const float y = std::floor(rect.y);
  const Rect whole{x, y, std::ceil(rect.end()) - x, std::ceil(rect.bottom()) - y};
  clips_.push_back(clips_.empty() ? whole : whole.clipped(clips_.back()));
}

void Painter::pop_clip() {
  clips_.pop_back();
}

}  // namespace samen::ui
