// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/pronunciation.hpp"

#include <gtest/gtest.h>

#include "tests/source_dir.hpp"

namespace samen::speech {
namespace {

const Pronunciation& shipped() {
  static const Pronunciation rules =
      Pronunciation::load(SAMEN_SOURCE_DIR "/assets/audio/voices.json").value();
  return rules;
}

TEST(AVoice, IsGivenSignsItKnows) {
  struct Case {
    const char* voice;
    const char* written;
    const char* said;
  };
  constexpr Case kCases[] = {
      {"uk", "Дарʼя", "Дар'я"},
      {"uk", "п’ять", "п'ять"},
      {"ar", "علی", "علي"},
      {"ar", "کریم", "كريم"},
      {"fa", "علي", "علی"},
      {"uk", "Samen Hier", "Самен Хір"},
      {"ar", "Samen Hier", "سامن هير"},
      {"fa-AF", "Samen Hier", "سامن هیر"},
      {"nl", "Samen Hier", "Samen Hier"},
      {"nl", "Darʼya", "Dar'ya"},
      {"xx", "٣", "3"},
      {"uk", "PIN", "пін"},
      {"uk", "SPIN PINS", "SPIN PINS"},
      {"nl", "\u20683\u2069 van 7", "3 van 7"},
      {"nl", "", ""},
  };
  for (const auto& [voice, written, said] : kCases) {
    EXPECT_EQ(shipped().text(voice, written), said) << voice << " " << written;
  }
}

TEST(ACode, IsSpelledSignBySign) {
  EXPECT_EQ(shipped().text("nl", "001-7PY-MCA"), "0, 0, 1. 7, P, Y. M, C, A. ");
  EXPECT_EQ(shipped().text("nl", "Je code is 001-7PY-MCA."),
            "Je code is 0, 0, 1. 7, P, Y. M, C, A. .");
  EXPECT_EQ(shipped().text("uk", "7P-MCA1-KK"), "7, пі. ем, сі, ей, 1. кей, кей. ");
  for (const char* code :
       {"001-7PY-MCA", "G-4K7-M2Q-X9F", "AB-12-CD-34", "\u2068001-7PY-MCA\u2069"}) {
    EXPECT_TRUE(is_code(code)) << code;
  }
  for (const char* other : {"", "-", "Wi-Fi", "COVID-19", "E-mail", "001 7PY MCA", "zo-en-zo",
                            "001-7PY-MCa", "ABCDEF", "123456", "001-7PY-MCA!", "A-B-C"}) {
    EXPECT_FALSE(is_code(other)) << other;
  }
}

TEST(TypedWords, AreSaidDigitByDigit) {
  EXPECT_EQ(shipped().value("nl", "0612").view(), "0 6 1 2");
  EXPECT_EQ(shipped().value("nl", "Jan 12").view(), "Jan 12");
  EXPECT_EQ(shipped().value("ar", "+31").view(), " زائد 31");
  EXPECT_EQ(shipped().value("ar", "علی").view(), "علي");
}

TEST(Rules, ThatAreNoneAreRefused) {
  for (const char* json :
       {"{}", R"({"every": {}})", R"({"every": {"a": 1}, "voices": {}})",
        R"({"every": {}, "voices": {"ar": {}}})",
        R"({"every": {}, "voices": {"ar": {"words": {}, "letters": {"AB": "x"}}}})",
        R"({"every": {}, "voices": {"ar": {"words": {}, "sounds": {}}}})"}) {
    const auto parsed = Pronunciation::parse(json, "voices.json");
    ASSERT_FALSE(parsed) << json;
    EXPECT_TRUE(parsed.error().message.starts_with("voices.json:")) << parsed.error().message;
  }
}

}  // namespace
}  // namespace samen::speech
