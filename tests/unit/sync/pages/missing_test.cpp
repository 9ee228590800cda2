// SPDX-License-Identifier: Apache-2.0
// Who is missing, and posters that point to nobody who waits.
#include "sync/server/cases/missing.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class Missings : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    context.viewer = {StaffRole::coordinator, {}, "office:anna"};
  }
  static json shortage(const char* kind, int households) {
    json labels = json::array();
    for (int i = 0; i < households; ++i) labels.push_back("H-C" + std::to_string(i));
    return {{"kind", kind},
            {"languages", {"language.ar"}},
            {"times", "weekday evenings"},
            {"women_only", false},
            {"area", 13},
            {"needed", 2},
            {"unlocked", households},
            {"households", labels}};
  }
  // As a round logs them.
  std::string round_with(const json& shortages) {
    auto transaction = store->begin();
    const auto round =
        add_round(*store, 1, json{{"not_yet", 7}, {"shortages", shortages}}.dump()).value();
    EXPECT_TRUE(transaction->commit());
    return std::to_string(round);
  }
  Page list_of_missing() { return pages->missing(*store, now()); }
  Page poster(const std::string& name, const std::string& centre = {}) {
    return pages->poster(*store, now(), name, centre);
  }
};

TEST_F(Missings, AreCardsWithTheRoundsOwnFigures) {
  auto women = shortage("new_group", 5);
  women["women_only"] = true;
  auto whoever = shortage("time", 2);
  whoever["languages"] = json::array();
  const auto round = round_with({shortage("speaker", 6), whoever, women});
  for (const char* language : {"en", "nl"}) {
    context.language = language;
    kept("missing", list_of_missing());
  }
  const auto page = list_of_missing().html;
  for (const char* words : {"2 vrijwilligers die", "Arabisch", "6 voorstellen meer", "Postcode",
                            "H-C5", "op werkdagen ’s avonds", "Noemt wie we zoeken",
                            "minder dan vijf", "alleen vrouwen", "7 huishoudens"}) {
    EXPECT_THAT(page, HasSubstr(words));
  }
  EXPECT_THAT(page, HasSubstr("/missing/" + round + "-3"));
}

TEST_F(Missings, APosterSaysWhomWeLookForWhenEnoughWaitForIt) {
  const auto round = round_with({shortage("speaker", 5), shortage("time", 4)});
  const auto page = kept("poster-speaks", poster(round + "-1", "De Linde, Almere"));
  ASSERT_EQ(page.status, 200);
  for (const char* words : {"Spreek je", "Arabisch", "op werkdagen ’s avonds", "De Linde, Almere",
                            "Ik wil meehelpen", "F-001-EM", "lang=\"ar\" dir=\"rtl\"", "ساعد"}) {
    EXPECT_THAT(page.html, HasSubstr(words));
  }
  EXPECT_THAT(page.html, Not(HasSubstr("H-C"))) << "nobody who waits is on it";
  EXPECT_THAT(page.html, Not(HasSubstr("13xx"))) << "nor where they live";
  // Four wait: nothing of what they need.
  const auto general = kept("poster-general", poster(round + "-2")).html;
  EXPECT_THAT(general, HasSubstr("Heb je een uur in de week"));
  for (const char* words : {"Arabisch", "werkdagen", "rtl", "H-C", "ساعد"}) {
    EXPECT_THAT(general, Not(HasSubstr(words)));
  }
}

TEST_F(Missings, APosterOfWomenOrAGroupNamesTheOtherButton) {
  auto women = shortage("new_group", 5);
  women["women_only"] = true;
  women["languages"] = json::array();
  auto few = women;
  few["households"] = {"H-C1"};
  const auto round = round_with({women, few});
  const auto page = kept("poster-women", poster(round + "-1")).html;
  EXPECT_THAT(page, HasSubstr("vriendinnen"));
  EXPECT_THAT(page, HasSubstr("Ik begin een groep"));
  EXPECT_THAT(page, HasSubstr("F-002-V3"));
  const auto general = poster(round + "-2").html;
  EXPECT_THAT(general, Not(HasSubstr("vriendinnen")));
  EXPECT_THAT(general, HasSubstr("Ik begin een groep"));
}

TEST_F(Missings, APosterDoesNotAskWhoReadsItWhetherTheySpeakDutch) {
  auto dutch = shortage("new_group", 5);
  dutch["languages"] = json::array({"language.nl"});
  auto more = shortage("speaker", 5);
  more["languages"] = json::array({"language.nl", "language.en"});
  const auto round = round_with({dutch, more});
  EXPECT_THAT(poster(round + "-1").html, Not(HasSubstr("Spreek je")));
  const auto page = poster(round + "-2").html;
  EXPECT_THAT(page, HasSubstr("Engels"));
  EXPECT_THAT(page, Not(HasSubstr("Nederlands")));
}

TEST_F(Missings, OnlyACentreWithAKioskStandsOnAPoster) {
  const auto round = round_with(json::array({shortage("speaker", 5)}));
  EXPECT_THAT(poster(round + "-1", "<b>Elders").html, Not(HasSubstr("Elders")));
  EXPECT_THAT(poster(round + "-1").html, HasSubstr("poster__line"));
}

TEST_F(Missings, AreForWhoSeesTheWholeProgramme) {
  const auto round = round_with(json::array({shortage("speaker", 5)}));
  for (const auto& name : {std::string("0-1"), round + "-2", round + "-0", std::string("99-1"),
                           std::string("x"), round, round + "-1-1", std::string("-")}) {
    EXPECT_EQ(poster(name).status, 404) << name;
  }
  for (const auto& row : kRoles) {
    context.viewer.role = row.role;
    const int status = row.role == StaffRole::coordinator ? 200 : 403;
    EXPECT_EQ(list_of_missing().status, status) << domain::name_of(row.role);
    EXPECT_EQ(poster(round + "-1").status, status) << domain::name_of(row.role);
  }
  context.viewer = {StaffRole::coordinator, "De Linde", "office:anna"};
  const auto refused = list_of_missing();
  EXPECT_EQ(refused.status, 403);
  for (const char* part : {"href=\"/missing\"", "href=\"/round\""}) {
    EXPECT_THAT(refused.html, Not(HasSubstr(part))) << "offered to whom it refuses";
  }
}

TEST_F(Missings, BeforeTheFirstRoundAndWhenNobodyIsMissingThePageSaysSo) {
  EXPECT_THAT(kept("missing-nobody", list_of_missing()).html, HasSubstr("ontbrak niemand"));
  ASSERT_TRUE(store->database().execute(
      "DELETE FROM match; DELETE FROM proposal; DELETE FROM why_not; DELETE FROM round"));
  EXPECT_THAT(list_of_missing().html, HasSubstr("nog geen ronde"));
}

}  // namespace
}  // namespace samen::server
