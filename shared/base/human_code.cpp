// SPDX-License-Identifier: Apache-2.0
#include "base/human_code.hpp"

#include <cctype>

namespace samen::base {
namespace {

constexpr std::size_t kLength = 9;

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

char crockford_check(std::string_view symbols) {
  std::uint32_t sum = 0;
  std::uint32_t weight = 1;
  for (const char c : symbols) {
    weight = gf_multiply(weight, 2);  // 2, 4, 8, ...: distinct and never zero for 31 places
    sum ^= gf_multiply(weight, static_cast<std::uint32_t>(crockford_value(c)));
  }
  return kCrockford[sum];
}

HumanCode HumanCode::mint(std::uint32_t device_number, Random& random) {
  std::string chars;
  for (const std::uint32_t shift : {10U, 5U, 0U}) chars += kCrockford[(device_number >> shift) & 31U];
  for (int i = 0; i < 5; ++i) chars += kCrockford[random.below(32)];
  chars += crockford_check(chars);
  return HumanCode(std::move(chars));
}

Result<HumanCode> HumanCode::parse(std::string_view text) {
  std::string chars;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    const int value = crockford_value(c);
    if (value < 0) {
      return fail(Errc::invalid_input, "a code has only the letters and digits shown on its card");
    }
    chars += kCrockford[static_cast<std::size_t>(value)];
    if (chars.size() > kLength) break;
  }
  if (chars.size() != kLength) {
    return fail(Errc::invalid_input, "a code has nine letters and digits, like K7M-2QX-9FH");
  }
  if (crockford_check(std::string_view(chars).substr(0, kLength - 1)) != chars.back()) {
    return fail(Errc::invalid_input,
                "this code has a typing mistake: compare it with the card letter by letter");
  }
  return HumanCode(std::move(chars));
}

std::string HumanCode::str() const {
  if (chars_.empty()) return {};
  return chars_.substr(0, 3) + "-" + chars_.substr(3, 3) + "-" + chars_.substr(6, 3);
}

std::uint32_t HumanCode::device_number() const {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 3 && i < chars_.size(); ++i) {
    number = number * 32 + static_cast<std::uint32_t>(crockford_value(chars_[i]));
  }
  return number;
}

}  // namespace samen::base
