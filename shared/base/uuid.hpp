// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace samen::base {

// A 128-bit identifier in the text form of RFC 9562 (lower case, with dashes).
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  static Result<Uuid> parse(std::string_view text);
  std::string str() const;
  bool is_nil() const { return *this == Uuid{}; }
  auto operator<=>(const Uuid&) const = default;
};

// UUIDv7 (RFC 9562 section 5.7): the wall clock's milliseconds, then 74 random bits. Unique also
// when the clock says 1970; order by it only as a hint.
Uuid make_uuid(const Clock& clock, Random& random);

}  // namespace samen::base

template <>
struct std::hash<samen::base::Uuid> {
  std::size_t operator()(const samen::base::Uuid& id) const noexcept {
    std::size_t value = 0;
    for (const auto byte : id.bytes) value = value * 1099511628211ULL ^ byte;
    return value;
  }
};
