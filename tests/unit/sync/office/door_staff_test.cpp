// SPDX-License-Identifier: Apache-2.0
// Accounts through the office's door: what a coordinator does there is done, and nothing else.
#include <regex>

#include "sync/server/cases/staff_state.hpp"
#include "sync/server/office/door.hpp"
#include "unit/sync/office/browser.hpp"
#include "unit/sync/office/office_fixture.hpp"

namespace samen::server {
namespace {

class DoorStaff : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    auto opened = Door::open(
        folder, clock, random,
        {.assets = SAMEN_SOURCE_DIR "/assets", .cost = vault::PasswordCost::for_tests()});
    ASSERT_TRUE(opened) << opened.error().message;
    door = std::move(*opened);
    cora = std::make_unique<Browser>(*door);
    cora->cookies[std::string(kTokenCookie)] = join("cora", StaffRole::coordinator, "");
    ASSERT_TRUE(store->set_setting(kOfficeUrlSetting, "https://office.example"));
  }
  std::string token_in(const HttpResponse& page) {
    EXPECT_EQ(page.status, 200);
    std::smatch found;
    const std::regex link("https://office[.]example/invite/([0-9a-f]{64})");
    EXPECT_TRUE(std::regex_search(page.body, found, link)) << page.body;
    return found.empty() ? std::string() : found[1].str();
  }
  HttpResponse invited(const std::string& name, const std::string& role,
                       const std::string& centre) {
    return cora->post("/invite", {{"name", name}, {"role", role}, {"centre", centre}});
  }
  HttpResponse act(const std::string& name, const std::string& what,
                   std::vector<FormField> more = {}) {
    more.push_back({"act", what});
    return cora->post("/staff/" + name, more);
  }
  static std::string location(const HttpResponse& response) {
    return header_of(response, "Location");
  }
  OfficeAccount account(const std::string& name) {
    return account_named(*store, name).value().value();
  }

  std::unique_ptr<Door> door;
  std::unique_ptr<Browser> cora;
};

TEST_F(DoorStaff, AnInvitationLeadsIn) {
  const auto token = token_in(invited(" Anna.V ", "caseworker", " De Linde "));
  EXPECT_EQ(last_line().action, "office_invite");
  EXPECT_EQ(last_line().actor, "office:cora");
  EXPECT_EQ(last_line().subject, "anna.v caseworker of De Linde");
  EXPECT_EQ(accept(token, kGoodPassword, kGoodPassword, next_code("anna.v")).notice,
            DoorNotice::none);
  EXPECT_EQ(cora->get("/staff/anna.v").status, 200);
  EXPECT_EQ(cora->get("/staff").body.find(token), std::string::npos) << "shown once";
}

TEST_F(DoorStaff, WhatDoesNotFitIsShownAgainAndNothingIsDone) {
  const auto lines = read_audit(*store)->size();
  for (const auto& [name, role, centre] :
       std::vector<std::array<std::string, 3>>{{"a", "caseworker", "De Linde"},
                                               {"cora", "coordinator", ""},
                                               {"anna", "caseworker", ""},
                                               {"anna", "caseworker", "Zuid"},
                                               {"anna", "researcher", "Noord"},
                                               {"anna", "queen", "Noord"},
                                               {"", "", ""}}) {
    EXPECT_EQ(invited(name, role, centre).status, 422) << name << " " << role << " " << centre;
  }
  EXPECT_EQ(act("cora", "").status, 422);
  EXPECT_EQ(act("cora", "delete").status, 422);
  EXPECT_EQ(act("nobody", "close").status, 404);
  EXPECT_EQ(read_audit(*store)->size(), lines);
  EXPECT_EQ(token_in(invited("bert", "coordinator", "De Linde")).size(), 64U)
      << "a coordinator has all centres";
  EXPECT_EQ(account("bert").centre, "");
}

TEST_F(DoorStaff, ClosingEndsTheSessionAtOnceAndANewLinkOpensItAgain) {
  const auto anna = join("anna");
  EXPECT_TRUE(is_in(anna));
  EXPECT_EQ(location(act("anna", "close")), "/staff/anna?done=close");
  EXPECT_EQ(last_line().action, "office_disable");
  EXPECT_EQ(last_line().actor, "office:cora");
  EXPECT_FALSE(is_in(anna));
  EXPECT_EQ(state_of(*store, account("anna")).value(), AccountState::gone);
  const auto token = token_in(act("anna", "reset"));
  EXPECT_EQ(last_line().action, "office_reset");
  EXPECT_EQ(state_of(*store, account("anna")).value(), AccountState::invited);
  const auto verdict = accept(token, kGoodPassword, kGoodPassword, next_code("anna"));
  EXPECT_TRUE(is_in(verdict.token));
  act("anna", "reset");
  EXPECT_FALSE(is_in(verdict.token)) << "whoever is signed in is signed out";
}

TEST_F(DoorStaff, ARoleChangesFromTheNextPageOn) {
  Browser anna(*door);
  anna.cookies[std::string(kTokenCookie)] = join("anna");
  EXPECT_EQ(anna.get("/staff").status, 403);
  EXPECT_EQ(act("anna", "change", {{"role", "caseworker"}, {"centre", "Zuid"}}).status, 422);
  EXPECT_EQ(act("anna", "change", {{"role", "auditor"}, {"centre", "Noord"}}).status, 422);
  EXPECT_EQ(location(act("anna", "change", {{"role", "caseworker"}, {"centre", "Noord"}})),
            "/staff/anna?done=change");
  EXPECT_EQ(account("anna").centre, "Noord");
  EXPECT_EQ(last_line().action, "office_change");
  EXPECT_EQ(last_line().subject, "anna caseworker of Noord");
  act("anna", "change", {{"role", "coordinator"}, {"centre", "Noord"}});
  EXPECT_EQ(anna.get("/staff").status, 200);
}

TEST_F(DoorStaff, TheLastCoordinatorStays) {
  const auto stays = [&] {
    const auto lines = read_audit(*store)->size();
    EXPECT_EQ(act("cora", "close").status, 422);
    EXPECT_EQ(act("cora", "reset").status, 422);
    EXPECT_EQ(act("cora", "change", {{"role", "caseworker"}, {"centre", "Noord"}}).status, 422);
    EXPECT_EQ(read_audit(*store)->size(), lines);
    EXPECT_EQ(cora->get("/staff").status, 200);
  };
  stays();
  join("anna");
  invite("bert", StaffRole::coordinator, "");
  stays();  // who was invited may never come
  join("dora", StaffRole::coordinator, "");
  EXPECT_EQ(location(act("dora", "close")), "/staff/dora?done=close");
  stays();
  join("eva", StaffRole::coordinator, "");
  EXPECT_EQ(location(act("cora", "close")), "/staff/cora?done=close");
  EXPECT_EQ(cora->get("/staff").status, 303) << "signed out";
  // The command line is the way back in, so it may.
  EXPECT_TRUE(close_account(*store, "eva"));
}

TEST_F(DoorStaff, EveryActWantsTheCodeOnceMore) {
  join("anna");
  clock.advance(kConfirmedMs);
  const auto lines = read_audit(*store)->size();
  for (const char* what : {"close", "reset", "change"}) {
    EXPECT_EQ(location(act("anna", what)), "/confirm?then=/staff/anna") << what;
  }
  EXPECT_EQ(location(invited("bert", "coordinator", "")), "/confirm?then=/invite");
  EXPECT_EQ(read_audit(*store)->size(), lines);
}

}  // namespace
}  // namespace samen::server
