// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kiosk/text/workspace.hpp"

namespace samen::text {

struct LineRules {
  double max_width = 0;  // pixels; 0: lines end at line feeds only
  int max_lines = 0;     // 0: no limit
  bool ellipsis = true;
  double ellipsis_width = 0;
  double hyphen_width = 0;
};

// Cuts shaped text into lines, first fit: a line takes what fits and ends at the language's break
// opportunities; a word wider than the line is cut between graphemes; a soft hyphen at the end of
// a line shows. When lines run out, the last one is shortened until the ellipsis fits behind it.
class LineBreaker {
 public:
  LineBreaker(Workspace& work, const LineRules& rules) : work_(work), rules_(rules) {}

  // Fills work.lines with at least one line. True when some of the text is not shown.
  bool run();

 private:
  bool paragraph(std::int32_t begin, std::int32_t end, bool last);
  LineRange next_line(std::int32_t begin, std::int32_t end) const;
  LineRange shortened(std::int32_t begin, std::int32_t end) const;
  LineRange range(std::int32_t begin, std::int32_t end, std::int32_t paragraph_end) const;
  std::int32_t without_spaces(std::int32_t begin, std::int32_t end) const;
  bool fits(double width) const;

  Workspace& work_;
  const LineRules& rules_;
};

}  // namespace samen::text
