// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flow/text_edit.hpp"

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "base/human_code.hpp"
#include "domain/values.hpp"

namespace samen::flow {
namespace {

using forms::TextField;

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

// The first code point of well-formed UTF-8.
char32_t decode(std::string_view text, std::size_t length) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (length == 1) return lead;
  char32_t point = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3fU);
  }
  return point;
}

// 0..9 for Latin, Arabic-Indic and Persian digits, else -1.
int digit_value(char32_t point) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06f0'}) {
    if (point >= zero && point <= zero + 9) return static_cast<int>(point - zero);
  }
  return -1;
}

// Control characters, line separators, and marks that reorder the text around them.
bool is_harmful(char32_t point) {
  return point < 0x20 || (point >= 0x7f && point < 0xa0) || (point >= 0x2028 && point <= 0x202e) ||
         (point >= 0x2066 && point <= 0x2069) || point == 0xfeff;
}

// What one code point becomes in a field.
struct Taken {
  std::string_view text;  // empty: dropped
  const char* complaint = nullptr;
};

std::string_view digit_text(int value) {
  return std::string_view("0123456789").substr(static_cast<std::size_t>(value), 1);
}

constexpr std::string_view kPhoneSigns = "+ -./()";

// What is wrong stays, with a word about it: dropped, it would glue what stands on its two sides.
// Only in a code it cannot stay, and there the code's own check sees it.
Taken take(TextField field, char32_t point, std::string_view as_typed) {
  if (is_harmful(point)) return {};
  const int digit = digit_value(point);
  switch (field) {
    case TextField::none:
      return {};
    case TextField::name:
    case TextField::caseworker:
      return {as_typed};
    case TextField::email:
      return {digit >= 0 ? digit_text(digit) : as_typed};
    case TextField::phone:
      if (digit >= 0) return {digit_text(digit)};
      return {as_typed,
              kPhoneSigns.find(static_cast<char>(point)) == kPhoneSigns.npos || point > 0x7f
                  ? "error.phone.character"
                  : nullptr};
    case TextField::postcode:
      if (digit >= 0) return {digit_text(digit)};
      return point == ' ' ? Taken{} : Taken{as_typed, "error.postcode.digits"};
    case TextField::join_code:
      break;
  }
  if (point == ' ' || point == '-') return {};
  const int symbol = digit >= 0     ? digit
                     : point < 0x80 ? base::crockford_value(static_cast<char>(point))
                                    : -1;
  if (symbol < 0) return {{}, "error.code.character"};
  return {base::kCrockford.substr(static_cast<std::size_t>(symbol), 1)};
}

}  // namespace

Filtered filter(TextField field, std::string_view typed) {
  Filtered out;
  if (!base::is_utf8(typed)) return out;
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t end = boundary_after(typed, at);
    const auto piece = typed.substr(at, end - at);
    const Taken taken = take(field, decode(piece, piece.size()), piece);
    out.text.append(taken.text);
    if (taken.complaint != nullptr) out.complaint = taken.complaint;
    at = end;
  }
  return out;
}

std::size_t capacity(TextField field) {
  switch (field) {
    case TextField::none:
      return 0;
    case TextField::name:
    case TextField::caseworker:
      return domain::kMaxNameCharacters;
    case TextField::phone:
      return 32;  // 15 digits, and what people put between them
    case TextField::email:
      return domain::kMaxContactCharacters;
    case TextField::postcode:
      return 10;  // more than belongs there, so that a slip is seen and not cut
    case TextField::join_code:
      return base::HumanCode::kSymbols;
  }
  return 0;
}

std::size_t boundary_at(std::string_view text, std::size_t byte) {
  byte = std::min(byte, text.size());
  while (byte > 0 && byte < text.size() && continues(text[byte])) --byte;
  return byte;
}

std::size_t boundary_before(std::string_view text, std::size_t caret) {
  return caret == 0 ? 0 : boundary_at(text, std::min(caret, text.size()) - 1);
}

std::size_t boundary_after(std::string_view text, std::size_t caret) {
  if (caret >= text.size()) return text.size();
  ++caret;
  while (caret < text.size() && continues(text[caret])) ++caret;
  return caret;
}

}  // namespace samen::flow
