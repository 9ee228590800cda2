// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/latin_letters.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace samen::server {
namespace {

// U+00C0 to U+017F by their base letter; where a mark makes another sound, by that ("ş": s).
constexpr std::string_view kAccented =
    "aaaaaaaseeeeiiiidnooooo?ouuuuytsaaaaaaaseeeeiiiidnooooo?ouuuuyty"
    "aaaaaassssssssddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
    "nnnnnnnnnoooooooorrrrrrsssssssstttttt"
    "uuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kAccented.size() == 0x180 - 0xc0);

struct Letter {
  char32_t code;
  std::string_view latin;
};
// Arabic with the letters of Persian, Kurdish, Pashto and Urdu, by code; what is not here (vowel
// signs, the hamza, ayn) is silent. Z: a d or t to some and an s or z to others ("Rida", "Reza").
constexpr Letter kArabic[] = {
    {0x622, "a"},  {0x623, "a"}, {0x624, "w"}, {0x625, "i"}, {0x626, "y"},  {0x627, "a"},
    {0x628, "b"},  {0x629, "a"}, {0x62a, "t"}, {0x62b, "Z"}, {0x62c, "j"},  {0x62d, "h"},
    {0x62e, "kh"}, {0x62f, "d"}, {0x630, "Z"}, {0x631, "r"}, {0x632, "z"},  {0x633, "s"},
    {0x634, "sh"}, {0x635, "s"}, {0x636, "Z"}, {0x637, "t"}, {0x638, "Z"},  {0x63a, "gh"},
    {0x641, "f"},  {0x642, "q"}, {0x643, "k"}, {0x644, "l"}, {0x645, "m"},  {0x646, "n"},
    {0x647, "h"},  {0x648, "w"}, {0x649, "a"}, {0x64a, "y"}, {0x679, "t"},  {0x67e, "p"},
    {0x686, "ch"}, {0x688, "d"}, {0x691, "r"}, {0x695, "r"}, {0x698, "zh"}, {0x6a4, "v"},
    {0x6a9, "k"},  {0x6af, "g"}, {0x6b5, "l"}, {0x6ba, "n"}, {0x6be, "h"},  {0x6c0, "e"},
    {0x6c1, "h"},  {0x6c6, "o"}, {0x6cc, "y"}, {0x6ce, "e"}, {0x6d2, "e"},  {0x6d5, "e"}};
constexpr std::string_view kCyrillic[] = {  // U+0430 on
    "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",  "k", "l", "m", "n", "o",  "p",
    "r", "s", "t", "u", "f", "kh", "s",  "ch", "sh", "sh", "",  "y", "",  "e", "yu", "ya"};
constexpr Letter kMoreCyrillic[] = {{0x451, "e"},  {0x454, "ye"}, {0x456, "i"},
                                    {0x457, "yi"}, {0x45e, "u"},  {0x491, "g"}};
constexpr std::string_view kGeez[] = {  // U+1200 on, eight vowels a row
    "h",  "l", "h", "m", "s", "r", "s", "sh", "q", "q", "q", "q", "b", "v",  "t",
    "ch", "h", "h", "n", "n", "",  "k", "k",  "k", "k", "w", "",  "z", "zh", "y",
    "d",  "d", "j", "g", "g", "g", "t", "ch", "p", "s", "s", "f", "p"};
constexpr std::string_view kGeezVowels[] = {"e", "u", "i", "a", "e", "", "o", "wa"};

// Every byte, to point at.
constexpr auto kBytes = [] {
  std::array<char, 256> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i);
  return bytes;
}();

std::string_view byte(std::size_t value) {
  return {&kBytes[value], 1};
}

std::string_view text_of(std::span<const Letter> letters, char32_t code) {
  const auto at = std::ranges::lower_bound(letters, code, {}, &Letter::code);
  return at == letters.end() || at->code != code ? std::string_view() : at->latin;
}

LatinLetters of_latin(char32_t code) {
  if (code == 0x218 || code == 0x219) return {Script::latin, "s"};
  if (code == 0x21a || code == 0x21b) return {Script::latin, "t"};
  if (code >= 'A' && code <= 'Z') code += 'a' - 'A';
  if (code < 0xc0) return {Script::latin, byte(code)};
  return {Script::latin, kAccented.substr(code - 0xc0, 1)};
}

LatinLetters of_cyrillic(char32_t code) {
  if (code >= 0x410 && code < 0x430) code += 0x20;
  if (code < 0x410) code += 0x50;
  if (code == 0x490) code = 0x491;
  const bool common = code >= 0x430 && code < 0x450;
  return {Script::cyrillic, common ? kCyrillic[code - 0x430] : text_of(kMoreCyrillic, code)};
}

}  // namespace

LatinLetters latin_of(char32_t code) {
  const char32_t small = code | 0x20U;
  if (code >= '0' && code <= '9') return {Script::other, byte(code)};
  if (code >= 0x660 && code < 0x66a) return {Script::other, byte('0' + code - 0x660)};
  if (code >= 0x6f0 && code < 0x6fa) return {Script::other, byte('0' + code - 0x6f0)};
  const bool latin =
      (code < 0x80 && small >= 'a' && small <= 'z') || (code >= 0xc0 && code < 0x180);
  if (latin || (code >= 0x218 && code < 0x21c)) return of_latin(code);
  if (code >= 0x400 && code < 0x500) return of_cyrillic(code);
  if (code >= 0x600 && code < 0x700) return {Script::arabic, text_of(kArabic, code)};
  if (code >= 0x1200 && code < 0x1200 + 8 * std::size(kGeez)) {
    const auto at = code - 0x1200;
    return {Script::geez, kGeez[at / 8], kGeezVowels[at % 8]};
  }
  if (code < 0xc0 || (code >= 0x300 && code < 0x370)) return {};  // signs, combining marks
  return {Script::other, byte(0x80 + code % 0x60)};
}

}  // namespace samen::server
