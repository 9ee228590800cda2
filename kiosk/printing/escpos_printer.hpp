// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "kiosk/printing/printer.hpp"

namespace samen::printing {

// Receipt printers that speak ESC/POS over USB (the kernel's usblp) or a serial line. The page goes
// as a raster: no printer has letters for Tigrinya.
// Commands: Epson, "ESC/POS Command Reference": DLE EOT n, GS r n, ESC @, GS v 0, ESC J, GS V.
class EscposPrinter final : public Printer {
 public:
  explicit EscposPrinter(Address address);
  Look look() override;
  flow::PrinterState print(const Bitmap& page) override;

 private:
  Address address_;
};

// What three answers to DLE EOT (1: printer, 2: why offline, 4: paper) say. A byte without the
// fixed bits of such an answer is none.
flow::PrinterState state_from(std::uint8_t printer, std::uint8_t offline, std::uint8_t paper);
bool is_status_byte(std::uint8_t byte);

// A page as ESC/POS: made ready, in strips, fed past the knife, cut.
base::SecretBytes escpos_page(const Bitmap& page);

}  // namespace samen::printing
