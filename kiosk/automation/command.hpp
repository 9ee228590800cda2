// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "kiosk/input/event.hpp"

// What a test or a demonstration may ask of a running kiosk. One JSON object a line:
//   {"do":"nodes"}                                what is on the screen: ids, roles, labels, places
//   {"do":"tap","id":"first.language.ar"}         finger down and up in the middle of that node;
//                                                 scrolls to it first; "hold_ms" for a long press.
//                                                 Waits, like a person, until the page takes it
//   {"do":"type","text":"Amina"}                  characters for the field that waits for them
//   {"do":"key","key":"tab","shift":true}         a key of a physical keyboard
//   {"do":"pointer","kind":"down","x":10,"y":20}  a finger anywhere and at once: down, move, up,
//                                                 cancel; "finger" 1 to 10 for more than one
//   {"do":"advance","ms":120000}                  moves the virtual clock, deadlines in order
//   {"do":"wait_idle","timeout_ms":10000}         until nothing is pending and the frames settled
//   {"do":"screenshot","path":"/dir/a.png"}       the frame as shown
//   {"do":"state"}                                screen, language, busy; never an answer
//   {"do":"metrics"}                              frames, wakeups, draw calls, ...
//   {"do":"quit"}                                 as SIGTERM
namespace samen::automation {

inline constexpr std::size_t kMaxLine = 16 * 1024;
inline constexpr std::int64_t kMaxAdvanceMs = 24LL * 3600 * 1000;
inline constexpr int kMaxWaitMs = 120'000;
inline constexpr int kMaxHoldMs = 10'000;
inline constexpr int kMostFingers = 10;

struct Nodes {};
struct Tap {
  std::string id;
  int hold_ms = 0;
};
struct Type {
  base::SecretText text;
};
struct PressKey {
  input::Key key = input::Key::tab;
  bool shift = false;
};
struct Point {
  int finger = 1;
  input::PointerEvent::Kind kind = input::PointerEvent::Kind::down;
  float x = 0;
  float y = 0;
};
struct Advance {
  std::int64_t ms = 0;
};
struct WaitIdle {
  int timeout_ms = 10'000;
};
struct Screenshot {
  std::filesystem::path path;
};
struct AskState {};
struct AskMetrics {};
struct Quit {};

using Command = std::variant<Nodes, Tap, Type, PressKey, Point, Advance, WaitIdle, Screenshot,
                             AskState, AskMetrics, Quit>;

// Refuses anything else with words: broken JSON, an unknown "do", a missing, unknown or wrongly
// typed field, a value out of range, a line that is too long. Never repeats the text of "type".
base::Result<Command> parse_command(std::string_view line);

}  // namespace samen::automation
