// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <variant>
#include <vector>

#include "kiosk/flow/event.hpp"

namespace samen::ui {

struct View;

// Where the actions of one handle() put what they mean.
struct ActionSink {
  View& view;
  std::vector<flow::Event>& events;
  // Set by actions after which the screen may look different: input that was aimed at the old one
  // waits for the next frame.
  bool layout_changed = false;
  // Where the finger was, window pixels; for the caret.
  float x = 0;
  float y = 0;

  void emit(flow::Event event);
};

// What a tap does: an event for flow, or something about looking only. Made anew every frame from
// the state drawn, so it never acts on an older one.
using Action = std::variant<std::monostate, flow::Event, std::function<void(ActionSink&)>>;

void run(const Action& action, ActionSink& sink);

// False for events that only change the answer on the screen and move nothing.
bool may_change_layout(const flow::Event& event);

}  // namespace samen::ui
