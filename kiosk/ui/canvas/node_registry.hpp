// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas/geometry.hpp"

namespace samen::ui {

enum class Role : std::uint8_t {
  button,
  tile,      // one of a set of which at most one is chosen
  checkbox,  // one of a set of which any number is chosen
  tab,
  field,  // text goes here
  key,    // of the on-screen keyboard
  cell,   // of the week grid
  heading,
  text,
  error,   // says what is missing or wrong
  status,  // progress, countdown, counts
  picture,
  scroll,  // a container whose content moves
};
std::string_view to_string(Role role);
bool tappable(Role role);

// One thing on the screen that a person can tap or read. `id` is stable across languages and
// sizes: "first.language.ar", "question.continue", "option.work", "key.a". The label is the text
// in the language of the screen; fields and lines that show personal values give their name here,
// never the value.
struct Node {
  std::string id;
  Role role = Role::text;
  std::string label;
  std::string language;  // of the label, BCP 47; empty: the screen's
  Rect rect;             // window pixels; for tappables the area that reacts
  bool enabled = true;
  bool selected = false;
  bool focused = false;
  bool visible = true;        // wholly inside the window and its scroll container
  std::string scroll_parent;  // id of the container that can bring it into view; may be empty
  bool truncated = false;     // its words did not fit (tests hold this to false)
  int missing_glyphs = 0;
};

// What the last frame showed, in drawing order (which is reading and Tab order). Rebuilt every
// frame; read by the input handling, the automation seam, speech and the layout tests.
class NodeRegistry {
 public:
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node* find(std::string_view id) const;

  void clear() { nodes_.clear(); }
  Node& add(Node node) { return nodes_.emplace_back(std::move(node)); }
  std::vector<Node>& mutable_nodes() { return nodes_; }

 private:
  std::vector<Node> nodes_;
};

}  // namespace samen::ui
