// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "kiosk/automation/command.hpp"

namespace samen::automation {

// A Unix socket that only its owner may use, and a thread that reads lines from one client at a
// time. A line that is a command waits in a slot of one until the main loop has answered it; a line
// that is none is answered by the thread itself.
class LineSocket {
 public:
  // Makes the socket with mode 0600. A socket left over by an earlier run is replaced; anything
  // else in the way is refused. `wake` is called from the thread when a command is waiting.
  static base::Result<std::unique_ptr<LineSocket>> open(const std::filesystem::path& path,
                                                        std::function<void()> wake);
  ~LineSocket();
  LineSocket(const LineSocket&) = delete;
  LineSocket& operator=(const LineSocket&) = delete;

  // Main thread: the command that waits, once; then its answer.
  std::optional<Command> take();
  void answer(std::string line);

 private:
  LineSocket(std::filesystem::path path, int listener, int stop, std::function<void()> wake);
  void serve();
  void talk(int client);
  std::string handle(std::string_view line);
  bool readable(int descriptor) const;

  std::filesystem::path path_;
  int listener_;
  int stop_;
  std::function<void()> wake_;

  std::mutex mutex_;
  std::condition_variable answered_;
  std::optional<Command> command_;     // guarded by mutex_
  std::optional<std::string> answer_;  // guarded by mutex_
  bool ending_ = false;                // guarded by mutex_
  std::thread thread_;
};

}  // namespace samen::automation
