// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/sdl_events.hpp"

#include <cstring>

#include <SDL.h>
#include <gtest/gtest.h>

namespace samen::platform {
namespace {

using input::Key;
using input::KeyEvent;
using input::TextEvent;

class SdlEvents : public testing::Test {
 protected:
  std::vector<input::Event> take(const SDL_Event& event) {
    std::vector<WindowEvent> out;
    translate_sdl_event(event, {1280, 800, 2.0F}, bridge_, out);
    std::vector<input::Event> inputs;
    for (const auto& one : out) inputs.push_back(std::get<input::Event>(one));
    return inputs;
  }
  static SDL_Event mouse_button(Uint32 type, int x, int y) {
    SDL_Event event{};
    event.type = type;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = x;
    event.button.y = y;
    return event;
  }
  static SDL_Event finger(Uint32 type, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = 3;
    event.tfinger.fingerId = 1;
    event.tfinger.x = x;
    event.tfinger.y = y;
    return event;
  }

  PointerBridge bridge_;
};

TEST_F(SdlEvents, MousePointsBecomePixels) {
  const auto events = take(mouse_button(SDL_MOUSEBUTTONDOWN, 100, 50));
  ASSERT_EQ(events.size(), 1U);
  const auto& pointer = std::get<PointerEvent>(events[0]);
  EXPECT_EQ(pointer.x, 200);
  EXPECT_EQ(pointer.y, 100);
}

TEST_F(SdlEvents, FingersAreSharesOfTheWindow) {
  const auto events = take(finger(SDL_FINGERDOWN, 0.25F, 0.5F));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(std::get<PointerEvent>(events[0]).x, 320);
  EXPECT_EQ(std::get<PointerEvent>(events[0]).y, 400);
}

TEST_F(SdlEvents, TheMouseThatSdlMakesUpForAFingerIsIgnored) {
  auto event = mouse_button(SDL_MOUSEBUTTONDOWN, 1, 1);
  event.button.which = SDL_TOUCH_MOUSEID;
  EXPECT_TRUE(take(event).empty());
  auto other = mouse_button(SDL_MOUSEBUTTONDOWN, 1, 1);
  other.button.button = SDL_BUTTON_RIGHT;
  EXPECT_TRUE(take(other).empty());
}

TEST_F(SdlEvents, TypedTextArrivesAsOneSecret) {
  SDL_Event event{};
  event.type = SDL_TEXTINPUT;
  std::strcpy(event.text.text, "ሃ");
  const auto events = take(event);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(std::get<TextEvent>(events[0]).text.view(), "ሃ");
}

TEST_F(SdlEvents, KeysThatMoveAreKnownAndLettersAreNotKeys) {
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym.sym = SDLK_TAB;
  event.key.keysym.mod = KMOD_LSHIFT;
  auto events = take(event);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(std::get<KeyEvent>(events[0]).key, Key::tab);
  EXPECT_TRUE(std::get<KeyEvent>(events[0]).shift);
  event.key.keysym.sym = SDLK_a;
  EXPECT_TRUE(take(event).empty());
}

TEST_F(SdlEvents, FunctionKeysAreKeysBecauseSwitchesSendThem) {
  for (const auto& [code, key] : {std::pair{SDLK_F1, Key::f1}, std::pair{SDLK_F2, Key::listen},
                                  std::pair{SDLK_F3, Key::f3}, std::pair{SDLK_F12, Key::f12}}) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = code;
    const auto got = take(event);
    ASSERT_EQ(got.size(), 1U);
    EXPECT_EQ(std::get<KeyEvent>(got[0]).key, key);
  }
}

TEST_F(SdlEvents, FocusLostCancelsTheFinger) {
  take(finger(SDL_FINGERDOWN, 0.5F, 0.5F));
  SDL_Event event{};
  event.type = SDL_WINDOWEVENT;
  event.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
  const auto events = take(event);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(std::get<PointerEvent>(events[0]).kind, PointerEvent::Kind::cancel);
  EXPECT_TRUE(take(finger(SDL_FINGERUP, 0.5F, 0.5F)).empty());
}

}  // namespace
}  // namespace samen::platform
