// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samen::server {

// How long each step of a command took, by the wall clock.
class StepTimes {
 public:
  // The step before ends here. The same name twice adds up.
  void begin(std::string_view step);
  // Ends the last step and prints one line a step, in seconds, in the order they began first.
  void print(std::ostream& out);

 private:
  using Clock = std::chrono::steady_clock;
  void end();
  std::vector<std::pair<std::string, Clock::duration>> steps_;
  std::size_t now_ = 0;
  Clock::time_point since_;
};

}  // namespace samen::server
