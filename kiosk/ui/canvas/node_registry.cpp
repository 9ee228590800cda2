// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/node_registry.hpp"

#include <algorithm>

namespace samen::ui {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::button:
      return "button";
    case Role::tile:
      return "tile";
    case Role::checkbox:
      return "checkbox";
    case Role::tab:
      return "tab";
    case Role::field:
      return "field";
    case Role::key:
      return "key";
    case Role::cell:
      return "cell";
    case Role::heading:
      return "heading";
    case Role::text:
      return "text";
    case Role::error:
      return "error";
    case Role::status:
      return "status";
    case Role::picture:
      return "picture";
    case Role::scroll:
      return "scroll";
  }
  return "text";
}

bool tappable(Role role) {
  switch (role) {
    case Role::button:
    case Role::tile:
    case Role::checkbox:
    case Role::tab:
    case Role::field:
    case Role::key:
    case Role::cell:
      return true;
    default:
      return false;
  }
}

const Node* NodeRegistry::find(std::string_view id) const {
  const auto found =
      std::find_if(nodes_.begin(), nodes_.end(), [id](const Node& node) { return node.id == id; });
  return found == nodes_.end() ? nullptr : &*found;
}

}  // namespace samen::ui
