// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/workspace.hpp"

#include "kiosk/text/wipe.hpp"

namespace samen::text {

void Workspace::reserve_for_secret(std::size_t bytes) {
  // One unit a byte and two glyphs a unit are more than any script needs.
  const std::size_t units = bytes + 1;
  levels.reserve(units);
  scripts.reserve(units);
  boundaries.grapheme.reserve(units);
  boundaries.line.reserve(units);
  items.reserve(units);
  glyphs.reserve(units * 2 + 16);
  reach.reserve(units);
  lines.reserve(units);
}

void Workspace::wipe() {
  text.wipe();
  wipe_all(levels);
  wipe_all(scripts);
  wipe_all(boundaries.grapheme);
  wipe_all(boundaries.line);
  wipe_all(items);
  wipe_all(glyphs);
  wipe_all(reach);
  wipe_all(lines);
}

}  // namespace samen::text
