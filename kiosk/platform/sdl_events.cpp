// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/sdl_events.hpp"

#include <optional>

#include <SDL.h>

namespace samen::platform {
namespace {

using input::Key;
using input::KeyEvent;
using input::TextEvent;
using input::WheelEvent;

std::optional<Key> key_of(SDL_Keycode code) {
  switch (code) {
    case SDLK_TAB:
      return Key::tab;
    case SDLK_RETURN:
    case SDLK_RETURN2:
    case SDLK_KP_ENTER:
      return Key::enter;
    case SDLK_SPACE:
      return Key::space;
    case SDLK_ESCAPE:
    case SDLK_AC_BACK:
      return Key::escape;
    case SDLK_BACKSPACE:
      return Key::backspace;
    case SDLK_DELETE:
      return Key::del;
    case SDLK_LEFT:
      return Key::left;
    case SDLK_RIGHT:
      return Key::right;
    case SDLK_UP:
      return Key::up;
    case SDLK_DOWN:
      return Key::down;
    case SDLK_HOME:
      return Key::home;
    case SDLK_END:
      return Key::end;
    case SDLK_PAGEUP:
      return Key::page_up;
    case SDLK_PAGEDOWN:
      return Key::page_down;
    case SDLK_F2:
    case SDLK_AUDIOPLAY:
      return Key::listen;
    case SDLK_F1:
      return Key::f1;
    case SDLK_F3:
    case SDLK_F4:
    case SDLK_F5:
    case SDLK_F6:
    case SDLK_F7:
    case SDLK_F8:
    case SDLK_F9:
    case SDLK_F10:
    case SDLK_F11:
    case SDLK_F12:
      return static_cast<Key>(static_cast<int>(Key::f3) + static_cast<int>(code - SDLK_F3));
    default:
      return std::nullopt;
  }
}

class Translator {
 public:
  Translator(const EventFrame& frame, PointerBridge& bridge, std::vector<WindowEvent>& out)
      : frame_(frame), bridge_(bridge), out_(out) {}

  void take(const SDL_Event& event) {
    using Kind = PointerEvent::Kind;
    switch (event.type) {
      case SDL_MOUSEBUTTONDOWN:
        return button(event.button, Kind::down);
      case SDL_MOUSEBUTTONUP:
        return button(event.button, Kind::up);
      case SDL_MOUSEMOTION:
        if (event.motion.which == SDL_TOUCH_MOUSEID) return;
        return mouse(event.motion.x, event.motion.y, Kind::move);
      case SDL_MOUSEWHEEL:
        return wheel(event.wheel);
      case SDL_FINGERDOWN:
        return finger(event.tfinger, Kind::down);
      case SDL_FINGERUP:
        return finger(event.tfinger, Kind::up);
      case SDL_FINGERMOTION:
        return finger(event.tfinger, Kind::move);
      case SDL_KEYDOWN:
        return key(event.key);
      case SDL_TEXTINPUT:
        out_.emplace_back(TextEvent{base::SecretText(event.text.text)});
        return;
      case SDL_WINDOWEVENT:
        return window(event.window);
      case SDL_QUIT:
        out_.emplace_back(CloseEvent{});
        return;
      default:
        return;
    }
  }

 private:
  void pointer(const RawPointer& raw) {
    for (const PointerEvent& event : bridge_.take(raw)) out_.emplace_back(event);
  }

  void mouse(int x, int y, PointerEvent::Kind kind) {
    pointer({RawPointer::Source::mouse, 0, kind, static_cast<float>(x) * frame_.pixels_per_point,
             static_cast<float>(y) * frame_.pixels_per_point});
  }

  void button(const SDL_MouseButtonEvent& event, PointerEvent::Kind kind) {
    if (event.which == SDL_TOUCH_MOUSEID || event.button != SDL_BUTTON_LEFT) return;
    mouse(event.x, event.y, kind);
  }

  void finger(const SDL_TouchFingerEvent& event, PointerEvent::Kind kind) {
    if (event.touchId == SDL_MOUSE_TOUCHID) return;
    pointer({RawPointer::Source::touch, event.fingerId, kind,
             event.x * static_cast<float>(frame_.width_px),
             event.y * static_cast<float>(frame_.height_px)});
  }

  void wheel(const SDL_MouseWheelEvent& event) {
    const float upward = event.direction == SDL_MOUSEWHEEL_FLIPPED ? -1.0F : 1.0F;
    WheelEvent out;
    out.x = static_cast<float>(event.mouseX) * frame_.pixels_per_point;
    out.y = static_cast<float>(event.mouseY) * frame_.pixels_per_point;
    out.lines = -upward * event.preciseY;
    out_.emplace_back(out);
  }

  void key(const SDL_KeyboardEvent& event) {
    const auto key = key_of(event.keysym.sym);
    if (!key) return;
    out_.emplace_back(KeyEvent{*key, (event.keysym.mod & KMOD_SHIFT) != 0, event.repeat != 0});
  }

  void window(const SDL_WindowEvent& event) {
    switch (event.event) {
      case SDL_WINDOWEVENT_EXPOSED:
        out_.emplace_back(ExposeEvent{});
        return;
      case SDL_WINDOWEVENT_CLOSE:
        out_.emplace_back(CloseEvent{});
        return;
      case SDL_WINDOWEVENT_FOCUS_LOST:
      case SDL_WINDOWEVENT_MINIMIZED:
      case SDL_WINDOWEVENT_HIDDEN:
        for (const PointerEvent& event_out : bridge_.cancel()) out_.emplace_back(event_out);
        return;
      default:
        return;
    }
  }

  const EventFrame& frame_;
  PointerBridge& bridge_;
  std::vector<WindowEvent>& out_;
};

}  // namespace

void translate_sdl_event(const SDL_Event& event, const EventFrame& frame, PointerBridge& bridge,
                         std::vector<WindowEvent>& out) {
  Translator(frame, bridge, out).take(event);
}

}  // namespace samen::platform
