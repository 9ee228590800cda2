// SPDX-License-Identifier: Apache-2.0
#include "kiosk/printing/printer.hpp"

#include <algorithm>
#include <array>

#include "base/number.hpp"
#include "base/say.hpp"
#include "kiosk/printing/cups_printer.hpp"
#include "kiosk/printing/escpos_printer.hpp"

namespace samen::printing {
namespace {

using base::say;

constexpr std::string_view kEscpos = "escpos:";
constexpr std::string_view kIpp = "ipp://";
constexpr std::array kBauds{9600, 19'200, 38'400, 57'600, 115'200};
constexpr int kLeastDots = 200;

std::unexpected<base::Error> bad_address(std::string_view text, std::string_view why) {
  return base::fail(
      base::Errc::invalid_input,
      say("'{}' is no printer: {}; a printer is escpos:/dev/usb/lp0, "
          "escpos:/dev/ttyUSB0?baud=115200&dots=576, or ipp://localhost/printers/NAME",
          text, why));
}

// baud=38400 or dots=384.
bool take_setting(std::string_view setting, Address& address) {
  const std::size_t equals = setting.find('=');
  if (equals == std::string_view::npos) return false;
  const std::string_view name = setting.substr(0, equals);
  const auto value = base::parse_number<int>(setting.substr(equals + 1));
  if (!value) return false;
  if (name == "baud") {
    address.baud = *value;
    return std::ranges::find(kBauds, *value) != kBauds.end();
  }
  address.paper.width = *value;
  return name == "dots" && *value >= kLeastDots && *value <= Bitmap::kMostWidth;
}

base::Result<Address> parse_escpos(std::string_view text) {
  Address address{.kind = Address::Kind::escpos};
  std::string_view rest = text.substr(kEscpos.size());
  const std::size_t question = std::min(rest.find('?'), rest.size());
  address.device = rest.substr(0, question);
  if (!address.device.is_absolute()) {
    return bad_address(text, say("the device is not a whole path from /"));
  }
  rest.remove_prefix(question);
  while (!rest.empty()) {
    rest.remove_prefix(1);  // '?' or '&'
    const std::size_t end = std::min(rest.find('&'), rest.size());
    if (!take_setting(rest.substr(0, end), address)) {
      return bad_address(text, say("behind '?' stand baud=9600, 19200, 38400, 57600 or 115200, and "
                                   "dots=200 to 2048, with '&' between"));
    }
    rest.remove_prefix(end);
  }
  return address;
}

base::Result<Address> parse_ipp(std::string_view text) {
  Address address{.kind = Address::Kind::cups, .port = kIppPort};
  std::string_view rest = text.substr(kIpp.size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || slash + 1 == rest.size()) {
    return bad_address(text, say("it names no queue"));
  }
  std::string_view host = rest.substr(0, slash);
  address.path = rest.substr(slash);
  if (const std::size_t colon = host.rfind(':');
      colon != std::string_view::npos && host.back() != ']') {
    const auto port = base::parse_number<int>(host.substr(colon + 1));
    if (!port || *port < 1 || *port > 65'535) return bad_address(text, say("its port is none"));
    address.port = *port;
    host = host.substr(0, colon);
  }
  if (host != "localhost" && host != "127.0.0.1" && host != "[::1]") {
    return bad_address(text,
                       say("it is on another machine, and a receipt would cross the network for "
                           "anybody to read; add it to this machine's CUPS, which seals what it "
                           "sends on (ipps), and give that queue"));
  }
  address.host = host == "[::1]" ? "::1" : std::string(host);
  return address;
}

}  // namespace

base::Result<Address> parse_address(std::string_view text) {
  if (text.starts_with(kEscpos)) return parse_escpos(text);
  if (text.starts_with(kIpp)) return parse_ipp(text);
  return bad_address(text, say("it begins with neither escpos: nor ipp://"));
}

std::unique_ptr<Printer> make_printer(const Address& address) {
  if (address.kind == Address::Kind::cups) return std::make_unique<CupsPrinter>(address);
  return std::make_unique<EscposPrinter>(address);
}

}  // namespace samen::printing
