// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "base/clock.hpp"

namespace samen::app {

// The kiosk's clock: the system's, or a virtual one that starts at the system's time and then moves
// only when told to, so that tests decide when two minutes have passed. Any thread may read.
class AppClock final : public base::Clock {
 public:
  explicit AppClock(bool is_virtual)
      : virtual_(is_virtual), start_wall_(system_.wall_ms()), start_mono_(system_.mono_ms()) {}

  std::int64_t wall_ms() const override {
    return virtual_ ? start_wall_ + passed_ms_ : system_.wall_ms();
  }
  std::int64_t mono_ms() const override {
    return virtual_ ? start_mono_ + passed_ms_ : system_.mono_ms();
  }
  std::array<std::uint8_t, 16> boot_id() const override { return system_.boot_id(); }

  bool is_virtual() const { return virtual_; }
  // Main thread; only on a virtual clock, only forward.
  void advance(std::int64_t ms) { passed_ms_ += ms; }

 private:
  base::SystemClock system_;
  bool virtual_;
  std::int64_t start_wall_;
  std::int64_t start_mono_;
  std::atomic<std::int64_t> passed_ms_ = 0;
};

}  // namespace samen::app
