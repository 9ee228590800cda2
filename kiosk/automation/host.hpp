// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "kiosk/input/event.hpp"
#include "kiosk/platform/image.hpp"
#include "kiosk/ui/canvas/node_registry.hpp"

namespace samen::automation {

// What `state` tells. Nothing in here comes from an answer.
struct Snapshot {
  std::string screen;     // "question.name"
  std::string overlay;    // "none", "idle_warning", ...
  std::string language;   // BCP 47
  std::string not_ready;  // "none", "not_enrolled", ...
  bool right_to_left = false;
  int text_size = 0;  // 0..3
  std::string theme;  // "standard", ...
  int width = 0;      // pixels
  int height = 0;
  float density = 0;  // pixels per millimetre
  std::string renderer;
  bool busy = false;          // something is being stored or looked up
  bool accepts_text = false;  // a field waits for characters
  std::int64_t clock_ms = 0;  // monotonic
};

struct Metric {
  std::string_view name;
  std::uint64_t value = 0;
};

// What the automation needs of the app. Main thread only. Input given here goes the way of real
// input and has its effect in the frames that follow.
class Host {
 public:
  virtual ~Host() = default;

  virtual const ui::NodeRegistry& nodes() const = 0;  // of the last frame
  virtual Snapshot snapshot() const = 0;
  virtual std::vector<Metric> metrics() const = 0;
  virtual bool settled() const = 0;  // no frame and no input is waiting
  virtual bool busy() const = 0;     // the worker has something to do or to tell

  // How long until a tap at this place, or this key, does something; 0: it does now.
  virtual std::int64_t tap_waits_ms(float x, float y) const = 0;
  virtual std::int64_t key_waits_ms(input::Key key) const = 0;

  virtual void point(int finger, input::PointerEvent::Kind kind, float x, float y) = 0;
  virtual void press(input::Key key, bool shift) = 0;
  virtual void type(base::SecretText text) = 0;
  // False when the node cannot be brought into view.
  virtual bool scroll_into_view(std::string_view id) = 0;

  virtual base::Result<void> advance(std::int64_t ms) = 0;
  virtual base::Result<platform::Image> picture() = 0;
  virtual void end() = 0;
};

}  // namespace samen::automation
