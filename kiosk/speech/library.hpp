// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "i18n/catalogue.hpp"
#include "kiosk/speech/pronunciation.hpp"
#include "kiosk/speech/voice.hpp"

namespace samen::speech {

// How a text is made heard: a recording when there is one, else a voice of its language, else not.
struct Source {
  std::filesystem::path clip;  // empty: none
  std::string voice;           // empty: none
  std::string words;           // for the voice
  bool silent() const { return clip.empty() && voice.empty(); }
};

// Finds sources by the words on the screen: screens need not know which key a text came from, and
// two keys with the same words share a recording. Made once; reading is safe from one thread.
class Library {
 public:
  // Reads which clips there are: <folder>/<language>/<message key>.opus. A file whose name is no
  // key of that language is refused; what is inside is looked at when it is played. How voices are
  // helped is in <folder>/voices.json; without it they are given what stands on the screen.
  static base::Result<Library> load(const std::filesystem::path& folder,
                                    const i18n::Catalogues& catalogues);
  void set_voices(const Voices& voices) { voices_ = &voices; }

  Source source(std::string_view language, std::string_view text) const;
  // "chosen", said after what is; in that language.
  Source chosen(std::string_view language) const;
  std::string voice_for(std::string_view language) const;
  const Pronunciation& pronunciation() const { return pronunciation_; }
  std::filesystem::path voice_program() const;

 private:
  struct Words {
    std::filesystem::path clip;
    std::string speak;  // when it is said otherwise than written
  };
  explicit Library(const i18n::Catalogues& catalogues) : catalogues_(&catalogues) {}

  const i18n::Catalogues* catalogues_;
  Pronunciation pronunciation_;
  const Voices* voices_ = nullptr;
  std::map<std::string, std::map<std::string, Words, std::less<>>, std::less<>> texts_;
};

}  // namespace samen::speech
