// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/secret_prompt.hpp"

#include <cerrno>
#include <iostream>

#include <termios.h>
#include <unistd.h>

#include "base/say.hpp"

namespace samen::commands {
namespace {

using base::say;

bool at_terminal() {
  return ::isatty(STDIN_FILENO) == 1;
}

// No echo while it lives; does nothing when stdin is no terminal.
class UnseenInput {
 public:
  UnseenInput() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
  }
  ~UnseenInput() {
    if (changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  UnseenInput(const UnseenInput&) = delete;
  UnseenInput& operator=(const UnseenInput&) = delete;

 private:
  termios before_{};
  bool changed_ = false;
};

// Read byte by byte so that nothing of it stays in a buffer of a stream.
std::optional<base::SecretText> read_secret_line() {
  constexpr std::size_t kLongest = 128;
  base::SecretText line;
  for (;;) {
    char c = 0;
    const ssize_t got = ::read(STDIN_FILENO, &c, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return line.empty() ? std::nullopt : std::optional(line);
    if (c == '\n') return line;
    if (c == '\r') continue;
    if (line.size() >= kLongest) return std::nullopt;
    line.append({&c, 1});
  }
}

}  // namespace

std::optional<base::SecretText> ask_secret(std::string_view prompt) {
  if (!at_terminal()) return read_secret_line();
  const UnseenInput unseen;
  std::cerr << prompt << std::flush;
  auto line = read_secret_line();
  std::cerr << '\n';
  return line;
}

std::optional<base::SecretText> ask_new_pin(std::string_view command) {
  auto first = ask_secret(say("New staff PIN, at least 6 digits: "));
  if (!first) {
    std::cerr << say("{}: no PIN on stdin; pass one line with at least 6 digits\n", command);
    return std::nullopt;
  }
  if (!at_terminal()) return first;
  const auto second = ask_secret(say("The same once more: "));
  if (second && *first == *second) return first;
  std::cerr << say("{}: the two PINs differ; nothing was changed\n", command);
  return std::nullopt;
}

}  // namespace samen::commands
