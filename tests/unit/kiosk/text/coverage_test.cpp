// SPDX-License-Identifier: Apache-2.0
// Every letter of every language that people can say they speak can be tapped: CLDR's letters, main
// and auxiliary (names), on some keyboard that the switch key offers.
#include <cstdio>
#include <set>

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/usetiter.h>

#include "domain/vocabulary.hpp"
#include "keyboard_fixture.hpp"

namespace samen::text {
namespace {

// Letters and marks of a text, each alone.
std::set<UChar32> letters_of(const icu::UnicodeString& text) {
  std::set<UChar32> letters;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const auto mask = U_GET_GC_MASK(c);
    if ((mask & (U_GC_L_MASK | U_GC_M_MASK)) != 0) letters.insert(c);
  }
  return letters;
}

std::set<UChar32> exemplars(const std::string& locale) {
  std::set<UChar32> all;
  for (const auto kind : {ULOCDATA_ES_STANDARD, ULOCDATA_ES_AUXILIARY}) {
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData* data = ulocdata_open(locale.c_str(), &status);
    icu::UnicodeSet set;
    ulocdata_getExemplarSet(data, set.toUSet(), USET_ADD_CASE_MAPPINGS, kind, &status);
    ulocdata_close(data);
    for (icu::UnicodeSetIterator it(set); it.next();) all.merge(letters_of(it.getString()));
  }
  return all;
}

std::set<UChar32> typeable(const std::vector<const Keyboard*>& offered) {
  icu::UnicodeString all;
  const auto add = [&](const std::string& text) { all += icu::UnicodeString::fromUTF8(text); };
  for (const Keyboard* keyboard : offered) {
    for (const auto& layer : keyboard->layers) {
      for (const auto& row : layer.rows) {
        for (const Key& key : row) {
          add(key.output);
          for (const auto& variant : key.variants) add(variant);
          if (!keyboard->has_shift) continue;
          add(key.shifted);
          for (const auto& variant : key.shifted_variants) add(variant);
        }
      }
    }
  }
  return letters_of(all);
}

std::string hex(const std::set<UChar32>& letters) {
  std::string list;
  for (const UChar32 c : letters) {
    icu::UnicodeString(c).toUTF8String(list);
    list += ' ';
  }
  return list;
}

// Languages as people name them, and then languages of names that are met in the Netherlands and
// have no tag of their own in the form ("other").
std::vector<std::pair<std::string, std::string>> languages() {
  std::vector<std::pair<std::string, std::string>> all;
  for (const std::string_view name : domain::Vocabulary<domain::Language>::kNames) {
    std::string locale(name);
    if (name == "prs") locale = "fa_AF";
    if (name == "kmr") locale = "ku";
    // Nobody can tap thousands of Han characters: Chinese is written in pinyin here.
    if (name != "zh" && name != "other") all.emplace_back(name, locale);
  }
  for (const char* other :
       {"vi", "hu", "lv", "lt", "sk", "cs", "mt", "de", "it", "ro", "hr", "sq", "sv", "da",
        "nb", "fi", "et", "sl", "ga", "cy", "yo", "ig", "ee", "ak", "ha", "sw", "ln"}) {
    all.emplace_back(other, other);
  }
  return all;
}

// A capital that Unicode spells with two letters, or that only old prints have, is no letter of a
// name.
bool has_no_key(UChar32 c) {
  return u_charType(c) == U_TITLECASE_LETTER || c == 0x1E9E || c == 0x212A || c == 0x212B;
}

TEST(KeyboardCoverage, EveryLetterOfEveryLanguageCanBeTapped) {
  std::printf("%-9s %8s %10s %12s\n", "language", "letters", "reachable", "unreachable");
  for (const auto& [language, locale] : languages()) {
    auto wanted = exemplars(locale);
    std::erase_if(wanted, has_no_key);
    const auto keys = typeable(keyboards().scripts_for(language));
    std::set<UChar32> missing;
    for (const UChar32 c : wanted) {
      if (!keys.contains(c)) missing.insert(c);
    }
    std::printf("%-9s %8zu %10zu %12zu\n", language.c_str(), wanted.size(),
                wanted.size() - missing.size(), missing.size());
    EXPECT_GE(wanted.size(), 22U) << language;
    EXPECT_TRUE(missing.empty()) << language << ": " << hex(missing);
  }
}

TEST(KeyboardCoverage, ChineseIsWrittenInPinyin) {
  const auto keys = typeable(keyboards().scripts_for("zh"));
  for (const UChar32 c : letters_of(u"abcdefghijklmnopqrstuvwxyzüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")) {
    EXPECT_TRUE(keys.contains(c)) << hex({c});
  }
}

TEST(KeyboardCoverage, ALanguageStartsOnAKeyboardWithItsOwnLetters) {
  for (const auto& [language, locale] : std::initializer_list<std::pair<const char*, const char*>>{
           {"ckb", "ckb"}, {"ur", "ur"}, {"ti", "ti"}, {"am", "am"}, {"ps", "ps"}, {"vi", "vi"}}) {
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData* data = ulocdata_open(locale, &status);
    icu::UnicodeSet set;
    ulocdata_getExemplarSet(data, set.toUSet(), 0, ULOCDATA_ES_STANDARD, &status);
    ulocdata_close(data);
    const auto keys = typeable({&keyboards().for_language(language)});
    for (icu::UnicodeSetIterator it(set); it.next();) {
      for (const UChar32 c : letters_of(it.getString())) {
        EXPECT_TRUE(keys.contains(c)) << language << ": " << hex({c});
      }
    }
  }
}

// Every keyboard is one tap behind the switch key, which every page of every keyboard has; and what
// lies behind a key needs no long press.
TEST(KeyboardCoverage, EveryPageHasTheKeysThatLeadOn) {
  std::size_t scripts = 0;
  for (const auto& [id, keyboard] : keyboards().all()) {
    if (keyboard.pad) continue;
    ++scripts;
    for (const auto& layer : keyboard.layers) {
      bool next = false;
      bool more = false;
      bool variants = false;
      for (const auto& row : layer.rows) {
        for (const Key& key : row) {
          next = next || key.kind == KeyKind::next;
          more = more || key.kind == KeyKind::more;
          variants = variants || (layer.name != "symbols" && !key.variants.empty());
        }
      }
      EXPECT_TRUE(next) << id << ", " << layer.name;
      EXPECT_TRUE(more || !variants) << id << ", " << layer.name;
    }
  }
  EXPECT_EQ(keyboards().scripts_for("nl").size(), scripts);
}

// The other vowels of every consonant come from the vowel keys.
TEST(KeyboardCoverage, EveryRowOfEthiopicTakesTheVowels) {
  const Keyboard& ethiopic = *keyboards().find("ethiopic");
  std::size_t rows = 0;
  for (const auto& layer : ethiopic.layers) {
    for (const auto& row : layer.rows) {
      for (const Key& consonant : row) {
        if (consonant.kind != KeyKind::character || consonant.variants.empty()) continue;
        ++rows;
        for (int form = 2; form <= 7; ++form) {
          Key vowel;
          vowel.kind = KeyKind::vowel;
          vowel.form = form;
          const auto first = icu::UnicodeString::fromUTF8(consonant.output).char32At(0);
          const auto typed =
              icu::UnicodeString::fromUTF8(vowel_form(ethiopic, consonant.output, vowel));
          EXPECT_EQ(typed.char32At(0), first + form - 1) << consonant.output;
        }
      }
    }
  }
  EXPECT_EQ(rows, 45U);
}

}  // namespace
}  // namespace samen::text
