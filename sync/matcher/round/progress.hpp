// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace samen::matcher {

// What a long piece of work is doing; both may be empty.
struct RoundProgress {
  std::function<void(std::string_view)> told = {};   // a line for people, before what can take long
  std::function<void(std::string_view)> begun = {};  // the name of the step that begins now

  void tell(const std::string& line) const {
    if (told) told(line);
  }
  void begin(std::string_view step) const {
    if (begun) begun(step);
  }
};

// The steps of a round, as `round --timings` names them.
namespace step {
inline constexpr std::string_view kLookAhead = "look_ahead";
inline constexpr std::string_view kFormation = "formation";
inline constexpr std::string_view kScan = "scan";
inline constexpr std::string_view kSolve = "solve";
inline constexpr std::string_view kFloor = "floor";
inline constexpr std::string_view kLottery = "lottery";
inline constexpr std::string_view kShortages = "shortages";
inline constexpr std::string_view kExplain = "explain";
}  // namespace step

}  // namespace samen::matcher
