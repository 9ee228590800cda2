// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "base/random.hpp"

namespace samen::agent {

// How long to wait after a failure: full jitter ("Exponential Backoff And Jitter", AWS
// Architecture Blog, 2015): uniform between a small floor and the doubled-each-time ceiling, so
// that a hundred kiosks which lost the same network do not come back in step.
class Backoff {
 public:
  struct Limits {
    std::chrono::milliseconds first{1'000};        // ceiling of the first pause
    std::chrono::milliseconds longest{3'600'000};  // never more, whatever a problem's own cap says
  };
  explicit Backoff(Limits limits, base::Random& random) : limits_(limits), random_(random) {}

  // One try a day is promised, whatever a server asks for.
  static constexpr std::chrono::hours kLongestAsked{24};

  // The pause after one more failure, at most `cap`, unless the server asked for a longer one
  // (Retry-After): `at_least` is kept, up to a day.
  std::chrono::milliseconds next(std::chrono::milliseconds cap,
                                 std::chrono::milliseconds at_least = {});
  // After a success, and when a network comes up.
  void reset() { failures_ = 0; }
  int failures() const { return failures_; }

 private:
  Limits limits_;
  base::Random& random_;
  int failures_ = 0;
};

}  // namespace samen::agent
