// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/matcher/formats/policy_json.hpp"

// Any text: refused, or a valid policy that survives being written and read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::matcher;
  const auto policy = parse_policy({reinterpret_cast<const char*>(data), size});
  if (!policy) return 0;
  const auto again = parse_policy(write_policy(*policy));
  if (!again || *again != *policy) std::abort();
  return 0;
}
