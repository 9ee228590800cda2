// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/report.hpp"

#include <functional>
#include <random>
#include <set>

#include <gmock/gmock.h>

#include "sync/server/pages/csv.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/matches.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::int64_t day(std::string_view text) {
  return parse_day(text).value();
}

std::vector<Figure> rows_of(const std::vector<std::vector<std::int64_t>>& counts) {
  std::vector<Figure> rows;
  for (const auto& each : counts) rows.push_back({.counts = each});
  return rows;
}

Figure sum_of(const std::vector<Figure>& rows, std::size_t columns) {
  Figure sum{.counts = std::vector<std::int64_t>(columns)};
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < columns; ++i) sum.counts[i] += row.counts[i];
  }
  return sum;
}

// All that somebody with paper and pencil can find out: in how many ways the hidden numbers can be
// filled in so that the column adds up, and how many different numbers each place takes in them.
std::vector<std::set<std::int64_t>> what_can_be(const std::vector<Figure>& rows, const Figure& sum,
                                                std::size_t column) {
  std::int64_t left = sum.counts[column];
  std::size_t hidden = 0;
  for (const auto& row : rows) {
    if (row.shown) left -= row.counts[column];
    hidden += row.shown ? 0 : 1;
  }
  std::vector<std::set<std::int64_t>> possible(hidden);
  std::vector<std::int64_t> tried(hidden);
  const std::function<void(std::size_t, std::int64_t)> fill = [&](std::size_t at,
                                                                  std::int64_t rest) {
    if (at + 1 == hidden) {
      tried[at] = rest;
      for (std::size_t i = 0; i < hidden; ++i) possible[i].insert(tried[i]);
      return;
    }
    for (std::int64_t number = 0; number <= rest; ++number) {
      tried[at] = number;
      fill(at + 1, rest - number);
    }
  };
  if (hidden > 0) fill(0, left);
  return possible;
}

TEST(HideSmall, NothingHiddenFollowsFromWhatIsShown) {
  std::mt19937 dice(2026);
  int shown_tables = 0, hidden_rows = 0, all_shown = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::size_t columns = 1 + dice() % 2;
    std::vector<std::vector<std::int64_t>> counts(1 + dice() % 5);
    for (auto& row : counts) {
      for (std::size_t c = 0; c < columns; ++c) row.push_back(dice() % (i % 2 == 0 ? 9 : 14));
    }
    auto rows = rows_of(counts);
    auto sum = sum_of(rows, columns);
    hide_small(rows, sum);
    for (const auto& row : rows) {
      for (const auto count : row.counts) ASSERT_TRUE(!row.shown || count >= kSmallestShown);
      ASSERT_TRUE(sum.shown || !row.shown);
      hidden_rows += row.shown ? 0 : 1;
    }
    if (!sum.shown) continue;
    ++shown_tables;
    for (std::size_t c = 0; c < columns; ++c) {
      ASSERT_GE(sum.counts[c], kSmallestShown);
      const auto possible = what_can_be(rows, sum, c);
      all_shown += possible.empty() ? 1 : 0;
      for (const auto& numbers : possible) ASSERT_GT(numbers.size(), 5U) << "table " << i;
    }
  }
  EXPECT_GT(shown_tables, 500);
  EXPECT_GT(hidden_rows, 500);
  EXPECT_GT(all_shown, 50);
}

TEST(HideSmall, HidesNoMoreThanItTakes) {
  auto rows = rows_of({{5}, {6}, {7}});
  Figure sum{.counts = {18}};
  hide_small(rows, sum);
  EXPECT_TRUE(sum.shown && rows[0].shown && rows[1].shown && rows[2].shown);
  rows = rows_of({{2}, {40}, {7}, {9}});
  sum = {.counts = {58}};
  hide_small(rows, sum);
  EXPECT_TRUE(sum.shown && !rows[0].shown && rows[1].shown && !rows[2].shown && rows[3].shown);
  rows = rows_of({{0}, {0}, {7}, {9}});
  sum = {.counts = {16}};
  hide_small(rows, sum);
  EXPECT_FALSE(rows[2].shown) << "two that are nothing together are both nothing";
  EXPECT_TRUE(rows[3].shown);
}

TEST(Quarters, BeginWhereTheYearIsCutInFour) {
  EXPECT_EQ(quarter_of(day("2026-11-30")).from_ms, day("2026-10-01"));
  EXPECT_EQ(quarter_of(day("2026-11-30")).to_ms, day("2027-01-01"));
  EXPECT_EQ(quarter_of(day("2026-10-01")).from_ms, day("2026-10-01"));
  EXPECT_EQ(quarter_of(day("2026-10-01") - 1).from_ms, day("2026-07-01"));
  EXPECT_EQ(quarter_of(day("2026-02-28"), 1).from_ms, day("2025-10-01"));
  EXPECT_EQ(quarter_of(day("2026-02-28"), 5).to_ms, day("2025-01-01"));
}

class Reports : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    done("accept");
    context.viewer = {StaffRole::coordinator, "", "office:cora"};
    clock.advance(day("2026-11-30") + 9 * base::kHourMs - clock.wall_ms());
    for (const char* name : {"Noord", "=Kers"}) {
      ASSERT_TRUE(ensure_centre(*store, name, "Almere"));
    }
    auto transaction = store->begin();
    for (int i = 0; i < 12; ++i) add_match("De Linde", i, 7, i < 6 ? "moved" : "");
    for (int i = 0; i < 8; ++i) add_match("Noord", i, i < 3 ? 6 : 1, "");
    add_match("=Kers", 3, 1, "safety");
    ASSERT_TRUE(transaction->commit());
  }
  void run(std::string_view sql, std::initializer_list<storage::Value> values) {
    const auto ran = store->database().run(sql, values);
    ASSERT_TRUE(ran) << ran.error().message;
  }
  void event(const base::Uuid& match, std::string_view name, std::int64_t at_ms,
             std::string_view reason = "") {
    run("INSERT INTO match_event (proposal, event, at_ms, day_ms, said_by, met, reason) VALUES "
        "(?1, ?2, ?3, ?3, 'staff', 1, nullif(?4, ''))",
        {bind_id(match), name, at_ms, reason});
  }
  // Signed up on 1 May, proposed on the 11th and later, introduced in July, a meeting a week from
  // then on, and over in October if there is a reason.
  void add_match(std::string_view centre, int nth, int meetings, std::string_view reason) {
    const auto household = base::make_uuid(clock, random);
    const auto match = base::make_uuid(clock, random);
    const auto code = kiosk->code().str();
    const auto name = std::to_string(++matches);
    const std::int64_t introduced = day("2026-07-02") + nth * base::kDayMs;
    run("INSERT INTO household SELECT ?1, 'H-' || ?2, ?2, (SELECT id FROM centre WHERE name = ?4), "
        "state, ?5, 0, sealed FROM household WHERE id = ?3",
        {bind_id(household), name, bind_id(proposal().household), centre, day("2026-05-01")});
    run("INSERT INTO welcome_group SELECT ?1, 'G-' || ?2, centre, state, synthetic FROM "
        "welcome_group WHERE label = ?3",
        {code, name, card.group_label});
    run("INSERT INTO proposal SELECT ?1, round, ?2, ?3, (SELECT centre FROM household WHERE id = "
        "?2), state, version, sealed, ?5, updated_ms FROM proposal WHERE id = ?4",
        {bind_id(match), bind_id(household), code, bind_id(card.proposal),
         day("2026-05-11") + nth * base::kDayMs});
    run("INSERT INTO match (proposal, state, since_ms, introduced_ms, sign_ms) VALUES (?1, "
        "'running', ?2, ?2, ?2)",
        {bind_id(match), introduced});
    event(match, "introduce", introduced);
    for (int i = 0; i < meetings; ++i)
      event(match, "meet", introduced + (4 + 7 * i) * base::kDayMs);
    if (!reason.empty()) event(match, "close", day("2026-10-20"), reason);
  }
  Report report(std::string_view from, std::string_view to) {
    return make_report(*store, {day(from), day(to)}).value();
  }
  std::string page_of(const ReportFilter& filter, int status = 200) {
    const auto made = kept("report", pages->report(*store, now(), filter));
    EXPECT_EQ(made.status, status);
    return made.html;
  }

  int matches = 0;
};

TEST_F(Reports, CountWhatHappenedInTheirDays) {
  const auto third = report("2026-07-01", "2026-10-01");
  EXPECT_EQ(third.centres, (std::vector<std::string>{"=Kers", "De Linde", "Noord"}));
  EXPECT_EQ(third.of(Measure::started).whole.all(), 21);
  EXPECT_EQ(third.of(Measure::started).centres[1].all(), 12);
  EXPECT_EQ(third.of(Measure::met).whole.all(), 21);
  EXPECT_EQ(third.of(Measure::running).whole.all(), 21);
  EXPECT_EQ(third.of(Measure::ended).whole.all(), 0);
  EXPECT_EQ(third.of(Measure::to_meeting).centres[1].half_days, 62 + 4 + 5);
  EXPECT_EQ(third.of(Measure::to_meeting).centres[1].most_days, 62 + 4 + 10);
  EXPECT_EQ(third.of(Measure::to_proposal).whole.all(), 0);
  const auto fourth = report("2026-10-01", "2027-01-01");
  EXPECT_EQ(fourth.of(Measure::started).whole.all(), 0);
  EXPECT_EQ(fourth.of(Measure::running).whole.all(), 14);
  EXPECT_EQ(fourth.of(Measure::ended).whole.all(), 7);
  EXPECT_EQ(fourth.reasons[static_cast<std::size_t>(domain::EndReason::moved)].all(), 6);
  const auto second = report("2026-04-01", "2026-07-01");
  EXPECT_EQ(second.of(Measure::to_proposal).centres[1].half_days, 10 + 5);
  EXPECT_FALSE(second.made_up_people);
}

TEST_F(Reports, SayTheNumberOnTheWallAsMatchesDoes) {
  const auto whole = count_met_often(*store, kMetOften, kMetWithinDays).value();
  const auto since_ever = make_report(*store, {0, clock.wall_ms() + 1}).value();
  const auto& wall = since_ever.of(Measure::wall).whole;
  EXPECT_EQ(wall.all(), whole.old_enough);
  EXPECT_EQ(wall.counts[0], whole.met_often);
  EXPECT_EQ(whole.met_often, 15);
}

TEST_F(Reports, HideWhoeverIsFewAndWhoWouldGiveThemAway) {
  const auto third = report("2026-07-01", "2026-10-01");
  const auto& started = third.of(Measure::started);
  EXPECT_TRUE(started.whole.shown);
  EXPECT_FALSE(started.centres[0].shown) << "one match";
  EXPECT_TRUE(started.centres[1].shown);
  EXPECT_FALSE(started.centres[2].shown) << "or the one follows from the sum";
  const auto fourth = report("2026-10-01", "2027-01-01");
  for (const auto& reason : fourth.reasons) {
    EXPECT_FALSE(reason.shown) << "six of seven moved: who did not would be known";
  }
  EXPECT_TRUE(fourth.of(Measure::ended).whole.shown);
}

TEST_F(Reports, AreAPageWithoutAnybodyInIt) {
  const auto third = page_of({"2026-07-01", "2026-09-30"});
  EXPECT_EQ(page_of({}), third) << "the last whole quarter";
  EXPECT_THAT(third, AllOf(HasSubstr("1 juli 2026"), HasSubstr("30 september 2026")));
  EXPECT_THAT(third, HasSubstr("aria-current=\"true\">Kwartaal 3, "));
  context.language = "en";
  for (const auto& all : {third, page_of({"2020-01-01", "2026-12-31"})}) {
    for (const auto& word : {std::string(kTheirName), std::string(kGroupName), label(),
                             card.group_label, std::string("H-1"), std::string("Amal")}) {
      EXPECT_THAT(all, Not(HasSubstr(word)));
    }
  }
  EXPECT_THAT(page_of({"2026-09-30", "2026-07-01"}, 422), HasSubstr("role=\"alert\""));
  EXPECT_THAT(page_of({"<b>", ""}, 422), Not(HasSubstr("<b>")));
}

TEST_F(Reports, AreAFileForASpreadsheet) {
  const auto file = pages->report_csv(*store, now(), {"2026-07-01", "2026-09-30"});
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->name, "samen-2026-07-01-2026-09-30.csv");
  EXPECT_THAT(file->text, StartsWith("\xEF\xBB\xBF\"Van\",\"Tot en met\","));
  const auto line = [](const std::string& rest) {
    return "\r\n\"2026-07-01\",\"2026-09-30\"," + rest + "\r\n";
  };
  EXPECT_THAT(file->text, HasSubstr(line(R"("Begonnen","Aantal","De Linde","12")")));
  EXPECT_THAT(file->text, HasSubstr(line(R"("Begonnen","Aantal","'=Kers","")")));
  EXPECT_THAT(file->text, HasSubstr(line(R"("Begonnen","Aantal","Noord","")")));
  EXPECT_THAT(file->text, HasSubstr(line(R"("Begonnen","Aantal","Alle centra","21")")));
  EXPECT_THAT(file->text, Not(HasSubstr("\"=")));
  const auto lines = std::ranges::count(file->text, '\n');
  EXPECT_EQ(lines, std::ranges::count(file->text, '\r'));
  EXPECT_EQ(lines, 1 + 12 * 4 + static_cast<int>(domain::vocabulary_size<domain::EndReason>()));
  EXPECT_FALSE(pages->report_csv(*store, now(), {"x", "y"}));
}

TEST_F(Reports, AreForCoordinatorsAndEachLookIsAudited) {
  const auto lines = read_audit(*store)->size();
  page_of({"2026-07-01", "2026-09-30"});
  EXPECT_EQ(read_audit(*store)->back().actor, "office:cora");
  EXPECT_EQ(read_audit(*store)->back().action, "look_report");
  EXPECT_EQ(read_audit(*store)->back().subject, "2026-07-01..2026-09-30");
  ASSERT_TRUE(pages->report_csv(*store, now(), {}));
  EXPECT_EQ(read_audit(*store)->back().action, "look_report_csv");
  EXPECT_EQ(read_audit(*store)->size(), lines + 2);
  for (const auto role :
       {StaffRole::caseworker, StaffRole::screener, StaffRole::auditor, StaffRole::researcher}) {
    context.viewer = {role, "De Linde", "office:somebody"};
    EXPECT_EQ(pages->report(*store, now(), {}).status, 403);
    EXPECT_FALSE(pages->report_csv(*store, now(), {}));
    EXPECT_THAT(pages->problem(now(), 403).html, Not(HasSubstr("/reports")));
  }
  EXPECT_EQ(read_audit(*store)->size(), lines + 2);
}

TEST(CsvFiles, QuoteAndDefuse) {
  CsvFile file;
  file.row({"=1+1", "+31", "-2", "@x", "\tx", "a,b", "say \"no\"", "two\r\nlines", "a=b", ""});
  EXPECT_EQ(file.text(),
            "\xEF\xBB\xBF\"'=1+1\",\"'+31\",\"'-2\",\"'@x\",\"'\tx\",\"a,b\",\"say "
            "\"\"no\"\"\",\"two\r\nlines\",\"a=b\",\"\"\r\n");
}

}  // namespace
}  // namespace samen::server
