// SPDX-License-Identifier: Apache-2.0
// What is said when, without a sound.
#include "kiosk/speech/narrator.hpp"

#include <filesystem>
#include <memory>

#include <gtest/gtest.h>

#include "tests/source_dir.hpp"

namespace samen::speech {
namespace {

using ui::Listen;
using ui::Role;
using What = ui::Listen::What;

constexpr const char* kDutch =
    R"({"_header": {"language": "nl", "order": 1, "state": "draft", "reviewer": null},
  "ask.title": {"text": "Wat wil je doen?"}, "ask.work": {"text": "Werk", "speak": "Werk zoeken"},
  "app.continue": {"text": "Verder"}, "sound.chosen": {"text": "gekozen"}})";
constexpr const char* kTigrinya =
    R"({"_header": {"language": "ti", "order": 2, "state": "draft", "reviewer": null},
  "ask.title": {"text": "እንታይ ክትገብሩ ትደልዩ?"}, "ask.work": {"text": "ስራሕ"}, "app.continue": {"text": "ቀጽሉ"},
  "sound.chosen": {"text": "ተመሪጹ"}})";

class FakeMouth final : public Mouth {
 public:
  std::uint32_t start(std::vector<Line> lines) override {
    said = std::move(lines);
    ++starts;
    now.speaking = true;
    now.line = 0;
    return now.reading = static_cast<std::uint32_t>(starts);
  }
  void stop() override {
    ++stops;
    now.speaking = false;
  }
  void set_gain(float loud) override { gain = loud; }
  void look() override { ++looks; }
  Status status() const override { return now; }

  std::vector<Line> said;
  Status now{.present = true};
  int starts = 0, stops = 0, looks = 0;
  float gain = 0;
};

// A kiosk with a Dutch voice, none for Tigrinya, and one screen.
class AnEar : public ::testing::Test {
 protected:
  AnEar() {
    voices.set_tags({"nl"});
    library.set_voices(voices);
    show("ask", "nl");
    narrator.hear();
  }
  void show(const std::string& screen, const std::string& language,
            const std::string& overlay = "none") {
    const bool dutch = language == "nl";
    nodes.clear();
    add("header.back", Role::button, "Terug");
    add("sound.listen", Role::button, "Luister");
    add("question.title", Role::heading, dutch ? "Wat wil je doen?" : "እንታይ ክትገብሩ ትደልዩ?");
    add("question.scroll", Role::scroll, "");
    add("option.work", Role::tile, dutch ? "Werk" : "ስራሕ").selected = true;
    add("question.field", Role::field, dutch ? "Wat wil je doen?" : "እንታይ ክትገብሩ ትደልዩ?");
    add("key.a", Role::key, "a");
    add("question.continue", Role::button, dutch ? "Verder" : "ቀጽሉ");
    narrator.look({.screen = screen, .overlay = overlay, .language = language});
  }
  ui::Node& add(const char* id, Role role, const char* label) {
    ui::Node node;
    node.id = id, node.role = role, node.label = label;
    return nodes.add(std::move(node));
  }
  std::vector<std::string> words() const {
    std::vector<std::string> all;
    for (const Line& line : mouth.said) all.emplace_back(line.text.view());
    return all;
  }

  i18n::Catalogues catalogues =
      i18n::Catalogues::parse(
          std::vector<i18n::Catalogues::Source>{{"nl.json", kDutch}, {"ti.json", kTigrinya}})
          .value();
  Voices voices{"/nowhere/samen-voice"};
  Library library = Library::load("/nowhere", catalogues).value();
  FakeMouth mouth;
  ui::NodeRegistry nodes;
  Narrator narrator{library, mouth, nodes, 2};
};

TEST_F(AnEar, ReadsTheScreenInReadingOrderWithoutItsFurniture) {
  ASSERT_TRUE(narrator.sound().ear);
  narrator.want({.what = What::screen});
  EXPECT_EQ(words(),
            (std::vector<std::string>{"Wat wil je doen?", "Werk zoeken", "gekozen", "Verder"}));
  EXPECT_EQ(narrator.sound().node, "question.title");
  mouth.now.line = 2;
  EXPECT_TRUE(narrator.hear());
  EXPECT_EQ(narrator.sound().node, "option.work") << "outlined while what it is is said";
  EXPECT_FALSE(narrator.hear()) << "nothing changed, no frame";
  mouth.now.speaking = false;
  EXPECT_TRUE(narrator.hear());
  EXPECT_FALSE(narrator.sound().speaking);
}

TEST_F(AnEar, SaysNothingByItself) {
  show("other", "nl");
  narrator.hear();
  EXPECT_EQ(mouth.starts, 0);
}

TEST_F(AnEar, StopsAtASecondTap) {
  narrator.want({.what = What::screen});
  narrator.want({.what = What::screen});
  EXPECT_FALSE(narrator.sound().speaking);
  EXPECT_EQ(mouth.stops, 1);
}

TEST_F(AnEar, ReadsEachNextScreenOnceSomebodyListens) {
  narrator.want({.what = What::screen});
  for (const char* overlay : {"none", "idle_warning", "stop_confirm", "text_size", "help"}) {
    const int before = mouth.starts;
    show(std::string(overlay) == "none" ? "next" : "ask", "nl", overlay);
    EXPECT_EQ(mouth.starts, before + 1) << overlay;
    EXPECT_EQ(words().front(), "Wat wil je doen?") << overlay;
  }
  mouth.now.speaking = false;
  narrator.hear();
  show("later", "nl");
  EXPECT_TRUE(narrator.sound().speaking) << "also when the last one was read to its end";
  narrator.want({.what = What::screen});
  EXPECT_FALSE(narrator.sound().speaking);
  const int before = mouth.starts;
  show("latest", "nl");
  EXPECT_EQ(mouth.starts, before) << "until it was switched off";
}

TEST_F(AnEar, EndsWithTheSession) {
  narrator.want({.what = What::screen});
  const int before = mouth.starts;
  show("first", "nl");
  EXPECT_EQ(mouth.starts, before) << "also when the screen comes before the word that it ended";
  narrator.forget();
  show("role", "nl");
  EXPECT_EQ(mouth.starts, before);
}

TEST_F(AnEar, SaysTheWarningOfSilenceWithoutAnsweringIt) {
  narrator.want({.what = What::screen});
  const auto said = narrator.lines_said();
  show("ask", "nl", "idle_warning");
  ASSERT_TRUE(narrator.sound().speaking);
  mouth.now.line = 1;
  narrator.hear();
  EXPECT_EQ(narrator.lines_said(), said) << "being read the warning is no sign of life";
}

TEST_F(AnEar, SaysWhatComesUpOnTheSameScreenOnceTheTapWasSaid) {
  const auto look = [&] {
    narrator.look({.screen = "ask", .overlay = "none", .language = "nl"});
    narrator.hear();
  };
  const auto silent = [&] {
    mouth.now.speaking = false;
    narrator.hear();
  };
  add("answer.most", Role::status, "Meer kan hier niet");
  look();
  EXPECT_EQ(mouth.starts, 0) << "nobody listens";
  narrator.want({.what = What::screen});
  look();
  silent();
  nodes.mutable_nodes().pop_back();
  look();
  add("answer.most", Role::status, "Meer kan hier niet");
  narrator.look({.screen = "ask", .overlay = "none", .language = "nl"});
  narrator.want({.what = What::follow, .node = "option.work"});
  narrator.hear();
  EXPECT_EQ(words().front(), "Werk zoeken") << "first what was tapped";
  silent();
  EXPECT_EQ(words(), std::vector<std::string>{"Meer kan hier niet"});
  EXPECT_EQ(narrator.sound().node, "answer.most");
  silent();
  const int before = mouth.starts;
  look();
  EXPECT_EQ(mouth.starts, before) << "once";
  add("question.error", Role::error, "Kies een taal");
  look();
  EXPECT_EQ(words(), std::vector<std::string>{"Kies een taal"});
  silent();
  nodes.mutable_nodes().back().label = "Kies een niveau";
  look();
  EXPECT_EQ(words(), std::vector<std::string>{"Kies een niveau"}) << "another error in its place";
}

TEST_F(AnEar, SpellsACodeFirstAndTwice) {
  add("receipt.code", Role::text, "\u2068001-7PY-MCA\u2069");
  narrator.want({.what = What::screen});
  ASSERT_GT(words().size(), 2U);
  EXPECT_EQ(words()[0], "0, 0, 1. 7, P, Y. M, C, A. ");
  EXPECT_EQ(words()[1], words()[0]);
  EXPECT_EQ(words()[2], "Wat wil je doen?");
}

TEST_F(AnEar, SaysThatALanguageHasNoVoice) {
  EXPECT_FALSE(narrator.sound().voiceless);
  show("ask", "ti");
  EXPECT_TRUE(narrator.sound().voiceless);
  narrator.look({.screen = "staff_home", .overlay = "none", .language = "ti", .staff = true});
  EXPECT_FALSE(narrator.sound().voiceless);
  mouth.now.present = false;
  show("ask", "ti");
  narrator.hear();
  EXPECT_FALSE(narrator.sound().voiceless) << "a kiosk without sound says nothing of voices";
}

// Never an ear that stays silent, and never silence without a word about it.
TEST(EveryLanguageOfTheKiosk, IsReadAloudOrSaysThatNobodyReadsIt) {
  const auto shipped = i18n::Catalogues::load(SAMEN_SOURCE_DIR "/assets/locales").value();
  auto clips = Library::load(SAMEN_SOURCE_DIR "/assets/audio", shipped).value();
  Voices real(std::filesystem::read_symlink("/proc/self/exe").parent_path() / "samen-voice");
  real.finish();
  clips.set_voices(real);
  std::size_t silent = 0;
  for (const std::string& language : shipped.languages()) {
    ui::NodeRegistry page;
    ui::Node title;
    title.id = "question.title", title.role = Role::heading;
    title.label = std::string(shipped.text(language, "role.title"));
    page.add(std::move(title));
    FakeMouth lips;
    Narrator reader(clips, lips, page, 3);
    reader.hear();
    reader.look({.screen = "role", .overlay = "none", .language = language});
    EXPECT_NE(reader.sound().ear, reader.sound().voiceless) << language;
    EXPECT_EQ(reader.sound().ear, !clips.source(language, "x").silent()) << language;
    reader.want({.what = What::screen});
    EXPECT_EQ(lips.starts, reader.sound().ear ? 1 : 0) << language;
    silent += reader.sound().voiceless ? 1 : 0;
  }
  EXPECT_GT(silent, 0U) << "Tigrinya has no voice yet";
}

TEST_F(AnEar, GoesOnInTheOtherLanguageOnlyWhenItWasSpeaking) {
  voices.set_tags({"nl", "ti"});
  show("ask", "nl", "language_picker");
  show("ask", "ti");
  EXPECT_EQ(mouth.starts, 0) << "it was silent";
  narrator.want({.what = What::node, .node = "option.work"});
  show("ask", "ti", "language_picker");
  EXPECT_FALSE(narrator.sound().speaking);
  show("ask", "nl");
  ASSERT_EQ(mouth.starts, 2);
  EXPECT_EQ(words(), (std::vector<std::string>{"Werk zoeken", "gekozen"})) << "the same thing";
  narrator.want({.what = What::node, .node = "language.nl"});
  EXPECT_TRUE(narrator.sound().speaking) << "the tile that was tapped is gone and stops nothing";
  show("ask", "nl", "language_picker");
  show("ask", "nl");
  EXPECT_EQ(mouth.starts, 2) << "the picker was closed without a choice";
}

TEST_F(AnEar, IsNotThereWithoutAVoiceADeviceOrOnStaffPages) {
  show("ask", "ti");
  EXPECT_FALSE(narrator.sound().ear);
  narrator.want({.what = What::screen});
  EXPECT_EQ(mouth.starts, 0);
  show("ask", "nl");
  EXPECT_TRUE(narrator.sound().ear);
  narrator.look({.screen = "staff_home", .overlay = "none", .language = "nl", .staff = true});
  EXPECT_FALSE(narrator.sound().ear);
  show("ask", "nl");
  mouth.now.present = false;
  EXPECT_TRUE(narrator.hear());
  EXPECT_FALSE(narrator.sound().ear);
}

TEST_F(AnEar, FollowsTheFocusAnewAndTheKeyForListeningStops) {
  narrator.want({.what = What::focus, .node = "option.work"});
  EXPECT_EQ(words(), (std::vector<std::string>{"Werk zoeken", "gekozen"}));
  EXPECT_TRUE(narrator.sound().echo) << "from now on what the focus comes to is said";
  narrator.want({.what = What::follow, .node = "option.work"});
  EXPECT_EQ(mouth.starts, 2) << "also the same thing again: it was chosen meanwhile";
  narrator.want({.what = What::follow, .node = "option.work", .rest = {"question.continue"}});
  EXPECT_EQ(words(), (std::vector<std::string>{"Werk zoeken", "gekozen", "Verder"})) << "a row";
  mouth.now.line = 2;
  narrator.hear();
  EXPECT_EQ(narrator.sound().node, "question.continue");
  narrator.want({.what = What::follow, .node = "option.gone"});
  EXPECT_TRUE(narrator.sound().speaking) << "what is gone stops nothing";
  narrator.want({.what = What::focus, .node = "option.work"});
  EXPECT_FALSE(narrator.sound().speaking);
  EXPECT_FALSE(narrator.sound().echo);
}

TEST_F(AnEar, SaysWhatSomebodyTypedOnlyByItsOwnEar) {
  narrator.want({.what = What::node, .node = "question.field"});
  EXPECT_EQ(words(), std::vector<std::string>{"Wat wil je doen?"});
  narrator.want(
      {.what = What::value, .node = "question.field", .value = base::SecretText("06 12")});
  EXPECT_FALSE(narrator.sound().speaking) << "the second tap on the same thing stops";
  narrator.want({.what = What::value, .node = "question.field", .value = base::SecretText("0612")});
  EXPECT_EQ(words(), std::vector<std::string>{"0 6 1 2"});
}

TEST_F(AnEar, ForgetsHowLoudSomebodyWantedIt) {
  const float first = mouth.gain;
  for (int i = 0; i < 9; ++i) narrator.want({.what = What::louder});
  EXPECT_EQ(narrator.sound().volume, ui::kVolumes);
  EXPECT_FLOAT_EQ(mouth.gain, 1);
  narrator.want({.what = What::screen});
  narrator.forget();
  EXPECT_FALSE(narrator.sound().speaking);
  EXPECT_FALSE(narrator.sound().echo);
  EXPECT_FLOAT_EQ(mouth.gain, first);
  EXPECT_EQ(mouth.looks, 1) << "a loudspeaker may have come";
}

TEST(AText, IsSpokenWithoutMarksThatOnlyOrderLetters) {
  EXPECT_EQ(spoken("Vraag \u2068\u200E3\u2069 van\u00AD 7"), "Vraag 3 van 7");
}

}  // namespace
}  // namespace samen::speech
