// SPDX-License-Identifier: Apache-2.0
#include "kiosk/init_command.hpp"

#include <cerrno>
#include <iostream>
#include <optional>

#include <termios.h>
#include <unistd.h>

#include "base/random.hpp"
#include "base/secret.hpp"
#include "kiosk/records/records.hpp"

namespace samen::app {
namespace {

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

// One line, read byte by byte so that nothing of it stays in a buffer of a stream.
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

std::optional<base::SecretText> ask_at_terminal() {
  const UnseenInput unseen;
  std::cerr << "Staff PIN, at least 6 digits: " << std::flush;
  const auto first = read_secret_line();
  std::cerr << "\nThe same once more: " << std::flush;
  const auto second = read_secret_line();
  std::cerr << '\n';
  if (!first || !second) return std::nullopt;
  if (!(*first == *second)) {
    std::cerr << "samen-kiosk init: the two PINs differ; nothing was made\n";
    return std::nullopt;
  }
  return first;
}

}  // namespace

int run_init(const InitCommand& command) {
  const bool terminal = ::isatty(STDIN_FILENO) == 1;
  const auto pin = terminal ? ask_at_terminal() : read_secret_line();
  if (!pin) {
    if (!terminal) {
      std::cerr << "samen-kiosk init: no PIN on stdin; pass one line with at least 6 digits, for "
                   "example  printf '%s\\n' \"$PIN\" | samen-kiosk init --data DIR\n";
    }
    return 2;
  }
  base::SystemRandom random;
  const auto made = records::init_kiosk(command.data, *pin, random);
  if (!made) {
    std::cerr << "samen-kiosk init: " << made.error().message << '\n';
    return made.error().code == base::Errc::invalid_input ? 2 : 1;
  }
  std::cout << "The kiosk's keys and database are in " << command.data.string()
            << "\nNext: samen-sync enrol --data " << command.data.string()
            << " --server URL --code CODE\n";
  return 0;
}

}  // namespace samen::app
