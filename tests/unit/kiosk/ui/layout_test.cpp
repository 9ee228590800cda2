// SPDX-License-Identifier: Apache-2.0
// Every screen in every language, text size and window: nothing too small, too close, cut or lost.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include <imgui.h>

#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

// Rounding to whole pixels may take half a pixel on either side.
constexpr float kSlack = 1.01F;

Rect shown_part(const Ui& ui, const Node& node) {
  const Node* container =
      node.scroll_parent.empty() ? nullptr : ui.nodes().find(node.scroll_parent);
  return container == nullptr ? node.rect : node.rect.clipped(container->rect);
}

struct Checker {
  const Ui& ui;
  const Viewport& viewport;
  std::string where;
  int problems = 0;

  void wrong(const Node& node, const std::string& what) {
    if (++problems > 3) return;  // the first ones say enough
    ADD_FAILURE() << where << ": " << node.id << " (" << node.label << ") " << what << " at "
                  << node.rect.x << "," << node.rect.y << " " << node.rect.w << "x" << node.rect.h;
  }

  void words() {
    for (const Node& node : ui.nodes().nodes()) {
      if (node.truncated) wrong(node, "does not show all its words");
      if (node.missing_glyphs > 0) wrong(node, "has characters no font knows");
      if (node.label.find("\u27E6") != std::string::npos) wrong(node, "has a missing message");
      if (tappable(node.role) && node.label.empty()) wrong(node, "has no name");
    }
  }

  void sizes() {
    const float least = kMinTargetMm * viewport.density - kSlack;
    for (const Node& node : ui.nodes().nodes()) {
      if (!tappable(node.role)) continue;
      // Ten letters in a row and the rail need 175 mm; on narrower displays keys give up width,
      // never height. On a shelf panel too low for anything above a keyboard it lies beside what is
      // asked.
      const bool narrow_key =
          node.role == Role::key && (static_cast<float>(viewport.width) / viewport.density < 175 ||
                                     static_cast<float>(viewport.height) / viewport.density < 88);
      if (node.rect.h < least || (node.rect.w < least && !narrow_key)) wrong(node, "is too small");
      if (narrow_key && node.rect.w < 6.5F * viewport.density) wrong(node, "is too narrow");
    }
  }

  void places() {
    const Rect page{0, 0, static_cast<float>(viewport.width), static_cast<float>(viewport.height)};
    std::set<std::string> ids;
    for (const Node& node : ui.nodes().nodes()) {
      if (!ids.insert(node.id).second) wrong(node, "is there twice");
      if (node.scroll_parent.empty()) {
        if (!page.shrunk(-kSlack).contains(node.rect)) wrong(node, "leaves the window");
        if (!node.visible) wrong(node, "is cut off");
        continue;
      }
      const Node* container = ui.nodes().find(node.scroll_parent);
      if (container == nullptr) {
        wrong(node, "has no container");
      } else if (node.rect.x < container->rect.x - kSlack ||
                 node.rect.end() > container->rect.end() + kSlack) {
        wrong(node, "leaves its container sideways");
      }
    }
  }

  // What must never vanish: the help button with its word, the help of a question, how far one is,
  // and words on every button that ends, sends or goes somewhere.
  void essentials(const flow::State& state) {
    if (state.overlay != flow::Overlay::none || state.screen == flow::Screen::sending) return;
    for (const char* id : {"header.help", "header.text_size"}) there(id);
    if (state.screen == flow::Screen::question) {
      for (const char* id : {"header.back", "header.stop", "header.language", "question.title",
                             "screen.progress", "question.continue"}) {
        there(id);
      }
      if (!flow::current_question(state, forms())->help_key.empty()) there("question.help");
    }
  }
  void there(const std::string& id) {
    const Node* node = ui.nodes().find(id);
    if (node == nullptr) {
      if (++problems <= 3) ADD_FAILURE() << where << ": " << id << " is gone";
    } else if (!node->visible) {
      wrong(*node, "is out of sight");
    }
  }

  // An error is read where one is, not somewhere above.
  void errors() {
    for (const Node& node : ui.nodes().nodes()) {
      if (node.role == Role::error && !node.visible) wrong(node, "is out of sight");
    }
  }

  // Words and pictures that belong to nothing else lie beside each other, never over each other.
  void readings() {
    std::vector<const Node*> all;
    for (const Node& node : ui.nodes().nodes()) {
      const bool read = node.role == Role::text || node.role == Role::heading ||
                        node.role == Role::status || node.role == Role::picture ||
                        node.role == Role::error;
      if (read && node.visible) all.push_back(&node);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        if (all[i]->rect.shrunk(kSlack).overlaps(all[j]->rect.shrunk(kSlack))) {
          wrong(*all[i], "lies over " + all[j]->id);
        }
      }
    }
  }

  // Each change of the texture or of Dear ImGui's clip rectangle is a draw call more. The target is
  // at most 4; what is drawn here needs only one, which also says that one atlas page is enough.
  void draw_calls(const ImDrawData& data) {
    int calls = 0;
    for (int i = 0; i < data.CmdListsCount; ++i) {
      for (const ImDrawCmd& command : data.CmdLists[i]->CmdBuffer) calls += command.ElemCount > 0;
    }
    if (calls != 1 && ++problems <= 3) ADD_FAILURE() << where << ": " << calls << " draw calls";
  }

  void gaps() {
    const float least = kMinGapMm * viewport.density - kSlack;
    std::vector<const Node*> targets;
    for (const Node& node : ui.nodes().nodes()) {
      if (tappable(node.role) && !shown_part(ui, node).empty()) targets.push_back(&node);
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
      for (std::size_t j = i + 1; j < targets.size(); ++j) {
        const Rect a = shown_part(ui, *targets[i]);
        const Rect b = shown_part(ui, *targets[j]);
        const float across = std::max(a.x, b.x) - std::min(a.end(), b.end());
        const float down = std::max(a.y, b.y) - std::min(a.bottom(), b.bottom());
        if (across < -kSlack && down < -kSlack) {
          wrong(*targets[i], "lies over " + targets[j]->id);
        }
        // On a keyboard what is left of the gap belongs to the keys beside it.
        const auto on_keyboard = [](const Node& node) {
          return node.role == Role::key || node.id == "question.continue" ||
                 node.id == "secret.open";
        };
        if (on_keyboard(*targets[i]) && on_keyboard(*targets[j])) continue;
        if (!targets[i]->visible || !targets[j]->visible) continue;  // cut by an edge
        if (std::max(across, down) < least) wrong(*targets[i], "is too close to " + targets[j]->id);
      }
    }
  }
};

// Dutch and Arabic are laid out whole in every run at the smallest and the largest text. In each
// other language every screen is met twice: with the largest text on one display, and with a text
// size and a display in turn, so that the languages together meet all of them. SAMEN_LAYOUT=all
// takes everything (`ninja layout_matrix`).
bool in_this_run(const std::string& language, int text_size, std::size_t display,
                 std::size_t screen) {
  const char* asked = std::getenv("SAMEN_LAYOUT");
  if (asked != nullptr && std::string_view(asked) == "all") return true;
  const int largest = flow::kTextSizes - 1;
  if (language == "nl" || language == "ar") {
    return text_size == largest || text_size == 0 ||
           screen % 4 == static_cast<std::size_t>(text_size);
  }
  const auto all = catalogues().languages();
  const auto turn =
      screen + static_cast<std::size_t>(std::ranges::find(all, language) - all.begin());
  const bool large = text_size == largest && display == turn % displays().size();
  // Seven displays and three sizes have no divisor in common: all pairs come by.
  const bool in_turn = text_size == static_cast<int>(turn % static_cast<std::size_t>(largest)) &&
                       display == (turn + 1) % displays().size();
  return large || in_turn;
}

class EveryScreen : public ::testing::TestWithParam<std::tuple<std::string, int>> {};

TEST_P(EveryScreen, FitsOnEveryDisplay) {
  const auto& [language, text_size] = GetParam();
  const auto scenes = testing::all_scenes(forms(), language, text_size);
  ASSERT_GT(scenes.size(), 150U);
  Person person;
  for (std::size_t at = 0; at < displays().size(); ++at) {
    const Display& display = displays()[at];
    person.viewport = display.viewport;
    person.viewport.reduced_motion = true;
    person.viewport.sound.ear = true;  // takes room: what fits with it fits without it
    for (std::size_t i = 0; i < scenes.size(); ++i) {
      if (!in_this_run(language, text_size, at, i)) continue;
      const auto& scene = scenes[i];
      person.show(scene.state);
      Checker check{person.ui, person.viewport,
                    scene.name + " in " + language + ", text " + std::to_string(text_size) + ", " +
                        display.name};
      check.words();
      check.sizes();
      check.places();
      check.gaps();
      check.essentials(scene.state);
      check.errors();
      check.readings();
      check.draw_calls(*person.last.draw_data);
    }
    engine().clear_cache();
  }
}

INSTANTIATE_TEST_SUITE_P(LanguagesAndTextSizes, EveryScreen,
                         ::testing::Combine(::testing::ValuesIn(catalogues().languages()),
                                            ::testing::Range(0, flow::kTextSizes)),
                         [](const auto& tested) {
                           return std::get<0>(tested.param) + "_" +
                                  std::to_string(std::get<1>(tested.param));
                         });

TEST(TheRegistry, NeverHoldsWhatAPersonTyped) {
  Person person;
  for (const auto& scene : testing::all_scenes(forms(), "nl", 0)) {
    person.show(scene.state);
    for (const Node& node : person.ui.nodes().nodes()) {
      for (const char* secret : {"Amina", "0612345678", "1315", "amina.voorbeeld"}) {
        EXPECT_EQ(node.label.find(secret), std::string::npos) << scene.name << " " << node.id;
      }
    }
  }
}

// Nobody should have to look for their own language below an edge; the ear takes room too.
TEST(TheFirstScreen, ShowsEveryLanguageWithoutScrolling) {
  Person person;
  for (const Display& display : displays()) {
    for (const bool ear : {false, true}) {
      person.viewport = display.viewport;
      person.viewport.sound.ear = ear;
      person.show(scene("first"));
      for (const std::string& language : catalogues().languages()) {
        const Node& tile = person.node("first.language." + language);
        EXPECT_TRUE(tile.visible && !tile.truncated)
            << language << " at " << display.name << (ear ? " with the ear" : "");
      }
      EXPECT_EQ(person.ui.nodes().find("page.down"), nullptr) << display.name;
    }
  }
}

// It greets in each language, and what can be tapped stays where it is meanwhile.
TEST(TheFirstScreen, GreetsInEveryLanguageAndNothingThatCanBeTappedMoves) {
  const auto languages = catalogues().languages();
  for (const Display& display : displays()) {
    Person person;
    person.viewport = display.viewport;
    flow::State state = scene("first");
    std::map<std::string, Rect> before;
    for (std::size_t i = 0; i < languages.size(); ++i) {
      state.greeting = static_cast<int>(i);
      person.show(state);
      for (const char* id : {"first.greeting", "first.about", "first.other_language"}) {
        const Node& said = person.node(id);
        EXPECT_EQ(said.label, catalogues().text(languages[i], id)) << display.name;
        EXPECT_TRUE(said.visible && !said.truncated) << languages[i] << " at " << display.name;
      }
      const Rect brand = person.node("brand").rect;
      EXPECT_TRUE(brand.bottom() < person.node("first.language.nl").rect.y ||
                  brand.end() < person.node("first.choose").rect.x)
          << "the name of the programme leaves its panel at " << display.name;
      for (const Node& node : person.ui.nodes().nodes()) {
        if (!tappable(node.role)) continue;
        const Rect first = before.emplace(node.id, node.rect).first->second;
        EXPECT_TRUE(first.x == node.rect.x && first.y == node.rect.y && first.w == node.rect.w &&
                    first.h == node.rect.h)
            << node.id << " in " << languages[i] << " at " << display.name;
      }
    }
  }
}

// Who finds no tile reads what to do in two languages, and the screen comes back by itself.
TEST(AnotherLanguage, SaysWhatToDoKeepsNothingAndGoesAwayByItself) {
  for (const Display& display : displays()) {
    Person person;
    person.viewport = display.viewport;
    person.show(scene("first")).tap("first.other_language");
    ASSERT_EQ(person.state.overlay, flow::Overlay::other_language) << display.name;
    for (const std::string way : {"little", "desk", "together"}) {
      const std::string key = "first.other_language." + way;
      EXPECT_EQ(person.node(key + ".own").label, catalogues().text("nl", key));
      EXPECT_EQ(person.node(key + ".other").label, catalogues().text("en", key));
    }
    EXPECT_EQ(person.state.session, flow::Session());
    person.tap("overlay.close");
    EXPECT_EQ(person.state.overlay, flow::Overlay::none) << display.name;
    person.wait(2000).tap("first.other_language");
    ASSERT_EQ(person.state.overlay, flow::Overlay::other_language) << display.name;
    const std::int64_t later = person.now + person.settings.idle_ms + 1000;
    const auto step = flow::reduce(person.state, flow::Tick{}, {forms(), person.settings, later});
    EXPECT_EQ(step.state.overlay, flow::Overlay::none) << display.name;
    EXPECT_EQ(step.state.screen, flow::Screen::first);
  }
}

// Steps of less than a pixel were rounded away: the last two pixels of a page took for ever, and a
// kiosk nobody touched drew sixty frames a second.
TEST(APageThatGlides, ComesToRestAtItsEndHoweverOftenItIsDrawn) {
  for (const std::int64_t frame_ms : {1, 4, 8, 16, 33, 60}) {
    for (const char* way : {"page.down", "page.up"}) {
      Person person;
      person.viewport.width = 800, person.viewport.height = 480;
      person.show(scene("household.sectors.empty")).tap("page.down").tap("page.down");
      if (way == std::string("page.down")) person.tap("page.up").tap("page.up");
      const Rect place = person.node(way).rect;
      const float x = place.center_x();
      const float y = place.center_y();
      person.viewport.reduced_motion = false;
      person.until(person.ui.tap_ready_ms(x, y));
      Input press{.events = {PointerEvent{PointerEvent::Kind::down, x, y},
                             PointerEvent{PointerEvent::Kind::up, x, y}},
                  .now_ms = person.now};
      do {
        static_cast<void>(person.ui.handle(person.state, press));
        press.events.clear();
      } while (person.ui.more_input());
      int frames = 0;
      for (bool moving = true; moving && frames * frame_ms < 2'000; ++frames) {
        person.now += frame_ms;
        moving = person.ui.build(person.state, person.viewport, person.now).wants_another_frame;
      }
      EXPECT_GT(frames, 3) << way << ", " << frame_ms << " ms: it glides";
      EXPECT_LT(frames * frame_ms, 1'500) << way << ", " << frame_ms << " ms";
    }
  }
}

TEST(EveryFrame, Settles) {
  Person person;
  for (const auto& scene : testing::all_scenes(forms(), "ar", 1)) {
    person.show(scene.state);
    EXPECT_FALSE(person.last.wants_another_frame) << scene.name;
  }
}

TEST(TheReceiptOfAGroup, ShowsAllThreeCodesAtOnceOnALargeDisplay) {
  for (const std::string language : {"nl", "ar"}) {
    Person person;
    person.viewport.width = 1280, person.viewport.height = 800;
    person.show(scene("group.receipt", language));
    for (const char* code : {"receipt.own.code", "receipt.join.code", "receipt.reference.code"}) {
      EXPECT_TRUE(person.node(code).visible) << code << " in " << language;
    }
  }
}

}  // namespace
}  // namespace samen::ui
