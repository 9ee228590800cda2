// SPDX-License-Identifier: Apache-2.0
// The same words once in a left-to-right and once in a right-to-left language: every screen must
// be the other's mirror image, but for what stays as it is in the world (keys, QR codes, fields).
#include <algorithm>
#include <fstream>
#include <sstream>

#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

std::string file(const std::string& name) {
  std::ifstream in(assets() / "locales" / name);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// The file with some words changed once.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("no " + from);
  return text.replace(at, from.size(), to);
}

i18n::Catalogues read(const std::vector<i18n::Catalogues::Source>& sources) {
  auto parsed = i18n::Catalogues::parse(sources);
  if (!parsed) throw std::runtime_error(parsed.error().message);
  return std::move(*parsed);
}

// English words in both; one of the two catalogues says it is Arabic.
const i18n::Catalogues& twins() {
  static const i18n::Catalogues made = [] {
    const std::string english = file("en.json");
    return read({{"en.json", english},
                 {"ar.json", changed(english, "\"language\": \"en\"", "\"language\": \"ar\"")}});
  }();
  return made;
}

bool stays(const Node& node) {
  return node.role == Role::key || node.role == Role::picture || node.role == Role::field ||
         node.id.starts_with("key.") || node.id == "question.continue" || node.id == "secret.open";
}

TEST(RightToLeft, MirrorsEveryScreen) {
  Person person(twins());
  for (const Display& display : displays()) {
    person.viewport = display.viewport;
    person.viewport.reduced_motion = true;
    const auto width = static_cast<float>(display.viewport.width);
    int compared = 0;
    int others = 0;
    const auto scenes = testing::all_scenes(forms(), "en", 0);
    for (const auto& scene : scenes) {
      // Their words are native names, greetings, an enumeration of them, or days of the calendar:
      // not the same twice.
      if (scene.name.starts_with("first") || scene.name == "overlay.language" ||
          scene.name.starts_with("staff.status") || scene.name == "staff.work" ||
          scene.name == "staff.card.work") {
        continue;
      }
      flow::State state = scene.state;
      state.language = "en";
      person.show(state);
      const std::vector<Node> left = person.ui.nodes().nodes();
      state.language = "ar";
      person.show(state);
      // A full stop belongs to another run of text there and is not kerned: where a line is full to
      // the pixel its last word may stand on the next one.
      const bool rewrapped = std::ranges::any_of(left, [&](const Node& node) {
        const Node* right = person.ui.nodes().find(node.id);
        return node.role == Role::text && right != nullptr &&
               std::abs(right->rect.h - node.rect.h) > 1.1F;
      });
      if (rewrapped) {
        ++others;
        continue;
      }
      for (const Node& node : left) {
        if (stays(node) || node.id.starts_with("header.") || node.id == "screen.progress" ||
            node.id == "screen.title" || node.id == "staff.tab.proposals" ||
            node.id == "staff.tab.status" || node.id.starts_with("outside.place.")) {
          // The language button names the language: the bar's widths differ. What a place does is
          // said in each language by a file of its own.
          continue;
        }
        const Node* right = person.ui.nodes().find(node.id);
        ASSERT_NE(right, nullptr) << scene.name << " " << node.id;
        EXPECT_NEAR(right->rect.x, width - node.rect.end(), 1.1F)
            << scene.name << " " << node.id << " on " << display.name;
        EXPECT_NEAR(right->rect.y, node.rect.y, 1.1F)
            << scene.name << " " << node.id << " on " << display.name;
        EXPECT_NEAR(right->rect.w, node.rect.w, 1.1F)
            << scene.name << " " << node.id << " on " << display.name;
        ++compared;
      }
    }
    EXPECT_GT(compared, 1500);
    EXPECT_LT(others * 10, static_cast<int>(scenes.size())) << display.name;
  }
}

TEST(RightToLeft, PutsTheRailAtTheRightAndTheWayOnAtTheLeft) {
  Person person;
  person.show(scene("household.goals.empty", "ar"));
  EXPECT_GT(person.node("header.back").rect.x, 700);
  EXPECT_GT(person.node("header.help").rect.x, 700) << "the rail is at the start edge";
  EXPECT_LT(person.node("question.continue").rect.x, 100);
}

// What the layout tests look for is there when a translation is too long.
TEST(ATextThatIsTooLong, MarksWhereItStands) {
  const std::string word(70, 'W');
  const auto words = read({{"en.json", changed(file("en.json"), "\"text\": \"Continue\"",
                                               "\"text\": \"" + word + "\"")}});
  Person person(words);
  person.show(scene("household.interpreter.empty", "en"));
  EXPECT_TRUE(person.node("question.continue").truncated);
  EXPECT_FALSE(person.node("answer.yes").truncated);
}

TEST(TheStaffPage, NamesTheLanguagesThatNobodyReviewed) {
  const auto words =
      read({{"nl.json", file("nl.json")},
            {"en.json",
             changed(changed(file("en.json"), "\"state\": \"draft\"", "\"state\": \"reviewed\""),
                     "\"reviewer\": null", "\"reviewer\": \"Somebody\"")}});
  Person person(words);
  person.viewport = displays()[1].viewport;
  person.show(scene("staff.status"));
  const auto& nodes = person.ui.nodes().nodes();
  const auto says = [&](const std::string& text) {
    return std::ranges::any_of(
        nodes, [&](const Node& node) { return node.label.find(text) != std::string::npos; });
  };
  EXPECT_TRUE(says("\u2068Nederlands\u2069"));
  EXPECT_TRUE(says(words.format("nl", "staff.status.translations.note")));
  EXPECT_FALSE(says("\u2068English\u2069"));
}

}  // namespace
}  // namespace samen::ui
