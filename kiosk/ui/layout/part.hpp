// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kiosk/ui/canvas/geometry.hpp"

namespace samen::ui {

inline constexpr float kNoLimit = std::numeric_limits<float>::infinity();

// Room along one line, in pixels: what a part likes to have, and with how little it can do.
struct Room {
  float least = 0;
  float wish = 0;
};

// A part of a screen. One description says how much room it takes and puts it there: whoever holds
// it asks for the width, then for the height at the width it will get, then places it. Whole
// pixels in, whole pixels out. Answers are kept, so asking twice costs nothing.
class Part {
 public:
  virtual ~Part() = default;
  Room width();
  Room height(float width);
  virtual void place(const Rect& rect) = 0;

 private:
  virtual Room measure_width() = 0;
  virtual Room measure_height(float width) = 0;

  std::optional<Room> width_;
  std::optional<Room> height_;
  float height_at_ = 0;
};
using Piece = std::unique_ptr<Part>;

// What one of several parts in a line takes.
struct Want {
  Room room;
  float flex = 0;         // its share of what is left over
  float most = kNoLimit;  // it does not grow beyond this
  int gives = 1;  // when there is too little: the highest is taken from first; 0: last of all
};
// The sizes of parts that share `space`: each gets its wish; what is missing is taken down to the
// least, what is left goes to those with flex. Their sum is `space` only when somebody has flex,
// and more when not even the least fits. Whole pixels.
std::vector<float> share(std::span<const Want> wants, float space);

}  // namespace samen::ui
