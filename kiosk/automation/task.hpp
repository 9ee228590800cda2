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
  std::int64_t due_ms() const { return again_ms_ ? *again_ms_ : gives_up_ms(); }

 private:
  enum class Phase { begin, scrolled, acted };
  using Answer = std::optional<std::string>;

  std::int64_t gives_up_ms() const;

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
  // True when the time has not come: on a virtual clock it has afterwards, on a real one step()
  // asks to be called again.
  bool waits(std::int64_t ms, Host& host);

  Command command_;
  std::int64_t begun_ms_;
  std::int64_t now_ms_ = 0;               // of this step
  std::optional<std::int64_t> again_ms_;  // waits until then
  Phase phase_ = Phase::begin;
};

}  // namespace samen::automation
