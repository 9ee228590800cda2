// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/child_program.hpp"
#include "base/result.hpp"

namespace samen::speech {

// The language tags that have a voice, asked of `samen-voice`: empty when it is not there.
class Voices {
 public:
  // Starts asking; finish() gives the answer, so that the screens load meanwhile.
  explicit Voices(std::filesystem::path program);
  void finish();
  void set_tags(std::set<std::string, std::less<>> tags) { tags_ = std::move(tags); }  // for tests

  // The tag of the voice that reads this language; empty when none does. "prs" is read by a
  // Persian voice, "en" by an English one.
  std::string voice_for(std::string_view language) const;
  const std::filesystem::path& program() const { return program_; }

 private:
  std::filesystem::path program_;
  base::ChildProgram asking_;
  std::set<std::string, std::less<>> tags_;
};

// Speech of one text, as mono samples.
class Synthesis {
 public:
  static base::Result<Synthesis> start(const std::filesystem::path& program, std::string_view voice,
                                       std::string_view text);
  int rate() const { return rate_; }
  // 0 at the end. Waits for the first of them only.
  base::Result<std::size_t> read(std::span<std::int16_t> out, const std::atomic<bool>& stop);

 private:
  base::ChildProgram child_;
  int rate_ = 0;
};

}  // namespace samen::speech
