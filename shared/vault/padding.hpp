// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// Sizes tell stories (how many children, how long a name). Everything that is sealed is first
// padded to one of seven sizes: four bytes of length (big endian), the content, zeros.
namespace samen::vault {

inline constexpr std::array<std::size_t, 7> kPaddingBuckets = {1024,  2048,  4096, 8192,
                                                               16384, 32768, 65536};
inline constexpr std::size_t kMaxPaddable = kPaddingBuckets.back() - 4;  // bytes of content

// The bucket for content of this size; nothing above kMaxPaddable.
std::optional<std::size_t> padded_size(std::size_t content);

// Errc::limit above kMaxPaddable.
base::Result<base::SecretBytes> pad(base::ByteView content);

// Errc::invalid_input unless the size is a bucket, the smallest one that fits, and every byte
// behind the content is zero: one content has one padded form.
base::Result<base::SecretBytes> unpad(base::ByteView padded);

}  // namespace samen::vault
