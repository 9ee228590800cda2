// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "kiosk/printing/printer.hpp"

namespace samen::printing {

// A queue of this machine's CUPS, or anything else that speaks IPP on it, by libcups. The page goes
// as PWG raster, which every printer of IPP Everywhere takes (PWG 5102.4). When it is printed, or
// is not to be any more, CUPS is told to drop the job with its file.
class CupsPrinter final : public Printer {
 public:
  explicit CupsPrinter(Address address);
  Look look() override;
  flow::PrinterState print(const Bitmap& page) override;

 private:
  Address address_;
};

// Of one of the words of "printer-state-reasons" (RFC 8011, 5.4.12; PWG 5100.9), such as
// "media-empty-error": what stops a page; ready: nothing of that.
flow::PrinterState state_from_reason(std::string_view reason);

}  // namespace samen::printing
