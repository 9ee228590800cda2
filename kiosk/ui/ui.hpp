// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/flow/event.hpp"
#include "kiosk/flow/state.hpp"
#include "kiosk/ui/canvas/node_registry.hpp"
#include "kiosk/ui/canvas/sound.hpp"
#include "kiosk/ui/canvas/tokens.hpp"
#include "kiosk/ui/interaction/input.hpp"

struct ImDrawData;

namespace samen::text {
class Engine;
class KeyboardSet;
}  // namespace samen::text
namespace samen::i18n {
class Catalogues;
}

namespace samen::ui {

struct Scene;
// Draws one page; see screens/scene.hpp.
using DrawPage = std::function<void(const Scene&)>;

// The window as the screens see it. Text size and theme are part of flow::State.
struct Viewport {
  int width = 1280;  // pixels
  int height = 800;
  float density = 5.9F;  // pixels per millimetre
  bool reduced_motion = false;
  bool switches = false;  // two switches from the beginning, also in a text field
  SwitchKeys switch_keys = {};
  Sound sound = {};  // without an ear by itself
};

struct Frame {
  const ImDrawData* draw_data = nullptr;   // valid until the next build()
  bool wants_another_frame = false;        // something moves: build again in about 16 ms
  std::optional<std::int64_t> wake_at_ms;  // otherwise build again at this time at the latest
};

// The receipt as a page to print: black on white, `width` x `height` dots.
struct Slip {
  const ImDrawData* draw_data = nullptr;  // valid until the next build() or slip()
  int width = 0;
  int height = 0;  // 0: there is no receipt on the screen
};

// Draws flow::State and turns input into flow::Events. Keeps only what is about looking: scroll
// positions, the caret, which key is pressed; never an answer longer than its field is open.
//
// The loop:   events = ui.handle(state, input);  state = reduce(state, events...);
//             frame  = ui.build(state, viewport, now_ms);  render(*frame.draw_data);
// Two calls instead of one, so that a tap shows its effect in the very frame that answers it:
// handle() works on the nodes of the last build(), build() draws the state after the tap. When
// handle() has returned an event that may change the screen it keeps the rest of the input until
// the next call and says so (more_input()): call build() and handle() with empty input again, so
// that the second of two quick taps never lands on a screen the person has not seen.
//
// One thread. Makes the process's Dear ImGui context; there can be one Ui at a time.
class Ui {
 public:
  // The references must outlive the Ui.
  Ui(text::Engine& engine, const i18n::Catalogues& catalogues, const forms::FormSet& forms,
     const text::KeyboardSet& keyboards);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  std::vector<flow::Event> handle(const flow::State& state, const Input& input);
  bool more_input() const;
  Frame build(const flow::State& state, const Viewport& viewport, std::int64_t now_ms);
  // `width` dots of paper. Between two frames; its glyphs lie in the same atlas.
  Slip slip(const flow::State& state, int width, float dots_per_mm);
  // What people asked to hear since the last call; its answer comes with the next viewport.
  std::vector<Listen> take_wishes();
  // flow::WipeSession: forget scroll positions, keyboard state, focus and shaped texts.
  void wipe();

  // Draws this in place of the screens, under the same overlays (the gallery); null: the screens.
  void show_instead(std::string name, DrawPage page);

  const NodeRegistry& nodes() const;
  // Moves the scroll container of `id` so that it is wholly visible after the next build().
  // False when there is no such node, or nothing can bring it into view.
  bool scroll_into_view(std::string_view id);
  // When a tap at this place, or this key, does something: not at once on a page that has just
  // appeared, and not where the tap was that led to it (see arming.hpp).
  std::int64_t tap_ready_ms(float x, float y) const;
  std::int64_t key_ready_ms(Key key) const;
  // "first", "question.name", "staff_home.proposals": for the automation seam, never content.
  std::string_view screen_name() const;
  // Is a text field waiting for characters (the automation seam's `type`)?
  bool accepts_text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace samen::ui
