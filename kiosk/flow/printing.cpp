// SPDX-License-Identifier: Apache-2.0
// The receipt on paper, where there is a printer.
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

Printing* waited_for(Machine& m, std::uint32_t ticket) {
  auto& printing = m.state.printing;
  if (!printing || printing->ticket == 0 || printing->ticket != ticket) return nullptr;
  printing->ticket = 0;
  return &*printing;
}

}  // namespace

void offer_to_print(Machine& m) {
  m.state.printing.reset();
  if (!m.context.settings.printer) return;
  m.state.printing = Printing{.ticket = m.new_ticket()};
  m.want(LookAtPrinter{m.state.printing->ticket});
}

// Also when the printer said that it cannot: somebody may have mended it, and it looks itself.
bool on(Machine& m, const PrintPressed&) {
  auto& printing = m.state.printing;
  if (!printing || printing->busy || printing->pages >= Printing::kMost) return false;
  printing->busy = true;
  printing->ticket = m.new_ticket();
  m.want(PrintReceipt{printing->ticket});
  return true;
}

bool on(Machine& m, const PrinterLooked& result) {
  if (Printing* printing = waited_for(m, result.ticket)) printing->state = result.state;
  return false;
}

// Whoever stands there and waits for the paper is here.
bool on(Machine& m, const Printed& result) {
  Printing* printing = waited_for(m, result.ticket);
  if (printing == nullptr) return false;
  printing->state = result.state;
  printing->busy = false;
  if (result.state == PrinterState::ready) ++printing->pages;
  count_progress(m);
  m.state.last_activity_ms = m.context.now_ms;
  return true;
}

}  // namespace samen::flow
