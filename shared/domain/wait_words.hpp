// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "domain/receipt_answer.hpp"

namespace samen::domain {

// How much longer, as people are told it: in weeks, and never shorter than it was. `key` is a
// message with {from} and {to}.
struct WaitWords {
  std::string_view key;
  int from = 0;  // weeks
  int to = 0;
};
constexpr WaitWords wait_words(const std::optional<WaitRange>& range) {
  if (!range) return {"standing.wait.unknown"};
  constexpr int kWeek = 7;
  constexpr int kMost = 8;  // of ten
  const int from = range->from_days / kWeek;
  const int to = std::max((range->to_days + kWeek - 1) / kWeek, 1);
  if (range->of_ten < kMost) return {"standing.wait.half", from, to};
  return {from < 1 ? "standing.wait.within" : "standing.wait.most", from, to};
}

}  // namespace samen::domain
