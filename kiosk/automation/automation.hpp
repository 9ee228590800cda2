// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "base/result.hpp"
#include "kiosk/automation/host.hpp"
#include "kiosk/automation/line_socket.hpp"
#include "kiosk/automation/task.hpp"

namespace samen::automation {

// The control socket of a test build; see command.hpp for what it understands. Compiled in with
// SAMEN_AUTOMATION only, never in a release. Main thread, apart from what LineSocket does inside.
class Automation {
 public:
  // `wake` must end the main loop's waiting; it is called from another thread.
  static base::Result<std::unique_ptr<Automation>> start(const std::filesystem::path& socket,
                                                         std::function<void()> wake);

  // Once per turn of the main loop: begins, continues and answers commands.
  void serve(Host& host);
  // Real monotonic time at which serve() must be called at the latest.
  std::optional<std::int64_t> next_deadline_ms() const;

 private:
  explicit Automation(std::unique_ptr<LineSocket> socket) : socket_(std::move(socket)) {}

  std::unique_ptr<LineSocket> socket_;
  std::optional<Task> task_;
};

// Monotonic milliseconds that no virtual clock moves.
std::int64_t real_ms();

}  // namespace samen::automation
