// SPDX-License-Identifier: Apache-2.0
// Names typed key by key, as a finger would on each keyboard, must give exactly their code points.
#include <unicode/unistr.h>

#include "keyboard_fixture.hpp"

namespace samen::text {
namespace {

// A finger on one keyboard: finds how to type a character and remembers every press.
class Typist {
 public:
  explicit Typist(const Keyboard& keyboard) : keyboard_(keyboard) {}

  // As people do: a key of its own if there is one, else a long press.
  bool type(const std::string& character) {
    return find(character, false) || find(character, true);
  }
  const std::string& field() const { return field_; }
  int holds() const { return holds_; }  // long presses

 private:
  bool find(const std::string& character, bool hold) {
    for (const auto& layer : keyboard_.layers) {
      for (const auto& row : layer.rows) {
        for (const auto& key : row) {
          if (hold ? hold_down(key, character) : tap(key, character)) return true;
        }
      }
    }
    return false;
  }
  bool tap(const Key& key, const std::string& wanted) {
    if (key.kind != KeyKind::character && key.kind != KeyKind::space) return false;
    if (!keyboard_.series.empty()) return in_series(key, wanted);
    const bool with_shift = keyboard_.has_shift && key.shifted == wanted;
    if (key.output != wanted && !with_shift) return false;
    field_ += with_shift ? key.shifted : key.output;
    return true;
  }
  bool hold_down(const Key& key, const std::string& wanted) {
    for (std::size_t i = 0; i < key.variants.size(); ++i) {
      const bool with_shift = keyboard_.has_shift && key.shifted_variants[i] == wanted;
      if (key.variants[i] != wanted && !with_shift) continue;
      field_ += with_shift ? key.shifted_variants[i] : key.variants[i];
      ++holds_;
      return true;
    }
    return false;
  }
  bool in_series(const Key& key, const std::string& wanted) {
    for (int taps = 1; taps <= static_cast<int>(key.variants.size()) + 1; ++taps) {
      if (series_form(key, taps) != wanted) continue;
      field_ += series_form(key, taps);
      return true;
    }
    return false;
  }

  const Keyboard& keyboard_;
  std::string field_;
  int holds_ = 0;
};

struct Name {
  const char* language;
  std::string text;
  int most_holds;  // more would be a bad layout for this language
};

class TypedName : public testing::TestWithParam<Name> {};

TEST_P(TypedName, HasExactlyItsCodePoints) {
  const auto& [language, text, most_holds] = GetParam();
  Typist typist(keyboards().for_language(language));
  const auto units = icu::UnicodeString::fromUTF8(text);
  for (std::int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    std::string character;
    icu::UnicodeString(units.char32At(i)).toUTF8String(character);
    ASSERT_TRUE(typist.type(character)) << text << ": " << character;
  }
  EXPECT_EQ(typist.field(), text);
  EXPECT_LE(typist.holds(), most_holds) << text;
}

INSTANTIATE_TEST_SUITE_P(
    EachScript, TypedName,
    testing::Values(Name{"nl", "Müller-Özgür", 3}, Name{"tr", "Müller-Özgür", 0},
                    Name{"tr", "Işık İnci Çağlayan", 0}, Name{"kmr", "Şêrîn Xanî û Çiya", 0},
                    Name{"fr", "Zoé Lefèvre", 0}, Name{"es", "Begoña Núñez", 1},
                    Name{"ar", "عبد الرحمن", 0}, Name{"fa", "محمدرضا نیک‌پور", 0},
                    Name{"prs", "گل‌چهره ژاله", 0}, Name{"ps", "ځلمی ښایسته", 0},
                    Name{"ti", "ሃይለ ገብረስላሴ", 0}, Name{"ti", "ጸጋይ ቐለታ", 0},
                    Name{"uk", "Олександр Їжак", 0}, Name{"uk", "Мар’яна Ґудзь", 0},
                    Name{"ru", "Семён Объедков", 0}, Name{"so", "Cabdi Xuseen", 0},
                    Name{"en", "Łukasz O'Neill", 1}),
    [](const auto& tested) {
      return std::string(tested.param.language) + "_" + std::to_string(tested.index);
    });

TEST(Series, ATapGivesTheLetterAndFurtherTapsItsForms) {
  Key key;
  key.output = "ለ";
  key.variants = {"ሉ", "ሊ", "ላ"};
  EXPECT_EQ(series_form(key, 0), "ለ");
  EXPECT_EQ(series_form(key, 1), "ለ");
  EXPECT_EQ(series_form(key, 2), "ሉ");
  EXPECT_EQ(series_form(key, 4), "ላ");
  EXPECT_EQ(series_form(key, 5), "ለ");
}

TEST(Series, TheVowelKeysShowTheFormsOfTheLetterTypedLast) {
  const auto& keyboard = keyboards().for_language("ti");
  std::string alone, after;
  for (const auto& row : keyboard.layers.front().rows) {
    for (const auto& key : row) {
      if (key.kind != KeyKind::vowel) continue;
      alone += vowel_form(keyboard, "", key);
      after += vowel_form(keyboard, "ገ", key);
    }
  }
  EXPECT_EQ(alone, "ኡኢኣኤእኦ");
  EXPECT_EQ(after, "ጉጊጋጌግጎ");
}

TEST(Series, OnlyEthiopicHasThem) {
  for (const auto& [id, keyboard] : keyboards().all()) {
    EXPECT_EQ(!keyboard.series.empty(), keyboard.script == "Ethi") << id;
  }
}

}  // namespace
}  // namespace samen::text
