// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace samen::base {

// Where unpredictable bytes come from; tests put a SeededRandom here.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;

  // Uniform in [0, bound); bound > 0. Rejection sampling, so there is no modulo bias.
  std::uint64_t below(std::uint64_t bound);
  std::uint64_t next_u64();
};

// The kernel's generator. Aborts the program if the kernel refuses: no caller can go on without.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

// SplitMix64 (Steele, Lea, Flood 2014). The same seed gives the same bytes on every machine.
// For tests and synthetic populations, never for keys.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> out) override;

 private:
  std::uint64_t state_;
};

}  // namespace samen::base
