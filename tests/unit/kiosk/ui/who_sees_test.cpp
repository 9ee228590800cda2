// SPDX-License-Identifier: Apache-2.0
// Who sees what one tells: said before anybody says yes, and at any time from "help".
#include <fstream>

#include "support/temporary_folder.hpp"
#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

// The shipped forms for a programme that has filled in who is responsible.
const forms::FormSet& filled_in() {
  static const forms::FormSet loaded = [] {
    const test::TemporaryFolder folder;
    std::filesystem::copy(assets() / "forms", folder.path() / "forms",
                          std::filesystem::copy_options::recursive);
    std::ofstream(folder.path() / "forms/facts/programme.json") << R"({
      "latest_arrival": "under_3_years", "kept_months": 6,
      "responsible": {"name": "Stichting Voorbeeld", "reach": "036 123 4567"},
      "complaints": {}})";
    return forms::FormSet::load(folder.path() / "forms").value();
  }();
  return loaded;
}

constexpr std::array kLines = {"staff", "others",      "kiosk",   "you",
                               "kept",  "responsible", "complain"};

TEST(WhoSeesWhatITell, IsSaidBeforeAnybodySaysYesAndTakesNoAnswerAway) {
  for (const char* form : {"household", "group", "member", "single"}) {
    Person person;
    person.show(scene(std::string(form) + ".consent.answered"));
    const flow::Session before = person.state.session;
    person.tap("question.who_sees");
    EXPECT_EQ(person.state.overlay, flow::Overlay::who_sees) << form;
    for (const std::string name : kLines) {
      EXPECT_FALSE(person.node("who_sees." + name + ".title").label.empty()) << name;
      EXPECT_FALSE(person.node("who_sees." + name + ".text").truncated) << name;
    }
    person.tap("overlay.close");
    EXPECT_EQ(person.state.overlay, flow::Overlay::none);
    EXPECT_EQ(person.state.session, before) << form;
    EXPECT_EQ(person.ui.screen_name(), "question.consent");
  }
}

TEST(WhoSeesWhatITell, CanBeAskedOnEveryPageThatHasHelp) {
  for (const char* name : {"first", "role", "household.check", "household.receipt"}) {
    Person person;
    person.show(scene(name));
    person.tap("header.help");
    person.tap("help.who_sees");
    EXPECT_EQ(person.state.overlay, flow::Overlay::who_sees) << name;
    EXPECT_EQ(person.ui.nodes().find("help.close"), nullptr) << "help lies no longer under it";
    person.tap("overlay.close");
    EXPECT_EQ(person.ui.nodes().find("help.close"), nullptr);
    EXPECT_EQ(person.state.screen, scene(name).screen);
  }
}

TEST(WhoSeesWhatITell, NamesWhoIsResponsibleAndWhereToComplainAsTheProgrammeSays) {
  Person person(catalogues(), filled_in());
  person.show(scene("overlay.who_sees"));
  const auto said = [&](const std::string& of) { return person.node("who_sees." + of).label; };
  EXPECT_TRUE(said("responsible.text").contains("Stichting Voorbeeld"));
  EXPECT_TRUE(said("responsible.text").contains("036 123 4567"));
  EXPECT_TRUE(said("kept.text").contains("6 maanden")) << said("kept.text");
  EXPECT_EQ(said("complain.text"), catalogues().text("nl", "who_sees.complain.unknown")) << "none";

  Person shipped;
  shipped.show(scene("overlay.who_sees"));
  EXPECT_EQ(shipped.node("who_sees.responsible.text").label,
            catalogues().text("nl", "who_sees.responsible.unknown"));
  EXPECT_TRUE(shipped.node("who_sees.complain.text").label.contains("Autoriteit"));
}

TEST(WhoSeesWhatITell, StaffHearThatNobodyHasFilledItIn) {
  Person shipped;
  shipped.show(scene("staff.status"));
  EXPECT_NE(shipped.ui.nodes().find("status.responsible"), nullptr);
  Person person(catalogues(), filled_in());
  person.show(scene("staff.status"));
  EXPECT_EQ(person.ui.nodes().find("status.responsible"), nullptr);
}

}  // namespace
}  // namespace samen::ui
