// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/script.hpp"

#include <algorithm>

#include "kiosk/speech/pronunciation.hpp"

namespace samen::speech {
namespace {

using ui::Node;
using ui::Role;

// The same on every screen; said only when asked for one by one.
bool is_furniture(const Node& node) {
  return node.id.starts_with("header.") || node.id.starts_with("page.") ||
         node.id.starts_with("sound.") || node.id == "screen.progress" || node.role == Role::key ||
         node.role == Role::scroll;
}

Passage passage(const Node& node, std::string_view language) {
  const bool can_be_chosen = node.role == Role::tile || node.role == Role::checkbox ||
                             node.role == Role::cell || node.role == Role::tab;
  return {.node = node.id,
          .language = node.language.empty() ? std::string(language) : node.language,
          .text = node.label,
          .chosen = can_be_chosen && node.selected,
          .code = is_code(node.label)};
}

}  // namespace

std::vector<Passage> script(const ui::NodeRegistry& nodes, std::string_view language) {
  std::vector<Passage> all;
  for (const Node& node : nodes.nodes()) {
    if (node.label.empty() || is_furniture(node)) continue;
    // A field carries the words of its question, an input error those of the summary.
    const bool again = node.role == Role::field || node.role == Role::error;
    if (again && std::ranges::find(all, node.label, &Passage::text) != all.end()) continue;
    all.push_back(passage(node, language));
  }
  std::ranges::stable_partition(all, &Passage::code);
  return all;
}

bool is_news(const Node& node) {
  const bool tells = node.role == Role::error || node.role == Role::status;
  return tells && !node.label.empty() && !is_furniture(node);
}

std::vector<Passage> script_of(const ui::NodeRegistry& nodes, std::string_view id,
                               std::string_view language) {
  const Node* node = nodes.find(id);
  if (node == nullptr || node->label.empty()) return {};
  return {passage(*node, language)};
}

std::string spoken(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    // Direction marks and isolates (U+200E, U+200F, U+2066..U+2069) and the soft hyphen.
    const bool mark = rest.starts_with("\u200E") || rest.starts_with("\u200F") ||
                      rest.starts_with("\u2066") || rest.starts_with("\u2067") ||
                      rest.starts_with("\u2068") || rest.starts_with("\u2069");
    if (mark) {
      i += 2;
    } else if (rest.starts_with("\u00AD")) {
      i += 1;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

}  // namespace samen::speech
