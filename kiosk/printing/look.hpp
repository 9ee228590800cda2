// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/flow/printer.hpp"

// What `samen-print` says of the printer on its stdout, as it writes it and as the kiosk reads it:
// a line with the state, and behind a look the paper ("ready 576 8.00").
namespace samen::printing {

// What a page is made for.
struct Paper {
  int width = 576;           // dots that can be printed in a line; 72 mm of a roll of 80 mm
  float dots_per_mm = 8.0F;  // 203 an inch, what receipt printers have
};

// What a look at the printer told.
struct Look {
  flow::PrinterState state = flow::PrinterState::unreachable;
  Paper paper = {};
};

std::string write_look(const Look& look);
// Anything else than such a line, and paper that no printer has, is a printer out of reach.
Look read_look(std::string_view line);

// What became of a page.
std::string write_state(flow::PrinterState state);
flow::PrinterState read_state(std::string_view line);

}  // namespace samen::printing
