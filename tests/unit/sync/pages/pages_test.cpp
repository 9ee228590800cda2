// SPDX-License-Identifier: Apache-2.0
#include <tuple>

#include <gmock/gmock.h>
#include <libical/ical.h>

#include "sync/server/cases/dates.hpp"
#include "sync/server/store/audit.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(PagesTest, AProposalStandsOnTheWorklistAndIsDecidedOnItsPage) {
  EXPECT_THAT(list(), HasSubstr("Bekijk een nieuw voorstel"));
  EXPECT_THAT(list(), HasSubstr("href=\"/case/" + label() + "\""));
  EXPECT_THAT(page(), HasSubstr("name=\"act\" value=\"accept\""));
  done("accept");
  EXPECT_EQ(state(), domain::MatchState::offered);
  EXPECT_THAT(list(), HasSubstr("Vraag beide kanten of ze willen kennismaken"));
  EXPECT_THAT(list(), Not(HasSubstr("Bekijk een nieuw voorstel")));
}

TEST_F(PagesTest, EveryButtonOfAWholeLifeDoesWhatItSays) {
  introduce_them();
  EXPECT_EQ(state(), domain::MatchState::introduced);
  done("plan", {{"day", on_day(3)}});
  EXPECT_EQ(state(), domain::MatchState::planned);
  done("cancel");
  EXPECT_EQ(state(), domain::MatchState::introduced);
  done("plan", {{"day", on_day(1)}});
  clock.advance(2 * base::kDayMs);
  done("meet", {{"day", on_day(-1)}});
  EXPECT_EQ(state(), domain::MatchState::met);
  done("go-on");
  done("check-in", {{"met", "2"}, {"mood", "good"}});
  EXPECT_EQ(state(), domain::MatchState::running);
  done("end");
  done("close", {{"reason", "moved"}, {"household_then", "stop"}, {"group_then", "again"}});
  EXPECT_EQ(state(), domain::MatchState::closed);
  EXPECT_THAT(page(), HasSubstr("Gesloten: "));
}

TEST_F(PagesTest, EveryButtonOnThePageIsOneTheLifeTableKnows) {
  introduce_them();
  for (const char* act : {"plan", "meet", "check-in", "end", "rematch", "household-no"}) {
    EXPECT_THAT(page(), HasSubstr(std::string("value=\"") + act + "\"")) << act;
  }
  for (const char* act : {"introduce", "go-on", "cancel", "close", "accept"}) {
    EXPECT_THAT(page(), Not(HasSubstr(std::string("value=\"") + act + "\""))) << act;
  }
}

TEST_F(PagesTest, WhatWasTypedComesBackWithWordsThatSayHowToMendIt) {
  introduce_them();
  const auto acted = act("check-in", {{"met", "3"}, {"mood", ""}});
  ASSERT_TRUE(acted.again);
  EXPECT_EQ(acted.again->status, 422);
  EXPECT_THAT(acted.again->html, HasSubstr("Kies hoe het gaat."));
  EXPECT_THAT(acted.again->html, HasSubstr("name=\"met\" type=\"text\" maxlength=\"20\" "
                                           "inputmode=\"numeric\" autocomplete=\"off\" "
                                           "value=\"3\""));
  EXPECT_THAT(acted.again->html, HasSubstr("href=\"#check_in-mood\""));
  EXPECT_THAT(acted.again->html, HasSubstr("id=\"check_in-mood\""));
}

TEST_F(PagesTest, ADayThatIsOverIsRefusedAndNothingIsNoted) {
  introduce_them();
  const auto before = match_steps(*store, card.proposal)->size();
  for (const auto& day : {on_day(-3), std::string(), std::string("morgen")}) {
    const auto acted = act("plan", {{"day", day}});
    ASSERT_TRUE(acted.again) << day;
    EXPECT_EQ(acted.again->status, 422);
    EXPECT_THAT(acted.again->html, HasSubstr("aria-invalid=\"true\""));
  }
  EXPECT_EQ(match_steps(*store, card.proposal)->size(), before);
}

TEST_F(PagesTest, ADecisionOnACardThatHasChangedIsNotTaken) {
  const auto old = std::to_string(version());
  done("hold");
  const auto acted =
      pages->act(*store, policy, now(), label(), {{"act", "accept"}, {"version", old}});
  ASSERT_TRUE(acted.again);
  EXPECT_THAT(acted.again->html, HasSubstr("Er is intussen iets veranderd"));
  EXPECT_EQ(proposal().card.state, domain::ProposalState::held);
}

TEST_F(PagesTest, ADecisionCarriesTheAccountInTheAudit) {
  done("decline", {{"reason", "too_far"}});
  EXPECT_EQ(proposal().card.state, domain::ProposalState::declined);
  const auto lines = read_audit(*store).value();
  EXPECT_EQ(lines.back().actor, "office:anna");
  EXPECT_EQ(lines.back().action, "decline");
  EXPECT_EQ(lines.back().subject, card.proposal.str());
}

TEST_F(PagesTest, WhoDecidedTakesItBackAndAnotherCaseworkerDoesNot) {
  done("accept");
  context.viewer.account = "office:tom";
  EXPECT_THAT(act("undo").again->html, HasSubstr("Vraag de coördinator"));
  context.viewer.account = "office:anna";
  EXPECT_THAT(pages->match(*store, policy, now(), label(), "accept").html,
              HasSubstr("value=\"undo\""));
  done("undo");
  EXPECT_EQ(proposal().card.state, domain::ProposalState::proposed);
}

TEST_F(PagesTest, BeforeThePapersAreInOrderThePageSaysWhoLacksWhatAndOffersNoIntroduction) {
  done("accept");
  done("household-yes");
  done("group-yes");
  EXPECT_THAT(page(), HasSubstr("verklaring omtrent gedrag"));
  EXPECT_THAT(page(), Not(HasSubstr("value=\"introduce\"")));
  EXPECT_TRUE(act("introduce").again);
  papers_in_order();
  EXPECT_THAT(page(), HasSubstr("value=\"introduce\""));
}

TEST_F(PagesTest, AMeetingBecomesACalendarEntryThatTellsNobodyAnything) {
  EXPECT_FALSE(pages->calendar(*store, now(), label()));
  introduce_them();
  done("plan", {{"day", "2031-05-17"}});
  const auto text = pages->calendar(*store, now(), label());
  ASSERT_TRUE(text) << text.error().message;
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> read(
      icalparser_parse_string(text->c_str()), &icalcomponent_free);
  ASSERT_NE(read, nullptr);
  auto* event = icalcomponent_get_first_component(read.get(), ICAL_VEVENT_COMPONENT);
  ASSERT_NE(event, nullptr);
  EXPECT_EQ(icalrestriction_check(read.get()), 1);
  const auto day = icalcomponent_get_dtstart(event);
  EXPECT_EQ(std::make_tuple(day.year, day.month, day.day, day.is_date),
            std::make_tuple(2031, 5, 17, 1));
  for (const auto& word : {std::string(kTheirName), std::string(kGroupName), label(),
                           card.group_label, std::string("Samen Hier")}) {
    EXPECT_THAT(*text, Not(HasSubstr(word)));
  }
}

TEST_F(PagesTest, TheListIsFilteredBySearchLanguageAndWhen) {
  EXPECT_THAT(list({.search = label().substr(2)}), HasSubstr(">" + label() + "<"));
  EXPECT_THAT(list({.search = "ZZZZ"}), HasSubstr("Niets gevonden"));
  EXPECT_THAT(list({.language = "ar"}), HasSubstr(">" + label() + "<"));
  EXPECT_THAT(list({.language = "uk"}), Not(HasSubstr(">" + label() + "<")));
  EXPECT_THAT(list({.when = "late"}), Not(HasSubstr(">" + label() + "<")));
  EXPECT_THAT(list({.kind = "decide"}), HasSubstr(">" + label() + "<"));
}

TEST_F(PagesTest, WhatIsOverdueSaysForHowLong) {
  done("accept");
  clock.advance(9 * base::kDayMs);
  EXPECT_THAT(list(), HasSubstr("2 dagen te laat"));
  EXPECT_THAT(page(), HasSubstr("2 dagen te laat"));
}

}  // namespace
}  // namespace samen::server
