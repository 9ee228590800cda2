// SPDX-License-Identifier: Apache-2.0
#include "vault/padding.hpp"

#include <algorithm>

#include "base/say.hpp"

namespace samen::vault {
namespace {

using base::Errc;
using base::fail;

constexpr std::size_t kLength = 4;  // bytes of the length field

}  // namespace

std::optional<std::size_t> padded_size(std::size_t content) {
  if (content > kMaxPaddable) return std::nullopt;
  return *std::ranges::lower_bound(kPaddingBuckets, content + kLength);
}

base::Result<base::SecretBytes> pad(base::ByteView content) {
  const auto size = padded_size(content.size());
  if (!size) {
    return fail(Errc::limit,
                base::say("too large to seal: {} bytes, at most {}", content.size(), kMaxPaddable));
  }
  base::SecretBytes padded(*size, 0);
  for (std::size_t i = 0; i < kLength; ++i) {
    padded[i] = static_cast<std::uint8_t>(content.size() >> (8 * (kLength - 1 - i)));
  }
  std::ranges::copy(content, padded.begin() + kLength);
  return padded;
}

base::Result<base::SecretBytes> unpad(base::ByteView padded) {
  if (std::ranges::find(kPaddingBuckets, padded.size()) == kPaddingBuckets.end()) {
    return fail(Errc::invalid_input,
                base::say("padding: {} bytes is none of the agreed sizes", padded.size()));
  }
  std::size_t length = 0;
  for (std::size_t i = 0; i < kLength; ++i) length = length << 8 | padded[i];
  if (padded_size(length) != padded.size()) {
    return fail(Errc::invalid_input,
                base::say("padding: the length inside does not belong to this size"));
  }
  const auto content = padded.subspan(kLength, length);
  std::uint8_t rest = 0;
  for (const std::uint8_t byte : padded.subspan(kLength + length)) rest |= byte;
  if (rest != 0)
    return fail(Errc::invalid_input, base::say("padding: bytes behind the content are not zero"));
  return base::SecretBytes(content.begin(), content.end());
}

}  // namespace samen::vault
