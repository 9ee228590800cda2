// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/library.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/say.hpp"

namespace samen::speech {
namespace {

constexpr std::string_view kExtension = ".opus";

// Does it begin like Ogg Opus? What is in it is looked at when it is played.
bool begins_as_clip(const std::filesystem::path& file) {
  constexpr std::size_t kHead = 36;  // the page header of the first packet, and its magic
  std::string head(kHead, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(head.data(), kHead);
  return in && head.starts_with("OggS") && head.ends_with("OpusHead");
}

// Files of a folder by message key.
base::Result<std::map<std::string, std::filesystem::path>> clips_in(
    const std::filesystem::path& folder, const std::string& language,
    const i18n::Catalogues& catalogues) {
  std::map<std::string, std::filesystem::path> clips;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::filesystem::path& file = entry.path();
    const std::string key = file.stem().string();
    if (file.extension() != kExtension || !catalogues.has(language, key)) {
      return base::fail(
          base::Errc::invalid_input,
          base::say("{}: a clip is named <message key>.opus, and '{}' is no key of the "
                    "language '{}'",
                    file, key, language));
    }
    if (!begins_as_clip(file)) {
      return base::fail(base::Errc::invalid_input, base::say("{}: this is no Ogg Opus file", file));
    }
    clips.emplace(key, file);
  }
  return clips;
}

}  // namespace

base::Result<Library> Library::load(const std::filesystem::path& folder,
                                    const i18n::Catalogues& catalogues) {
  Library library(catalogues);
  const auto languages = catalogues.languages();
  std::error_code error;
  if (const auto rules = folder / "voices.json"; std::filesystem::exists(rules, error)) {
    SAMEN_TRY(library.pronunciation_, Pronunciation::load(rules));
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_directory(error) || std::ranges::find(languages, name) != languages.end())
      continue;
    return base::fail(
        base::Errc::invalid_input,
        base::say("{}: clips stand in folders named as languages, and there is no language '{}'",
                  entry.path(), name));
  }
  for (const std::string& language : languages) {
    SAMEN_TRY(const auto clips, clips_in(folder / language, language, catalogues));
    auto& texts = library.texts_[language];
    for (const std::string& key : catalogues.keys(language)) {
      // A message with arguments has a pattern here, which is never on a screen.
      const std::string_view text = catalogues.text(language, key);
      const std::string speak = catalogues.speech(language, key);
      const auto clip = clips.find(key);
      if (clip == clips.end() && speak == text) continue;
      Words& words = texts[std::string(text)];
      if (clip != clips.end() && words.clip.empty()) words.clip = clip->second;
      if (speak != text && words.speak.empty()) words.speak = speak;
    }
  }
  return library;
}

std::string Library::voice_for(std::string_view language) const {
  return voices_ == nullptr ? std::string() : voices_->voice_for(language);
}

std::filesystem::path Library::voice_program() const {
  return voices_ == nullptr ? std::filesystem::path() : voices_->program();
}

Source Library::source(std::string_view language, std::string_view text) const {
  Source source;
  source.voice = voice_for(language);
  const auto known = texts_.find(language);
  if (known != texts_.end()) {
    const auto found = known->second.find(text);
    if (found != known->second.end()) {
      source.clip = found->second.clip;
      if (!found->second.speak.empty()) text = found->second.speak;
    }
  }
  source.words = pronunciation_.text(source.voice, text);
  return source;
}

Source Library::chosen(std::string_view language) const {
  return source(language, catalogues_->text(language, "sound.chosen"));
}

}  // namespace samen::speech
