// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "base/encoding.hpp"
#include "base/uuid.hpp"
#include "storage/database.hpp"

// Inside this room only: small conversions between columns and values.
namespace samen::storage {

inline Value blob(std::span<const std::uint8_t> bytes) {
  return base::ByteView(bytes);
}
inline Value text(std::string_view value) {
  return value;
}
inline Value number(std::int64_t value) {
  return value;
}

// The column's bytes; zeros when it holds another number of them (CHECKs forbid that).
template <std::size_t N>
std::array<std::uint8_t, N> array_of(const Statement& row, int column) {
  std::array<std::uint8_t, N> out{};
  const base::Bytes bytes = row.bytes(column);
  if (bytes.size() == N) std::ranges::copy(bytes, out.begin());
  return out;
}
inline base::Uuid uuid_of(const Statement& row, int column) {
  return {array_of<16>(row, column)};
}

}  // namespace samen::storage
