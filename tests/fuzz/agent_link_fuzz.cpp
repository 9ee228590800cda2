// SPDX-License-Identifier: Apache-2.0
// Messages about network links, as a kernel would send them, and one that is not to be trusted.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sync/agent/waiter.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A copy of exactly this size, so that a byte read behind the end is found.
  const std::string messages(reinterpret_cast<const char*>(data), size);
  const bool up = samen::agent::link_came_up(messages);
  if (up && size < 16) std::abort();
  return 0;
}
