// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/triangle_clip.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace samen::ui {
namespace {

// One side of the window: `x` or `y` of a vertex against a limit.
struct Side {
  float ImVec2::* along;
  float limit;
  float sign;  // 1: inside is beyond the limit, -1: before it

  float inside_by(const ImDrawVert& v) const { return sign * (v.pos.*along - limit); }
};

std::array<Side, 4> sides(const Rect& window) {
  return {Side{&ImVec2::x, window.x, 1}, Side{&ImVec2::x, window.end(), -1},
          Side{&ImVec2::y, window.y, 1}, Side{&ImVec2::y, window.bottom(), -1}};
}

ImU32 blend(ImU32 from, ImU32 to, float t) {
  if (from == to) return from;
  ImU32 result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const auto a = static_cast<float>((from >> shift) & 0xFF);
    const auto b = static_cast<float>((to >> shift) & 0xFF);
    result |= static_cast<ImU32>(std::lround(a + (b - a) * t)) << shift;
  }
  return result;
}

// Where the way from a vertex inside to one outside meets the side. Always asked in this direction,
// so that two triangles cut along their common edge share the very same point.
ImDrawVert crossing(const ImDrawVert& in, const ImDrawVert& out, const Side& side) {
  const float t = side.inside_by(in) / (side.inside_by(in) - side.inside_by(out));
  const auto mixed = [t](const ImVec2& a, const ImVec2& b) {
    return ImVec2{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
  };
  ImDrawVert vertex{mixed(in.pos, out.pos), mixed(in.uv, out.uv), blend(in.col, out.col, t)};
  vertex.pos.*side.along = side.limit;
  return vertex;
}

bool inside(const ImDrawVert& v, const Rect& window) {
  return v.pos.x >= window.x && v.pos.x <= window.end() && v.pos.y >= window.y &&
         v.pos.y <= window.bottom();
}

void take_back(ImDrawList& list, int indices, int vertices) {
  list.PrimUnreserve(indices, vertices);
  list._VtxCurrentIdx -= static_cast<unsigned int>(vertices);
}

}  // namespace

ImDrawIdx TriangleClip::add(const ImDrawVert& vertex) {
  vertices_.push_back(vertex);
  return static_cast<ImDrawIdx>(vertices_.size() - 1);
}

ImDrawIdx TriangleClip::kept(int old_index) {
  int& place = place_[static_cast<std::size_t>(old_index)];
  if (place < 0) place = add(old_[static_cast<std::size_t>(old_index)]);
  return static_cast<ImDrawIdx>(place);
}

void TriangleClip::cut_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c,
                                const Rect& window) {
  polygon_.assign({a, b, c});
  for (const Side& side : sides(window)) {
    rest_.clear();
    for (std::size_t i = 0; i < polygon_.size(); ++i) {
      const ImDrawVert& here = polygon_[i];
      const ImDrawVert& next = polygon_[(i + 1) % polygon_.size()];
      const bool here_in = side.inside_by(here) >= 0;
      const bool next_in = side.inside_by(next) >= 0;
      if (here_in) rest_.push_back(here);
      if (here_in && !next_in) rest_.push_back(crossing(here, next, side));
      if (!here_in && next_in) rest_.push_back(crossing(next, here, side));
    }
    polygon_.swap(rest_);
  }
  if (polygon_.size() < 3) return;
  const ImDrawIdx first = add(polygon_[0]);
  ImDrawIdx last = add(polygon_[1]);
  for (std::size_t i = 2; i < polygon_.size(); ++i) {
    const ImDrawIdx next = add(polygon_[i]);
    indices_.insert(indices_.end(), {first, last, next});
    last = next;
  }
}

void TriangleClip::cut(ImDrawList& list, const Mark& before, const Rect& window) {
  const int vertices = list.VtxBuffer.Size - before.vertices;
  const int indices = list.IdxBuffer.Size - before.indices;
  if (indices <= 0) return;
  const ImDrawVert* drawn = list.VtxBuffer.Data + before.vertices;
  ImVec2 least = drawn->pos;
  ImVec2 most = drawn->pos;
  for (const ImDrawVert* v = drawn + 1; v < drawn + vertices; ++v) {
    least = {std::min(least.x, v->pos.x), std::min(least.y, v->pos.y)};
    most = {std::max(most.x, v->pos.x), std::max(most.y, v->pos.y)};
  }
  if (least.x >= window.x && most.x <= window.end() && least.y >= window.y &&
      most.y <= window.bottom()) {
    return;
  }
  const bool nothing_left = most.x <= window.x || least.x >= window.end() || most.y <= window.y ||
                            least.y >= window.bottom();
  if (nothing_left) {
    take_back(list, indices, vertices);
    return;
  }

  old_.assign(drawn, drawn + vertices);
  old_indices_.assign(list.IdxBuffer.Data + before.indices,
                      list.IdxBuffer.Data + list.IdxBuffer.Size);
  // Indices count from the first vertex of the draw command.
  const int first = before.vertices - static_cast<int>(list._CmdHeader.VtxOffset);
  take_back(list, indices, vertices);

  vertices_.clear();
  indices_.clear();
  place_.assign(old_.size(), -1);
  for (std::size_t i = 0; i + 2 < old_indices_.size(); i += 3) {
    std::array<int, 3> at{};
    for (std::size_t k = 0; k < 3; ++k) at[k] = old_indices_[i + k] - first;
    const auto corner = [&](std::size_t k) -> const ImDrawVert& {
      return old_[static_cast<std::size_t>(at[k])];
    };
    if (inside(corner(0), window) && inside(corner(1), window) && inside(corner(2), window)) {
      for (const int index : at) indices_.push_back(kept(index));
      continue;
    }
    const bool outside = std::ranges::any_of(sides(window), [&](const Side& side) {
      return side.inside_by(corner(0)) <= 0 && side.inside_by(corner(1)) <= 0 &&
             side.inside_by(corner(2)) <= 0;
    });
    if (!outside) cut_triangle(corner(0), corner(1), corner(2), window);
  }
  if (indices_.empty()) return;

  list.PrimReserve(static_cast<int>(indices_.size()), static_cast<int>(vertices_.size()));
  const auto base = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  for (const ImDrawVert& v : vertices_) list.PrimWriteVtx(v.pos, v.uv, v.col);
  for (const ImDrawIdx index : indices_) {
    list.PrimWriteIdx(static_cast<ImDrawIdx>(base + index));
  }
}

}  // namespace samen::ui
