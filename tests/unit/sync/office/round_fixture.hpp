// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "sync/server/cases/round_desk.hpp"
#include "sync/server/office/door.hpp"
#include "tests/source_dir.hpp"
#include "unit/sync/office/browser.hpp"
#include "unit/sync/office/signed_in.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {

inline const DeskUser kCora{.name = "cora", .actor = "office:cora"};

class OfficeRound : public MatcherTest {
 protected:
  void SetUp() override {
    MatcherTest::SetUp();
    clock.advance(12 * base::kHourMs);
    kiosk = enrolled(1);
    sign_up_group();
    sign_up_group();
    for (const char* name : {"Amal", "Bilal", "Canan"}) sign_up(name);
    clock.advance(3 * base::kDayMs);
  }
  void sign_up(const char* name) {
    send(*kiosk, {kiosk->envelope(kiosk->household(name))});
    apply();
  }
  base::HumanCode sign_up_group() {
    const auto code = kiosk->code();
    std::vector<protocol::Envelope> batch = {kiosk->envelope(kiosk->group_start(code, "Bram"))};
    for (const char* name : {"Cees", "Dina", "Eva"}) {
      batch.push_back(kiosk->envelope(kiosk->group_member(code, name)));
    }
    send(*kiosk, std::move(batch));
    apply();
    return last_group = code;
  }
  std::unique_ptr<RoundDesk> desk() { return std::make_unique<RoundDesk>(folder, clock, own); }
  static DeskLook computed(RoundDesk& desk) {
    EXPECT_TRUE(desk.compute(kCora));
    desk.wait();
    auto look = desk.look();
    EXPECT_EQ(look.state, DeskState::computed);
    return look;
  }
  static DeskLook published(RoundDesk& desk, const std::string& result) {
    EXPECT_TRUE(desk.publish(result, kCora));
    desk.wait();
    return desk.look();
  }
  // Another number as soon as anybody else has committed anything.
  std::int64_t version() {
    auto rows = store->database().prepare("PRAGMA data_version");
    EXPECT_TRUE(rows && rows->step().value_or(false));
    return rows->integer(0);
  }

  base::SystemRandom own;  // one that threads may share
  std::unique_ptr<test::FakeKiosk> kiosk;
  base::HumanCode last_group;
};

class OfficeRoundDoor : public OfficeRound {
 protected:
  void SetUp() override {
    OfficeRound::SetUp();
    auto opened = Door::open(
        folder, clock, own,
        {.assets = SAMEN_SOURCE_DIR "/assets", .cost = vault::PasswordCost::for_tests()});
    ASSERT_TRUE(opened) << opened.error().message;
    door = std::move(*opened);
  }
  Browser coordinator(const std::string& name) {
    Browser browser(*door);
    sign_in_as(browser, *store, {.name = name, .role = StaffRole::coordinator});
    return browser;
  }
  static bool leads_to(const HttpResponse& response, std::string_view where) {
    return response.status == 303 && header_of(response, "Location") == where;
  }
  std::unique_ptr<Door> door;
};

}  // namespace samen::server
