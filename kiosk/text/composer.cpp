// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/composer.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/text/wipe.hpp"

namespace samen::text {
namespace {

// Where a line begins in a box, seen physically.
float line_left(const Line& line, float box, Align align) {
  const float room = box - line.width;
  if (align == Align::center) return room / 2;
  const bool to_the_right = (align == Align::start) == line.right_to_left;
  return to_the_right ? room : 0;
}

void join(const Box& added, Box& box) {
  if (box.empty()) {
    box = added;
    return;
  }
  box = {std::min(box.x0, added.x0), std::min(box.y0, added.y0), std::max(box.x1, added.x1),
         std::max(box.y1, added.y1)};
}

// The glyphs of [begin, end) out of a whole item, or nothing when the cut goes through a ligature
// or through letters that change shape.
bool take_part(const Workspace& work, const Item& item, std::int32_t begin, std::int32_t end,
               std::vector<ShapedGlyph>& out) {
  const auto* first = work.glyphs.data() + item.first_glyph;
  bool begin_seen = begin == item.begin;
  bool end_seen = end == item.end;
  for (const auto* glyph = first; glyph != first + item.glyphs; ++glyph) {
    if (glyph->cluster == begin && begin != item.begin) {
      if (glyph->unsafe) return false;
      begin_seen = true;
    }
    if (glyph->cluster == end && end != item.end) {
      if (glyph->unsafe) return false;
      end_seen = true;
    }
    if (glyph->cluster >= begin && glyph->cluster < end) out.push_back(*glyph);
  }
  return begin_seen && end_seen;
}

}  // namespace

void Composer::reserve_for_secret(std::size_t bytes) {
  runs_.reserve(bytes + 1);
  part_.reserve(bytes * 2 + 16);
  edges_.reserve(bytes + 1);
}

void Composer::wipe() {
  wipe_all(runs_);
  wipe_all(part_);
  wipe_all(edges_);
}

void Composer::compose(const Input& input, Layout& out) {
  const auto& work = input.work;
  const FaceMetrics& face = faces_.at(faces_.main(input.style.weight)).metrics();
  const float size = input.style.size_px;
  // Whole pixels, so that every line of every text stands on a pixel row.
  const float ascent = std::round(face.ascent * size);
  const float descent = std::round(face.descent * size);
  const float pitch = input.options.line_height > 0 ? std::round(input.options.line_height * size)
                                                    : ascent + descent;
  const float lead = std::floor((pitch - ascent - descent) / 2);
  out.cap_height = face.cap_height * size;
  for (const auto& range : work.lines) {
    out.width = std::max(out.width, static_cast<float>(range.width));
  }
  out.box_width = input.options.max_width > 0 ? input.options.max_width : out.width;
  out.left = out.box_width;
  out.lines.reserve(work.lines.size());
  out.glyphs.reserve(work.glyphs.size() + 1);
  if (input.options.carets) {
    edges_.assign(work.text.size(), {});
    out.carets.reserve(work.text.size() + work.lines.size() + 1);
  }
  float top = 0;
  for (const auto& range : work.lines) {
    Line line;
    line.width = static_cast<float>(range.width);
    line.top = top;
    line.baseline = top + lead + ascent;
    line.bottom = top + pitch;
    line.begin = work.text.byte_of[static_cast<std::size_t>(range.begin)];
    line.end = work.text.byte_of[static_cast<std::size_t>(range.end)];
    line.right_to_left = unicode_.base_right_to_left(range.begin);
    line.left = line_left(line, out.box_width, input.options.align);
    const std::size_t first_glyph = out.glyphs.size();
    place_line(input, range, line, out);
    grow_line(first_glyph, line, out);
    if (input.options.carets) {
      add_carets(input, range, static_cast<int>(out.lines.size()), line, out);
    }
    out.left = std::min(out.left, line.left);
    out.lines.push_back(line);
    top = line.bottom;
  }
  out.height = top;
  out.ascent = out.lines.front().baseline;
  out.right_to_left = out.lines.front().right_to_left;
}

// Letters with stacked marks (full Arabic vocalisation, Kurdish) can be higher than the line: the
// line grows by whole pixels, so that nothing is clipped and lines never touch.
void Composer::grow_line(std::size_t first_glyph, Line& line, Layout& out) const {
  Box ink;
  for (std::size_t i = first_glyph; i < out.glyphs.size(); ++i) {
    if (out.glyphs[i].glyph == 0) ++out.missing_glyphs;
    add_ink(out, out.glyphs[i], ink);
  }
  if (ink.empty()) return;
  const float above = std::max(0.0F, std::ceil(line.top - ink.y0));
  const float below = std::max(0.0F, std::ceil(ink.y1 - line.bottom));
  line.baseline += above;
  line.bottom += above + below;
  for (std::size_t i = first_glyph; i < out.glyphs.size(); ++i) out.glyphs[i].y += above;
  ink.y0 += above;
  ink.y1 += above;
  join(ink, out.ink);
}

void Composer::place_line(const Input& input, const LineRange& range, Line& line, Layout& out) {
  pen_ = line.left;
  const SuffixGlyph* suffix = range.suffix == Suffix::ellipsis ? &input.ellipsis
                              : range.suffix == Suffix::hyphen ? &input.hyphen
                                                               : nullptr;
  if (suffix != nullptr && line.right_to_left) place_suffix(*suffix, range, input, line, out);
  unicode_.visual_runs(range.begin, range.shown_end, runs_);
  for (const auto& run : runs_) place_run(input, run, line, out);
  if (suffix != nullptr && !line.right_to_left) place_suffix(*suffix, range, input, line, out);
}

void Composer::place_run(const Input& input, const VisualRun& run, const Line& line, Layout& out) {
  const auto& items = input.work.items;
  const auto after = [](std::int32_t unit, const Item& item) { return unit < item.end; };
  const auto first = std::upper_bound(items.begin(), items.end(), run.begin, after);
  auto last = first;
  while (last != items.end() && last->begin < run.end) ++last;
  const auto place = [&](const Item& item) {
    const std::int32_t begin = std::max(item.begin, run.begin);
    const std::int32_t end = std::min(item.end, run.end);
    place_part(input, item, begin, end, line, out);
  };
  if (run.right_to_left) {
    for (auto it = last; it != first;) place(*--it);
  } else {
    for (auto it = first; it != last; ++it) place(*it);
  }
}

void Composer::place_part(const Input& input, const Item& item, std::int32_t begin,
                          std::int32_t end, const Line& line, Layout& out) {
  if (begin >= end) return;
  part_.clear();
  if (!take_part(input.work, item, begin, end, part_)) {
    part_.clear();
    shaper_.shape_part(input.work, item, begin, end, input.style.size_px, part_);
  }
  const float start = pen_;
  for (const auto& glyph : part_) {
    PlacedGlyph placed;
    placed.face = item.face;
    placed.glyph = glyph.glyph;
    placed.x = pen_ + glyph.dx;
    placed.y = line.baseline - glyph.dy;
    placed.advance = glyph.advance;
    placed.byte = input.work.text.byte_of[static_cast<std::size_t>(glyph.cluster)];
    out.glyphs.push_back(placed);
    pen_ += glyph.advance;
  }
  if (input.options.carets) note_edges(input, item, begin, end, start);
}

void Composer::place_suffix(const SuffixGlyph& suffix, const LineRange& range, const Input& input,
                            const Line& line, Layout& out) {
  PlacedGlyph placed;
  placed.face = suffix.face;
  placed.glyph = suffix.glyph;
  placed.x = pen_;
  placed.y = line.baseline;
  placed.advance = suffix.advance;
  placed.byte = input.work.text.byte_of[static_cast<std::size_t>(range.shown_end)];
  out.glyphs.push_back(placed);
  pen_ += suffix.advance;
}

// The sides of every grapheme of the part just placed. A ligature of several graphemes shares its
// advance out evenly among them.
void Composer::note_edges(const Input& input, const Item& item, std::int32_t begin,
                          std::int32_t end, float start) {
  const auto& graphemes = input.work.boundaries.grapheme;
  const bool rtl = item.right_to_left();
  float x = start;
  std::int32_t reached = rtl ? end : begin;  // the cluster side on the left
  for (std::size_t i = 0; i < part_.size();) {
    float width = 0;
    std::size_t next = i;
    for (; next < part_.size() && part_[next].cluster == part_[i].cluster; ++next) {
      width += part_[next].advance;
    }
    const std::int32_t from = part_[i].cluster;
    std::int32_t to = rtl ? reached : end;
    if (!rtl && next < part_.size()) to = part_[next].cluster;
    reached = rtl ? from : to;
    int count = 0;
    for (std::int32_t unit = from; unit < to; ++unit) {
      count += unit == from || graphemes[static_cast<std::size_t>(unit)] != 0 ? 1 : 0;
    }
    const float step = width / static_cast<float>(std::max(count, 1));
    int index = -1;
    for (std::int32_t unit = from; unit < to; ++unit) {
      if (unit == from || graphemes[static_cast<std::size_t>(unit)] != 0) ++index;
      const float before = step * static_cast<float>(index);
      auto& edge = edges_[static_cast<std::size_t>(unit)];
      edge.right_to_left = rtl;
      edge.lead = rtl ? x + width - before : x + before;
      edge.trail = rtl ? edge.lead - step : edge.lead + step;
    }
    x += width;
    i = next;
  }
}

void Composer::add_carets(const Input& input, const LineRange& range, int number, const Line& line,
                          Layout& out) const {
  const auto& work = input.work;
  const float end_edge = line.right_to_left ? line.left : line.left + line.width;
  const auto add = [&](std::int32_t unit, float x, bool rtl) {
    out.carets.push_back(
        {work.text.byte_of[static_cast<std::size_t>(unit)], number, x, line.top, line.bottom, rtl});
  };
  for (std::int32_t unit = range.begin; unit < range.end; ++unit) {
    if (work.boundaries.grapheme[static_cast<std::size_t>(unit)] == 0) continue;
    if (unit >= range.shown_end) {
      add(unit, end_edge, line.right_to_left);  // spaces that hang over the edge
    } else {
      const auto& edge = edges_[static_cast<std::size_t>(unit)];
      add(unit, edge.lead, edge.right_to_left);
    }
  }
  // A soft end is the next line's beginning; a paragraph's end has a stop of its own.
  const bool paragraph_ends = range.end == work.size() ||
                              work.text.units[static_cast<std::size_t>(range.end)] == u'\n' ||
                              range.suffix == Suffix::ellipsis;
  if (!paragraph_ends) return;
  if (range.shown_end > range.begin && range.shown_end == range.end) {
    const auto& edge = edges_[static_cast<std::size_t>(range.end - 1)];
    add(range.end, edge.trail, edge.right_to_left);
  } else {
    add(range.end, end_edge, line.right_to_left);
  }
}

void Composer::add_ink(const Layout& layout, const PlacedGlyph& glyph, Box& ink) const {
  const auto box = faces_.at(glyph.face).extents(glyph.glyph);
  const float size = layout.style.size_px;
  const Box placed{glyph.x + box.left * size, glyph.y - box.top * size, glyph.x + box.right * size,
                   glyph.y - box.bottom * size};
  if (placed.empty()) return;
  join(placed, ink);
}

}  // namespace samen::text
