// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "forms/form.hpp"
#include "i18n/catalogue.hpp"
#include "kiosk/flow/reduce.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/interaction/arming.hpp"
#include "kiosk/ui/interaction/card_reader.hpp"
#include "kiosk/ui/ui.hpp"
#include "tests/source_dir.hpp"
#include "unit/kiosk/ui/scenes.hpp"

namespace samen::ui {

inline std::filesystem::path assets() {
  return std::filesystem::path(SAMEN_SOURCE_DIR) / "assets";
}

// Fonts and forms are read once for all tests.
inline text::Engine& engine() {
  static const std::unique_ptr<text::Engine> made = [] {
    auto fonts = text::load_fonts(assets());
    if (!fonts) throw std::runtime_error(fonts.error().message);
    auto created = text::Engine::create(*fonts);
    if (!created) throw std::runtime_error(created.error().message);
    return std::move(*created);
  }();
  return *made;
}
inline const i18n::Catalogues& catalogues() {
  static const i18n::Catalogues loaded = i18n::Catalogues::load(assets() / "locales").value();
  return loaded;
}
inline const forms::FormSet& forms() {
  static const forms::FormSet loaded = forms::FormSet::load(assets() / "forms").value();
  return loaded;
}
inline const text::KeyboardSet& keyboards() {
  static const text::KeyboardSet loaded = text::KeyboardSet::load(assets() / "keyboards").value();
  return loaded;
}

struct Display {
  const char* name;
  Viewport viewport;
};
// The displays to hold on, and the portrait panel once more as the 7 inch one it is sold as.
inline const std::vector<Display>& displays() {
  static const std::vector<Display> all = {
      {"800x480", {.width = 800, .height = 480, .density = 5.2F}},
      {"1280x800", {.width = 1280, .height = 800, .density = 5.9F}},
      {"720x1280", {.width = 720, .height = 1280, .density = 5.7F}},
      {"720x1280 on 7 inch", {.width = 720, .height = 1280, .density = 8.2F}},
      {"480x800", {.width = 480, .height = 800, .density = 5.2F}},
      {"1024x600", {.width = 1024, .height = 600, .density = 6.7F}},
      {"1280x400", {.width = 1280, .height = 400, .density = 6.7F}},
  };
  return all;
}

// A kiosk with fingers and without pixels.
class Person {
 public:
  explicit Person(const i18n::Catalogues& words = catalogues(),
                  const forms::FormSet& asked = forms())
      : ui(engine(), words, asked, keyboards()), asked_(asked) {
    settings.go_on_ms = 0;  // a choice stays until Continue
  }

  Person& show(flow::State shown) {
    state = std::move(shown);
    // Whoever looks at it has had the time to see it.
    now = std::max(now, state.shown_since_ms + settings.arming_ms);
    ui.wipe();
    build();
    now += kSecondTapMs;  // and looks at it
    return build();
  }
  Person& build() {
    for (int i = 0; i < 8; ++i) {
      last = ui.build(state, viewport, now);
      if (i > 0 && !last.wants_another_frame) break;
    }
    return *this;
  }
  // Input as the app loop treats it: every event reduced, frames in between where asked for.
  Person& give(std::vector<input::Event> events) {
    Input input{.events = std::move(events), .now_ms = now};
    do {
      for (auto& event : ui.handle(state, input)) {
        seen.push_back(event);
        auto step = flow::reduce(std::move(state), event, {asked_, settings, now});
        state = std::move(step.state);
      }
      input.events.clear();
      build();
    } while (ui.more_input());
    return *this;
  }
  // A person presses when the page takes it; give() does not wait.
  Person& until(std::int64_t ready_ms) {
    if (ready_ms <= now) return *this;
    now = ready_ms;
    return build();
  }
  Person& down(float x, float y) {
    until(ui.tap_ready_ms(x, y));
    return give({PointerEvent{PointerEvent::Kind::down, x, y}});
  }
  Person& move(float x, float y) { return give({PointerEvent{PointerEvent::Kind::move, x, y}}); }
  Person& up(float x, float y) { return give({PointerEvent{PointerEvent::Kind::up, x, y}}); }
  Person& tap(const std::string& id) {
    const Node* node = ui.nodes().find(id);
    if (node == nullptr) {
      ADD_FAILURE() << "no node " << id << " on " << ui.screen_name();
      return *this;
    }
    if (!node->visible) {
      ui.scroll_into_view(id);
      build();
      node = ui.nodes().find(id);
    }
    const float x = node->rect.center_x();
    const float y = node->rect.center_y();
    until(ui.tap_ready_ms(x, y));
    return give(
        {PointerEvent{PointerEvent::Kind::down, x, y}, PointerEvent{PointerEvent::Kind::up, x, y}});
  }
  Person& key(Key which, bool shift = false) {
    until(ui.key_ready_ms(which));
    return give({KeyEvent{which, shift}});
  }
  // By Tab, at most round the screen.
  Person& focus_on(const std::string& id) {
    for (int tabs = 0; tabs < 80 && !node(id).focused; ++tabs) key(Key::tab);
    EXPECT_TRUE(node(id).focused) << id;
    return *this;
  }
  // As fingers do, slower than any reader.
  Person& type(std::string_view text) {
    give({TextEvent{base::SecretText(text)}});
    return wait(kReaderGapMs + 5);
  }
  Person& wait(std::int64_t ms) {
    now += ms;
    return give({});
  }
  const Node& node(const std::string& id) {
    static const Node kNone;
    const Node* found = ui.nodes().find(id);
    EXPECT_NE(found, nullptr) << id;
    return found == nullptr ? kNone : *found;
  }
  template <class T>
  int count() const {
    int total = 0;
    for (const auto& event : seen) total += std::holds_alternative<T>(event) ? 1 : 0;
    return total;
  }
  std::string typed() const {
    const auto* question = flow::current_question(state, forms());
    const auto* value = flow::current_value(state);
    if (question == nullptr || value == nullptr) return {};
    const auto* text = forms::editable_text(*question, *value);
    return text == nullptr ? std::string() : std::string(text->view());
  }

  Ui ui;
  flow::State state;
  flow::Settings settings;
  Viewport viewport{.width = 800, .height = 480, .density = 5.2F, .reduced_motion = true};
  Frame last;
  std::vector<flow::Event> seen;
  std::int64_t now = 1000;

 private:
  const forms::FormSet& asked_;
};

inline const flow::State& scene(const std::string& name, const std::string& language = "nl") {
  static std::map<std::string, std::vector<testing::NamedState>> made;
  auto& scenes = made[language];
  if (scenes.empty()) scenes = testing::all_scenes(forms(), language, 0);
  for (const auto& one : scenes) {
    if (one.name == name) return one.state;
  }
  throw std::runtime_error("no scene " + name);
}

}  // namespace samen::ui
