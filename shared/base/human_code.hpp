// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/result.hpp"

namespace samen::base {

// A code that people read aloud and type, in Crockford's base32 (no I, L, O, U): P-K7M-2QX-9FH is
// somebody's own, G-K7M-2QX-9FH a group's. The first letter says what it is for. Three characters
// name the device that minted it, five are random, the last one is a check character over all of
// them that catches any single wrong character and any swap of two neighbours; so a code of one
// use, or one whose first letter was left out, never passes for another. Two kiosks can never mint
// the same code, also when both are offline; one kiosk asks its own list of codes before it hands
// one out.
class HumanCode {
 public:
  static constexpr std::uint32_t kDevices = 32 * 32 * 32;
  static constexpr std::size_t kSymbols = 10;  // without dashes
  static constexpr std::size_t kOldSymbols = 9;
  static constexpr char kOwnLetter = 'P';
  static constexpr char kGroupLetter = 'G';

  enum class Use : std::uint8_t {
    any,    // K7M-2QX-9FH, handed out before the uses were told apart: either
    own,    // to be told: staff find by it what somebody told
    group,  // to be shared: others join with it
  };

  HumanCode() = default;
  static HumanCode mint(Use use, std::uint32_t device_number, Random& random);

  // Accepts lower case, spaces, dashes, and O for 0, I and L for 1. The error says whether the
  // length, a character or the check character is wrong, and never repeats the input.
  static Result<HumanCode> parse(std::string_view text);

  Use use() const;
  std::string str() const;
  std::uint32_t device_number() const;
  bool empty() const { return chars_.empty(); }
  auto operator<=>(const HumanCode&) const = default;

 private:
  explicit HumanCode(std::string chars) : chars_(std::move(chars)) {}
  std::string chars_;  // no dashes
};

// The 32 symbols of Crockford's base32 (https://www.crockford.com/base32.html).
inline constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// The value 0..31 of a typed character, or -1. Takes lower case, and O, I, L as the digits they
// are mistaken for.
int crockford_value(char c);

// What was typed as symbols: without spaces and dashes, no more than one beyond `most`. Nothing
// when a character is none.
std::optional<std::string> crockford_symbols(std::string_view typed, std::size_t most);

// The check character over symbols of base32: a weighted sum in GF(32), so that every single
// substitution and every transposition of neighbours changes it. At most 31 symbols.
char crockford_check(std::string_view symbols);

// The same and a second one with squared weights: together they catch any two wrong symbols and any
// two that changed places, the checks themselves included (a shortened Reed-Solomon code).
std::array<char, 2> crockford_checks(std::string_view symbols);

}  // namespace samen::base
