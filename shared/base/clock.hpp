// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace samen::base {

// A moment as a device saw it. `wall_ms` is Unix time in milliseconds and may be nonsense on a
// machine without a clock battery; `mono_ms` only compares within one `boot`.
struct Stamp {
  std::array<std::uint8_t, 16> boot{};
  std::int64_t mono_ms = 0;
  std::int64_t wall_ms = 0;
  bool trusted = false;
  bool operator==(const Stamp&) const = default;
};

// Where time comes from; tests put a ManualClock here.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t wall_ms() const = 0;
  virtual std::int64_t mono_ms() const = 0;
  virtual std::array<std::uint8_t, 16> boot_id() const = 0;
};

class SystemClock final : public Clock {
 public:
  std::int64_t wall_ms() const override;
  std::int64_t mono_ms() const override;
  std::array<std::uint8_t, 16> boot_id() const override;  // the kernel's random boot id
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(std::int64_t wall_ms = 1'767'225'600'000) : wall_ms_(wall_ms) {}
  std::int64_t wall_ms() const override { return wall_ms_; }
  std::int64_t mono_ms() const override { return mono_ms_; }
  std::array<std::uint8_t, 16> boot_id() const override { return boot_; }
  void advance(std::int64_t ms) { wall_ms_ += ms, mono_ms_ += ms; }
  void set_wall(std::int64_t ms) { wall_ms_ = ms; }
  void reboot() { ++boot_[0], mono_ms_ = 0; }

 private:
  std::int64_t wall_ms_;
  std::int64_t mono_ms_ = 0;
  std::array<std::uint8_t, 16> boot_{};
};

}  // namespace samen::base
