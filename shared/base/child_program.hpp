// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "base/result.hpp"

namespace samen::base {

// A program that this one started, and a pipe from it; it is ended and reaped when this goes. What
// should not live in our own process lives in one of these: libraries that keep texts in buffers of
// their own, or open a socket.
class ChildProgram {
 public:
  // Silent for so long, it has got lost.
  static constexpr std::chrono::milliseconds kPatience{5000};

  ChildProgram() = default;
  ~ChildProgram();
  ChildProgram(ChildProgram&& other) noexcept;
  ChildProgram& operator=(ChildProgram&& other) noexcept;

  // `input` is written to its stdin through a pipe, never as an argument: arguments are public.
  // Waits at most kPatience for a child that does not read it.
  static Result<ChildProgram> start(const std::filesystem::path& program,
                                    std::span<const std::string> arguments, std::string_view input);

  // Up to out.size() bytes of its stdout; 0 at the end. Errc::conflict when `stop` is set,
  // Errc::unavailable when nothing came for `patience`.
  Result<std::size_t> read(std::span<std::uint8_t> out, const std::atomic<bool>& stop,
                           std::chrono::milliseconds patience = kPatience);
  // After the end: true when it said that all went well.
  bool went_well();

 private:
  void end();

  pid_t pid_ = -1;
  int output_ = -1;
};

// Another program of ours: in the folder of the running one or, as installed, in libexec.
std::filesystem::path program_beside(std::string_view name);

}  // namespace samen::base
