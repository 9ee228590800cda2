// SPDX-License-Identifier: Apache-2.0
#include "kiosk/automation/automation.hpp"

#include <chrono>

namespace samen::automation {

std::int64_t real_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

base::Result<std::unique_ptr<Automation>> Automation::start(const std::filesystem::path& socket,
                                                            std::function<void()> wake) {
  SAMEN_TRY(auto lines, LineSocket::open(socket, std::move(wake)));
  return std::unique_ptr<Automation>(new Automation(std::move(lines)));
}

void Automation::serve(Host& host) {
  if (!task_) {
    if (auto command = socket_->take()) task_.emplace(*std::move(command), real_ms());
  }
  if (!task_) return;
  if (auto answer = task_->step(host, real_ms())) {
    task_.reset();
    socket_->answer(*std::move(answer));
  }
}

std::optional<std::int64_t> Automation::next_deadline_ms() const {
  if (!task_) return std::nullopt;
  return task_->due_ms();
}

}  // namespace samen::automation
