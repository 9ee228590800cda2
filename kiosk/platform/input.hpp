// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "kiosk/input/event.hpp"

namespace samen::platform {

using input::PointerEvent;

struct ResizeEvent {
  int width = 0;
  int height = 0;
};

// The picture on the screen was damaged from outside: draw again although nothing changed.
struct ExposeEvent {};

// The window's close button, or the session's end.
struct CloseEvent {};

// What comes out of a window.
using WindowEvent = std::variant<input::Event, ResizeEvent, ExposeEvent, CloseEvent>;

// A pointer as the devices report it, before the rules below.
struct RawPointer {
  enum class Source : std::uint8_t { mouse, touch };
  Source source = Source::touch;
  std::int64_t finger = 0;  // which finger, as the device numbers it; 0 for the mouse
  PointerEvent::Kind kind = PointerEvent::Kind::down;
  float x = 0;
  float y = 0;
};

// Gives every finger and the mouse a contact of its own, so that none ever waits for another: what
// comes out is down, moves, then up or cancel, for each contact by itself, whatever goes in.
// Nothing is merged: a tap whose down and up arrive together stays a down and an up. A finger whose
// "up" got lost costs nobody anything: going down again cancels what was, and with more contacts
// than a panel has the oldest goes. Pure; lives on the main thread.
class PointerBridge {
 public:
  static constexpr std::size_t kMostContacts = 10;

  // The events that follow: none, one, or a cancel and a down.
  std::vector<PointerEvent> take(const RawPointer& raw);
  // Focus lost or window gone: everything that was down is cancelled.
  std::vector<PointerEvent> cancel();

 private:
  struct Owner {
    RawPointer::Source source;
    std::int64_t finger;
    float x;
    float y;
    std::uint64_t since;  // order of going down
  };
  std::optional<std::size_t> contact_of(const RawPointer& raw) const;
  std::size_t free_contact() const;  // or the oldest
  PointerEvent end(std::size_t contact, PointerEvent::Kind kind);

  std::array<std::optional<Owner>, kMostContacts> owners_;
  std::uint64_t downs_ = 0;
};

}  // namespace samen::platform
