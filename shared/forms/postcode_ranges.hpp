// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "base/data_file.hpp"

namespace samen::forms {

// "1011-1019" or "1021": its two ends, both included.
base::Result<std::pair<int, int>> read_postcode_range(std::string_view text);

// A set of postcodes as a data file gives it: ["1011-1019", "1021"], rising.
class PostcodeRanges {
 public:
  // The list `name` of an object; may be left out.
  static base::Result<PostcodeRanges> read(const base::Data& object, std::string_view name);
  bool empty() const { return ranges_.empty(); }
  bool has(int postcode) const;
  bool operator==(const PostcodeRanges&) const = default;

 private:
  std::vector<std::pair<int, int>> ranges_;  // both ends included
};

}  // namespace samen::forms
