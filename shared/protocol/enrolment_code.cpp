// SPDX-License-Identifier: Apache-2.0
#include "protocol/enrolment_code.hpp"

#include <algorithm>

#include "base/human_code.hpp"
#include "base/say.hpp"
#include "vault/digest.hpp"

namespace samen::protocol {
namespace {

using base::Errc;
using base::fail;

constexpr char kVersion = '1';
constexpr std::size_t kPinSymbols = EnrolmentCode::kPinBytes * 8 / 5;
constexpr std::size_t kSymbols = 1 + EnrolmentCode::kSecretSymbols + kPinSymbols + 1;
constexpr std::size_t kGroup = 5;
static_assert(kSymbols == 30 && kSymbols - 1 <= 31, "the check covers at most 31 symbols");

std::string to_symbols(std::span<const std::uint8_t> bytes) {
  std::string symbols;
  std::uint32_t bits = 0;
  int have = 0;
  for (const std::uint8_t byte : bytes) {
    bits = bits << 8 | byte;
    for (have += 8; have >= 5; have -= 5) symbols += base::kCrockford[bits >> (have - 5) & 31U];
  }
  return symbols;
}

void from_symbols(std::string_view symbols, std::span<std::uint8_t> out) {
  std::uint32_t bits = 0;
  int have = 0;
  std::size_t at = 0;
  for (const char c : symbols) {
    bits = bits << 5 | static_cast<std::uint32_t>(base::crockford_value(c));
    have += 5;
    if (have >= 8 && at < out.size()) {
      have -= 8;
      out[at++] = static_cast<std::uint8_t>(bits >> have);
    }
  }
}

}  // namespace

EnrolmentCode EnrolmentCode::mint(base::ByteView tls_key_sha256, base::Random& random) {
  EnrolmentCode code;
  for (std::size_t i = 0; i < kSecretSymbols; ++i) {
    code.secret += base::kCrockford[random.below(base::kCrockford.size())];
  }
  std::copy_n(tls_key_sha256.begin(), std::min(kPinBytes, tls_key_sha256.size()), code.pin.begin());
  return code;
}

base::Result<EnrolmentCode> EnrolmentCode::parse(std::string_view text) {
  std::string symbols;
  std::size_t place = 0;
  for (const char c : text) {
    if (c == '-' || c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    ++place;
    const int value = base::crockford_value(c);
    if (value < 0) {
      return fail(
          Errc::invalid_input,
          base::say("the enrolment code: character {} is none of the letters and digits such a "
                    "code is made of",
                    place));
    }
    if (place <= kSymbols) symbols += base::kCrockford[static_cast<std::size_t>(value)];
  }
  if (place != kSymbols) {
    const bool few = place < kSymbols;
    const std::size_t off = few ? kSymbols - place : place - kSymbols;
    return fail(
        Errc::invalid_input,
        base::say(few ? base::to_say("the enrolment code: {} characters are missing; it has "
                                     "six groups of five")
                      : base::to_say("the enrolment code: {} characters too many; it has "
                                     "six groups of five"),
                  off));
  }
  const std::string_view all = symbols;
  if (base::crockford_check(all.substr(0, kSymbols - 1)) != all.back()) {
    return fail(Errc::invalid_input,
                base::say("the enrolment code has a typing mistake: compare it group by group"));
  }
  if (all.front() != kVersion) {
    return fail(
        Errc::unsupported,
        base::say(
            "the enrolment code is of a newer kind: install the newer version of this program"));
  }
  EnrolmentCode code;
  code.secret = all.substr(1, kSecretSymbols);
  from_symbols(all.substr(1 + kSecretSymbols, kPinSymbols), code.pin);
  return code;
}

std::string EnrolmentCode::str() const {
  std::string symbols = kVersion + secret + to_symbols(pin);
  symbols += base::crockford_check(symbols);
  std::string grouped;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (i > 0 && i % kGroup == 0) grouped += '-';
    grouped += symbols[i];
  }
  return grouped;
}

bool EnrolmentCode::names_key(base::ByteView tls_key_sha256) const {
  return tls_key_sha256.size() >= kPinBytes &&
         vault::same_bytes(tls_key_sha256.first(kPinBytes), pin);
}

}  // namespace samen::protocol
