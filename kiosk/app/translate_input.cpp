// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/translate_input.hpp"

#include <type_traits>

namespace samen::app {
namespace {

// Both rooms name the same kinds and keys in the same order; the compiler holds them to it.
template <class To, class From>
To same_value(From from) {
  return static_cast<To>(static_cast<int>(from));
}
static_assert(int(platform::PointerEvent::Kind::down) == int(ui::PointerEvent::Kind::down));
static_assert(int(platform::PointerEvent::Kind::cancel) == int(ui::PointerEvent::Kind::cancel));
static_assert(int(platform::Key::tab) == int(ui::Key::tab));
static_assert(int(platform::Key::del) == int(ui::Key::del));
static_assert(int(platform::Key::down) == int(ui::Key::down));
static_assert(int(platform::Key::listen) == int(ui::Key::listen));
static_assert(int(platform::Key::f12) == int(ui::Key::f12));

struct Translator {
  std::optional<ui::InputEvent> operator()(const platform::PointerEvent& e) const {
    return ui::PointerEvent{same_value<ui::PointerEvent::Kind>(e.kind), e.x, e.y};
  }
  std::optional<ui::InputEvent> operator()(const platform::WheelEvent& e) const {
    return ui::WheelEvent{e.x, e.y, e.lines};
  }
  std::optional<ui::InputEvent> operator()(const platform::KeyEvent& e) const {
    return ui::KeyEvent{same_value<ui::Key>(e.key), e.shift};
  }
  std::optional<ui::InputEvent> operator()(const platform::TextEvent& e) const {
    return ui::TextEvent{e.text};
  }
  std::optional<ui::InputEvent> operator()(const platform::ResizeEvent&) const { return {}; }
  std::optional<ui::InputEvent> operator()(const platform::ExposeEvent&) const { return {}; }
  std::optional<ui::InputEvent> operator()(const platform::CloseEvent&) const { return {}; }
};

}  // namespace

std::optional<ui::InputEvent> for_screens(const platform::InputEvent& event) {
  return std::visit(Translator{}, event);
}

}  // namespace samen::app
