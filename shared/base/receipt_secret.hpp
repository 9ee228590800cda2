// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

namespace samen::base {

// What only the person holds: the secret on their receipt, in Crockford's base32 (no I, L, O, U):
// S7KM-2QX9-FH3D-0VWA-BC4T. An S, seventeen random characters (85 bits), and two check characters
// over all of them, which catch any two wrong characters and any swap of two. Twice as long as a
// HumanCode and with another first letter, so that neither passes for the other. The text lies in
// locked memory from the moment it is drawn.
class ReceiptSecret {
 public:
  static constexpr std::size_t kSymbols = 20;  // without dashes
  static constexpr std::size_t kGroup = 4;     // symbols between dashes
  static constexpr int kBits = 85;             // that nobody can know
  static constexpr char kLetter = 'S';         // the first one

  static ReceiptSecret mint(Random& random);

  // Accepts lower case, spaces, dashes, and O for 0, I and L for 1. All errors are
  // Errc::invalid_input; they say whether the first letter, the length, a character or the check is
  // wrong, and never repeat the input.
  static Result<ReceiptSecret> parse(std::string_view text);

  // As it is shown and typed, in groups of four; of symbols that are not all there yet, too.
  static SecretText in_groups(std::string_view symbols);
  SecretText shown() const { return in_groups(symbols()); }
  std::string_view symbols() const { return symbols_.view(); }  // without dashes
  bool operator==(const ReceiptSecret&) const = default;

 private:
  explicit ReceiptSecret(SecretText symbols) : symbols_(std::move(symbols)) {}
  SecretText symbols_;
};

}  // namespace samen::base
