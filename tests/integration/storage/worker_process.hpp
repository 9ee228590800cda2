// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace samen::test {

// A running samen-store-worker and every line it has printed.
class WorkerProcess {
 public:
  WorkerProcess(const std::string& role, const std::string& folder, int count, unsigned seed) {
    int pipes[2] = {-1, -1};
    if (::pipe2(pipes, O_CLOEXEC) != 0) std::abort();
    const std::vector<std::string> arguments = {SAMEN_STORE_WORKER, role, folder,
                                                std::to_string(count), std::to_string(seed)};
    std::vector<char*> raw;
    for (const auto& argument : arguments) raw.push_back(const_cast<char*>(argument.c_str()));
    raw.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(pipes[1], STDOUT_FILENO);
      ::execv(raw[0], raw.data());
      std::_Exit(127);
    }
    ::close(pipes[1]);
    out_ = pipes[0];
  }
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;
  ~WorkerProcess() {
    kill();
    if (out_ >= 0) ::close(out_);
  }

  // Reads until the process ends or `ms` have passed; true when it has ended.
  bool read_for(std::int64_t ms) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                            until - std::chrono::steady_clock::now())
                            .count();
      if (left <= 0) return false;
      pollfd wait{out_, POLLIN, 0};
      if (::poll(&wait, 1, static_cast<int>(left)) > 0 && !read_some()) return true;
    }
  }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    while (read_some()) {
    }
    wait();
  }
  int wait() {  // exit code, or -signal
    int status = 0;
    if (pid_ <= 0) return code_;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  // The ids of its "done" lines, and its last other line.
  std::set<std::string> done() const {
    std::set<std::string> ids;
    std::size_t at = 0;
    for (std::size_t end; (end = text_.find('\n', at)) != std::string::npos; at = end + 1) {
      if (text_.compare(at, 5, "done ") == 0) ids.insert(text_.substr(at + 5, end - at - 5));
    }
    return ids;
  }
  const std::string& text() const { return text_; }

 private:
  bool read_some() {
    char buffer[4096];
    const ssize_t got = ::read(out_, buffer, sizeof buffer);
    if (got > 0) text_.append(buffer, static_cast<std::size_t>(got));
    return got > 0;
  }
  pid_t pid_ = -1;
  int out_ = -1;
  int code_ = 0;
  std::string text_;
};

}  // namespace samen::test
