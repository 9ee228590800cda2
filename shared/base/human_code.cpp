// SPDX-License-Identifier: Apache-2.0
#include "base/human_code.hpp"

#include <cassert>
#include <cctype>

#include "base/say.hpp"

namespace samen::base {
namespace {

constexpr std::size_t kBody = HumanCode::kOldSymbols - 1;  // device and random, no check

// The letter of the use comes last in the sum, so that its part of it is never nothing.
char check_of(std::string_view letter, std::string_view body) {
  return crockford_check(std::string(body.substr(0, kBody)).append(letter));
}

// Multiplication in GF(2^5) with the primitive polynomial x^5 + x^2 + 1.
std::uint32_t gf_multiply(std::uint32_t a, std::uint32_t b) {
  std::uint32_t product = 0;
  for (; b != 0; b >>= 1) {
    if (b & 1U) product ^= a;
    a <<= 1;
    if (a & 32U) a ^= 0b100101U;
  }
  return product;
}

}  // namespace

int crockford_value(char c) {
  c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (c == 'O') c = '0';
  if (c == 'I' || c == 'L') c = '1';
  const auto at = kCrockford.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::optional<std::string> crockford_symbols(std::string_view typed, std::size_t most) {
  std::string symbols;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    const int value = crockford_value(c);
    if (value < 0) return std::nullopt;
    symbols += kCrockford[static_cast<std::size_t>(value)];
    if (symbols.size() > most) break;
  }
  return symbols;
}

char crockford_check(std::string_view symbols) {
  std::uint32_t sum = 0;
  std::uint32_t weight = 1;
  for (const char c : symbols) {
    weight = gf_multiply(weight, 2);  // 2, 4, 8, ...: distinct and never zero for 31 places
    sum ^= gf_multiply(weight, static_cast<std::uint32_t>(crockford_value(c)));
  }
  return kCrockford[sum];
}

std::array<char, 2> crockford_checks(std::string_view symbols) {
  std::uint32_t squared = 0;
  std::uint32_t weight = 1;
  for (const char c : symbols) {
    weight = gf_multiply(weight, 2);
    squared ^=
        gf_multiply(gf_multiply(weight, weight), static_cast<std::uint32_t>(crockford_value(c)));
  }
  return {crockford_check(symbols), kCrockford[squared]};
}

HumanCode HumanCode::mint(Use use, std::uint32_t device_number, Random& random) {
  assert(device_number < kDevices);
  std::string letter;
  if (use != Use::any) letter = use == Use::own ? kOwnLetter : kGroupLetter;
  std::string body;
  for (const std::uint32_t shift : {10U, 5U, 0U})
    body += kCrockford[(device_number >> shift) & 31U];
  for (int i = 0; i < 5; ++i) body += kCrockford[random.below(32)];
  body += check_of(letter, body);
  return HumanCode(letter + body);
}

Result<HumanCode> HumanCode::parse(std::string_view text) {
  auto symbols = crockford_symbols(text, kSymbols);
  if (!symbols) {
    return fail(Errc::invalid_input,
                say("a code has only the letters and digits shown on its card"));
  }
  std::string& chars = *symbols;
  if (chars.size() != kSymbols && chars.size() != kOldSymbols) {
    return fail(
        Errc::invalid_input,
        say("a code has ten letters and digits, like P-K7M-2QX-9FH, or nine when it is older"));
  }
  const std::string_view letter = std::string_view(chars).substr(0, chars.size() - kOldSymbols);
  if (!letter.empty() && letter.front() != kOwnLetter && letter.front() != kGroupLetter) {
    return fail(Errc::invalid_input, say("a code begins with P (somebody's own) or G (a group's)"));
  }
  if (check_of(letter, std::string_view(chars).substr(letter.size())) != chars.back()) {
    return fail(Errc::invalid_input,
                say("this code has a typing mistake: compare it with the card letter by letter"));
  }
  return HumanCode(std::move(chars));
}

HumanCode::Use HumanCode::use() const {
  if (chars_.size() != kSymbols) return Use::any;
  return chars_.front() == kOwnLetter ? Use::own : Use::group;
}

std::string HumanCode::str() const {
  if (chars_.empty()) return {};
  const std::size_t at = chars_.size() - kOldSymbols;
  const std::string letter = at > 0 ? chars_.substr(0, at) + "-" : std::string();
  return letter + chars_.substr(at, 3) + "-" + chars_.substr(at + 3, 3) + "-" +
         chars_.substr(at + 6, 3);
}

std::uint32_t HumanCode::device_number() const {
  std::uint32_t number = 0;
  if (chars_.empty()) return number;
  for (const char c : std::string_view(chars_).substr(chars_.size() - kOldSymbols, 3)) {
    number = number * 32 + static_cast<std::uint32_t>(crockford_value(c));
  }
  return number;
}

}  // namespace samen::base
