// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace samen::platform {

// Straight lines between samples: enough for speech, whose upper half is empty. Keeps one sample
// between calls, so that pieces of a recording join without a click. Pure.
class Resampler {
 public:
  // Calls out(sample) for every sample at rate `to`.
  template <class Out>
  void run(std::span<const std::int16_t> samples, int from, int to, Out out) {
    const double step = static_cast<double>(from) / to;
    for (const std::int16_t sample : samples) {
      for (; at_ < 1; at_ += step) {
        out(static_cast<std::int16_t>(before_ + (sample - before_) * at_));
      }
      at_ -= 1;
      before_ = sample;
    }
  }
  void reset() { at_ = 0, before_ = 0; }

 private:
  double at_ = 0;  // between the sample before and the next one
  double before_ = 0;
};

}  // namespace samen::platform
