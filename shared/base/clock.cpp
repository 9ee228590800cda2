// SPDX-License-Identifier: Apache-2.0
#include "base/clock.hpp"

#include <chrono>
#include <fstream>
#include <string>

#include "base/encoding.hpp"

namespace samen::base {

std::int64_t SystemClock::wall_ms() const {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t SystemClock::mono_ms() const {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

std::array<std::uint8_t, 16> SystemClock::boot_id() const {
  static const auto id = [] {
    std::array<std::uint8_t, 16> bytes{};
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string text;
    std::getline(file, text);
    std::erase(text, '-');
    if (const auto decoded = from_hex(text); decoded && decoded->size() == bytes.size()) {
      std::copy(decoded->begin(), decoded->end(), bytes.begin());
    }
    return bytes;
  }();
  return id;
}

}  // namespace samen::base
