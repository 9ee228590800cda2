// SPDX-License-Identifier: Apache-2.0
// Answers to receipts from outside: no crash, and what is accepted round-trips.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "protocol/receipt_request.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen;
  const auto answer = protocol::read_answer({data, size});
  if (!answer) return 0;
  const auto again = protocol::read_answer(protocol::write_answer(*answer));
  if (!again || !(*again == *answer)) std::abort();
  return 0;
}
