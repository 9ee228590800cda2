// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/ui/layout/part.hpp"

namespace samen::ui {

enum class Axis : std::uint8_t { across, down };

// Where a part stands on a side on which there is more room than it needs.
enum class Stand : std::uint8_t { fill, start, middle, end };

// A piece of a line, and the piece of it that something takes that likes to have `wish`.
struct Span {
  float from = 0;
  float size = 0;
};
Span stood(Stand stand, Span in, float wish);

// How one part stands in a stack.
struct Slot {
  float flex = 0;
  float most = kNoLimit;
  int gives = 1;
  std::optional<Stand> stand = {};   // across the stack's own line; empty: as the stack says
  std::optional<float> before = {};  // distance to the one before it instead of the stack's gap
};

// Parts one after the other: a row runs from the start of the line, a column downwards.
class Stack final : public Part {
 public:
  Stack(Axis axis, float gap, Stand stand) : axis_(axis), gap_(gap), stand_(stand) {}
  // Nothing is added for an empty piece.
  Stack& add(Piece piece, const Slot& slot = {});
  bool empty() const { return items_.empty(); }
  void place(const Rect& rect) override;

 private:
  struct Item {
    Piece piece;
    Slot slot;
    float before;  // 0 for the first
  };
  Room measure_width() override;
  Room measure_height(float width) override;
  std::vector<float> sizes(const Rect& rect);
  std::vector<float> widths(float width);
  float width_of(Item& item, float width) const;  // in a column
  float gaps() const;

  Axis axis_;
  float gap_;
  Stand stand_;
  std::vector<Item> items_;
};

std::unique_ptr<Stack> column(float gap, Stand stand = Stand::fill);
std::unique_ptr<Stack> row(float gap, Stand stand = Stand::middle);

}  // namespace samen::ui
