// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/step_times.hpp"

#include <algorithm>
#include <ostream>

#include "sync/server/cases/log_reading.hpp"

namespace samen::server {

void StepTimes::end() {
  if (!steps_.empty()) steps_[now_].second += Clock::now() - since_;
}

void StepTimes::begin(std::string_view step) {
  end();
  const auto at = std::ranges::find(steps_, step, &std::pair<std::string, Clock::duration>::first);
  now_ = static_cast<std::size_t>(at - steps_.begin());
  if (at == steps_.end()) steps_.emplace_back(std::string(step), Clock::duration{});
  since_ = Clock::now();
}

void StepTimes::print(std::ostream& out) {
  end();
  since_ = Clock::now();
  Clock::duration total{};
  const auto row = [&out](const std::string& name, Clock::duration time) {
    out << line("%-10s %9.3f s\n", name.c_str(), std::chrono::duration<double>(time).count());
  };
  for (const auto& [name, time] : steps_) {
    row(name, time);
    total += time;
  }
  row("total", total);
}

}  // namespace samen::server
