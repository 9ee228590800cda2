// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "domain/vocabulary.hpp"

namespace samen::flow {

// What is known of the receipt printer; also what became of a page.
enum class PrinterState : std::uint8_t {
  unknown,  // nobody has looked yet
  ready,    // or: the page has been printed
  no_paper,
  open,         // its cover
  unreachable,  // off, unplugged, or it does not answer
  failed,       // it answers, and does not print
};

}  // namespace samen::flow

namespace samen::domain {
SAMEN_VOCABULARY(samen::flow::PrinterState, "printer", "unknown", "ready", "no_paper", "open",
                 "unreachable", "failed");
}  // namespace samen::domain
