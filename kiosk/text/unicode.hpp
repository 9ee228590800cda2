// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "kiosk/text/layout.hpp"
#include "kiosk/text/workspace.hpp"

namespace samen::text {

// A stretch of one line in one direction, in visual order.
struct VisualRun {
  std::int32_t begin = 0, end = 0;
  bool right_to_left = false;
};

// ICU's part of the work: bidi levels (UAX #9), scripts, graphemes (UAX #29) and line break
// opportunities (UAX #14, with the language's own rules).
class Unicode {
 public:
  Unicode();
  ~Unicode();
  Unicode(const Unicode&) = delete;
  Unicode& operator=(const Unicode&) = delete;

  // Fills levels, scripts and boundaries from work.text. Line breaks only if `lines`, as they are
  // the dearest part. Keeps a pointer to the text until release().
  void analyse(Workspace& work, std::string_view language, Direction direction, bool lines);
  void release();

  // Of the paragraph that holds the unit.
  bool base_right_to_left(std::int32_t unit) const;
  // The directional runs of a line within one paragraph, left to right.
  void visual_runs(std::int32_t begin, std::int32_t end, std::vector<VisualRun>& out) const;

 private:
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

// Whether a language is written from right to left (ICU; BCP 47 tag).
bool language_is_right_to_left(std::string_view language);

}  // namespace samen::text
