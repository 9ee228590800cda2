// SPDX-License-Identifier: Apache-2.0
// samen-flow-drawing: prints which screen leads to which, as a Mermaid state diagram, for
// ARCHITECTURE.md. The arrows are the screen table's; a test of the flow holds the table to what
// the flow does.
#include <iostream>

#include "kiosk/flow/screen_table.hpp"

using namespace samen::flow;

namespace {

std::string_view words(const ScreenRow& row) {
  switch (row.part) {
    case Part::home:
      return "nobody is here";
    case Part::sign_up:
      return row.is_ending ? "ends when it was seen" : "answers";
    case Part::staff:
      return "staff, never read aloud";
  }
  return {};
}

}  // namespace

int main() {
  std::cout << "```mermaid\nstateDiagram-v2\n  [*] --> first\n";
  for (const ScreenRow& row : kScreenTable) {
    std::cout << "  " << row.name << ": " << row.name << " (" << words(row) << ")\n";
  }
  for (const ScreenRow& from : kScreenTable) {
    for (const ScreenRow& to : kScreenTable) {
      if (from.leads_to.has(to.screen))
        std::cout << "  " << from.name << " --> " << to.name << '\n';
    }
  }
  for (const ScreenRow& row : kScreenTable) {
    if (row.part != Part::home && row.stop != Stop::no)
      std::cout << "  " << row.name << " --> [*]\n";
  }
  std::cout << "```\n";
}
