// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace samen::matcher::second {

// One object of words, whole numbers and lists of lists of two or three whole numbers.
struct FlatJson {
  struct List {
    std::size_t width = 0;  // of each inner list; 0: there is none
    std::vector<std::int64_t> numbers;
  };
  std::map<std::string, std::string, std::less<>> words;
  std::map<std::string, std::int64_t, std::less<>> numbers;
  std::map<std::string, List, std::less<>> lists;

  // Errors: invalid_input for anything else, a name that stands twice included.
  static base::Result<FlatJson> parse(std::string_view text, std::string_view what);
};

}  // namespace samen::matcher::second
