// SPDX-License-Identifier: Apache-2.0
// What people type, scan and hold before a reader: badges, human codes, ids; and the encodings.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/badge.hpp"
#include "base/encoding.hpp"
#include "base/form_code.hpp"
#include "base/human_code.hpp"
#include "base/receipt_secret.hpp"
#include "base/uuid.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::base;
  const auto require = [](bool holds) {
    if (!holds) std::abort();
  };
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto badge = read_badge(text)) {
    require(badge->size() == kBadgeBytes);
    const auto again = read_badge(badge_letters(*badge).view());
    require(again && *again == *badge);
  }
  if (const auto code = HumanCode::parse(text)) {
    const auto again = HumanCode::parse(code->str());
    require(again && again->str() == code->str());
  }
  if (const auto secret = ReceiptSecret::parse(text)) {
    const auto again = ReceiptSecret::parse(secret->shown().view());
    require(again && *again == *secret && !HumanCode::parse(text));
  }
  if (const auto form = parse_form_code(text)) {
    const auto again = parse_form_code(form_code(*form));
    require(again && *again == *form && !HumanCode::parse(text) && !ReceiptSecret::parse(text));
  }
  if (const auto id = Uuid::parse(text)) require(Uuid::parse(id->str()) == *id);
  if (const auto bytes = from_hex(text)) require(bytes->size() * 2 == size);
  if (const auto bytes = from_base64(text)) require(to_base64(*bytes) == text);
  (void)is_utf8(text);
  return 0;
}
