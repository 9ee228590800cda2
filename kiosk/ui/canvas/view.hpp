// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/flow/screen_table.hpp"
#include "kiosk/ui/canvas/geometry.hpp"
#include "kiosk/ui/canvas/row_heights.hpp"
#include "kiosk/ui/canvas/sound.hpp"

namespace samen::ui {

inline constexpr float kFlickStop = 30;  // pixels a second: a flick has ended

// How far a container is scrolled. Lives as long as its screen is shown.
struct Scroll {
  float offset = 0;
  float target = -1;             // where a page button is taking it; -1: nowhere
  float velocity = 0;            // pixels a second after a flick
  float content = 0;             // height of what is inside, from the last frame
  Rect area;                     // logical, from the last frame
  std::int64_t animated_ms = 0;  // when offset was last moved by time
  bool used = false;             // in this frame
  RowHeights rows;               // of a long list in it; see kit/row_list.hpp
  float rows_measure = 0;        // width and size of letters they were measured with
  std::uint32_t list = 0;        // which list they are; another one starts at its top

  float most() const { return content > area.h ? content - area.h : 0; }
  bool scrollable() const { return most() > 1; }
};

// The on-screen keyboard as it stands.
struct KeyboardView {
  std::string field;     // the field it was opened for; another one resets the rest
  std::string keyboard;  // id of text::Keyboard; empty: the language's own
  std::string layer;     // empty: the first
  bool shift = false;
  bool more = false;     // the next key offers its variants
  std::string variants;  // node id of the key whose variants are offered
  std::string series;    // on a keyboard with series: the letter that may still change its form
  int taps = 0;          // how often its key was tapped
};

// Where typed characters go.
enum class Typing : std::uint8_t { nothing, field, pin };

// Everything the UI remembers between frames. Nothing in here is an answer.
struct View {
  std::string screen;                  // name of what was drawn; a change resets the parts below
  flow::Part part = flow::Part::home;  // that it belongs to
  std::string language;                // a change resets the keyboard
  std::map<std::string, Scroll, std::less<>> scrolls;
  std::string main_scroll;  // the container that page keys and scroll buttons move
  KeyboardView keyboard;
  Typing typing = Typing::nothing;  // as the last frame said

  std::string focus;           // node id, empty: nothing
  bool focus_visible = false;  // only after a key was used
  Rect focus_rect;             // where that was, in window pixels
  bool switches = false;       // two switches are in use: what is in turn has a frame
  bool scan_inside = false;    // the frame is round one thing, not round its row
  std::string pressed;         // node id under the finger while it may still become a tap

  bool help = false;         // the help panel is open
  bool all_choices = false;  // every way to be reached, where one was chosen; every language

  Sound sound;                 // as the voice stands
  std::vector<Listen> wishes;  // what people asked it for since the last look

  bool moving = false;   // something is animated: another frame please
  bool crowded = false;  // the page needs more room than there is
  bool last_try = true;  // then there are no smaller letters to try, and it is drawn all the same
  std::optional<std::int64_t> wake_at_ms;
  void wake(std::int64_t at_ms) {
    if (!wake_at_ms || at_ms < *wake_at_ms) wake_at_ms = at_ms;
  }
  // What each frame finds out anew.
  void begin_frame() {
    moving = crowded = false;
    wake_at_ms.reset();
    typing = Typing::nothing;
    main_scroll.clear();
  }
};

}  // namespace samen::ui
