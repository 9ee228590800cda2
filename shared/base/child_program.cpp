// SPDX-License-Identifier: Apache-2.0
#include "base/child_program.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/say.hpp"

namespace samen::base {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

constexpr int kLookMs = 50;  // how soon a stop is seen while the child says nothing

std::unexpected<Error> child_failed(const std::string& what) {
  return fail(Errc::unavailable, what + ": " + std::strerror(errno));
}

}  // namespace

ChildProgram::~ChildProgram() {
  end();
}
ChildProgram::ChildProgram(ChildProgram&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_(std::exchange(other.output_, -1)) {}
ChildProgram& ChildProgram::operator=(ChildProgram&& other) noexcept {
  end();
  pid_ = std::exchange(other.pid_, -1);
  output_ = std::exchange(other.output_, -1);
  return *this;
}

Result<ChildProgram> ChildProgram::start(const std::filesystem::path& program,
                                         std::span<const std::string> arguments,
                                         std::string_view input) {
  // Sockets for both ways: writing to one whose reader has died is an error, not a signal.
  int in[2] = {-1, -1};
  int out[2] = {-1, -1};
  const auto close_all = [&] {
    for (const int fd : {in[0], in[1], out[0], out[1]}) {
      if (fd >= 0) close(fd);
    }
  };
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) != 0 || pipe2(out, O_CLOEXEC) != 0) {
    close_all();
    return child_failed(say("no pipe to {}", program));
  }
  const timeval patience{std::chrono::duration_cast<std::chrono::seconds>(kPatience).count(), 0};
  setsockopt(in[0], SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&files, in[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  // The kiosk blocks the signals it waits for; its child is to die of them.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& one : arguments) argv.push_back(const_cast<char*>(one.c_str()));
  argv.push_back(nullptr);
  ChildProgram child;
  const int error =
      posix_spawn(&child.pid_, program.c_str(), &files, &attributes, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) {
    child.pid_ = -1;
    close_all();
    errno = error;
    return child_failed(say("cannot start {}", program));
  }
  child.output_ = std::exchange(out[0], -1);
  // The child's end is the child's alone now: if it dies, writing ends.
  close(std::exchange(in[1], -1));
  while (!input.empty()) {
    const ssize_t done = send(in[0], input.data(), input.size(), MSG_NOSIGNAL);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) break;
    input.remove_prefix(static_cast<std::size_t>(done));
  }
  close_all();
  return child;
}

Result<std::size_t> ChildProgram::read(std::span<std::uint8_t> out, const std::atomic<bool>& stop,
                                       milliseconds patience) {
  for (const auto until = SteadyClock::now() + patience; SteadyClock::now() < until;) {
    if (stop) return fail(Errc::conflict, say("stopped"));
    pollfd ready{output_, POLLIN, 0};
    const int found = poll(&ready, 1, kLookMs);
    if (found == 0 || (found < 0 && errno == EINTR)) continue;
    if (found < 0) return child_failed(say("a child program"));
    const ssize_t got = ::read(output_, out.data(), out.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return child_failed(say("a child program"));
    return static_cast<std::size_t>(got);
  }
  return fail(Errc::unavailable, say("a child program says nothing"));
}

bool ChildProgram::went_well() {
  int status = -1;
  if (pid_ <= 0 || waitpid(std::exchange(pid_, -1), &status, 0) <= 0) return false;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void ChildProgram::end() {
  if (output_ >= 0) close(std::exchange(output_, -1));
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(std::exchange(pid_, -1), nullptr, 0);
}

std::filesystem::path program_beside(std::string_view name) {
  std::error_code none;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", none);
  auto beside = self.parent_path() / name;
  if (std::filesystem::exists(beside, none)) return beside;
  return self.parent_path().parent_path() / "libexec/samen" / name;  // as installed
}

}  // namespace samen::base
