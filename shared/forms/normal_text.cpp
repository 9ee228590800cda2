// SPDX-License-Identifier: Apache-2.0
#include "forms/normal_text.hpp"

#include <cassert>
#include <cstdint>
#include <span>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/encoding.hpp"
#include "forms/code_points.hpp"

namespace samen::forms {
namespace {

constexpr UChar32 kNonJoiner = 0x200C;
constexpr UChar32 kJoiner = 0x200D;
// The longest that canonical composition makes of one unit of UTF-16 is three (Unicode Annex 15).
constexpr std::size_t kMostGrowth = 3;

template <class T>
using Locked = std::vector<T, base::LockedAllocator<T>>;

std::int32_t size_of(const auto& units) {
  return static_cast<std::int32_t>(units.size());
}

// Signs of no width by their class, and four fillers that are letters by theirs but print a blank.
bool is_blank(UChar32 c) {
  return u_isUWhiteSpace(c) != 0 || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 ||
         c == 0x2800;
}
bool is_control(UChar32 c) {
  return u_charType(c) == U_CONTROL_CHAR;
}
bool is_unseen(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
         u_charType(c) == U_FORMAT_CHAR;
}
bool joins(UChar32 c) {
  return u_isalpha(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

// Writes what is seen of `text` to the front of it; returns how many units that is.
std::int32_t keep_what_is_seen(std::span<UChar> text) {
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t in = 0;
  std::int32_t out = 0;
  UChar32 before = 0;  // what was kept last
  bool space = false;
  while (in < size) {
    UChar32 c = 0;
    U16_NEXT(text.data(), in, size, c);
    if (is_blank(c) && !is_control(c)) {
      space = out > 0;
      continue;
    }
    if (is_unseen(c)) {
      UChar32 after = 0;
      if (in < size) U16_GET(text.data(), 0, in, size, after);
      const bool joiner = c == kNonJoiner || c == kJoiner;
      if (!joiner || space || !joins(before) || !joins(after) || is_unseen(after)) continue;
    }
    if (space) text[static_cast<std::size_t>(out++)] = u' ';
    space = false;
    // A space took the place of at least one unit: what is written never overtakes what is read.
    assert(out + U16_LENGTH(c) <= in);
    U16_APPEND_UNSAFE(text.data(), out, c);
    before = c;
  }
  return out;
}

}  // namespace

base::SecretText normal_text(std::string_view typed) {
  if (typed.empty() || !base::is_utf8(typed)) return base::SecretText(typed);
  UErrorCode status = U_ZERO_ERROR;
  Locked<UChar> read(typed.size());
  std::int32_t size = 0;
  u_strFromUTF8(read.data(), size_of(read), &size, typed.data(),
                static_cast<std::int32_t>(typed.size()), &status);
  size = keep_what_is_seen({read.data(), static_cast<std::size_t>(size)});
  Locked<UChar> composed(typed.size() * kMostGrowth + 1);
  const UNormalizer2* const nfc = unorm2_getNFCInstance(&status);
  size = unorm2_normalize(nfc, read.data(), size, composed.data(), size_of(composed), &status);
  Locked<char> bytes(static_cast<std::size_t>(size) * 3 + 1);
  std::int32_t length = 0;
  u_strToUTF8(bytes.data(), size_of(bytes), &length, composed.data(), size, &status);
  assert(U_SUCCESS(status));
  return base::SecretText(std::string_view(bytes.data(), static_cast<std::size_t>(length)));
}

bool has_letter(std::string_view normal) {
  constexpr std::uint32_t kLetters = U_GC_LU_MASK | U_GC_LL_MASK | U_GC_LT_MASK | U_GC_LO_MASK;
  for (std::size_t at = 0; at < normal.size();) {
    const auto c = static_cast<UChar32>(next_code_point(normal, at));
    if ((U_GET_GC_MASK(c) & kLetters) != 0 && !is_blank(c)) return true;
  }
  return false;
}

bool has_control(std::string_view normal) {
  for (std::size_t at = 0; at < normal.size();) {
    if (is_control(static_cast<UChar32>(next_code_point(normal, at)))) return true;
  }
  return false;
}

}  // namespace samen::forms
