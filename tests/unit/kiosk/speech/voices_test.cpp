// SPDX-License-Identifier: Apache-2.0
// Every text of the screens as the synthesiser itself would say it.
#include <filesystem>

#include <espeak-ng/speak_lib.h>
#include <gtest/gtest.h>

#include "i18n/catalogue.hpp"
#include "kiosk/speech/pronunciation.hpp"
#include "kiosk/speech/voice.hpp"
#include "tests/source_dir.hpp"

namespace samen::speech {
namespace {

// The phonemes of a text by a voice. Where the voice borrows another language's rules, that
// language's tag stands in brackets: "(en)t'u:(ar)".
std::string phonemes(const std::string& voice, const std::string& text) {
  static const int rate = espeak_Initialize(AUDIO_OUTPUT_RETRIEVAL, 0, nullptr, 0);
  EXPECT_GT(rate, 0) << "espeak-ng has no data";
  EXPECT_EQ(espeak_SetVoiceByName(voice.c_str()), EE_OK) << voice;
  std::string out;
  for (const void* at = text.c_str(); at != nullptr;) {
    if (const char* clause = espeak_TextToPhonemes(&at, espeakCHARS_UTF8, 0)) out += clause;
  }
  return out;
}

bool borrows(const std::string& voice, const std::string& text) {
  return phonemes(voice, text).find('(') != std::string::npos;
}

TEST(AVoice, SaysNoTextOfTheScreensInAnotherLanguage) {
  const auto catalogues = i18n::Catalogues::load(SAMEN_SOURCE_DIR "/assets/locales").value();
  const auto rules = Pronunciation::load(SAMEN_SOURCE_DIR "/assets/audio/voices.json").value();
  Voices voices(std::filesystem::read_symlink("/proc/self/exe").parent_path() / "samen-voice");
  voices.finish();
  std::size_t spoken_languages = 0;
  for (const std::string& language : catalogues.languages()) {
    const std::string voice = voices.voice_for(language);
    if (voice.empty()) continue;  // says so on the screen
    ++spoken_languages;
    std::size_t texts = 0;
    for (const std::string& key : catalogues.keys(language)) {
      const auto shape = catalogues.shape(language, key).value();
      std::vector<i18n::Argument> arguments;
      for (const auto& name : shape.arguments) arguments.push_back({name, std::int64_t{3}});
      for (auto& one : arguments) {
        if (one.name == "self") one.value = std::string_view("no");  // chosen by, never shown
      }
      const std::string text = catalogues.speech(language, key, arguments);
      const std::string said = rules.text(voice, text);
      EXPECT_FALSE(borrows(voice, said))
          << language << " " << key << ": " << said << " is said " << phonemes(voice, said);
      ++texts;
    }
    EXPECT_GT(texts, 500U) << language;
  }
  EXPECT_GE(spoken_languages, 6U);
}

TEST(AVoice, NeedsTheRulesForNamesSignsAndCodes) {
  const auto rules = Pronunciation::load(SAMEN_SOURCE_DIR "/assets/audio/voices.json").value();
  for (const char* voice : {"ar", "fa", "uk", "ru"}) {
    for (const char* text : {"Samen Hier", "@", "+", "001-7PY-MCA", "ABC-DEF-GHJ", "KMN-PQR-STV",
                             "WXY-Z12-345", "Wi-Fi", "PIN"}) {
      const bool sign = std::string_view(text).size() == 1;
      if (sign && std::string_view(voice) == "ru") continue;  // knows these by itself
      EXPECT_TRUE(borrows(voice, text)) << voice << " " << text << ": nothing to mend";
      EXPECT_FALSE(borrows(voice, rules.text(voice, text)))
          << voice << " " << text << ": " << phonemes(voice, rules.text(voice, text));
    }
  }
  const std::pair<const char*, const char*> names[] = {
      {"uk", "Дарʼя"}, {"ar", "علی"},   {"ar", "کریم"},  {"ar", "پروین"},
      {"ar", "چیا"},   {"tr", "Ayʼşe"}, {"nl", "Darʼya"}};
  for (const auto& [voice, name] : names) {
    EXPECT_TRUE(borrows(voice, name)) << name << ": nothing to mend";
    EXPECT_FALSE(borrows(voice, std::string(rules.value(voice, name).view()))) << voice << name;
  }
}

}  // namespace
}  // namespace samen::speech
