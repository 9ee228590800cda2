// SPDX-License-Identifier: Apache-2.0
// Chances by what people need, and waits by place and month, with nobody's name and nothing that
// few people would be known by.
#include "sync/server/cases/fairness.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/nearest_rank.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class Fair : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    context.viewer = {StaffRole::coordinator, {}, "office:anna"};
  }
  void waits(const std::string& name) {
    send(*kiosk, {kiosk->envelope(kiosk->household(name))});
    apply();
  }
  // As a round logs it.
  void round_of(const json& log) {
    auto transaction = store->begin();
    ASSERT_TRUE(add_round(*store, 1, log.dump()));
    ASSERT_TRUE(transaction->commit());
  }
  Page page() { return kept("fairness", pages->fairness(*store, now())); }
};

TEST_F(Fair, ChancesAreTheRoundsOwnAndWhatItDoesNotTellIsADot) {
  round_of({{"households", 40},
            {"not_yet", 10},
            {"by",
             {{"language", {{"ar", {{"waiting", 20}, {"proposed", 16}}}}},
              {"size", {{"5+", {{"waiting", 12}}}, {"3-4", {{"waiting", 14}, {"proposed", 14}}}}},
              {"need_class", {{"interpreter", {{"waiting", 16}, {"proposed", 10}}}}}}}});
  const auto fairness = read_fairness(*store);
  ASSERT_TRUE(fairness);
  EXPECT_EQ(fairness->whole.proposed, 30);
  ASSERT_EQ(fairness->size.size(), 2U);
  EXPECT_FALSE(fairness->size[1].proposed) << "few got one";
  for (const char* language : {"en", "nl"}) {
    context.language = language;
    page();
  }
  const auto html = page().html;
  for (const char* words :
       {"Arabisch", "</svg> 80 %<", "Heeft een tolk nodig", "</svg> 63 %<", "3 of 4 personen",
        "</svg> 100 %<", "5 personen of meer", "weggelaten: te weinig", "</svg> 75 %<"}) {
    EXPECT_THAT(html, HasSubstr(words));
  }
}

TEST_F(Fair, WhoWaitsIsCountedByPlaceAndMonthAndTheLongestStandFirst) {
  EXPECT_THAT(page().html, HasSubstr("Niemand wacht nu"));
  waits("Zzola");
  clock.advance(40 * base::kDayMs);
  waits("Zzemi");
  clock.advance(3 * base::kDayMs);
  const auto fairness = read_fairness(*store);
  ASSERT_TRUE(fairness);
  EXPECT_EQ(fairness->waits.households, 2);
  EXPECT_EQ(fairness->waits.half_days, 3);
  EXPECT_EQ(fairness->waits.most_days, 43);
  EXPECT_EQ(fairness->waits.longest_days, 43);
  ASSERT_EQ(fairness->municipalities.size(), 1U);
  EXPECT_EQ(fairness->municipalities[0].name, "Almere");
  EXPECT_EQ(fairness->months.size(), 2U);
  ASSERT_EQ(fairness->longest.size(), 2U);
  EXPECT_GT(fairness->longest[0].days, fairness->longest[1].days);
  const auto html = page().html;
  EXPECT_THAT(html, HasSubstr("43 dagen"));
  EXPECT_THAT(html, HasSubstr("/file/" + fairness->longest[0].household));
  EXPECT_THAT(html, Not(HasSubstr("Zz"))) << "a name";
  EXPECT_THAT(html, Not(HasSubstr(label()))) << "who has a proposal does not wait for one";
  EXPECT_LT(html.size(), 100'000U);
}

TEST_F(Fair, IsForWhoeverSeesTheWholeProgramme) {
  for (const auto& row : kRoles) {
    context.viewer = {row.role, {}, "office:anna"};
    EXPECT_EQ(page().status, row.role == StaffRole::coordinator ? 200 : 403)
        << domain::name_of(row.role);
  }
  context.viewer = {StaffRole::coordinator, "De Linde", "office:anna"};
  EXPECT_EQ(page().status, 403);
}

TEST_F(Fair, BeforeTheFirstRoundAndOfALogThatIsNoneThePageSaysSo) {
  ASSERT_TRUE(store->database().execute(
      "DELETE FROM match; DELETE FROM proposal; DELETE FROM why_not; DELETE FROM round"));
  EXPECT_THAT(page().html, HasSubstr("nog geen ronde"));
  round_of({{"by", "nothing of ours"}});
  EXPECT_EQ(page().status, 200);
}

TEST(NearestRank, IsTheSmallestThatSoManyDoNotExceed) {
  const std::vector<int> days = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT_EQ(base::nearest_rank<int>(days, 50), 5);
  EXPECT_EQ(base::nearest_rank<int>(days, 90), 9);
  EXPECT_EQ(base::nearest_rank<int>(days, 91), 10);
  EXPECT_EQ(base::nearest_rank<int>(days, 1), 1);
  EXPECT_EQ(base::nearest_rank<int>(std::vector<int>{7}, 90), 7);
}

}  // namespace
}  // namespace samen::server
