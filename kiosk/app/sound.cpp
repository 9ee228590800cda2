// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/sound.hpp"

#include <optional>
#include <utility>

#include "base/child_program.hpp"
#include "base/log.hpp"
#include "kiosk/platform/audio.hpp"
#include "kiosk/speech/library.hpp"
#include "kiosk/speech/narrator.hpp"
#include "kiosk/speech/player.hpp"
#include "kiosk/speech/voice.hpp"

namespace samen::app {
namespace {

// Through headphones, or so that a loudspeaker is heard by who stands before it only; then as loud
// as a room needs.
constexpr int kQuietStart = 2;
constexpr int kLoudStart = 4;

const ui::Sound kSilence;

}  // namespace

struct Sound::Parts {
  Parts(const RunOptions& options, speech::Library clips, std::function<void()> wake)
      : voices(voice_program()),
        library(std::move(clips)),
        player(platform::create_sdl_audio(options.sound_device), voice_program(), std::move(wake)),
        volume(options.sound == SoundMode::speaker ? kLoudStart : kQuietStart) {
    library.set_voices(voices);
  }

  speech::Voices voices;
  speech::Library library;
  speech::Player player;
  int volume;
  ui::Ui* ui = nullptr;
  std::optional<speech::Narrator> narrator;
  std::uint64_t said = 0;
};

std::filesystem::path voice_program() {
  return base::program_beside("samen-voice");
}

base::Result<std::unique_ptr<Sound>> Sound::create(const RunOptions& options,
                                                   const i18n::Catalogues& catalogues,
                                                   std::function<void()> wake) {
  if (options.sound == SoundMode::off) return std::unique_ptr<Sound>(new Sound(nullptr));
  SAMEN_TRY(auto library, speech::Library::load(options.assets / "audio", catalogues));
  auto parts = std::make_unique<Parts>(options, std::move(library), std::move(wake));
  parts->voices.finish();
  for (const std::string& language : catalogues.languages()) {
    if (!parts->library.voice_for(language).empty()) continue;
    base::log(base::LogLevel::info, "speech.no_voice",
              {{"language", base::LogValue::public_text(language)}});
  }
  return std::unique_ptr<Sound>(new Sound(std::move(parts)));
}

Sound::Sound(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Sound::~Sound() = default;

void Sound::attach(ui::Ui& ui) {
  if (parts_ == nullptr) return;
  parts_->ui = &ui;
  parts_->narrator.emplace(parts_->library, parts_->player, ui.nodes(), parts_->volume);
}

Sound::Change Sound::follow(const flow::State& state) {
  if (parts_ == nullptr || !parts_->narrator) return {};
  speech::Narrator& narrator = *parts_->narrator;
  ui::Ui& ui = *parts_->ui;
  const ui::Sound before = narrator.sound();
  std::string overlay(flow::to_string(state.overlay));
  if (ui.nodes().find("help.close") != nullptr) overlay = "help";
  narrator.look({.screen = std::string(ui.screen_name()),
                 .overlay = std::move(overlay),
                 .language = state.language,
                 .staff = !flow::row_of(state.screen).read_aloud});
  for (const ui::Listen& wish : ui.take_wishes()) narrator.want(wish);
  narrator.hear();
  const ui::Sound& now = narrator.sound();
  if (now.node != before.node && !now.node.empty()) ui.scroll_into_view(now.node);
  return {.looks = now != before,
          .listened = std::exchange(parts_->said, narrator.lines_said()) != narrator.lines_said()};
}

void Sound::forget() {
  if (parts_ != nullptr && parts_->narrator) parts_->narrator->forget();
}

const ui::Sound& Sound::shown() const {
  return parts_ != nullptr && parts_->narrator ? parts_->narrator->sound() : kSilence;
}

}  // namespace samen::app
