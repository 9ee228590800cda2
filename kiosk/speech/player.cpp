// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/player.hpp"

#include <utility>

#include "base/log.hpp"
#include "kiosk/speech/clip.hpp"
#include "kiosk/speech/voice.hpp"

namespace samen::speech {
namespace {

constexpr std::size_t kChunk = 2048;  // samples
constexpr int kPauseMs = 180;         // between two things
constexpr int kPauseRate = 8000;

using Samples = std::vector<std::int16_t, base::LockedAllocator<std::int16_t>>;

}  // namespace

Player::Player(std::unique_ptr<platform::AudioOut> audio, std::filesystem::path voice_program,
               std::function<void()> wake)
    : audio_(std::move(audio)), voice_program_(std::move(voice_program)), wake_(std::move(wake)) {
  thread_ = std::thread([this] { work(); });
}

Player::~Player() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    stop_ = true;
    audio_->interrupt();
  }
  asked_.notify_one();
  thread_.join();
}

// interrupt() under the lock, here and in stop(): otherwise the thread could begin the new reading
// in between and lose that.
std::uint32_t Player::start(std::vector<Line> lines) {
  std::uint32_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    lines_ = std::move(lines);
    pending_ = true;
    stop_ = true;
    audio_->interrupt();
    number = ++readings_;
    status_.reading = number;
    status_.line = 0;
    status_.speaking = true;
  }
  asked_.notify_one();
  return number;
}

void Player::stop() {
  const std::lock_guard lock(mutex_);
  lines_.clear();
  pending_ = false;
  stop_ = true;
  audio_->interrupt();
  status_.speaking = false;
}

void Player::look() {
  {
    const std::lock_guard lock(mutex_);
    look_ = true;
  }
  asked_.notify_one();
}

Mouth::Status Player::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

void Player::tell(const std::function<void(Status&)>& change) {
  {
    const std::lock_guard lock(mutex_);
    const Status before = status_;
    change(status_);
    if (status_ == before) return;
  }
  wake_();
}

void Player::work() {
  for (;;) {
    std::vector<Line> lines;
    bool look = false;
    std::uint32_t number = 0;
    {
      std::unique_lock lock(mutex_);
      asked_.wait(lock, [this] { return pending_ || look_ || ending_; });
      if (ending_) break;
      look = std::exchange(look_, false);
      if (pending_) {
        pending_ = false;
        lines = std::exchange(lines_, {});
        number = status_.reading;
        stop_ = false;
        audio_->resume();
      }
    }
    if (look) tell([present = audio_->present()](Status& s) { s.present = present; });
    if (!lines.empty()) read_out(lines, number);
  }
  audio_->close();
}

void Player::read_out(const std::vector<Line>& lines, std::uint32_t number) {
  End end = End::done;
  if (const auto opened = audio_->open(); !opened) {
    base::log(base::LogLevel::warning, "speech.no_device",
              {{"because", base::LogValue::public_text(opened.error().message)}});
    end = End::lost;
  }
  for (std::size_t i = 0; i < lines.size() && end == End::done; ++i) {
    tell([&](Status& s) {
      if (s.reading == number) s.line = i;
    });
    end = say(lines[i]);
    if (end == End::done) end = hush();
  }
  // A lost device is not looked for until somebody asks to: the ear goes.
  if (end == End::lost) base::log(base::LogLevel::warning, "speech.device_lost");
  audio_->close();
  tell([&](Status& s) {
    if (s.reading == number) s.speaking = false;
    if (end == End::lost) s.present = false;
  });
}

Player::End Player::say(const Line& line) {
  if (!line.clip.empty()) return say_clip(line);
  return line.voice.empty() ? End::done : say_text(line);
}

Player::End Player::say_clip(const Line& line) {
  auto clip = Clip::open(line.clip);
  Samples samples(kChunk);
  for (;;) {
    const auto got =
        clip ? clip->read(samples) : base::Result<std::size_t>(std::unexpected(clip.error()));
    if (!got) {
      // A recording that is broken does not leave people without: the voice says it.
      base::log(base::LogLevel::warning, "speech.clip_unreadable",
                {{"because", base::LogValue::public_text(got.error().message)}});
      return stop_ ? End::stopped : line.voice.empty() ? End::done : say_text(line);
    }
    if (*got == 0) return End::done;
    if (!audio_->play(std::span(samples).first(*got), Clip::kRate)) {
      return stop_ ? End::stopped : End::lost;
    }
  }
}

Player::End Player::say_text(const Line& line) {
  auto synthesis = Synthesis::start(voice_program_, line.voice, line.text.view());
  Samples samples(kChunk);
  for (;;) {
    const auto got = synthesis ? synthesis->read(samples, stop_)
                               : base::Result<std::size_t>(std::unexpected(synthesis.error()));
    if (stop_) return End::stopped;
    if (!got) {
      base::log(base::LogLevel::warning, "speech.voice_failed",
                {{"because", base::LogValue::public_text(got.error().message)}});
      return End::done;
    }
    if (*got == 0) return End::done;
    if (!audio_->play(std::span(samples).first(*got), synthesis->rate())) {
      return stop_ ? End::stopped : End::lost;
    }
  }
}

// What was said is heard to its end before the next thing is outlined, and a pause parts them.
Player::End Player::hush() {
  const Samples silence(static_cast<std::size_t>(kPauseRate) * kPauseMs / 1000, 0);
  const bool heard = audio_->play(silence, kPauseRate) && audio_->drain();
  if (stop_) return End::stopped;
  return heard ? End::done : End::lost;
}

}  // namespace samen::speech
