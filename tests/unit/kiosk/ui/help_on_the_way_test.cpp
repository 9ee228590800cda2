// SPDX-License-Identifier: Apache-2.0
// What the screen says or does for somebody who is stuck: a mistyped domain, the end of a count, a
// language that nothing can be heard in.
#include <imgui.h>

#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

TEST(TheSuggestedDomain, ReplacesTheMistypedOneAtATap) {
  for (const Display& display : displays()) {
    Person person;
    person.viewport = display.viewport;
    person.show(scene("household.contact.email.doubt", "ar"));
    EXPECT_FALSE(person.node("question.suggestion").truncated) << display.name;
    person.tap("question.suggestion");
    EXPECT_EQ(person.typed(), "amina@gmail.com") << display.name;
    EXPECT_FALSE(person.state.session.error) << display.name;
    EXPECT_EQ(person.ui.nodes().find("question.suggestion"), nullptr);
    EXPECT_EQ(person.ui.screen_name(), "question.contact") << "going on is a tap of its own";
  }
}

TEST(TheSuggestedDomain, ReplacesTheMistypedOneByKeys) {
  Person person;
  person.show(scene("household.contact.email.doubt"));
  person.focus_on("question.suggestion");
  person.key(Key::enter);
  EXPECT_EQ(person.typed(), "amina@gmail.com");
  EXPECT_EQ(person.ui.screen_name(), "question.contact");
}

TEST(TheSuggestedDomain, IsOnlyThereForADoubt) {
  for (const char* name : {"household.contact.email.error", "household.contact.email.empty"}) {
    Person person;
    person.show(scene(name));
    EXPECT_EQ(person.ui.nodes().find("question.suggestion"), nullptr) << name;
  }
}

TEST(AStepperAtItsEnd, SaysSoInWords) {
  for (const char* question : {"household.adults", "household.children", "group.largest"}) {
    for (const Display& display : displays()) {
      Person person;
      person.viewport = display.viewport;
      person.show(scene(std::string(question) + ".empty"));
      EXPECT_EQ(person.ui.nodes().find("answer.most"), nullptr) << question;
      person.show(scene(std::string(question) + ".most"));
      const Node& said = person.node("answer.most");
      EXPECT_TRUE(said.visible) << question << " on " << display.name;
      EXPECT_FALSE(said.truncated) << question << " on " << display.name;
      EXPECT_TRUE(said.label.contains("medewerker")) << said.label;
    }
  }
}

// What is drawn changes with the word; what nodes and the ear hold never has it.
TEST(AnotherAdult, IsCalledWhatTheFamilyGivesOnTheScreenAndInNoNode) {
  for (const std::string& language : catalogues().languages()) {
    for (const char* name :
         {"languages", "goals", "sectors", "interests", "age", "gender", "their_consent"}) {
      flow::State state = scene("household." + std::string(name) + ".second.empty", language);
      const forms::Form& form = forms().at(state.session.form);
      const forms::Instance called{form.find("called"), 1};
      const auto drawn = [&](std::string_view word) {
        state.session.answers.set(called, base::SecretText(word));
        Person person;
        person.viewport.width = 1280, person.viewport.height = 800;
        person.show(state);
        for (const Node& node : person.ui.nodes().nodes()) {
          EXPECT_FALSE(word.size() > 3 && node.label.contains(word)) << node.id;
        }
        const Node& title = person.node("question.title");
        EXPECT_TRUE(title.visible && !title.truncated) << language << " " << name;
        EXPECT_TRUE(title.label.contains("2")) << title.label;
        return person.last.draw_data->TotalVtxCount;
      };
      const int unnamed = drawn("");
      const int shorter = drawn("Broer");
      EXPECT_NE(shorter, unnamed) << language << " " << name;
      EXPECT_NE(drawn("Broertjeslief"), shorter) << language << " " << name;
    }
  }
}

TEST(TheFirstAdult, IsSpokenToAndNotCounted) {
  flow::State state = scene("household.languages.empty");
  ASSERT_GT(state.session.adults, 1);
  Person person;
  person.show(state);
  EXPECT_EQ(person.node("question.title").label, "Welke talen spreek je?");
}

TEST(AnotherAdult, IsAskedLaterAtATap) {
  for (const Display& display : displays()) {
    Person person;
    person.viewport = display.viewport;
    person.show(scene("household.their_consent.second.empty"));
    person.tap("consent.later");
    EXPECT_EQ(std::get<forms::ConsentAnswer>(*flow::current_value(person.state)).otherwise,
              forms::NotGiven::later)
        << display.name;
  }
}

// Whichever it is: a voice may be missing on a kiosk, and a recording may come.
TEST(ALanguageWithoutAVoice, SaysSoWhereTheEarWouldBe) {
  for (const Display& display : displays()) {
    for (const std::string& language : catalogues().languages()) {
      Person person;
      person.viewport = display.viewport;
      person.viewport.sound.ear = true;
      person.show(scene("role", language));
      const Rect ear = person.node("sound.listen").rect;
      EXPECT_EQ(person.ui.nodes().find("sound.none"), nullptr);
      person.viewport.sound = {.voiceless = true};
      person.show(scene("role", language));
      EXPECT_EQ(person.ui.nodes().find("sound.listen"), nullptr);
      EXPECT_TRUE(ear.overlaps(person.node("sound.none").rect)) << display.name << language;
      const Node& said = person.node("sound.no_voice");
      EXPECT_EQ(said.label, catalogues().text(language, "sound.no_voice"));
      EXPECT_TRUE(said.visible && !said.truncated) << display.name << language;
      person.wait(2000).tap("sound.none");
      EXPECT_TRUE(
          person.node("dialog.text").label.contains(catalogues().text(language, "sound.no_voice")))
          << display.name << language;
    }
  }
}

}  // namespace
}  // namespace samen::ui
