// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/talks.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {

// A match at each of two centres, of people whose names are canaries of that centre.
class TwoCentresTest : public WayBackTest {
 protected:
  // Commands have the machine's clock.
  void SetUp() override {
    clock.set_wall(base::SystemClock().wall_ms() - 4 * base::kDayMs);
    WayBackTest::SetUp();
    for (auto* where : {&linde, &noord}) *where = make_match(where == &linde ? 1 : 2);
  }
  struct Centre {
    std::string name;
    std::unique_ptr<test::FakeKiosk> kiosk;
    domain::ProposalCard card;
    std::string member;  // the reference of somebody in the group
  };
  // Two who were introduced at this centre, of whom somebody said no and wants to talk.
  Centre make_match(std::uint64_t seed) {
    Centre made{.name = seed == 1 ? "De Linde" : "Noord",
                .kiosk = enrolled(seed, seed == 1 ? "De Linde" : "Noord"),
                .card = {},
                .member = {}};
    auto& kiosk = *made.kiosk;
    const auto join_code = kiosk.code();
    const Holder cees(random);
    const std::string tail = seed == 1 ? "linde" : "noord";
    std::vector<protocol::Envelope> batch = {
        kiosk.envelope(kiosk.household("Canaryhome" + tail)),
        kiosk.envelope(kiosk.group_start(join_code, "Canarystart" + tail)),
        kiosk.envelope(with(kiosk.group_member(join_code, "Canarymember" + tail), cees))};
    for (const char* name : {"Dina", "Eva", "Fenna"}) {
      batch.push_back(kiosk.envelope(kiosk.group_member(join_code, name)));
    }
    send(kiosk, std::move(batch));
    apply();
    const auto round = run_and_store_round(*store, {});
    EXPECT_TRUE(round && round->proposals.size() == 1);
    made.card = round->proposals.front().card;
    send(kiosk, {kiosk.envelope(kiosk.decision(made.card, domain::Verdict::accept))});
    apply();
    EXPECT_TRUE(note_readiness(*store, made.card.group_label, true, true));
    clock.advance(1000);
    answer_to(
        kiosk, cees, Wish::no,
        request_about(kiosk, cees, Wish::no, {made.card.proposal, domain::NoBecause::too_far}));
    for (const auto event : {domain::MatchEvent::household_yes, domain::MatchEvent::group_yes,
                             domain::MatchEvent::introduce}) {
      auto proposal = find_proposal(*store, made.card.proposal).value().value();
      auto transaction = store->begin();
      EXPECT_TRUE(take_match_step(*store, proposal, {.event = event}, {}));
      EXPECT_TRUE(transaction->commit());
    }
    // Not the one who wants to talk, whose reference caseworkers see.
    const auto wishes = wishes_to_talk(*store).value();
    const auto holders = holders_in(*store, join_code).value();
    for (const auto& holder : holders) {
      if (std::ranges::find(wishes, holder.id, &WishToTalk::record) == wishes.end()) {
        made.member = holder.label;
      }
    }
    EXPECT_TRUE(take_back_papers(*store, made.member, {domain::Paper::conduct}));
    return made;
  }

  Centre linde, noord;
};

}  // namespace samen::server
