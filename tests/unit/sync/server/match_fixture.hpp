// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "base/spans.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/print_matches.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {

using domain::MatchEvent;
using domain::MatchState;

// A household and a group that a caseworker has brought together.
class MatchTest : public MatcherTest {
 protected:
  void SetUp() override {
    MatcherTest::SetUp();
    clock.advance(12 * 3'600'000);
    kiosk = enrolled(1);
    card = make_proposal(*kiosk);
    send(*kiosk, {kiosk->envelope(kiosk->decision(card, domain::Verdict::accept))});
    apply();
  }
  ProposalRow proposal() { return find_proposal(*store, card.proposal).value().value(); }
  MatchRow row() { return find_match(*store, card.proposal).value().value(); }
  MatchState state() { return row().state; }
  NextAction next() { return next_action(row(), days, clock.wall_ms()).value(); }
  // As on the command line; empty when it went well.
  std::string say(const std::string& step, MatchCommand command = {}) {
    command.data = folder.root;
    command.label = card.household_label;
    command.step = step;
    std::ostringstream out;
    const auto ran = run_match(command, out);
    said = out.str();
    return ran ? std::string() : ran.error().message;
  }
  static MatchCommand on_day(std::string day) {
    MatchCommand command;
    command.day = std::move(day);
    return command;
  }
  static MatchCommand checked(int met, std::string mood) {
    MatchCommand command;
    command.met = met;
    command.mood = std::move(mood);
    return command;
  }
  static MatchCommand because(std::string reason, std::string household = "",
                              std::string group = "") {
    MatchCommand command;
    command.reason = std::move(reason);
    command.household = std::move(household);
    command.group = std::move(group);
    return command;
  }
  // At the fixture's time, which stands still; a command has the machine's.
  void step(const MatchStep& what) {
    auto proposed = proposal();
    auto transaction = store->begin();
    const auto done = take_match_step(*store, proposed, what, {});
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_TRUE(transaction->commit());
  }
  void introduce_them() {
    in_order();
    for (const auto event :
         {MatchEvent::household_yes, MatchEvent::group_yes, MatchEvent::introduce}) {
      step({.event = event});
    }
  }
  std::string listed() {
    std::ostringstream out;
    EXPECT_TRUE(print_matches(*store, out));
    return out.str();
  }
  std::string contacts() {
    std::ostringstream out;
    const auto ran = run_contacts({folder.root, card.group_label}, out);
    return ran ? out.str() : "refused: " + ran.error().message;
  }
  void in_order() {
    auto transaction = store->begin();
    ASSERT_TRUE(note_readiness(*store, card.group_label, true, true));
    ASSERT_TRUE(transaction->commit());
  }
  void pass_days(int number) { clock.advance(number * base::kDayMs); }

  std::unique_ptr<test::FakeKiosk> kiosk;
  domain::ProposalCard card;
  matcher::Policy policy;
  domain::MatchDays& days = policy.match_days;
  std::string said;
};

}  // namespace samen::server
