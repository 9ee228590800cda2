// SPDX-License-Identifier: Apache-2.0
// Every message reader; what is read must be written and read back the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "protocol/messages.hpp"

namespace {

template <class Message>
void check(samen::base::Result<Message> (*read)(std::string_view), std::string_view text) {
  const auto message = read(text);
  if (!message) return;
  const auto again = read(samen::protocol::write_json(*message));
  if (!again || !(*again == *message)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::protocol;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 7) {
    case 0:
      check(read_enrol_request, text);
      break;
    case 1:
      check(read_enrol_answer, text);
      break;
    case 2:
      check(read_batch_request, text);
      break;
    case 3:
      check(read_batch_answer, text);
      break;
    case 4:
      check(read_feed_page, text);
      break;
    case 5:
      check(read_error, text);
      break;
    default:
      check(read_receipt, text);
      break;
  }
  return 0;
}
