// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/window.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>

#include <SDL.h>

#include "support/bounded.hpp"
#include "unit/kiosk/platform/draw_fixture.hpp"

namespace samen::platform {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

class Windows : public DrawFixture {
 protected:
  base::Result<std::unique_ptr<Window>> open(bool headless) {
    WindowOptions options;
    options.width = 400;
    options.height = 320;
    options.headless = headless;
    options.renderer = RendererKind::software;
    options.background_rgb = 0x102030;
    return Window::create(options);
  }
  void draw_and_check(Window& window) {
    window.upload(0, pages_.page(0), {0, 0, 8192, 8192});
    Image shown;
    const auto& data = frame(400, 320, [](ImDrawList& list) {
      list.AddRectFilled({10, 10}, {20, 20}, IM_COL32(255, 0, 0, 255));
    });
    const auto rendered = window.render(data, &shown);
    ASSERT_TRUE(rendered) << rendered.error().message;
    EXPECT_EQ(shown.width, 400);
    EXPECT_EQ(shown.pixel(15, 15)[0], 255);
    EXPECT_EQ(shown.pixel(100, 100)[0], 0x10);
    EXPECT_EQ(shown.pixel(100, 100)[2], 0x30);
    EXPECT_EQ(window.statistics().frames, 1U);
    EXPECT_EQ(window.statistics().draw_calls, 1U);
    EXPECT_EQ(window.statistics().uploads, 1U);
  }
};

TEST_F(Windows, AHeadlessOneDrawsIntoAPicture) {
  const auto window = open(true);
  ASSERT_TRUE(window) << window.error().message;
  draw_and_check(**window);
}

TEST_F(Windows, AnSdlOneWithoutGraphicsCardDrawsTheSame) {
  ::setenv("SDL_VIDEODRIVER", "dummy", 1);
  const auto window = open(false);
  ASSERT_TRUE(window) << window.error().message;
  EXPECT_EQ((*window)->renderer(), RendererKind::software);
  draw_and_check(**window);
}

TEST_F(Windows, WaitingEndsWithAWakeFromAnotherThread) {
  for (const bool headless : {true, false}) {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    const auto window = open(headless);
    ASSERT_TRUE(window) << window.error().message;
    ASSERT_TRUE(test::within(std::chrono::seconds(5), [&] { return (*window)->wait(0).empty(); }));
    const auto start = Clock::now();
    std::thread waker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      (*window)->wake();
    });
    while (seconds_since(start) < 0.03) (*window)->wait(10'000);
    waker.join();
    EXPECT_LT(seconds_since(start), 5.0);
  }
}

TEST_F(Windows, AWakeBeforeTheWaitIsNotLost) {
  const auto window = open(true);
  ASSERT_TRUE(window);
  (*window)->wake();
  (*window)->wake();
  const auto start = Clock::now();
  (*window)->wait(10'000);
  EXPECT_LT(seconds_since(start), 5.0);
  (*window)->wait(20);
  EXPECT_GE(seconds_since(start), 0.019);
}

TEST_F(Windows, AnInjectedTapComesOutOfTheNextWaitInOrder) {
  const auto window = open(true);
  ASSERT_TRUE(window);
  using Kind = PointerEvent::Kind;
  (*window)->inject({RawPointer::Source::touch, 1, Kind::down, 5, 6});
  (*window)->inject({RawPointer::Source::touch, 1, Kind::up, 5, 6});
  const auto events = (*window)->wait(-1);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(std::get<PointerEvent>(std::get<input::Event>(events[0])).kind, Kind::down);
  EXPECT_EQ(std::get<PointerEvent>(std::get<input::Event>(events[1])).kind, Kind::up);
}

#ifndef SAMEN_SANITIZED
// How often a text stands in the writable memory of this process. Every byte is given one too high,
// so that the question is not found as its own answer.
std::size_t times_in_memory(std::string_view one_higher) {
  std::ifstream maps("/proc/self/maps");
  std::size_t times = 0;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    std::array<char, 5> rights{};
    if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " %4s", &begin, &end, rights.data()) !=
        3) {
      continue;
    }
    if (std::string_view(rights.data()) != "rw-p" || line.contains("[v")) continue;
    const auto* at = reinterpret_cast<const char*>(begin);
    const auto* const last = reinterpret_cast<const char*>(end);
    const auto same = [](char here, char higher) { return here == static_cast<char>(higher - 1); };
    while ((at = std::search(at, last, one_higher.begin(), one_higher.end(), same)) != last) {
      ++times;
      ++at;
    }
  }
  return times;
}

// A badge reader types 42 letters in one burst.
TEST_F(Windows, NothingTypedStaysInTheRecordsOfEvents) {
  ::setenv("SDL_VIDEODRIVER", "dummy", 1);
  const auto window = open(false);
  ASSERT_TRUE(window) << window.error().message;
  const std::string_view higher = "Lbobsjf.x8";  // Kanarie-w7
  for (int i = 0; i < 42; ++i) {
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    for (std::size_t at = 0; at < higher.size(); ++at) {
      event.text.text[at] = static_cast<char>(higher[at] - 1);
    }
    ASSERT_EQ(SDL_PushEvent(&event), 1);
    base::wipe({reinterpret_cast<std::uint8_t*>(&event), sizeof event});
  }
  EXPECT_GE(times_in_memory(higher), 42U) << "the search finds what is there";
  EXPECT_GE((*window)->wait(0).size(), 42U);
  EXPECT_EQ(times_in_memory(higher), 0U);
}
#endif

TEST_F(Windows, SizesThatCannotBeAreRefusedWithWords) {
  WindowOptions options;
  options.headless = true;
  options.width = 100;
  const auto small = Window::create(options);
  ASSERT_FALSE(small);
  EXPECT_NE(small.error().message.find("100x800"), std::string::npos);
  options.width = 1280;
  options.density = 400;
  EXPECT_FALSE(Window::create(options));
}

TEST(Density, IsThatOfThePanelsWeKnow) {
  EXPECT_NEAR(usual_density(1280, 800), 5.88, 0.05);
  EXPECT_NEAR(usual_density(800, 480), 5.25, 0.05);
}

}  // namespace
}  // namespace samen::platform
