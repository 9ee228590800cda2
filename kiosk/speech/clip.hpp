// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace samen::speech {

// What a recording may be at most.
struct ClipLimits {
  std::size_t file_bytes = 2U << 20;
  std::size_t seconds = 120;
};

// A recorded text: Ogg Opus, any number of channels, heard as one.
class Clip {
 public:
  static constexpr int kRate = 48'000;  // Opus is always decoded at this rate

  static base::Result<Clip> open(const std::filesystem::path& file, const ClipLimits& limits = {});
  // The same from memory. Refuses what is no Opus, and what is too long.
  static base::Result<Clip> parse(std::vector<std::uint8_t> bytes, const ClipLimits& limits = {});
  Clip(Clip&&) noexcept;
  Clip& operator=(Clip&&) noexcept;
  ~Clip();

  // Mono samples; 0 at the end. Fails on damage.
  base::Result<std::size_t> read(std::span<std::int16_t> out);

 private:
  struct Decoder;
  explicit Clip(std::unique_ptr<Decoder> decoder);
  std::unique_ptr<Decoder> decoder_;
};

}  // namespace samen::speech
