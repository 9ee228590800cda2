// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include <SDL.h>

#include "base/say.hpp"
#include "base/secret.hpp"
#include "kiosk/platform/audio.hpp"
#include "kiosk/platform/resampler.hpp"

namespace samen::platform {
namespace {

using base::say;

constexpr int kRate = 48'000;         // what is asked for; the device may prefer another
constexpr int kBufferSamples = 2048;  // about 43 ms
constexpr std::size_t kRingMs = 250;  // heard at most this long after it was played
constexpr auto kDeadAfter = std::chrono::seconds(2);  // a device that takes nothing has gone

using Samples = std::vector<std::int16_t, base::LockedAllocator<std::int16_t>>;

// SDL's audio system is started for one reading and ended after it: its ALSA part watches for
// devices ten times a second as long as it runs, and a silent kiosk is to sleep.
class AudioSystem {
 public:
  AudioSystem() {
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_APP_NAME, "Samen");
    works_ = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
  }
  ~AudioSystem() {
    if (works_) SDL_QuitSubSystem(SDL_INIT_AUDIO);
  }
  AudioSystem(const AudioSystem&) = delete;
  AudioSystem& operator=(const AudioSystem&) = delete;
  bool works() const { return works_; }

 private:
  bool works_ = false;
};

class SdlAudio final : public AudioOut {
 public:
  explicit SdlAudio(std::string device) : device_name_(std::move(device)) {}
  ~SdlAudio() override { close(); }

  bool present() override {
    if (device_ != 0) return true;
    const AudioSystem system;
    if (!system.works()) return false;
    const int count = SDL_GetNumAudioDevices(0);
    if (device_name_.empty()) return count != 0;  // -1: the driver cannot list what it has
    for (int i = 0; i < count; ++i) {
      const char* name = SDL_GetAudioDeviceName(i, 0);
      if (name != nullptr && device_name_ == name) return true;
    }
    return false;
  }

  base::Result<void> open() override {
    if (device_ != 0) return {};
    system_ = std::make_unique<AudioSystem>();
    if (!system_->works()) return failed(say("no sound system"));
    SDL_AudioSpec wish{};
    wish.freq = kRate;
    wish.format = AUDIO_S16SYS;
    wish.channels = 1;
    wish.samples = kBufferSamples;
    wish.callback = &SdlAudio::fill;
    wish.userdata = this;
    SDL_AudioSpec got{};
    const char* name = device_name_.empty() ? nullptr : device_name_.c_str();
    device_ = SDL_OpenAudioDevice(name, 0, &wish, &got, SDL_AUDIO_ALLOW_FREQUENCY_CHANGE);
    if (device_ == 0) return failed(say("no sound device"));
    rate_ = got.freq;
    {
      const std::lock_guard lock(mutex_);
      ring_.assign(static_cast<std::size_t>(rate_) * kRingMs / 1000, 0);
      read_ = held_ = 0;
    }
    resampler_.reset();
    SDL_PauseAudioDevice(device_, 0);
    return {};
  }

  void close() override {
    if (device_ != 0) SDL_CloseAudioDevice(std::exchange(device_, 0));
    system_.reset();
    const std::lock_guard lock(mutex_);
    ring_ = {};
    read_ = held_ = 0;
  }

  bool play(std::span<const std::int16_t> samples, int rate) override {
    if (device_ == 0 || rate <= 0) return false;
    std::unique_lock lock(mutex_);
    bool all = true;
    resampler_.run(samples, rate, rate_, [&](std::int16_t sample) {
      all = all && wait_until(lock, [this] { return held_ < ring_.size(); });
      if (!all) return;
      ring_[(read_ + held_) % ring_.size()] = sample;
      ++held_;
    });
    return all;
  }

  bool drain() override {
    if (device_ == 0) return false;
    std::unique_lock lock(mutex_);
    return wait_until(lock, [this] { return held_ == 0; });
  }

  void interrupt() override {
    {
      const std::lock_guard lock(mutex_);
      interrupted_ = true;
      std::ranges::fill(ring_, std::int16_t{0});
      held_ = 0;
    }
    taken_.notify_all();
  }

  void resume() override {
    const std::lock_guard lock(mutex_);
    interrupted_ = false;
  }

  void set_gain(float gain) override { gain_ = std::clamp(gain, 0.0F, 1.0F); }

 private:
  base::Result<void> failed(const std::string& what) {
    const std::string reason = what + ": " + SDL_GetError();
    system_.reset();
    return base::fail(base::Errc::unavailable, reason);
  }

  // SDL's thread: what there is, then silence.
  static void SDLCALL fill(void* self, Uint8* bytes, int length) {
    auto& audio = *static_cast<SdlAudio*>(self);
    auto* out = reinterpret_cast<std::int16_t*>(bytes);
    const std::size_t count = static_cast<std::size_t>(length) / sizeof(std::int16_t);
    {
      const std::lock_guard lock(audio.mutex_);
      const float gain = audio.gain_;
      for (std::size_t i = 0; i < count; ++i) {
        if (audio.held_ == 0) {
          out[i] = 0;
          continue;
        }
        std::int16_t& sample = audio.ring_[audio.read_];
        out[i] = static_cast<std::int16_t>(static_cast<float>(sample) * gain);
        sample = 0;
        audio.read_ = (audio.read_ + 1) % audio.ring_.size();
        --audio.held_;
      }
      ++audio.fills_;
    }
    audio.taken_.notify_all();
  }

  // False when interrupted, or when the device has stopped taking samples: unplugged.
  template <class Condition>
  bool wait_until(std::unique_lock<std::mutex>& lock, Condition condition) {
    while (!interrupted_) {
      if (condition()) return true;
      const std::uint64_t before = fills_;
      // The system clock's variant on purpose; see headless_window.cpp.
      const bool woken = taken_.wait_until(lock, std::chrono::system_clock::now() + kDeadAfter,
                                           [&] { return interrupted_ || fills_ != before; });
      if (!woken || SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED) return false;
    }
    return false;
  }

  std::string device_name_;
  std::unique_ptr<AudioSystem> system_;
  SDL_AudioDeviceID device_ = 0;
  int rate_ = kRate;
  Resampler resampler_;
  std::atomic<float> gain_ = 1;

  std::mutex mutex_;
  std::condition_variable taken_;
  Samples ring_;
  std::size_t read_ = 0;
  std::size_t held_ = 0;
  std::uint64_t fills_ = 0;
  bool interrupted_ = false;
};

}  // namespace

std::unique_ptr<AudioOut> create_sdl_audio(std::string device) {
  return std::make_unique<SdlAudio>(std::move(device));
}

}  // namespace samen::platform
