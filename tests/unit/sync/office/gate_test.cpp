// SPDX-License-Identifier: Apache-2.0
// Who comes in at the office, and who does not.
#include "sync/server/office/gate.hpp"

#include <set>

#include "sync/server/office/tokens.hpp"
#include "unit/sync/office/office_fixture.hpp"

namespace samen::server {
namespace {

using GateTest = OfficeTest;

TEST_F(GateTest, WhoWasInvitedComesInAndSignsInAgain) {
  const auto link = invite("anna");
  const auto shown = gate->invitation(link);
  ASSERT_TRUE(shown && *shown);
  EXPECT_EQ((*shown)->account, "anna");
  EXPECT_TRUE((*shown)->uri.view().starts_with("otpauth://totp/Samen:anna?secret="));
  EXPECT_EQ((*shown)->secret.size(), 32U + 7U);
  const auto first = accept(link, kGoodPassword, kGoodPassword, next_code("anna"));
  ASSERT_EQ(first.notice, DoorNotice::none);
  EXPECT_TRUE(is_in(first.token));
  EXPECT_EQ(last_line().actor, "office:anna");
  const auto second = sign_in(" Anna ", kGoodPassword, next_code("anna"));
  ASSERT_EQ(second.notice, DoorNotice::none);
  EXPECT_NE(first.token, second.token);
  EXPECT_TRUE(is_in(second.token));
  EXPECT_EQ(last_line().action, "sign_in");
}

TEST_F(GateTest, ALinkIsUsedOnceWithinADay) {
  const auto link = invite("anna");
  accept(link, kGoodPassword, kGoodPassword, next_code("anna"));
  EXPECT_FALSE(gate->invitation(link).value());
  EXPECT_EQ(accept(link, kGoodPassword, kGoodPassword, next_code("anna")).notice,
            DoorNotice::link_over);
  const auto late = invite("bert");
  clock.advance(kInviteMs);
  EXPECT_FALSE(gate->invitation(late).value());
  EXPECT_EQ(accept(late, kGoodPassword, kGoodPassword, next_code("bert")).notice,
            DoorNotice::link_over);
  EXPECT_FALSE(gate->invitation(std::string(64, 'a')).value());
}

TEST_F(GateTest, NoPasswordThatIsShortCommonOrTypedOnce) {
  const auto link = invite("anna");
  const auto notice = [&](const std::string& password, const std::string& again) {
    return accept(link, password, again, next_code("anna")).notice;
  };
  EXPECT_EQ(notice("elf tekens!", "elf tekens!"), DoorNotice::short_password);
  EXPECT_EQ(notice("Welkom2026Anna", "Welkom2026Anna"), DoorNotice::common_password);
  EXPECT_EQ(notice("passwordpassword", "passwordpassword"), DoorNotice::common_password);
  EXPECT_EQ(notice("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa"), DoorNotice::common_password);
  EXPECT_EQ(notice(kGoodPassword, "fietsen langs het water"), DoorNotice::passwords_differ);
  EXPECT_EQ(accept(link, kGoodPassword, kGoodPassword, "123").notice, DoorNotice::wrong_code);
  EXPECT_FALSE(account_named(*store, "anna").value()->password);
  EXPECT_EQ(notice(kGoodPassword, kGoodPassword), DoorNotice::none);
}

TEST_F(GateTest, ACodeCountsOnceAndForAMinuteOrSo) {
  join("anna");
  const auto code = next_code("anna");
  ASSERT_EQ(sign_in("anna", kGoodPassword, code).notice, DoorNotice::none);
  EXPECT_EQ(sign_in("anna", kGoodPassword, code).notice, DoorNotice::wrong);
  const auto seen = next_code("anna");
  const auto later = next_code("anna");
  ASSERT_EQ(sign_in("anna", kGoodPassword, later).notice, DoorNotice::none);
  EXPECT_EQ(sign_in("anna", kGoodPassword, seen).notice, DoorNotice::wrong)
      << "an older one than the last that was taken";
  const auto stale = next_code("anna");
  clock.advance(60'000);
  EXPECT_EQ(sign_in("anna", kGoodPassword, stale).notice, DoorNotice::wrong);
}

// Nobody learns which of the three was wrong, by words or by work.
TEST_F(GateTest, WhateverIsWrongIsTheSameWithTheSameWork) {
  join("anna");
  join("bert");
  ASSERT_TRUE(close_account(*store, "bert"));
  invite("carla");
  struct Wrong {
    std::string name, password, code;
  };
  const Wrong all[] = {{"anna", "fietsen langs het water", next_code("anna")},
                       {"anna", kGoodPassword, "000000"},
                       {"nobody", kGoodPassword, next_code("anna")},
                       {"bert", kGoodPassword, next_code("bert")},
                       {"carla", kGoodPassword, next_code("carla")},
                       {"", "", ""}};
  for (const auto& [name, password, code] : all) {
    const auto before = gate->passwords_checked();
    const auto verdict = sign_in(name, password, code);
    EXPECT_EQ(verdict.notice, DoorNotice::wrong) << name;
    EXPECT_EQ(verdict.wait_ms, 0);
    EXPECT_TRUE(verdict.token.empty());
    EXPECT_EQ(gate->passwords_checked(), before + 1) << name;
  }
}

// Whoever tries names learns nothing from the wait either: it comes for every name.
TEST_F(GateTest, AfterAFewTriesANameWaitsAndSaysHowLong) {
  join("anna");
  clock.advance(60'000);
  for (const std::string name : {"anna", "nobody"}) {
    for (int i = 0; i < device::kFreePinTries; ++i) {
      EXPECT_EQ(sign_in(name, "wrong", "000000", "10.0.0." + std::to_string(i)).notice,
                DoorNotice::wrong);
    }
    const auto before = gate->passwords_checked();
    const auto verdict = sign_in(name, "wrong", "000000", "10.0.0.9");
    EXPECT_EQ(verdict.notice, DoorNotice::wait) << name;
    EXPECT_EQ(verdict.wait_ms, device::kFirstPinWaitMs) << name;
    EXPECT_EQ(gate->passwords_checked(), before) << "who waits costs nothing";
    // The audit tells of somebody's account, and never what else was typed.
    EXPECT_EQ(last_line().action, "many_tries");
    EXPECT_EQ(last_line().subject, "anna 4");
  }
  // The right ones wait as well, over a restart of the program; then they are taken.
  restart();
  EXPECT_EQ(sign_in("anna", kGoodPassword, code_at(telephone("anna"), clock.wall_ms())).notice,
            DoorNotice::wait);
  clock.advance(device::kFirstPinWaitMs);
  EXPECT_EQ(sign_in("anna", kGoodPassword, next_code("anna")).notice, DoorNotice::none);
}

TEST_F(GateTest, OneSourceAndAllTogetherAreLimited) {
  int name = 0;
  const auto looked_at = [&](const std::string& source, int tries) {
    int count = 0;
    for (int i = 0; i < tries; ++i) {
      const auto verdict = sign_in("n" + std::to_string(++name), "x", "1", source);
      if (verdict.notice == DoorNotice::wrong) ++count;
      EXPECT_EQ(verdict.notice == DoorNotice::wait, verdict.wait_ms > 0);
    }
    return count;
  };
  EXPECT_EQ(looked_at("10.0.0.1", 40), 20);
  EXPECT_EQ(looked_at("10.0.0.2", 1), 0) << "all together";
  clock.advance(10'000);
  EXPECT_EQ(looked_at("10.0.0.1", 5), 1) << "one in six seconds";
  EXPECT_EQ(looked_at("10.0.0.2", 20), 9) << "one a second";
  EXPECT_EQ(gate->passwords_checked(), 30U);
}

TEST_F(GateTest, ASessionOutlivesARestartAndNoRestore) {
  const auto token = join("anna");
  restart();
  EXPECT_TRUE(is_in(token));
  const auto link = invite("bert");
  ASSERT_TRUE(store->start_new_epoch());
  restart();
  EXPECT_FALSE(is_in(token));
  EXPECT_FALSE(gate->invitation(link).value());
}

TEST_F(GateTest, ASessionEndsWhenNobodyIsThereAndAfterADay) {
  const auto idle = join("anna");
  clock.advance(kSessionIdleMs - 1000);
  EXPECT_TRUE(is_in(idle));
  clock.advance(kSessionIdleMs - 1000);
  EXPECT_TRUE(is_in(idle)) << "a look counts";
  clock.advance(kSessionIdleMs);
  EXPECT_FALSE(is_in(idle));
  const auto busy = join("bert");
  const auto begun = clock.wall_ms();
  while (clock.wall_ms() + 20 * 60'000 < begun + kSessionLongestMs) {  // ends: the clock runs
    clock.advance(20 * 60'000);
    ASSERT_TRUE(is_in(busy));
  }
  clock.set_wall(begun + kSessionLongestMs);
  EXPECT_FALSE(is_in(busy));
  const auto back = join("carla");
  clock.set_wall(clock.wall_ms() - 3'600'000);
  EXPECT_FALSE(is_in(back)) << "a clock that was set back says nothing";
}

TEST_F(GateTest, SignedOutDisabledAndResetAreOut) {
  const auto one = join("anna");
  const auto other = sign_in("anna", kGoodPassword, next_code("anna")).token;
  ASSERT_TRUE(gate->sign_out(one));
  EXPECT_FALSE(is_in(one));
  EXPECT_TRUE(is_in(other)) << "only the one that was signed out";
  EXPECT_EQ(last_line().action, "sign_out");
  ASSERT_TRUE(close_account(*store, "anna"));
  EXPECT_FALSE(is_in(other));
  EXPECT_EQ(last_line().action, "office_disable");
  EXPECT_EQ(sign_in("anna", kGoodPassword, next_code("anna")).notice, DoorNotice::wrong);
  const auto bert = join("bert");
  const auto before = telephone("bert");
  const auto link = reset_account(*store, "bert");
  ASSERT_TRUE(link);
  EXPECT_FALSE(is_in(bert));
  EXPECT_NE(before, telephone("bert")) << "the old telephone is void";
  EXPECT_EQ(sign_in("bert", kGoodPassword, next_code("bert")).notice, DoorNotice::wrong);
  EXPECT_EQ(accept(link->path.substr(8), kGoodPassword, kGoodPassword, next_code("bert")).notice,
            DoorNotice::none);
}

TEST_F(GateTest, ACodeOnceMoreHoldsForFiveMinutes) {
  const auto token = join("anna");
  const auto confirmed = [&] { return gate->is_confirmed(*gate->session(token).value()); };
  EXPECT_TRUE(confirmed());
  clock.advance(kConfirmedMs);
  EXPECT_FALSE(confirmed());
  EXPECT_EQ(gate->confirm(token, "000000", "10.0.0.1")->notice, DoorNotice::wrong_code);
  EXPECT_FALSE(confirmed());
  const auto code = next_code("anna");
  EXPECT_EQ(gate->confirm(token, code, "10.0.0.1")->notice, DoorNotice::none);
  EXPECT_TRUE(confirmed());
  EXPECT_EQ(gate->confirm(token, code, "10.0.0.1")->notice, DoorNotice::wrong_code) << "used";
  EXPECT_EQ(gate->confirm(make_token(random), code, "10.0.0.1")->notice, DoorNotice::session_over);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(gate->confirm(token, "000000", "10.0.0.1")->notice, DoorNotice::wrong_code);
  }
  EXPECT_EQ(gate->confirm(token, next_code("anna"), "10.0.0.1")->notice, DoorNotice::none)
      << "half a minute later";
}

}  // namespace
}  // namespace samen::server
