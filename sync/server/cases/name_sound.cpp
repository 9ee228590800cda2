// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/name_sound.hpp"

#include <algorithm>
#include <functional>
#include <string>

namespace samen::server {
namespace {

char32_t next_code(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  char32_t code = lead & (0x3fU >> static_cast<unsigned>(more));
  for (int i = 0; i < more && at < text.size(); ++i) {
    code = code << 6U | (static_cast<unsigned char>(text[at++]) & 0x3fU);
  }
  return code;
}

// Writes one word, letter by letter.
class Word {
 public:
  void take(char32_t code) {
    const auto latin = latin_of(code);
    for (const char letter : latin.text) put(latin.script, letter);
    for (const char letter : latin.vowel) put(latin.script, letter);
  }
  // One that is Latin already.
  void put(Script script, char letter) {
    part_.script = script;
    const bool digit = letter >= '0' && letter <= '9';
    const bool doubled = !empty() && !digit && part_.letter[part_.letter_count - 1U] == letter;
    if (doubled || part_.letter_count == NamePart::kLetters) return;
    part_.letter[part_.letter_count++] = letter;
  }
  bool empty() const { return part_.letter_count == 0; }
  NamePart finish();

 private:
  NamePart part_;
};

// The class of the consonant that starts at `at`; ' ' for what is weak or silent. Moves `at` on.
char next_sound(std::string_view word, std::size_t& at) {
  const char letter = word[at++];
  const char next = at < word.size() ? word[at] : ' ';
  switch (letter) {
    case 'b':
      return 'B';
    case 'p':
      return next == 'h' ? 'F' : 'B';
    case 'f':
    case 'v':
      return 'F';
    case 'c':
      if (next == 'h') ++at;
      return next == 'h' ? 'S' : 'K';
    case 'g':
    case 'k':
    case 'q':
    case 'x':
      return 'K';
    case 's':
      if (next == 'j') ++at;
      return 'S';
    case 'z':
      return 'S';
    case 'd':
    case 't':
      if (next == 'j' || next == 's' || next == 'z') ++at;
      return next == 'j' ? 'J' : next == 's' || next == 'z' ? 'S' : 'D';
    case 'j':  // at the end a vowel: "Andrij"
      return at == word.size() ? ' ' : 'J';
    case 'Z':
      return 'Z';
    case 'l':
    case 'm':
    case 'n':
    case 'r':
      return static_cast<char>(letter - 'a' + 'A');
    default:
      return (letter >= '0' && letter <= '9') || letter < 0 ? letter : ' ';
  }
}

NamePart Word::finish() {
  auto& part = part_;
  // The article is written to the name in Arabic.
  if (part.script == Script::arabic && part.letter_count > 4 && part.letters().starts_with("al")) {
    std::copy(part.letter.begin() + 2, part.letter.end(), part.letter.begin());
    part.letter_count -= 2;
  }
  char before = ' ';
  for (std::size_t at = 0; at < part.letter_count;) {
    const char sound = next_sound(part.letters(), at);
    const bool doubled = sound == before;
    before = sound;
    if (sound == ' ' || doubled || part.heard_count == NamePart::kSound) continue;
    part.heard[part.heard_count++] = sound;
  }
  return part;
}

// Insertions, deletions and changes that lead from one to the other.
int distance(std::string_view a, std::string_view b) {
  std::array<int, NamePart::kLetters + 1> row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int corner = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

bool one_sound(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) {
    const auto either = [](char z, char other) {
      return z == 'Z' && (other == 'D' || other == 'S');
    };
    return x == y || either(x, y) || either(y, x);
  };
  return std::ranges::equal(a, b, same);
}

// A consonant that one script writes and another does not: Ukrainian reads an h, silent here, where
// Russian reads a g; Arabic writes one letter for w, which is silent here, and v.
bool one_sound_without(char consonant, const NamePart& a, const NamePart& b) {
  const auto rest = [consonant](std::string_view sound) {
    std::string kept(sound);
    std::erase(kept, consonant);
    return kept;
  };
  return rest(a.sound()).size() > 1 && one_sound(rest(a.sound()), rest(b.sound()));
}

// "Jasmin" and "Yasmin", "Abdel" and "Abd".
std::string_view core_of(const NamePart& part) {
  auto sound = part.sound();
  if (sound.starts_with('J')) sound.remove_prefix(1);
  if (sound == "BDL") sound.remove_suffix(1);
  return sound;
}

bool heard_the_same(const NamePart& a, const NamePart& b) {
  if (a.sound().empty() || b.sound().empty()) return false;
  if (one_sound(a.sound(), b.sound())) return true;
  if (core_of(a).size() > 1 && one_sound(core_of(a), core_of(b))) return true;
  const auto only_one = [&](Script script) { return (a.script == script) != (b.script == script); };
  return (only_one(Script::cyrillic) && one_sound_without('K', a, b)) ||
         (only_one(Script::arabic) && one_sound_without('F', a, b));
}

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_particle(const NamePart& part) {
  constexpr std::string_view kParticles[] = {"al",  "el",  "van", "von", "de", "der",
                                             "den", "bin", "ibn", "ben", "la", "le"};
  return std::ranges::find(kParticles, part.letters()) != std::end(kParticles);
}

NamePart together(const SoundedName& name) {
  Word all;
  for (std::size_t i = 0; i < name.parts; ++i) {
    for (const char letter : name.part[i].letters()) all.put(name.part[0].script, letter);
  }
  return all.finish();
}

}  // namespace

SoundedName sound_of(std::string_view name) {
  SoundedName all;
  Word word;
  const auto close = [&] {
    if (!word.empty() && all.parts < all.part.size()) all.part[all.parts++] = word.finish();
    word = Word();
  };
  for (std::size_t at = 0; at < name.size();) {
    const char32_t code = next_code(name, at);
    const bool between = code == ' ' || code == '-' || code == ',' || code == '.' || code == '/' ||
                         code == 0xa0 || (code >= 0x1361 && code <= 0x1368);
    if (between) {
      close();
    } else {
      word.take(code);
    }
  }
  close();
  auto* const end = all.part.begin() + all.parts;
  const auto meant = std::count_if(all.part.begin(), end, std::not_fn(is_particle));
  if (meant == 0) return all;
  all.parts = static_cast<std::uint8_t>(std::remove_if(all.part.begin(), end, is_particle) -
                                        all.part.begin());
  return all;
}

bool alike(const NamePart& a, const NamePart& b) {
  const auto first = a.letters();
  const auto second = b.letters();
  if (first == second) return true;
  if (has_digit(first) || has_digit(second)) return false;
  const auto longer = std::max(first.size(), second.size());
  const bool same_sound = heard_the_same(a, b);
  if (a.script == b.script) {
    const int apart = distance(first, second);
    return (longer >= 5 && apart <= 1) || (same_sound && 2 * apart < static_cast<int>(longer));
  }
  if (same_sound) return a.heard_count > 1 || distance(first, second) <= 2;
  return a.heard_count >= 4 && b.heard_count >= 4 && distance(a.sound(), b.sound()) <= 1;
}

bool alike(const SoundedName& a, const SoundedName& b, std::uint8_t& matched) {
  matched = 0;
  if (a.empty() || b.empty()) return false;
  unsigned taken = 0;
  int found = 0;
  for (std::size_t i = 0; i < a.parts; ++i) {
    for (std::size_t j = 0; j < b.parts; ++j) {
      if ((taken >> j & 1U) != 0 || !alike(a.part[i], b.part[j])) continue;
      taken |= 1U << j;
      matched = static_cast<std::uint8_t>(matched | 1U << i);
      ++found;
      break;
    }
  }
  if (found == std::min(a.parts, b.parts)) return true;
  matched = static_cast<std::uint8_t>((1U << a.parts) - 1);
  return a.parts != b.parts && together(a).sound().size() >= 3 && alike(together(a), together(b));
}

}  // namespace samen::server
