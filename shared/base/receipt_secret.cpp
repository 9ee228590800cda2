// SPDX-License-Identifier: Apache-2.0
#include "base/receipt_secret.hpp"

#include "base/human_code.hpp"
#include "base/say.hpp"

namespace samen::base {
namespace {

constexpr std::size_t kRandom = 17;
static_assert(5 * kRandom == ReceiptSecret::kBits);
static_assert(1 + kRandom + 2 == ReceiptSecret::kSymbols);

void append_checks(SecretText& symbols) {
  const auto checks = crockford_checks(symbols.view());
  symbols.append({checks.data(), checks.size()});
}

}  // namespace

ReceiptSecret ReceiptSecret::mint(Random& random) {
  SecretText symbols(std::string_view(&kLetter, 1));
  for (std::size_t i = 0; i < kRandom; ++i) symbols.append(kCrockford.substr(random.below(32), 1));
  append_checks(symbols);
  return ReceiptSecret(std::move(symbols));
}

Result<ReceiptSecret> ReceiptSecret::parse(std::string_view text) {
  SecretText symbols;
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    const int value = crockford_value(c);
    if (value < 0) {
      return fail(Errc::invalid_input,
                  say("a secret has only the letters and digits on its receipt"));
    }
    if (symbols.size() == kSymbols) return fail(Errc::invalid_input, say("a secret is shorter"));
    symbols.append(kCrockford.substr(static_cast<std::size_t>(value), 1));
  }
  if (!symbols.empty() && symbols.view().front() != kLetter) {
    return fail(Errc::invalid_input, say("the secret of a receipt begins with S"));
  }
  if (symbols.size() != kSymbols) {
    return fail(Errc::invalid_input, say("the secret of a receipt has twenty letters and digits"));
  }
  SecretText right(symbols.view().substr(0, 1 + kRandom));
  append_checks(right);
  if (right != symbols) {
    return fail(
        Errc::invalid_input,
        say("this secret has a typing mistake: compare it with the receipt letter by letter"));
  }
  return ReceiptSecret(std::move(symbols));
}

SecretText ReceiptSecret::in_groups(std::string_view symbols) {
  SecretText out;
  for (std::size_t at = 0; at < symbols.size(); at += kGroup) {
    if (at > 0) out.append("-");
    out.append(symbols.substr(at, kGroup));
  }
  return out;
}

}  // namespace samen::base
