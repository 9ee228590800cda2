// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/code_reader.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/say.hpp"

namespace samen::platform {

using base::Errc;
using base::fail;
using base::say;

namespace {

// A row of keys that lie side by side in the kernel's numbers.
struct KeyRow {
  std::uint16_t first;
  std::string_view plain;
  std::string_view shifted;
};
constexpr KeyRow kRows[] = {{KEY_1, "1234567890-=", "!@#$%^&*()_+"},
                            {KEY_Q, "qwertyuiop[]", "QWERTYUIOP{}"},
                            {KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
                            {KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
                            {KEY_SPACE, " ", " "},
                            {KEY_KP7, "789-456+1230.", "789-456+1230."},
                            {KEY_KPASTERISK, "*", "*"},
                            {KEY_KPSLASH, "/", "/"}};

std::optional<char> letter_of(std::uint16_t key, bool shift) {
  for (const KeyRow& row : kRows) {
    if (key < row.first || key >= row.first + row.plain.size()) continue;
    return (shift ? row.shifted : row.plain)[static_cast<std::size_t>(key - row.first)];
  }
  return std::nullopt;
}

base::Error reason(const std::filesystem::path& device, int error) {
  if (error == EACCES || error == EPERM) {
    return {Errc::permission,
            say("--reader {}: this user may not read it; add the user to the group that owns it "
                "(input on Debian) and start again",
                device)};
  }
  if (error == EBUSY) {
    return {Errc::conflict,
            say("--reader {}: another program holds it; end that one first", device)};
  }
  return {Errc::invalid_input,
          say("--reader {}: this is no input device; `ls /dev/input/by-id` lists those that are",
              device)};
}

// A descriptor of a device that is ours alone, or below 0 with errno.
int hold(const std::filesystem::path& device) {
  const int fd = ::open(device.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) return -1;
  if (::ioctl(fd, EVIOCGRAB, 1) == 0) return fd;
  const int error = errno;
  ::close(fd);
  errno = error;
  return -1;
}

}  // namespace

std::optional<base::SecretText> ReaderKeys::take(std::uint16_t type, std::uint16_t code,
                                                 std::int32_t value) {
  constexpr std::int32_t kReleased = 0;
  constexpr std::int32_t kPressed = 1;  // 2: held down, which no reader does
  if (type != EV_KEY) return std::nullopt;
  if (code == KEY_LEFTSHIFT || code == KEY_RIGHTSHIFT) {
    shift_ = value != kReleased;
    return std::nullopt;
  }
  if (value != kPressed) return std::nullopt;
  if (code == KEY_ENTER || code == KEY_KPENTER || code == KEY_TAB) {
    auto whole = std::exchange(letters_, {});
    const bool is_code = !std::exchange(too_long_, false) && !whole.empty();
    return is_code ? std::optional(std::move(whole)) : std::nullopt;
  }
  const auto letter = letter_of(code, shift_);
  if (!letter) return std::nullopt;
  too_long_ = too_long_ || letters_.size() >= kMostLetters;
  if (too_long_) {
    letters_.clear();
  } else {
    letters_.append({&*letter, 1});
  }
  return std::nullopt;
}

void ReaderKeys::forget() {
  *this = ReaderKeys();
}

base::Result<std::unique_ptr<CodeReader>> CodeReader::open(const std::filesystem::path& device,
                                                           std::function<void()> came) {
  const int fd = hold(device);
  if (fd < 0 && errno != ENOENT && errno != ENODEV && errno != ENXIO) {
    return std::unexpected(reason(device, errno));
  }
  return std::make_unique<CodeReader>(
      [device, first = fd]() mutable {
        const int held = std::exchange(first, -1);
        return held >= 0 ? held : hold(device);
      },
      std::move(came));
}

CodeReader::CodeReader(std::function<int()> plug, std::function<void()> came)
    : plug_(std::move(plug)), came_(std::move(came)), stop_(eventfd(0, EFD_CLOEXEC)) {
  if (stop_ >= 0) thread_ = std::thread([this] { wait_for_keys(); });
}

CodeReader::~CodeReader() {
  if (thread_.joinable()) {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(stop_, &one, sizeof one);
    thread_.join();
  }
  if (stop_ >= 0) ::close(stop_);
}

std::vector<base::SecretText> CodeReader::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(codes_, {});
}

void CodeReader::wait_for_keys() {
  int device = -1;
  for (;;) {
    if (device < 0) device = plug_();
    pollfd ready[2] = {{stop_, POLLIN, 0}, {device, POLLIN, 0}};
    const int count = ::poll(ready, device < 0 ? 1 : 2, device < 0 ? kLookAgainMs : -1);
    if (count < 0 && errno != EINTR) break;
    if (count > 0 && ready[0].revents != 0) break;
    if (count <= 0 || device < 0 || ready[1].revents == 0 || read_keys(device)) continue;
    ::close(device);
    device = -1;
    keys_.forget();
  }
  if (device >= 0) ::close(device);
}

// False when the device is gone.
bool CodeReader::read_keys(int device) {
  std::array<input_event, 64> events{};
  const auto bytes = ::read(device, events.data(), sizeof events);
  if (bytes < 0) return errno == EAGAIN || errno == EINTR;
  if (bytes == 0) return false;
  bool whole = false;
  const auto count = static_cast<std::size_t>(bytes) / sizeof(input_event);
  for (std::size_t i = 0; i < count; ++i) {
    auto code = keys_.take(events[i].type, events[i].code, events[i].value);
    if (!code) continue;
    const std::scoped_lock lock(mutex_);
    codes_.push_back(std::move(*code));
    whole = true;
  }
  base::wipe({reinterpret_cast<std::uint8_t*>(events.data()), sizeof events});
  if (whole) came_();
  return true;
}

}  // namespace samen::platform
