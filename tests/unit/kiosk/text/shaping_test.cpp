// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <memory>
#include <set>

#include "engine_fixture.hpp"
#include "kiosk/text/face.hpp"

namespace samen::text {
namespace {

using testing::ElementsAre;

class Shaping : public EngineTest {};

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// What HarfBuzz's own tool says: glyph ids with x advances, like "45+600|12+300".
std::string hb_shape(const std::string& file, const std::string& language, const char* direction,
                     const std::string& text) {
  const std::string command =
      "LC_ALL=C.UTF-8 hb-shape --no-glyph-names --no-clusters --no-positions --language=" +
      language + " --direction=" + direction + " " + quoted(file) + " " + quoted(text);
  std::string out;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::array<char, 256> buffer{};
  while (pipe && fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) out += buffer.data();
  while (!out.empty() && (out.back() == '\n' || out.back() == ']')) out.pop_back();
  return out.starts_with('[') ? out.substr(1) : out;
}

TEST_F(Shaping, GlyphsAreThoseOfHarfBuzzItself) {
  struct Case {
    const char *language, *direction, *text;
  };
  for (const auto& [language, direction, text] :
       std::initializer_list<Case>{{"nl", "ltr", "Één fiets, afvallig: VATA 1234"},
                                   {"tr", "ltr", "İstanbul'da ığdır fiş"},
                                   {"uk", "ltr", "Олександр Їжак ґанок"},
                                   {"ar", "rtl", "السلام عليكم محمَّدٌ الله"},
                                   {"fa", "rtl", "می‌خواهم کتاب‌ها را"},
                                   {"ps", "rtl", "ځانګړی ښکلی ټول"},
                                   {"ti", "ltr", "እንቋዕ ብደሓን መጻእኩም።"}}) {
    const auto layout = lay(text, language);
    std::string ours;
    std::set<std::size_t> faces;
    for (const auto& glyph : layout->glyphs) {
      ours += (ours.empty() ? "" : "|") + std::to_string(glyph.glyph);
      faces.insert(glyph.face);
    }
    ASSERT_EQ(faces.size(), 1U) << text;  // one run of one font, so one call of hb-shape
    const auto fonts = load_fonts(assets());
    std::string file;
    for (const auto& face : fonts->faces) {
      if (face.file.stem() == engine().face_name(*faces.begin())) file = face.file.string();
    }
    EXPECT_EQ(ours, hb_shape(file, language, direction, text)) << text;
    EXPECT_EQ(layout->missing_glyphs, 0) << text;
  }
}

TEST_F(Shaping, ArabicLettersJoin) {
  // The same letter alone, and three of them in a word: beginning, middle, end.
  const auto alone = lay("ب", "ar");
  const auto word = lay("ببب", "ar");
  ASSERT_EQ(alone->glyphs.size(), word->glyphs.size() / 3);
  std::set<std::vector<std::uint32_t>> shapes;
  const std::size_t per_letter = alone->glyphs.size();
  for (std::size_t i = 0; i < word->glyphs.size(); i += per_letter) {
    std::vector<std::uint32_t> shape;
    for (std::size_t k = 0; k < per_letter; ++k) shape.push_back(word->glyphs[i + k].glyph);
    shapes.insert(shape);
  }
  EXPECT_EQ(shapes.size(), 3U);
  EXPECT_LT(word->width, alone->width * 3);
}

TEST_F(Shaping, LamAlefIsOneLigature) {
  EXPECT_LT(lay("لا", "ar")->width, lay("ل", "ar")->width + lay("ا", "ar")->width);
  EXPECT_EQ(visual_bytes(*lay("لا", "ar")).size(), 1U);
}

TEST_F(Shaping, MarksStandOverTheirLetterAndTakeNoRoom) {
  EXPECT_FLOAT_EQ(lay("مَ", "ar")->width, lay("م", "ar")->width);
  EXPECT_FLOAT_EQ(lay("e\u0301", "nl")->width, lay("é", "nl")->width);
}

TEST_F(Shaping, LettersAreKerned) {
  EXPECT_LT(lay("AV", "nl")->width, lay("A", "nl")->width + lay("V", "nl")->width);
}

TEST_F(Shaping, BoldIsABoldFaceInEveryScript) {
  for (const char* text : {"Welkom", "مرحبا", "ሰላም", "Вітаю"}) {
    const auto regular = engine().layout(text, {20, Weight::regular}, {});
    const auto bold = engine().layout(text, {20, Weight::bold}, {});
    EXPECT_NE(engine().face_name(regular->glyphs[0].face),
              engine().face_name(bold->glyphs[0].face));
    EXPECT_THAT(std::string(engine().face_name(bold->glyphs[0].face)), testing::EndsWith("-Bold"));
  }
}

TEST_F(Shaping, LayoutsScaleWithTheirSize) {
  Options options;
  options.language = "ar";
  const std::string text = "مرحبا بكم في Samen Hier 12";
  const auto small = engine().layout(text, {16, Weight::regular}, options);
  const auto large = engine().layout(text, {64, Weight::regular}, options);
  EXPECT_NEAR(large->width, small->width * 4, 0.01);
}

TEST_F(Shaping, ScriptsMixInOneLineWithoutMissingGlyphs) {
  const auto layout = lay("Dag محمد, ሰላም, Олено – ê ș ő €", "nl");
  EXPECT_EQ(layout->missing_glyphs, 0);
  EXPECT_EQ(layout->lines.size(), 1U);
}

TEST_F(Shaping, ACharacterNoFontHasIsCounted) {
  EXPECT_EQ(lay("a漢b", "nl")->missing_glyphs, 1);
  EXPECT_EQ(lay("a\u200d\u2068b\u2069\ufe0f", "nl")->missing_glyphs, 0);
}

TEST_F(Shaping, InkStaysInsideTheLines) {
  for (const char* text : {"ÉÅŐgjpqy", "محمَّدٌ اللُّغَةِ", "ۆ ڕ ڵ ێ", "ሾፙ", "ЇЙґрф"}) {
    for (const float size : {14.0F, 20.0F, 33.0F, 72.0F}) {
      const auto layout = engine().layout(text, {size, Weight::bold}, {});
      EXPECT_GE(layout->ink.y0, 0) << text;
      EXPECT_LE(layout->ink.y1, layout->height) << text;
      EXPECT_EQ(layout->lines.back().bottom, layout->height);
    }
  }
}

TEST_F(Shaping, BrokenUtf8ShowsReplacementCharactersAndGoesOn) {
  const std::string broken =
      "a\xff\xfe"
      "b\xe2\x82"
      "c\xf0\x9f"
      "d\xed\xa0\x80";
  const auto layout = lay(broken, "nl");
  EXPECT_EQ(layout->missing_glyphs, 0);
  EXPECT_GE(layout->glyphs.size(), 8U);
  const auto good = lay("\uFFFD", "nl");
  EXPECT_EQ(layout->glyphs[1].glyph, good->glyphs[0].glyph);
}

TEST_F(Shaping, ControlCharactersVanishAndLineEndsAreAllTheSame) {
  const std::string with_controls(
      "a\0\x01\x7f\x1b"
      "b",
      6);
  EXPECT_FLOAT_EQ(lay(with_controls, "nl")->width, lay("ab", "nl")->width);
  for (const char* text : {"a\nb", "a\r\nb", "a\rb", "a\u2028b", "a\u2029b", "a\u0085b"}) {
    EXPECT_EQ(lay(text, "nl")->lines.size(), 2U);
  }
  EXPECT_FLOAT_EQ(lay("a\tb", "nl")->width, lay("a b", "nl")->width);
}

TEST_F(Shaping, AnEmptyTextIsOneEmptyLine) {
  const auto layout = lay("", "ar");
  EXPECT_EQ(layout->lines.size(), 1U);
  EXPECT_FLOAT_EQ(layout->width, 0);
  EXPECT_GT(layout->height, 20);
  EXPECT_TRUE(layout->right_to_left);
}

TEST_F(Shaping, AHugeTextIsCutAtTheLimit) {
  std::string text;
  while (text.size() < 100'000) text += "مرحبا hallo ";
  const auto layout = lay(text, "nl");
  EXPECT_TRUE(layout->truncated);
  EXPECT_LE(layout->lines.back().end, EngineLimits{}.text_bytes);
}

TEST_F(Shaping, OddSizesAreBroughtIntoRange) {
  EXPECT_FLOAT_EQ(engine().layout("a", {-3, Weight::regular}, {})->style.size_px, 4);
  EXPECT_FLOAT_EQ(engine().layout("a", {1e9F, Weight::regular}, {})->style.size_px, 400);
  EXPECT_FLOAT_EQ(engine().layout("a", {std::nanf(""), Weight::regular}, {})->style.size_px, 4);
  EXPECT_FLOAT_EQ(engine().layout("a", {20.1F, Weight::regular}, {})->style.size_px, 20);
}

}  // namespace
}  // namespace samen::text
