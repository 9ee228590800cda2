// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/voice.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/secret.hpp"

namespace samen::speech {
namespace {

constexpr int kLookMs = 50;         // how soon a stop is seen while the voice says nothing
constexpr int kSilentLooks = 100;   // five seconds
constexpr int kWordsAMinute = 145;  // slower than usual: listeners are learning the language
constexpr std::size_t kMostVoiceBytes = 64 << 10;

std::unexpected<base::Error> failed(const std::string& what) {
  return base::fail(base::Errc::unavailable, what + ": " + std::strerror(errno));
}

}  // namespace

Child::~Child() {
  end();
}
Child::Child(Child&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), output_(std::exchange(other.output_, -1)) {}
Child& Child::operator=(Child&& other) noexcept {
  end();
  pid_ = std::exchange(other.pid_, -1);
  output_ = std::exchange(other.output_, -1);
  return *this;
}

base::Result<Child> Child::start(const std::filesystem::path& program,
                                 std::span<const std::string> arguments, std::string_view input) {
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
    return failed("no pipe to the voice");
  }
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
  Child child;
  const int error =
      posix_spawn(&child.pid_, program.c_str(), &files, &attributes, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) {
    child.pid_ = -1;
    close_all();
    errno = error;
    return failed("cannot start " + program.string());
  }
  child.output_ = std::exchange(out[0], -1);
  // Texts are shorter than what a socket holds: this does not wait for the child.
  while (!input.empty()) {
    const ssize_t done = send(in[0], input.data(), input.size(), MSG_NOSIGNAL);
    if (done <= 0) break;
    input.remove_prefix(static_cast<std::size_t>(done));
  }
  close_all();
  return child;
}

base::Result<std::size_t> Child::read(std::span<std::uint8_t> out, const std::atomic<bool>& stop) {
  for (int silent = 0; silent < kSilentLooks; ++silent) {
    if (stop) return base::fail(base::Errc::conflict, "stopped");
    pollfd ready{output_, POLLIN, 0};
    const int found = poll(&ready, 1, kLookMs);
    if (found == 0 || (found < 0 && errno == EINTR)) continue;
    if (found < 0) return failed("the voice");
    const ssize_t got = ::read(output_, out.data(), out.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed("the voice");
    return static_cast<std::size_t>(got);
  }
  return base::fail(base::Errc::unavailable, "the voice says nothing");
}

bool Child::went_well() {
  int status = -1;
  if (pid_ <= 0 || waitpid(std::exchange(pid_, -1), &status, 0) <= 0) return false;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void Child::end() {
  if (output_ >= 0) close(std::exchange(output_, -1));
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(std::exchange(pid_, -1), nullptr, 0);
}

Voices::Voices(std::filesystem::path program) : program_(std::move(program)) {
  const std::array<std::string, 1> arguments{"--voices"};
  if (auto child = Child::start(program_, arguments, {})) asking_ = std::move(*child);
}

void Voices::finish() {
  const std::atomic<bool> never = false;
  std::string all;
  std::array<std::uint8_t, 4096> part{};
  for (;;) {
    const auto got = asking_.read(part, never);
    if (!got) return;
    if (*got == 0) break;
    all.append(reinterpret_cast<const char*>(part.data()), *got);
    if (all.size() > kMostVoiceBytes) return;
  }
  if (!asking_.went_well()) return;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    if (end > at) tags_.insert(all.substr(at, end - at));
    at = end + 1;
  }
}

std::string Voices::voice_for(std::string_view language) const {
  // Languages that another one's voice reads well, because they are written and said alike.
  constexpr std::pair<std::string_view, std::string_view> kLike[] = {
      {"prs", "fa"}, {"fa-AF", "fa"}, {"kmr", "ku"}};
  for (const auto& [tag, other] : kLike) {
    if (tag == language) language = other;
  }
  if (tags_.contains(language)) return std::string(language);
  const std::string_view primary = language.substr(0, language.find('-'));
  return tags_.contains(primary) ? std::string(primary) : std::string();
}

base::Result<Synthesis> Synthesis::start(const std::filesystem::path& program,
                                         std::string_view voice, std::string_view text) {
  const std::array<std::string, 2> arguments{std::string(voice), std::to_string(kWordsAMinute)};
  Synthesis made;
  SAMEN_TRY(made.child_, Child::start(program, arguments, text));
  return made;
}

base::Result<std::size_t> Synthesis::read(std::span<std::int16_t> out,
                                          const std::atomic<bool>& stop) {
  // Whole samples only, although a pipe may be cut anywhere.
  const auto fill = [&](std::span<std::uint8_t> bytes) -> base::Result<std::size_t> {
    std::size_t have = 0;
    while (have < bytes.size()) {
      SAMEN_TRY(const std::size_t got, child_.read(bytes.subspan(have), stop));
      if (got == 0) break;
      have += got;
    }
    return have;
  };
  if (rate_ == 0) {
    std::int32_t rate = 0;
    SAMEN_TRY(const std::size_t got, fill({reinterpret_cast<std::uint8_t*>(&rate), sizeof rate}));
    if (got != sizeof rate || rate < 4000 || rate > 96'000) {
      return base::fail(base::Errc::unavailable, "the voice cannot speak");
    }
    rate_ = rate;
  }
  SAMEN_TRY(const std::size_t bytes,
            fill({reinterpret_cast<std::uint8_t*>(out.data()), out.size_bytes()}));
  return bytes / sizeof(std::int16_t);
}

}  // namespace samen::speech
