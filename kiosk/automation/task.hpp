// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/automation/command.hpp"
#include "kiosk/automation/host.hpp"

namespace samen::automation {

// One command on its way: some take several frames. The app calls step() after each turn of its
// loop until there is an answer. Main thread.
class Task {
 public:
  // `now_ms` is real monotonic time, also under a virtual clock: it bounds waiting.
  Task(Command command, std::int64_t now_ms) : command_(std::move(command)), begun_ms_(now_ms) {}

  // The answer line, or nothing yet.
  std::optional<std::string> step(Host& host, std::int64_t now_ms);

  // When step() wants to be called although nothing else happens (real time).
  std::int64_t gives_up_ms() const;

 private:
  enum class Phase { begin, scrolled, acted };
  using Answer = std::optional<std::string>;

  Answer run(const Nodes&, Host& host);
  Answer run(const Tap& tap, Host& host);
  Answer run(const Type& type, Host& host);
  Answer run(const PressKey& press, Host& host);
  Answer run(const Point& point, Host& host);
  Answer run(const Advance& advance, Host& host);
  Answer run(const WaitIdle&, Host& host);
  Answer run(const Screenshot& screenshot, Host& host);
  Answer run(const AskState&, Host& host);
  Answer run(const AskMetrics&, Host& host);
  Answer run(const Quit&, Host& host);
  Answer tap_node(const Tap& tap, const ui::Node& node, Host& host);

  Command command_;
  std::int64_t begun_ms_;
  Phase phase_ = Phase::begin;
};

}  // namespace samen::automation
