// SPDX-License-Identifier: Apache-2.0
// The JSON reader: whatever it accepts must be within its limits, and every question must be safe.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "protocol/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::protocol::json;
  const Limits limits{.bytes = 4096, .values = 200, .depth = 5};
  auto document = Document::parse({data, size}, limits, Holds::people);
  if (!document) return 0;
  if (size > limits.bytes) std::abort();
  const Value root = document->root();
  (void)root.find("a");
  for (const Value& value : root.list(50)) {
    (void)value.text(10);
    (void)value.integer(-5, 5);
    (void)value.at("b").uuid();
    (void)value.bytes(16);
  }
  (void)document->verdict();
  return 0;
}
