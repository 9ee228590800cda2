// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "kiosk/ui/layout/part.hpp"

namespace samen::ui {

// How many columns a grid has, and how its rows share the height.
struct Columns {
  int most = 1;
  // May columns be so wide? One always may; empty: all that give every part its least width.
  std::function<bool(int columns, float each)> suits = {};
  bool equal_rows = true;  // all as high as the highest needs
  float most_row = 0;      // rows grow into free room up to this; 0: they do not
};

// Equal columns, filled row by row.
class Grid final : public Part {
 public:
  Grid(float gap, Columns columns) : gap_(gap), rule_(std::move(columns)) {}
  Grid& add(Piece piece);
  void place(const Rect& rect) override;

 private:
  Room measure_width() override;
  Room measure_height(float width) override;
  int columns_at(float width);
  float each(float width, int columns) const;
  std::vector<float> rows(float width, int columns, bool wish);

  float gap_;
  Columns rule_;
  std::vector<Piece> parts_;
};
std::unique_ptr<Grid> grid(float gap, Columns columns);

// Parts as wide as they like, in as many lines as they need.
class Flow final : public Part {
 public:
  Flow(float gap, float line_gap) : gap_(gap), line_gap_(line_gap) {}
  Flow& add(Piece piece);
  void place(const Rect& rect) override;

 private:
  Room measure_width() override;
  Room measure_height(float width) override;
  // The place of each part, from the top of `rect`; returns the height.
  float lay(const Rect& rect, const std::function<void(Part&, const Rect&)>& put);

  float gap_;
  float line_gap_;
  std::vector<Piece> parts_;
};
std::unique_ptr<Flow> flowing(float gap, float line_gap);

}  // namespace samen::ui
