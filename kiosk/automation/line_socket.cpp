// SPDX-License-Identifier: Apache-2.0
#include "kiosk/automation/line_socket.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/say.hpp"
#include "base/secret.hpp"
#include "kiosk/automation/answer.hpp"

namespace samen::automation {
namespace {

using base::Errc;

std::unexpected<base::Error> system_error(const std::string& what) {
  return base::fail(Errc::unavailable, what + ": " + std::strerror(errno));
}

// Only a process of the same user gets in, whatever the folder's mode is.
bool same_user(int client) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  return peer.uid == ::geteuid();
}

bool send_all(int client, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::send(client, text.data(), text.size(), MSG_NOSIGNAL);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

base::Result<void> bind_privately(int listener, const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = path.string();
  if (name.empty() || name.size() >= sizeof address.sun_path) {
    return base::fail(Errc::limit,
                      base::say("the path of the automation socket must have 1 to {} bytes",
                                sizeof address.sun_path - 1));
  }
  std::memcpy(address.sun_path, name.c_str(), name.size() + 1);
  struct stat info{};
  if (::lstat(name.c_str(), &info) == 0) {
    if (!S_ISSOCK(info.st_mode)) {
      return base::fail(Errc::conflict, base::say("{} is in the way and is not a socket", name));
    }
    ::unlink(name.c_str());
  }
  const mode_t before = ::umask(0177);
  const int bound = ::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  ::umask(before);
  if (bound != 0) return system_error("cannot make the automation socket " + name);
  if (::listen(listener, 4) != 0) return system_error("cannot listen on " + name);
  return {};
}

}  // namespace

base::Result<std::unique_ptr<LineSocket>> LineSocket::open(const std::filesystem::path& path,
                                                           std::function<void()> wake) {
  const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) return system_error("no socket for the automation");
  const int stop = ::eventfd(0, EFD_CLOEXEC);
  if (stop < 0) {
    ::close(listener);
    return system_error("no event for the automation");
  }
  if (const auto bound = bind_privately(listener, path); !bound) {
    ::close(listener);
    ::close(stop);
    return std::unexpected(bound.error());
  }
  return std::unique_ptr<LineSocket>(new LineSocket(path, listener, stop, std::move(wake)));
}

LineSocket::LineSocket(std::filesystem::path path, int listener, int stop,
                       std::function<void()> wake)
    : path_(std::move(path)),
      listener_(listener),
      stop_(stop),
      wake_(std::move(wake)),
      thread_([this] { serve(); }) {}

LineSocket::~LineSocket() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  answered_.notify_all();
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
  thread_.join();
  ::close(listener_);
  ::close(stop_);
  ::unlink(path_.c_str());
}

std::optional<Command> LineSocket::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(command_, std::nullopt);
}

void LineSocket::answer(std::string line) {
  {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(line);
  }
  answered_.notify_all();
}

bool LineSocket::readable(int descriptor) const {
  for (;;) {
    pollfd ready[2] = {{descriptor, POLLIN, 0}, {stop_, POLLIN, 0}};
    if (::poll(ready, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    return ready[1].revents == 0;
  }
}

void LineSocket::serve() {
  while (readable(listener_)) {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) {
      if (errno == EMFILE || errno == ENFILE) return;  // nothing to gain by trying on and on
      continue;
    }
    if (same_user(client)) talk(client);
    ::close(client);
  }
}

void LineSocket::talk(int client) {
  // "type" carries what a person would type: nothing of it stays behind in buffers.
  base::SecretText pending;
  char buffer[4096];
  while (readable(client)) {
    const ssize_t got = ::recv(client, buffer, sizeof buffer, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return;
    pending.append({buffer, static_cast<std::size_t>(got)});
    base::wipe({reinterpret_cast<std::uint8_t*>(buffer), static_cast<std::size_t>(got)});
    for (std::size_t end = 0; (end = pending.view().find('\n')) != std::string_view::npos;) {
      const std::string answer = handle(pending.view().substr(0, end));
      if (answer.empty() || !send_all(client, answer + '\n')) return;
      pending.replace(0, end + 1, "");
    }
    if (pending.size() > kMaxLine) {
      // Where the next command begins is unknown: say so and hang up.
      send_all(client, error_answer(parse_command(pending.view()).error()) + '\n');
      return;
    }
  }
}

std::string LineSocket::handle(std::string_view line) {
  auto command = parse_command(line);
  if (!command) return error_answer(command.error());
  std::unique_lock lock(mutex_);
  if (ending_) return {};
  command_ = *std::move(command);
  answer_.reset();
  lock.unlock();
  wake_();
  lock.lock();
  answered_.wait(lock, [this] { return ending_ || answer_.has_value(); });
  // On the way out the last answer ("quit") still goes back.
  return answer_ ? *std::exchange(answer_, std::nullopt) : std::string();
}

}  // namespace samen::automation
