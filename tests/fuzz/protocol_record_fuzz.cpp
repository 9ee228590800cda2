// SPDX-License-Identifier: Apache-2.0
// Records and cards from outside: no crash, and what is accepted obeys the domain and round-trips.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "protocol/card_json.hpp"
#include "protocol/record_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen;
  if (size == 0) return 0;
  const base::ByteView text(data + 1, size - 1);
  if (data[0] % 2 == 0) {
    const auto record = protocol::read_record(text);
    (void)protocol::read_record_head(text);
    if (!record) return 0;
    const auto again = protocol::read_record(protocol::write_record(*record));
    if (!domain::validate(*record) || !again || !(*again == *record)) std::abort();
  } else {
    const auto card = protocol::read_card(text);
    if (!card) return 0;
    const auto again = protocol::read_card(protocol::write_card(*card));
    if (!again || !(*again == *card)) std::abort();
  }
  return 0;
}
