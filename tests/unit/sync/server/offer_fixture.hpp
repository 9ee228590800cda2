// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/spans.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/round.hpp"
#include "sync/server/store/match_words.hpp"
#include "sync/server/store/talks.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

// An accepted match whose people hold receipts.
namespace samen::server {

using domain::MatchEvent;
using domain::MatchState;
using domain::MatchWord;
using domain::Mood;

// A household (Amal) and a group (Bram began it, Cees, Dina, Eva and Fenna joined) whom a
// caseworker has accepted; each holds a receipt.
class OfferTest : public WayBackTest {
 protected:
  void SetUp() override {
    WayBackTest::SetUp();
    kiosk = enrolled(1);
    const auto code = kiosk->code();
    auto household = kiosk->household("Amal");
    auto start = kiosk->group_start(code, "Bram");
    decorate(std::get<domain::Household>(household.body), std::get<domain::GroupStart>(start.body));
    send(*kiosk, {kiosk->envelope(with(household, amal)), kiosk->envelope(with(start, bram)),
                  kiosk->envelope(with(kiosk->group_member(code, "Cees"), cees))});
    for (const char* name : {"Dina", "Eva", "Fenna"}) {
      send(*kiosk, {kiosk->envelope(kiosk->group_member(code, name))});
    }
    apply();
    clock.advance(40 * base::kDayMs);  // so long that any group is better than none
    const auto round = run_and_store_round(*store, RoundRequest{});
    ASSERT_EQ(round->proposals.size(), 1U);
    card = round->proposals.front().card;
    send(*kiosk, {kiosk->envelope(kiosk->decision(card, domain::Verdict::accept))});
    apply();
  }
  virtual void decorate(domain::Household& /*household*/, domain::GroupStart& /*group*/) {}

  domain::ReceiptAnswer stands(const Holder& holder) { return ask(*kiosk, holder, Wish::status); }
  domain::ReceiptAnswer say(const Holder& holder, Wish wish, MatchWord word = {},
                            std::optional<std::int64_t> counter = std::nullopt) {
    clock.advance(1000);
    if (word.match == base::Uuid{}) word.match = card.proposal;
    return answer_to(*kiosk, holder, wish, request_about(*kiosk, holder, wish, word, counter));
  }
  domain::ReceiptAnswer checks_in(const Holder& holder, int met, std::optional<Mood> mood) {
    return say(holder, Wish::check_in, {{}, {}, met, mood});
  }
  ProposalRow proposal() { return find_proposal(*store, card.proposal).value().value(); }
  MatchState state() { return find_match(*store, card.proposal).value().value().state; }
  void staff(const MatchStep& what) {
    auto row = proposal();
    auto transaction = store->begin();
    const auto done = take_match_step(*store, row, what, {});
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_TRUE(transaction->commit());
  }
  void in_order() {
    auto transaction = store->begin();
    ASSERT_TRUE(note_readiness(*store, card.group_label, true, true));
    ASSERT_TRUE(transaction->commit());
  }
  void introduced() {
    in_order();
    for (const auto event :
         {MatchEvent::household_yes, MatchEvent::group_yes, MatchEvent::introduce}) {
      staff({.event = event});
    }
  }
  void running() {
    introduced();
    staff({.event = MatchEvent::meet});
    staff({.event = MatchEvent::go_on});
  }
  void pass_days(int days) { clock.advance(days * base::kDayMs); }
  std::vector<std::optional<TalkAbout>> talks() {
    std::vector<std::optional<TalkAbout>> out;
    const auto wishes = wishes_to_talk(*store).value();
    for (const auto& one : wishes) out.push_back(one.about);
    return out;
  }
  std::int64_t met_by(const std::string& side) {
    return number(
        "SELECT ifnull(sum(met), 0) FROM match_event WHERE event = 'check-in' AND "
        "said_by = '" +
        side + "'");
  }
  std::int64_t met() { return number("SELECT ifnull(sum(met), 0) FROM match_event"); }
  static std::string words_of(const domain::ReceiptAnswer& answer) {
    return std::string(base::as_text(protocol::write_answer(answer)));
  }

  std::unique_ptr<test::FakeKiosk> kiosk;
  Holder amal{random};
  Holder bram{random};
  Holder cees{random};
  std::vector<std::unique_ptr<Holder>> held;
  domain::ProposalCard card;
};

}  // namespace samen::server
