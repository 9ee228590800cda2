// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/canvas/action.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/canvas/view.hpp"
#include "kiosk/ui/interaction/arming.hpp"
#include "kiosk/ui/interaction/input.hpp"

namespace samen::ui {

inline constexpr std::int64_t kHoldMs = 450;   // a press becomes a long press
inline constexpr std::int64_t kRepeatMs = 90;  // a held backspace
inline constexpr int kMostRepeats = 120;       // then it is no hand any more
inline constexpr std::int64_t kRestMs = 1000;  // a finger on a key for as long rests there

// What the last frame showed.
struct Shown {
  const std::vector<Hit>& hits;
  const NodeRegistry& nodes;
  float slop = 12;   // further than this a contact moves
  float reach = 57;  // two taps closer than this are at one place
  bool reduced_motion = false;

  const Hit* find(std::string_view id) const;
  const Hit* at(float x, float y) const;  // the topmost target; null: none
};

void run_hit(const Hit& hit, ActionSink& sink);
// Who listens hears what they chose.
void echo(std::string_view id, const NodeRegistry& nodes, View& view);

// Fingers and the mouse, each for itself: every contact taps what it touched, whatever others do,
// so a resting hand or a finger whose "up" got lost blocks nobody.
//
// A tap counts on release inside the target it began on, or within the slop of where it began.
// Rolling about inside the target is still a tap; leaving it is none; up or down in a container
// that scrolls it is a drag. On a keyboard the next finger down finishes the letter before, so that
// letters come in the order they were touched. A long press offers other letters; released on one
// of them it types that, released where it began the plain letter.
class Contacts {
 public:
  enum class Taken : std::uint8_t { yes, later };  // later: give it again after the next build

  Taken take(const PointerEvent& event, std::int64_t now_ms, const Shown& shown, Arming& arming,
             ActionSink& sink);
  // Long presses and repeats that are due.
  void pass_time(std::int64_t now_ms, const Shown& shown, const Arming& arming, ActionSink& sink);
  std::optional<std::int64_t> due_ms() const;
  void forget() { presses_.clear(); }

 private:
  enum class Stage : std::uint8_t {
    touching,   // may become a tap
    repeating,  // a held backspace
    holding,    // offers other letters
    dragging,   // scrolls
    spent       // nothing comes of it any more
  };
  struct Press {
    Stage stage = Stage::touching;
    std::string hit = {};  // id, or empty
    std::string scroll = {};
    float x = 0, y = 0;
    float last_y = 0;
    std::int64_t down_ms = 0, moved_ms = 0;
    std::optional<std::int64_t> due_ms = {};  // hold or repeat
    float velocity = 0;
    int repeats = 0;
    bool hears = true;  // words under it may be read
    std::uint64_t page = 0;

    bool may_act() const { return stage != Stage::dragging && stage != Stage::spent; }
  };

  Taken down(const PointerEvent& event, std::int64_t now_ms, const Shown& shown,
             const Arming& arming, ActionSink& sink);
  void move(const PointerEvent& event, std::int64_t now_ms, const Shown& shown, View& view);
  void up(const PointerEvent& event, std::int64_t now_ms, const Shown& shown, Arming& arming,
          ActionSink& sink);
  void finish_others(const Hit& next, std::int64_t now_ms, const Shown& shown, const Arming& arming,
                     ActionSink& sink);
  void drag(Press& press, float y, std::int64_t now_ms, View& view) const;
  bool is_dragged(std::string_view scroll) const;
  void show_pressed(View& view) const;

  std::map<int, Press> presses_;
};

}  // namespace samen::ui
