// SPDX-License-Identifier: Apache-2.0
// Header values of signed requests, and enrolment codes as typed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "protocol/enrolment_code.hpp"
#include "protocol/http_signature.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto code = protocol::EnrolmentCode::parse(text)) {
    const auto again = protocol::EnrolmentCode::parse(code->str());
    if (!again || !(*again == *code)) std::abort();
  }
  // Three header values, one a line.
  const auto first = text.find('\n');
  const auto second = first == std::string_view::npos ? first : text.find('\n', first + 1);
  if (second == std::string_view::npos) return 0;
  const protocol::SignatureHeaders headers{std::string(text.substr(0, first)),
                                           std::string(text.substr(first + 1, second - first - 1)),
                                           std::string(text.substr(second + 1))};
  (void)protocol::check_content_digest(headers.content_digest, {});
  static const auto key = vault::SigningKey::from_seed(base::Bytes(32, 1)).value();
  if (const auto claim = protocol::read_signature(headers)) {
    (void)protocol::verify_request({"GET", "/v1/feed", "cursor=1", {}}, headers, *claim,
                                   key.verify_key(), 0, 60);
  }
  return 0;
}
