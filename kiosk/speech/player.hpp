// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/secret.hpp"
#include "kiosk/platform/audio.hpp"

namespace samen::speech {

// One thing to say: a recording, else a text by a voice.
struct Line {
  std::filesystem::path clip = {};
  std::string voice = {};
  base::SecretText text = {};
};

// Who speaks, as the narrator sees it.
class Mouth {
 public:
  struct Status {
    std::uint32_t reading = 0;  // which start() this is about
    std::size_t line = 0;       // being said
    bool speaking = false;
    bool present = false;  // there is a device to speak through
    bool operator==(const Status&) const = default;
  };
  virtual ~Mouth() = default;
  // Stops what is being said and says this. Returns the reading's number.
  virtual std::uint32_t start(std::vector<Line> lines) = 0;
  virtual void stop() = 0;
  virtual void set_gain(float gain) = 0;
  // Looks again whether there is a device.
  virtual void look() = 0;
  virtual Status status() const = 0;
};

// The thread that speaks. It sleeps, with the device closed, while nothing is said. Samples live in
// locked memory that is wiped; texts go to samen-voice through a pipe and nowhere else.
class Player final : public Mouth {
 public:
  // `wake` is called from the thread whenever the status has changed.
  Player(std::unique_ptr<platform::AudioOut> audio, std::filesystem::path voice_program,
         std::function<void()> wake);
  ~Player() override;
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  std::uint32_t start(std::vector<Line> lines) override;
  void stop() override;
  void set_gain(float gain) override { audio_->set_gain(gain); }
  void look() override;
  Status status() const override;

 private:
  enum class End : std::uint8_t { done, stopped, lost };

  void work();
  void read_out(const std::vector<Line>& lines, std::uint32_t number);
  End say(const Line& line);
  End say_clip(const Line& line);
  End say_text(const Line& line);
  End hush();
  void tell(const std::function<void(Status&)>& change);

  std::unique_ptr<platform::AudioOut> audio_;
  std::filesystem::path voice_program_;
  std::function<void()> wake_;
  std::atomic<bool> stop_ = false;

  mutable std::mutex mutex_;
  std::condition_variable asked_;
  std::vector<Line> lines_;
  bool pending_ = false;
  bool look_ = true;
  bool ending_ = false;
  std::uint32_t readings_ = 0;
  Status status_;
  std::thread thread_;
};

}  // namespace samen::speech
