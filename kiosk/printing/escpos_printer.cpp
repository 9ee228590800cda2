// SPDX-License-Identifier: Apache-2.0
#include "kiosk/printing/escpos_printer.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace samen::printing {
namespace {

using flow::PrinterState;
using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::uint8_t kDle = 0x10, kEot = 0x04, kEsc = 0x1B, kGs = 0x1D;
// Bits of the answers to DLE EOT.
constexpr std::uint8_t kFixedMask = 0x93, kFixed = 0x12;
constexpr std::uint8_t kOffline = 0x08;                                // of 1
constexpr std::uint8_t kCover = 0x04, kStopped = 0x20, kFault = 0x40;  // of 2
constexpr std::uint8_t kNoPaper = 0x60;                                // of 4
// Of the answer to GS r 1, which comes when all before it is on paper.
constexpr std::uint8_t kPrintedNoPaper = 0x0C, kPrintedFixedMask = 0x90;
constexpr int kStrip = 128;  // rows a command: what small printers have memory for
constexpr int kFeedDots = 96;

bool is_printed_byte(std::uint8_t byte) {
  return (byte & kPrintedFixedMask) == 0;
}

// An open device; both directions end when they stand still.
class Line {
 public:
  explicit Line(const Address& address)
      : fd_(open(address.device.c_str(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {
    if (fd_ < 0 || isatty(fd_) == 0) return;
    termios raw{};
    if (tcgetattr(fd_, &raw) != 0) return;
    cfmakeraw(&raw);
    raw.c_cflag |= CLOCAL | CREAD;
    cfsetspeed(&raw, speed_of(address.baud));
    tcsetattr(fd_, TCSANOW, &raw);
  }
  ~Line() {
    if (fd_ >= 0) close(fd_);
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  bool is_open() const { return fd_ >= 0; }

  bool write(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
      const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
      if (done > 0) {
        bytes = bytes.subspan(static_cast<std::size_t>(done));
        continue;
      }
      if (done < 0 && errno != EAGAIN && errno != EINTR) return false;
      if (!wait(POLLOUT, Printer::kStandstillMs)) return false;
    }
    return true;
  }

  // One byte that `fits`, within `ms`; what an earlier question left behind is passed over.
  std::optional<std::uint8_t> read(bool (*fits)(std::uint8_t), int ms) {
    const auto until = SteadyClock::now() + milliseconds(ms);
    for (auto now = SteadyClock::now(); now < until; now = SteadyClock::now()) {
      const auto left = std::chrono::ceil<milliseconds>(until - now);
      if (!wait(POLLIN, static_cast<int>(left.count()))) return std::nullopt;
      std::uint8_t byte = 0;
      const ssize_t got = ::read(fd_, &byte, 1);
      if (got == 1 && fits(byte)) return byte;
      if (got == 1 && is_printed_byte(byte)) printed_ = byte;
      if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) return std::nullopt;
    }
    return std::nullopt;
  }

  // The answer that a page is printed, when it came among others.
  std::optional<std::uint8_t> take_printed() { return std::exchange(printed_, std::nullopt); }

  // What has not been printed yet is not: whoever fills in paper does not get somebody's receipt.
  void forget_page() {
    // DLE DC4 8: clear the buffers, carried out at once.
    constexpr std::array<std::uint8_t, 10> kClear{kDle, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
    tcflush(fd_, TCOFLUSH);
    // Where it is not taken nothing else helps.
    [[maybe_unused]] const auto taken = ::write(fd_, kClear.data(), kClear.size());
  }

  void forget_answers() {
    std::array<std::uint8_t, 64> old{};
    for (int most = 64; most > 0 && ::read(fd_, old.data(), old.size()) > 0;) --most;
  }

 private:
  static speed_t speed_of(int baud) {
    switch (baud) {
      case 9600:
        return B9600;
      case 19'200:
        return B19200;
      case 38'400:
        return B38400;
      case 57'600:
        return B57600;
      default:
        return B115200;
    }
  }
  bool wait(short what, int ms) const {
    pollfd ready{fd_, what, 0};
    return poll(&ready, 1, ms) > 0 && (ready.revents & what) != 0;
  }

  int fd_;
  std::optional<std::uint8_t> printed_;
};

std::optional<std::uint8_t> ask(Line& line, std::uint8_t what) {
  const std::array<std::uint8_t, 3> question{kDle, kEot, what};
  if (!line.write(question)) return std::nullopt;
  return line.read(is_status_byte, Printer::kAnswerMs);
}

PrinterState state_of(Line& line) {
  if (!line.is_open()) return PrinterState::unreachable;
  const auto printer = ask(line, 1);
  if (!printer) return PrinterState::unreachable;
  const auto offline = ask(line, 2);
  const auto paper = ask(line, 4);
  if (!offline || !paper) return PrinterState::unreachable;
  return state_from(*printer, *offline, *paper);
}

// Until the printer says that the page is printed, or why it is not going on.
PrinterState wait_for_paper(Line& line) {
  constexpr int kSliceMs = 500;
  const auto until = SteadyClock::now() + milliseconds(Printer::kStandstillMs);
  while (SteadyClock::now() < until) {
    auto answer = line.read(is_printed_byte, kSliceMs);
    if (!answer) {
      const PrinterState now = state_of(line);
      answer = line.take_printed();
      if (!answer && now != PrinterState::ready) return now;
    }
    // The last of the paper may have held the page: its end says nothing of it.
    if (answer) {
      return (*answer & kPrintedNoPaper) == 0 ? PrinterState::ready : PrinterState::no_paper;
    }
  }
  return PrinterState::failed;
}

void add(base::SecretBytes& out, std::initializer_list<int> bytes) {
  for (const int byte : bytes) out.push_back(static_cast<std::uint8_t>(byte));
}

}  // namespace

EscposPrinter::EscposPrinter(Address address) : address_(std::move(address)) {}

bool is_status_byte(std::uint8_t byte) {
  return (byte & kFixedMask) == kFixed;
}

PrinterState state_from(std::uint8_t printer, std::uint8_t offline, std::uint8_t paper) {
  if ((paper & kNoPaper) != 0 || (offline & kStopped) != 0) return PrinterState::no_paper;
  if ((offline & kCover) != 0) return PrinterState::open;
  if ((offline & kFault) != 0 || (printer & kOffline) != 0) return PrinterState::failed;
  return PrinterState::ready;
}

Look EscposPrinter::look() {
  Line line(address_);
  line.forget_answers();
  return {.state = state_of(line), .paper = address_.paper};
}

base::SecretBytes escpos_page(const Bitmap& page) {
  base::SecretBytes out;
  add(out, {kEsc, '@'});
  const auto wide = static_cast<int>(page.row_bytes());
  for (int y = 0; y < page.height; y += kStrip) {
    const int rows = std::min(kStrip, page.height - y);
    add(out, {kGs, 'v', '0', 0, wide % 256, wide / 256, rows % 256, rows / 256});
    const auto from = page.bits.begin() + static_cast<std::ptrdiff_t>(y) * wide;
    out.insert(out.end(), from, from + static_cast<std::ptrdiff_t>(rows) * wide);
  }
  add(out, {kEsc, 'J', kFeedDots, kGs, 'V', 'B', 0});
  return out;
}

PrinterState EscposPrinter::print(const Bitmap& page) {
  Line line(address_);
  line.forget_answers();
  if (const PrinterState now = state_of(line); now != PrinterState::ready) return now;
  base::SecretBytes bytes = escpos_page(page);
  add(bytes, {kGs, 'r', 1});  // answered in order, so only when the page is on paper
  const PrinterState done = line.write(bytes) ? wait_for_paper(line) : PrinterState::failed;
  if (done == PrinterState::ready) return done;
  line.forget_page();
  const PrinterState now = state_of(line);
  return now == PrinterState::ready ? done : now;
}

}  // namespace samen::printing
