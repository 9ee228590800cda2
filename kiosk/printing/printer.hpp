// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "kiosk/printing/bitmap.hpp"
#include "kiosk/printing/look.hpp"

namespace samen::printing {

// A printer that is there or not. Both calls wait for it, at most as long as they say; what went
// wrong is a state, because none of it is an error of ours.
class Printer {
 public:
  static constexpr int kAnswerMs = 2000;        // to a question
  static constexpr int kStandstillMs = 15'000;  // of a page that is being printed

  virtual ~Printer() = default;
  virtual Look look() = 0;
  // ready: the printer said that the page is printed. Keeps no copy of it anywhere.
  virtual flow::PrinterState print(const Bitmap& page) = 0;
};

inline constexpr int kIppPort = 631;

// Where a printer is.
struct Address {
  enum class Kind { escpos, cups } kind = Kind::escpos;
  // escpos: a device that takes ESC/POS, as a USB printer (/dev/usb/lp0) or a serial line.
  std::filesystem::path device = {};
  int baud = 115'200;  // of a serial line
  Paper paper = {};
  // cups: a queue of this machine's CUPS.
  std::string host = {};
  int port = 0;
  std::string path = {};
};
// "escpos:/dev/usb/lp0", "escpos:/dev/ttyUSB0?baud=38400&dots=384" or
// "ipp://localhost/printers/NAME". Errc::invalid_input says what is wrong and how it is written.
// Another machine's printer is refused: a receipt opens what a person told, and would cross the
// network for anybody to read.
base::Result<Address> parse_address(std::string_view text);

std::unique_ptr<Printer> make_printer(const Address& address);

}  // namespace samen::printing
