// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/result.hpp"

namespace samen::platform {

// A place to which speech goes. While it is closed nothing of the sound system runs: no thread, no
// wakeup. All methods belong to one thread, except interrupt() and set_gain(), which any may call.
class AudioOut {
 public:
  virtual ~AudioOut() = default;
  AudioOut(const AudioOut&) = delete;
  AudioOut& operator=(const AudioOut&) = delete;

  // Is there something to play on? Asks the system anew each time; a few milliseconds.
  virtual bool present() = 0;
  // From silence to a running device. The error says what the system said.
  virtual base::Result<void> open() = 0;
  virtual void close() = 0;
  // Mono samples at `rate` a second; waits until there is room for all. False when interrupted or
  // when the device has gone.
  virtual bool play(std::span<const std::int16_t> samples, int rate) = 0;
  // Waits until all of it was heard; false as above.
  virtual bool drain() = 0;
  // Ends play() and drain() at once and drops what was not heard yet, until resume().
  virtual void interrupt() = 0;
  virtual void resume() = 0;
  // 0 silent .. 1 as it was recorded.
  virtual void set_gain(float gain) = 0;

 protected:
  AudioOut() = default;
};

// The system's sound through SDL. `device` is a name as the system lists it; empty: its usual one.
// SDL_AUDIODRIVER chooses the driver ("disk" writes samples into a file, for tests).
std::unique_ptr<AudioOut> create_sdl_audio(std::string device);

}  // namespace samen::platform
