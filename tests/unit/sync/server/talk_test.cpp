// SPDX-License-Identifier: Apache-2.0
// Who asks to talk is found by staff until somebody has talked with them.
#include <sstream>

#include "sync/server/cases/round.hpp"
#include "sync/server/cases/stand_aside.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/talks.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

class TalkTest : public WayBackTest {
 protected:
  std::string listed(const std::string& done = {}) {
    std::ostringstream out;
    const auto ran = run_talk({folder.root, done}, out);
    return ran ? out.str() : ran.error().message;
  }
};

TEST_F(TalkTest, StaffFindThemOnAListUntilSomebodyHasTalkedWithThem) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const auto sign_up = with(kiosk->household("Amal"), amal);
  send(*kiosk, {kiosk->envelope(sign_up)});
  apply();
  EXPECT_TRUE(wishes_to_talk(*store)->empty());
  EXPECT_EQ(ask(*kiosk, amal, Wish::pause).standing, Standing::paused);
  const auto answer = ask(*kiosk, amal, Wish::talk);
  EXPECT_EQ(answer.outcome, Outcome::done);
  EXPECT_EQ(answer.standing, Standing::paused) << "nothing else is changed";
  clock.advance(2 * 86'400'000);
  ask(*kiosk, amal, Wish::talk);
  ASSERT_EQ(wishes_to_talk(*store)->size(), 1U);
  EXPECT_NE(listed().find(sign_up.receipt.str()), std::string::npos);
  EXPECT_EQ(wishes_to_talk(*store)->front().asked_ms, clock.wall_ms() - 2 * 86'400'000 - 1000)
      << "since the first time";
  EXPECT_NE(listed(sign_up.receipt.str()).find("Nobody"), std::string::npos);
  const auto lines = read_audit(*store).value();
  EXPECT_EQ(lines.back().action, "talked");
  EXPECT_NE(listed(sign_up.receipt.str()).find("have not asked"), std::string::npos);
  ask(*kiosk, amal, Wish::talk);
  ask(*kiosk, amal, Wish::erase);
  EXPECT_EQ(number("SELECT count(*) FROM wish_to_talk"), 0) << "who is erased waits for nobody";
}

TEST_F(TalkTest, CardsThatStaffLookAtSayItAndThenNoMore) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const auto code = kiosk->code();
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal)),
                kiosk->envelope(kiosk->group_start(code, "Bram"))});
  for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
    send(*kiosk, {kiosk->envelope(kiosk->group_member(code, name))});
  }
  apply();
  const auto id = run_and_store_round(*store, RoundRequest{})->proposals.front().card.proposal;
  const auto says = [&] {
    const auto card = find_proposal(*store, id)->value().card;
    return std::ranges::count(card.cautions, "caution.wants_to_talk", &domain::Reason::key);
  };
  EXPECT_EQ(says(), 0);
  ask(*kiosk, amal, Wish::talk);
  ask(*kiosk, amal, Wish::talk);
  EXPECT_EQ(says(), 1);
  EXPECT_EQ(find_proposal(*store, id)->value().card.state, domain::ProposalState::proposed);
  listed(wishes_to_talk(*store)->front().label);
  EXPECT_EQ(says(), 0);
}

TEST_F(TalkTest, ACardMadeAfterTheySaidSoSaysItToo) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const Holder cees(random);
  const auto code = kiosk->code();
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal)),
                kiosk->envelope(kiosk->group_start(code, "Bram")),
                kiosk->envelope(with(kiosk->group_member(code, "Cees"), cees))});
  for (const char* name : {"Dina", "Eva", "Fenna"}) {
    send(*kiosk, {kiosk->envelope(kiosk->group_member(code, name))});
  }
  apply();
  ask(*kiosk, cees, Wish::talk);
  ask(*kiosk, amal, Wish::talk);
  const auto id = run_and_store_round(*store, RoundRequest{})->proposals.front().card.proposal;
  const auto card = find_proposal(*store, id)->value().card;
  EXPECT_EQ(std::ranges::count(card.cautions, "caution.wants_to_talk", &domain::Reason::key), 1);
}

TEST_F(TalkTest, OfWhoIsPlacedInAGroupOfSingleVolunteersTheCardSaysItToo) {
  auto kiosk = enrolled(1);
  const Holder bram(random);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal")),
                kiosk->envelope(with(kiosk->single("Bram"), bram))});
  for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
    send(*kiosk, {kiosk->envelope(kiosk->single(name))});
  }
  apply();
  const auto round = run_and_store_round(*store, RoundRequest{});
  ASSERT_EQ(round->formed, 1U);
  const auto id = round->proposals.front().card.proposal;
  const auto says = [&] {
    const auto card = find_proposal(*store, id)->value().card;
    return std::ranges::count(card.cautions, "caution.wants_to_talk", &domain::Reason::key);
  };
  EXPECT_EQ(says(), 0);
  ask(*kiosk, bram, Wish::talk);
  EXPECT_EQ(says(), 1);
  listed(wishes_to_talk(*store)->front().label);
  EXPECT_EQ(says(), 0);
}

}  // namespace
}  // namespace samen::server
