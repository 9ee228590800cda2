// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace samen::ui {

// The heights of a long list's rows: an estimate until a row was seen, then its own. Where a row
// begins and which row is at a place are found in logarithmic time (a Fenwick tree of sums), so a
// frame costs the same with twenty rows and with ten thousand.
class RowHeights {
 public:
  // Forgets everything and expects each row to be that high (gap included). Linear in `rows`.
  void reset(std::size_t rows, float estimate);
  std::size_t rows() const { return heights_.size(); }
  void set(std::size_t row, float height);
  float height(std::size_t row) const { return heights_[row]; }
  double top(std::size_t row) const;  // where it begins; of rows(): the whole height
  std::size_t at(double y) const;     // the row there, the first or last one beyond the ends

 private:
  std::vector<float> heights_;
  std::vector<double> sums_;  // [i]: of the lowbit(i) rows before i
};

}  // namespace samen::ui
