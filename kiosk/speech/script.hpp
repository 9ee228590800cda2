// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas/node_registry.hpp"

// What is said when somebody asks to hear a screen. Pure.
namespace samen::speech {

struct Passage {
  std::string node;      // id of what is read, and outlined meanwhile
  std::string language;  // BCP 47
  std::string text;      // as on the screen
  bool chosen = false;   // a tile or box that is on: said after it
  bool code = false;     // nothing but a code: said first, and twice
  bool operator==(const Passage&) const = default;
};

// The screen in reading order, which is the order of the registry and the same in right-to-left
// languages: first what it asks and explains, then the answers, then the ways on. A code comes
// before all of it: it is what somebody has to write down. Left out are the header's buttons and
// the page buttons (the same everywhere; each can be heard on its own), the keys of keyboards, and
// words that were read just before. `language` is the screen's.
std::vector<Passage> script(const ui::NodeRegistry& nodes, std::string_view language);

// Comes while somebody is on a screen and says what their tap has led to: an error, a number that
// was counted on, the end of a count.
bool is_news(const ui::Node& node);

// One node on its own, whatever it is; empty when it has no words.
std::vector<Passage> script_of(const ui::NodeRegistry& nodes, std::string_view id,
                               std::string_view language);

// Without the marks that only order letters on a screen.
std::string spoken(std::string_view text);

}  // namespace samen::speech
