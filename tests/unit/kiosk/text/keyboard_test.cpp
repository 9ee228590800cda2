// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/keyboard.hpp"

#include <set>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "keyboard_fixture.hpp"

namespace samen::text {
namespace {

using testing::HasSubstr;

// What can be typed on a keyboard: keys and long-press variants of all layers.
std::set<std::string> typeable(const Keyboard& keyboard) {
  std::set<std::string> out;
  for (const auto& layer : keyboard.layers) {
    for (const auto& row : layer.rows) {
      for (const auto& key : row) {
        out.insert(key.output);
        out.insert(key.variants.begin(), key.variants.end());
        if (!keyboard.has_shift) continue;
        out.insert(key.shifted);
        out.insert(key.shifted_variants.begin(), key.shifted_variants.end());
      }
    }
  }
  return out;
}

std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> out;
  const auto units = icu::UnicodeString::fromUTF8(text);
  for (std::int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    std::string one;
    icu::UnicodeString(units.char32At(i)).toUTF8String(one);
    out.push_back(one);
  }
  return out;
}

TEST(Keyboards, NamesCanBeTypedInTheirOwnScript) {
  struct Case {
    const char *keyboard, *name;
  };
  for (const auto& [keyboard, name] :
       std::initializer_list<Case>{{"latin", "Müller-Özgür"},
                                   {"latin", "Daniël van 't Hof"},
                                   {"latin", "İbrahim Işık"},
                                   {"latin", "Şêx Xwedê Çiçek"},
                                   {"latin", "Zoë Ñandú"},
                                   {"latin", "Łukasz Żak"},
                                   {"arabic", "عبد الرحمن"},
                                   {"arabic", "محمدرضا نیکپور"},
                                   {"persian", "گلچهره ژاله"},
                                   {"pashto", "ځانګړی ښکلې"},
                                   {"arabic", "أحمد إبراهيم آدم"},
                                   {"arabic", "فؤاد رائد هدى"},
                                   {"ukrainian", "Олександр Їжак"},
                                   {"ukrainian", "Ґанна Щукіна"},
                                   {"russian", "Рыжов Объедков Семён Эльза"},
                                   {"ukrainian", "Рыжов Объедков Семён Эльза"},
                                   {"latin_tr", "İbrahim Işık Müller-Özgür"},
                                   {"latin_ku", "Şêx Xwedê Çiçek Îro"},
                                   {"latin_fr", "Zoë Lefèvre-D’Août Œuvrard"},
                                   {"latin_es", "Íñigo Núñez Güell"},
                                   {"latin", "Xuseen Cabdi Maxamed"},
                                   {"ethiopic", "ሃይለ ገብረስላሴ"},
                                   {"ethiopic", "ጸጋይ ቐለታ ኳርተን"},
                                   {"ethiopic", "ጴጥሮስ ጳውሎስ ወልደሥላሴ ኃይለ ፅጌ ቫሲሊ"},
                                   {"latin", "Erdős Zūlija Ķēniņš Įvaikis Ďurica Ħalġina Ɔkɔ Ṣadé"},
                                   {"latin_vi", "Nguyễn Thị Mỹ Đường"},
                                   {"sorani", "ڕێبوار هێمن ئاراس ڵۆ"},
                                   {"urdu", "ٹیپو سے عائشہ"},
                                   {"email", "jan_de.boer-12+x@gmail.com"},
                                   {"phone", "+31612345678"},
                                   {"numeric", "1234567890"}}) {
    const auto* found = keyboards().find(keyboard);
    ASSERT_NE(found, nullptr) << keyboard;
    const auto keys = typeable(*found);
    for (const auto& character : characters(name)) {
      EXPECT_TRUE(keys.contains(character)) << name << ": " << character;
    }
  }
}

TEST(Keyboards, EveryConsonantOfTigrinyaHasItsVowels) {
  const auto* ethiopic = keyboards().find("ethiopic");
  int consonants = 0;
  for (const auto& row : ethiopic->layers.front().rows) {
    for (const auto& key : row) {
      if (key.kind != KeyKind::character || key.output == "-") continue;
      EXPECT_GE(key.variants.size(), 6U) << key.output;
      ++consonants;
    }
  }
  EXPECT_GE(consonants, 29);
}

TEST(Keyboards, CapitalsAreThoseOfTheScript) {
  const auto* latin = keyboards().find("latin");
  EXPECT_TRUE(latin->has_shift);
  const auto key_of = [&](const std::string& output) -> const Key& {
    for (const auto& row : latin->layers.front().rows) {
      for (const auto& key : row) {
        if (key.output == output) return key;
      }
    }
    throw std::out_of_range(output);
  };
  EXPECT_EQ(key_of("q").shifted, "Q");
  EXPECT_EQ(key_of("i").shifted, "I");
  EXPECT_EQ(key_of("i").variants.front(), "ı");
  EXPECT_EQ(key_of("i").shifted_variants.front(), "İ");
  EXPECT_EQ(key_of("s").variants.size(), key_of("s").shifted_variants.size());
  EXPECT_FALSE(keyboards().find("arabic")->has_shift);
  const auto* turkish = keyboards().find("latin_tr");
  for (const auto& row : turkish->layers.front().rows) {
    for (const auto& key : row) {
      if (key.output == "i") {
        EXPECT_EQ(key.shifted, "İ");
      }
      if (key.output == "ı") {
        EXPECT_EQ(key.shifted, "I");
      }
    }
  }
}

TEST(Keyboards, ALanguageStartsWithItsOwnScriptAndOffersTheOthers) {
  EXPECT_EQ(keyboards().for_language("nl").id, "latin");
  EXPECT_EQ(keyboards().for_language("ar").id, "arabic");
  EXPECT_EQ(keyboards().for_language("ti").id, "ethiopic");
  EXPECT_EQ(keyboards().for_language("uk").id, "ukrainian");
  EXPECT_EQ(keyboards().for_language("ru").id, "russian");
  EXPECT_EQ(keyboards().for_language("fa").id, "persian");
  EXPECT_EQ(keyboards().for_language("prs").id, "persian");
  EXPECT_EQ(keyboards().for_language("ps").id, "pashto");
  EXPECT_EQ(keyboards().for_language("tr").id, "latin_tr");
  EXPECT_EQ(keyboards().for_language("kmr").id, "latin_ku");
  EXPECT_EQ(keyboards().for_language("fr").id, "latin_fr");
  EXPECT_EQ(keyboards().for_language("es").id, "latin_es");
  EXPECT_EQ(keyboards().for_language("ckb").id, "sorani");
  EXPECT_EQ(keyboards().for_language("ur").id, "urdu");
  EXPECT_EQ(keyboards().for_language("vi").id, "latin_vi");
  EXPECT_EQ(keyboards().for_language("xx").id, "latin");
  const auto offered = [](std::string_view language) {
    std::vector<std::string> ids;
    for (const auto* keyboard : keyboards().scripts_for(language)) ids.push_back(keyboard->id);
    return ids;
  };
  EXPECT_THAT(offered("uk"),
              testing::ElementsAre("ukrainian", "latin", "latin_tr", "latin_ku", "latin_fr",
                                   "latin_es", "latin_vi", "arabic", "persian", "pashto", "sorani",
                                   "urdu", "ethiopic", "russian"));
  EXPECT_EQ(offered("ps").front(), "pashto");
  EXPECT_EQ(offered("ps").size(), offered("uk").size());
}

TEST(Keyboards, ALanguageHasOneKeyboardAndAScriptOneCommonOne) {
  std::set<std::string> languages;
  std::set<std::pair<std::string, int>> orders;
  for (const auto& [id, keyboard] : keyboards().all()) {
    for (const auto& language : keyboard.languages) {
      EXPECT_TRUE(languages.insert(language).second) << language << " has two";
    }
    if (!keyboard.pad) {
      EXPECT_TRUE(orders.emplace(keyboard.script, keyboard.order).second) << id;
    }
  }
}

class KeyboardGlyphs : public EngineTest {};

TEST_F(KeyboardGlyphs, EveryLabelCanBeDrawn) {
  for (const auto& [id, keyboard] : keyboards().all()) {
    std::string all = keyboard.label;
    for (const auto& text : typeable(keyboard)) all += " " + text;
    for (const auto& layer : keyboard.layers) {
      for (const auto& row : layer.rows) {
        for (const auto& key : row) {
          all += " " + key.label;
          if (!key.icon.empty()) {
            EXPECT_TRUE(engine().has_icon(key.icon)) << key.icon;
          }
        }
      }
    }
    EXPECT_EQ(lay(all, "nl")->missing_glyphs, 0) << id;
  }
}

TEST(KeyboardData, BadFilesAreRefusedWithPlaceAndReason) {
  const std::string header =
      R"("_header": {"id": "x", "label": "X", "kind": "script", "script": "Latn"})";
  const auto layers = [&](const std::string& rows, const std::string& more = "") {
    return "{" + header + more + R"(, "layers": [{"name": "a", "rows": )" + rows + "}]}";
  };
  const std::string good = R"([["a", {"kind": "backspace"}]])";
  ASSERT_TRUE(parse_keyboard(layers(good), "x.json"));
  struct Case {
    std::string json;
    const char* reason;
  };
  for (
      const auto& [json, reason] : std::initializer_list<Case>{
          {"", "not JSON"},
          {"{}", "_header"},
          {R"({"_header": {"id": "x", "label": "X", "kind": "round"}})", "kind"},
          {R"({"_header": {"id": "x", "label": "X", "kind": "script"}})", "script"},
          {R"({"_header": {"id": "x", "label": "X", "kind": "script", "script": "Zebr"}})",
           "15924"},
          {R"({"_header": {"id": "x", "label": "X", "kind": "pad", "series": 1}})", "series"},
          {layers(R"([[{"kind": "vowel", "form": 2}, {"kind": "backspace"}]])"), "no \"series\""},
          {layers(R"([[{"kind": "vowel", "form": 1}, {"kind": "backspace"}]])"), "not 2 to 7"},
          {R"({"_header": {"id": "x", "label": "X", "kind": "pad", "series": "a"}, "layers": [{"name":
 "a", "rows": [["a", {"kind": "backspace"}]]}]})",
           "seven forms"},
          {"{" + header + "}", "layers"},
          {layers("[]"), "rows"},
          {layers("[[]]"), "1 to 16 keys"},
          {layers(R"([["a"]])"), "no backspace"},
          {layers(R"([["", {"kind": "backspace"}]])"), "row 1"},
          {layers(R"([["\u0007", {"kind": "backspace"}]])"), "control character"},
          {layers(R"([[5, {"kind": "backspace"}]])"), "neither"},
          {layers(R"([[{"kind": "jump"}, {"kind": "backspace"}]])"), "unknown kind"},
          {layers(R"([[{"kind": "space", "width": 99}, {"kind": "backspace"}]])"), "width"},
          {layers(R"([[{"kind": "layer", "target": "b"}, {"kind": "backspace"}]])"), "not there"},
          {layers(R"([[{"kind": "layer"}, {"kind": "backspace"}]])"), "target"},
          {layers(good, R"(, "variants": {"a": "b"})"), "variants of a"},
          {layers(good, R"(, "variants": {"a": [""]})"), "cannot be typed"},
          {layers(good, R"(, "variants": [])"), "not an object"},
          {layers("[" + std::string(R"([ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" ])") + "]"),
           "row 1"}}) {
    const auto parsed = parse_keyboard(json, "x.json");
    ASSERT_FALSE(parsed) << json;
    EXPECT_THAT(parsed.error().message, HasSubstr("x.json")) << json;
    EXPECT_THAT(parsed.error().message, HasSubstr(reason)) << json;
  }
  EXPECT_FALSE(parse_keyboard("{\"a\": \"\xff\"}", "x.json"));
}

TEST(KeyboardData, AFolderWithoutLatinIsRefused) {
  EXPECT_FALSE(KeyboardSet::load("/no/such/folder"));
  EXPECT_FALSE(KeyboardSet::load(assets() / "icons"));
}

}  // namespace
}  // namespace samen::text
