// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string_view>

#include "sync/matcher/commands/commands.hpp"

// Any text as a solution of one small instance: never a crash, whatever it claims.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kInstance =
      "{\"format\":\"samen-assignment/1\",\"households\":3,\"groups\":2,"
      "\"pairs\":[[0,0,10],[0,1,9],[1,0,8],[2,1,4]]}";
  static_cast<void>(samen::matcher::run_verify(
      {.instance = kInstance, .solution = {reinterpret_cast<const char*>(data), size}}));
  return 0;
}
