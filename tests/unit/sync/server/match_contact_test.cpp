// SPDX-License-Identifier: Apache-2.0
// A contact that dries up is found in time, what was met is counted once, and in whatever order
// words arrive they come to the same.
#include <algorithm>
#include <fstream>
#include <random>

#include <embedded/matcher_migrations.hpp>
#include <nlohmann/json.hpp>

#include "sync/server/cases/decide.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "unit/sync/server/match_fixture.hpp"

namespace samen::server {
namespace {

using base::kDayMs;
using domain::EndReason;
using domain::Mood;
using domain::NextStep;
using domain::ProposalState;
using domain::SaidBy;

class MatchContact : public MatchTest {
 protected:
  MetOften met() { return count_met_often(*store, 6, 84).value(); }
  // In a transaction that is taken back: the same match for the next order.
  template <class Look>
  void in_order_of(const std::vector<MatchStep>& words, Look look) {
    auto transaction = store->begin();
    for (const auto& word : words) {
      auto proposed = find_proposal(*store, card.proposal).value().value();
      [[maybe_unused]] const auto taken = take_match_step(*store, proposed, word, {});
    }
    look();
  }
};

TEST_F(MatchContact, QuietIsNamedWithWhatToDoAndAMeetingEndsIt) {
  introduce_them();
  step({.event = MatchEvent::plan, .day_ms = clock.wall_ms() + 30 * kDayMs});
  pass_days(13);
  EXPECT_EQ(listed().find("QUIET"), std::string::npos) << listed();
  pass_days(1);
  EXPECT_NE(listed().find("QUIET, no sign of contact for too long: call both"), std::string::npos)
      << "a meeting that is planned is no sign: " << listed();
  EXPECT_NE(listed().find("(caseworker of De Linde)"), std::string::npos);
  std::ostringstream shown;
  ASSERT_TRUE(run_matches({folder.root, true}, shown));
  const auto json = nlohmann::json::parse(shown.str()).at("open").at(0);
  EXPECT_EQ(json.at("owner"), nlohmann::json({{"role", "caseworker"}, {"centre", "De Linde"}}));
  EXPECT_TRUE(json.at("quiet").is_boolean());
  step({.event = MatchEvent::meet});
  EXPECT_EQ(listed().find("QUIET"), std::string::npos);
  step({.event = MatchEvent::go_on});
  pass_days(14);
  EXPECT_EQ(next().step, NextStep::call_both);
  step({.event = MatchEvent::check_in, .met = 0, .mood = Mood::fair});
  EXPECT_EQ(next().step, NextStep::check_in);
  // Word from an offline kiosk is as old as it is.
  pass_days(20);
  step({.event = MatchEvent::check_in,
        .day_ms = clock.wall_ms() - 16 * kDayMs,
        .met = 1,
        .mood = Mood::good,
        .said_by = SaidBy::household});
  EXPECT_EQ(next().step, NextStep::call_both);
  pass_days(20);
  step({.event = MatchEvent::meet});
  pass_days(29);
  EXPECT_EQ(next().step, NextStep::check_in) << "after eight weeks a month may pass";
  pass_days(1);
  EXPECT_EQ(next().step, NextStep::call_both);
  step({.event = MatchEvent::end});
  pass_days(300);
  EXPECT_EQ(next().step, NextStep::closing_talk) << "nobody expects contact any more";
}

TEST_F(MatchContact, ThePolicySaysHowLongAndHoldsAtOnce) {
  pass_days(4);
  EXPECT_EQ(listed().find("OVERDUE"), std::string::npos) << listed();
  std::ofstream(folder.policy()) << R"({"match_days": {"answer": 2, "quiet_first": 3}})";
  EXPECT_NE(listed().find("OVERDUE by 2 days"), std::string::npos) << listed();
  introduce_them();
  pass_days(3);
  EXPECT_NE(listed().find("QUIET"), std::string::npos);
  std::ofstream(folder.policy()) << R"({"match_days": {"answer": 0}})";
  std::ostringstream out;
  const auto printed = print_matches(*store, out);
  ASSERT_FALSE(printed);
  EXPECT_NE(printed.error().message.find("match_days.answer: 0 is outside 1 to 92"),
            std::string::npos);
}

// Whatever comes in whatever rhythm, looked at every day: quiet exactly from the limit on.
TEST_F(MatchContact, EveryContactThatDriesUpIsFoundWithinItsLimit) {
  std::mt19937 dice(23);
  introduce_them();
  const std::int64_t first = clock.wall_ms();
  std::int64_t sign = first;
  int found = 0;
  for (int day = 0; day < 420; ++day) {
    pass_days(1);
    const std::int64_t now = clock.wall_ms();
    const bool expected = state() != MatchState::ending;
    const std::int64_t limit = sign - first < 56 * kDayMs ? 14 : 30;
    const bool quiet = expected && now - sign >= limit * kDayMs;
    const auto list = worklist(*store, policy).value();
    ASSERT_EQ(list.size(), 1U);
    ASSERT_EQ(list.front().quiet(), quiet) << day;
    if (quiet) {
      ASSERT_LE(list.front().action.due_ms, sign + limit * kDayMs) << "due when it dried up";
      ++found;
    }
    if (dice() % 16 != 0) continue;
    for (int tries = 0; tries < 40; ++tries) {
      MatchStep what{.event = static_cast<MatchEvent>(dice() % 12)};
      if (what.event == MatchEvent::check_in) what.mood = Mood::fair;
      if (what.event == MatchEvent::plan) what.day_ms = now + kDayMs;
      auto proposed = proposal();
      auto transaction = store->begin();
      if (domain::is_known(state(), what.event)) continue;
      if (!take_match_step(*store, proposed, what, {})) continue;
      ASSERT_TRUE(transaction->commit());
      sign = now;
      break;
    }
  }
  EXPECT_GT(found, 20);
}

TEST_F(MatchContact, MeetingsAreLoggedWithTheirDayAndCountedOnce) {
  introduce_them();
  const std::int64_t begin = clock.wall_ms();
  EXPECT_NE(say("meet", on_day("2001-01-01")).find("between their introduction and today"),
            std::string::npos);
  EXPECT_NE(say("meet", on_day("2091-01-01")).find("today"), std::string::npos);
  EXPECT_NE(say("plan", on_day("2001-01-01")).find("that day is over"), std::string::npos);
  pass_days(5);
  step({.event = MatchEvent::check_in, .met = 1, .mood = Mood::good, .said_by = SaidBy::group});
  EXPECT_EQ(state(), MatchState::met) << "who says that they met has met";
  step({.event = MatchEvent::go_on});
  for (int week = 1; week <= 4; ++week) {
    pass_days(7);
    step({.event = MatchEvent::meet, .day_ms = clock.wall_ms() - kDayMs});
    step({.event = MatchEvent::meet,
          .day_ms = clock.wall_ms() - kDayMs,
          .said_by = SaidBy::household});
    EXPECT_EQ(state(), MatchState::running);
  }
  // The same five once more, as each remembers them.
  step({.event = MatchEvent::check_in, .met = 5, .mood = Mood::good, .said_by = SaidBy::household});
  step({.event = MatchEvent::check_in, .met = 4, .mood = Mood::good, .said_by = SaidBy::group});
  clock.advance(begin + 100 * kDayMs - clock.wall_ms());
  EXPECT_EQ(met().old_enough, 1);
  EXPECT_EQ(met().met_often, 0) << "five times, whoever tells it";
  step({.event = MatchEvent::meet, .day_ms = begin + 85 * kDayMs});
  EXPECT_EQ(met().met_often, 0) << "after the twelve weeks";
  step({.event = MatchEvent::meet, .day_ms = begin + 60 * kDayMs});
  EXPECT_EQ(met().met_often, 1);
}

// What was said before anybody was introduced, in every order, from two kiosks and the office at
// once, and twice.
TEST_F(MatchContact, AnswersComeToTheSameInWhateverOrder) {
  in_order();
  const std::vector<MatchEvent> given[] = {
      {MatchEvent::household_yes, MatchEvent::group_yes},
      {MatchEvent::household_yes, MatchEvent::household_yes},
      {MatchEvent::household_yes, MatchEvent::household_no, MatchEvent::group_yes},
      {MatchEvent::group_no, MatchEvent::household_yes, MatchEvent::group_yes},
      {MatchEvent::group_no, MatchEvent::household_no},
  };
  int orders = 0;
  for (auto answers : given) {
    const auto holds = [&](MatchEvent event) {
      return std::ranges::find(answers, event) != answers.end();
    };
    const bool no = holds(MatchEvent::household_no) || holds(MatchEvent::group_no);
    const bool both = holds(MatchEvent::household_yes) && holds(MatchEvent::group_yes);
    const auto twice = answers;
    answers.insert(answers.end(), twice.begin(), twice.end());
    std::ranges::sort(answers);
    do {
      std::vector<MatchStep> words;
      for (std::size_t i = 0; i < answers.size(); ++i) {
        words.push_back({.event = answers[i], .said_by = static_cast<SaidBy>((i + orders) % 3)});
      }
      in_order_of(words, [&] {
        EXPECT_EQ(state(), no     ? MatchState::closed
                           : both ? MatchState::agreed
                                  : MatchState::household_yes);
        EXPECT_EQ(proposal().card.state, no ? ProposalState::declined : ProposalState::accepted);
        EXPECT_EQ(declined_pairs(*store)->size(), no ? 1U : 0U);
        EXPECT_EQ(waiting_households(*store)->size(), no ? 1U : 0U);
        EXPECT_FALSE(contacts_of(*store, proposal()));
      });
      ++orders;
    } while (std::ranges::next_permutation(answers).found);
  }
  EXPECT_GT(orders, 100);
}

// What was said about a contact, in many orders, and twice.
TEST_F(MatchContact, WhatWasToldOfMeetingsComesToTheSameInWhateverOrder) {
  introduce_them();
  const std::int64_t begin = clock.wall_ms();
  pass_days(90);
  std::vector<MatchStep> words;
  const auto told = [&](MatchEvent event, SaidBy by, int day, int times) {
    MatchStep word{.event = event, .day_ms = begin + day * kDayMs, .met = times, .said_by = by};
    if (event == MatchEvent::check_in) word.mood = Mood::good;
    words.push_back(word);
    words.push_back(word);
  };
  told(MatchEvent::check_in, SaidBy::household, 14, 2);
  told(MatchEvent::check_in, SaidBy::household, 28, 1);
  told(MatchEvent::check_in, SaidBy::group, 20, 2);
  told(MatchEvent::meet, SaidBy::group, 40, 1);
  told(MatchEvent::meet, SaidBy::staff, 41, 1);
  told(MatchEvent::meet, SaidBy::household, 41, 1);
  told(MatchEvent::check_in, SaidBy::household, 80, 3);
  std::mt19937 dice(3);
  for (int i = 0; i < 100; ++i) {
    std::ranges::shuffle(words, dice);
    in_order_of(words, [&] {
      EXPECT_EQ(state(), MatchState::met);
      EXPECT_EQ(row().checked_ms, begin + 80 * kDayMs);
      EXPECT_EQ(row().sign_ms, clock.wall_ms()) << "staff noted something today";
      EXPECT_EQ(count_met_often(*store, 6, 84)->met_often, 1) << "2 by day 14, 1 by 28, 3 by 80";
      EXPECT_EQ(count_met_often(*store, 7, 84)->met_often, 0);
    });
  }
}

TEST_F(MatchContact, ALateNoIsNotLostAndALateYesChangesNothing) {
  introduce_them();
  step({.event = MatchEvent::household_yes, .said_by = SaidBy::household});
  EXPECT_EQ(state(), MatchState::introduced);
  step({.event = MatchEvent::household_no, .said_by = SaidBy::household});
  EXPECT_EQ(state(), MatchState::ending);
  step({.event = MatchEvent::group_no, .said_by = SaidBy::group});
  EXPECT_EQ(state(), MatchState::ending);
  EXPECT_EQ(next().step, NextStep::closing_talk);
}

TEST_F(MatchContact, WhoIsGoneIsNotAskedAndThePapersComeBeforeTheIntroduction) {
  step({.event = MatchEvent::household_yes});
  step({.event = MatchEvent::group_yes});
  EXPECT_NE(listed().find("see the group's papers"), std::string::npos) << listed();
  EXPECT_NE(listed().find("(screener of De Linde)"), std::string::npos);
  in_order();
  EXPECT_NE(listed().find("introduce them"), std::string::npos);
  base::SeededRandom drawn(3);
  const auto sign = vault::SigningKey::generate(drawn).verify_key().bytes();
  const auto seal = vault::SealKeyPair::generate(drawn).public_key().bytes();
  ASSERT_TRUE(add_receipt_key(*store, proposal().household, {sign, seal}));
  auto key = receipt_key_of(*store, proposal().household).value().value();
  key.word = OwnWord::withdrawn;
  ASSERT_TRUE(save_receipt_key(*store, key));
  EXPECT_NE(listed().find("one side is not there any more"), std::string::npos) << listed();
}

TEST_F(MatchContact, AVerdictIsNotTakenBackFromTwoWhoHaveBeenIntroduced) {
  introduce_them();
  auto proposed = proposal();
  {
    auto transaction = store->begin();
    const auto undone = undo_decision(*store, proposed);
    ASSERT_FALSE(undone);
    EXPECT_NE(undone.error().message.find("introduced"), std::string::npos);
  }
  EXPECT_EQ(worklist(*store, policy)->size(), 1U);
}

TEST_F(MatchContact, AStoreFromBeforeKnowsWhatItsStepsCountFrom) {
  const test::TemporaryFolder other;
  storage::OpenOptions options;
  options.application_id = 0x53414d4d;
  options.migrations = storage::matcher_migrations().first(12);
  const DataFolder old{other.path()};
  ASSERT_TRUE(keys->sign.save(old.sign_key()));
  const auto code = kiosk->code().str();
  {
    auto database = storage::Database::open(old.database(), options);
    ASSERT_TRUE(database) << database.error().message;
    const auto filled = database->execute(
        "INSERT INTO setting VALUES ('epoch', '0192f0c1-2a3b-7c4d-8e5f-0123456789ab');"
        "INSERT INTO centre VALUES (1, 'De Linde', 'Almere');"
        "INSERT INTO round VALUES (1, 1, '1', '{}');"
        "INSERT INTO household VALUES (x'0192f0c12a3b7c4d8e5f012345678901', 'H-AAA', 'R', 1, "
        "'matched', 1, 0, x'00');"
        "INSERT INTO welcome_group VALUES ('" +
        code +
        "', 'G-AAA', 1, 'matched', 1, 1, 0);"
        "INSERT INTO proposal VALUES (x'0192f0c12a3b7c4d8e5f012345678902', 1, "
        "x'0192f0c12a3b7c4d8e5f012345678901', '" +
        code +
        "', 1, 'accepted', 1, x'00', 1, 1);"
        "INSERT INTO match VALUES (x'0192f0c12a3b7c4d8e5f012345678902', 'running', 500, 900, NULL, "
        "500);"
        "INSERT INTO match_event (proposal, event, at_ms, met, mood) SELECT id, 'household-yes', "
        "100, "
        "NULL, NULL FROM proposal UNION ALL SELECT id, 'group-yes', 200, NULL, NULL FROM proposal "
        "UNION ALL SELECT id, 'introduce', 300, NULL, NULL FROM proposal UNION ALL SELECT id, "
        "'go-on', 500, NULL, NULL FROM proposal UNION ALL SELECT id, 'check-in', 700, 2, 'good' "
        "FROM "
        "proposal");
    ASSERT_TRUE(filled) << filled.error().message;
  }
  auto opened = Store::open(old, clock, random);
  ASSERT_TRUE(opened) << opened.error().message;
  const auto open = open_matches(*opened);
  ASSERT_TRUE(open) << open.error().message;
  ASSERT_EQ(open->size(), 1U);
  const auto& match = open->front().match;
  EXPECT_EQ(match.state, MatchState::running);
  EXPECT_EQ(match.agreed_ms, 200);
  EXPECT_EQ(match.introduced_ms, 300);
  EXPECT_EQ(match.running_ms, 500);
  EXPECT_EQ(match.checked_ms, 700);
  EXPECT_EQ(match.sign_ms, 700);
  EXPECT_EQ(count_met_often(*opened, 2, 84)->met_often, 1);
}

TEST_F(MatchContact, ARematchKeepsWhyAndNeverProposesTheTwoAgain) {
  introduce_them();
  EXPECT_NE(say("rematch").find("--reason"), std::string::npos);
  EXPECT_NE(say("meet", because("language")).find("--reason"), std::string::npos);
  EXPECT_EQ(say("rematch", because("language")), "");
  EXPECT_EQ(state(), MatchState::closed);
  EXPECT_EQ(waiting_households(*store)->size(), 1U);
  EXPECT_EQ(waiting_groups(*store)->size(), 1U);
  EXPECT_EQ(declined_pairs(*store)->size(), 1U);
  EXPECT_TRUE(run_and_store_round(*store, RoundRequest{})->proposals.empty());
  EXPECT_NE(listed().find("Over in the last year, and why: 1 language."), std::string::npos)
      << listed();
}

}  // namespace
}  // namespace samen::server
