// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/line_breaker.hpp"

#include <algorithm>

#include <unicode/uchar.h>

namespace samen::text {
namespace {

constexpr char16_t kSoftHyphen = 0x00ad;
// A text must fit into the width it was measured at, in spite of rounding to float.
constexpr double kSlack = 0.05;

}  // namespace

bool LineBreaker::fits(double width) const {
  return width <= rules_.max_width + kSlack;
}

std::int32_t LineBreaker::without_spaces(std::int32_t begin, std::int32_t end) const {
  while (end > begin && u_isWhitespace(work_.text.units[static_cast<std::size_t>(end - 1)])) --end;
  return end;
}

bool LineBreaker::run() {
  work_.lines.clear();
  const auto& units = work_.text.units;
  for (std::int32_t begin = 0;;) {
    const auto newline = std::find(units.begin() + begin, units.end(), u'\n');
    const auto end = static_cast<std::int32_t>(newline - units.begin());
    const bool last = newline == units.end();
    if (!paragraph(begin, end, last)) return true;
    if (last) return work_.text.cut;
    begin = end + 1;
  }
}

// False when the lines ran out before the text did.
bool LineBreaker::paragraph(std::int32_t begin, std::int32_t end, bool last) {
  do {
    LineRange line = next_line(begin, end);
    const bool last_line =
        rules_.max_lines > 0 && static_cast<int>(work_.lines.size()) + 1 >= rules_.max_lines;
    const bool more = line.end < end || !last || work_.text.cut;
    if (last_line && more) {
      if (rules_.ellipsis) line = shortened(begin, end);
      work_.lines.push_back(line);
      return false;
    }
    work_.lines.push_back(line);
    begin = line.end;
  } while (begin < end);
  return true;
}

// The line [begin, end): spaces at a soft end hang over the edge; at the end of a paragraph they
// count, so that a caret after a typed space stands where people expect it, unless they do not fit.
LineRange LineBreaker::range(std::int32_t begin, std::int32_t end,
                             std::int32_t paragraph_end) const {
  LineRange line{begin, end, end, Suffix::none, work_.width(begin, end)};
  const bool spaces_count = end == paragraph_end && (rules_.max_width <= 0 || fits(line.width));
  if (!spaces_count) {
    line.shown_end = without_spaces(begin, end);
    line.width = work_.width(begin, line.shown_end);
  }
  if (end < paragraph_end && end > begin &&
      work_.text.units[static_cast<std::size_t>(end - 1)] == kSoftHyphen) {
    line.suffix = Suffix::hyphen;
    line.width += rules_.hyphen_width;
  }
  return line;
}

LineRange LineBreaker::next_line(std::int32_t begin, std::int32_t end) const {
  LineRange best = range(begin, end, end);
  if (rules_.max_width <= 0 || fits(best.width)) return best;
  bool found = false;
  for (std::int32_t at = begin + 1; at < end; ++at) {
    if (work_.boundaries.line[static_cast<std::size_t>(at)] == 0) continue;
    const LineRange line = range(begin, at, end);
    if (!fits(line.width)) {
      if (line.suffix == Suffix::hyphen && fits(line.width - rules_.hyphen_width)) continue;
      break;
    }
    best = line;
    found = true;
  }
  if (found) return best;
  // One word alone is too wide: as many graphemes as fit, at least one.
  std::int32_t cut = begin;
  for (std::int32_t at = begin + 1; at <= end; ++at) {
    if (work_.boundaries.grapheme[static_cast<std::size_t>(at)] == 0) continue;
    if (cut > begin && !fits(work_.width(begin, at))) break;
    cut = at;
  }
  return range(begin, cut, end);
}

LineRange LineBreaker::shortened(std::int32_t begin, std::int32_t end) const {
  std::int32_t cut = end;
  if (rules_.max_width > 0) {
    cut = begin;
    for (std::int32_t at = begin; at <= end; ++at) {
      if (work_.boundaries.grapheme[static_cast<std::size_t>(at)] == 0) continue;
      if (!fits(work_.width(begin, at) + rules_.ellipsis_width)) break;
      cut = at;
    }
  }
  cut = without_spaces(begin, cut);
  return {begin, cut, cut, Suffix::ellipsis, work_.width(begin, cut) + rules_.ellipsis_width};
}

}  // namespace samen::text
