// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <iostream>

#include <gmock/gmock.h>

#include "sync/server/cases/staff_state.hpp"
#include "sync/server/office/accounts.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// One account of each state: "cora" and "anna" are in, "lotte" is locked, "ivo" invited, "oud" was
// too late, "weg" is closed.
class Staff : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    context.viewer = {StaffRole::coordinator, "", "office:cora"};
    context.account = "cora";
    context.confirmed = true;
    invite({.name = "oud", .centre = "De Linde"});
    clock.advance(kInviteMs);
    invite({.name = "cora", .role = StaffRole::coordinator});
    for (const char* name : {"anna", "lotte", "ivo", "weg"}) {
      invite({.name = name, .centre = "De Linde"});
    }
    for (const char* name : {"cora", "anna", "lotte"}) comes_in(name);
    ASSERT_TRUE(close_account(*store, "weg"));
    auto transaction = store->begin();
    const auto who = who_tries(*store, "lotte").value();
    device::PinThrottle tries;
    for (int i = 0; i <= device::kFreePinTries; ++i) tries = device::count_try(tries, clock);
    ASSERT_TRUE(note_tries(*store, who, tries));
    ASSERT_TRUE(transaction->commit());
  }
  void invite(const NewAccount& account) {
    const auto link = invite_account(*store, account);
    ASSERT_TRUE(link) << link.error().message;
  }
  void comes_in(const std::string& name) {
    auto transaction = store->begin();
    ASSERT_TRUE(set_password(*store, account_named(*store, name).value()->id, "hash"));
    ASSERT_TRUE(transaction->commit());
  }
  AccountState state(const std::string& name) {
    return state_of(*store, account_named(*store, name).value().value()).value();
  }
  static AccountForm form(std::string wrong = {}) {
    return {.roles = {StaffRole::coordinator, StaffRole::caseworker},
            .name = "n\"><b>",
            .centre = "' onclick=x()",
            .wrong = std::move(wrong)};
  }
  Page one(const std::string& name, AccountForm typed = form(), std::string_view done = {}) {
    auto page = pages->account(*store, now(), name, std::move(typed), done);
    const bool shows_all = name == "lotte" || name == "weg";
    return shows_all ? kept("account-" + name, std::move(page)) : page;
  }
};

TEST_F(Staff, ShowsHowEachAccountIs) {
  EXPECT_EQ(state("anna"), AccountState::active);
  EXPECT_EQ(state("lotte"), AccountState::locked);
  EXPECT_EQ(state("ivo"), AccountState::invited);
  EXPECT_EQ(state("oud"), AccountState::link_over);
  EXPECT_EQ(state("weg"), AccountState::gone);
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    const auto all = kept("staff", pages->staff(*store, now(), {}));
    EXPECT_EQ(all.status, 200);
    EXPECT_LT(all.html.find("/staff/oud"), all.html.find("/staff/weg"))
        << "who is gone stands last";
    for (const char* name : {"anna", "cora", "lotte", "ivo", "oud", "weg"}) {
      EXPECT_EQ(one(name).status, 200) << name;
    }
    kept("staff-invite", pages->invite_staff(*store, now(), {.roles = form().roles}));
    kept("staff-link",
         pages->staff_link(now(), {"ivo", base::SecretText("https://office.example/invite/" +
                                                           std::string(64, 'a'))}));
  }
  context.language = "nl";
  EXPECT_THAT(one("weg").html, AllOf(HasSubstr("Gesloten"), HasSubstr("Open het account weer"),
                                     Not(HasSubstr("value=\"close\""))));
  EXPECT_THAT(one("anna").html,
              AllOf(HasSubstr("value=\"caseworker\" checked"), HasSubstr("value=\"De Linde\""),
                    HasSubstr("value=\"close\"")));
  clock.advance(base::kHourMs);
  EXPECT_EQ(state("lotte"), AccountState::active);
  for (const auto* nobody : {"nobody", "", "ANNA", "<b>", "x' OR 1"}) {
    EXPECT_EQ(one(nobody).status, 404) << nobody;
  }
}

TEST_F(Staff, SaysWhatHasToBeMended) {
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    for (const auto* wrong : {"name", "taken", "role", "centre_missing", "centre_extra",
                              "centre_unknown", "last", "act"}) {
      const auto page = pages->account(*store, now(), "anna", form(wrong));
      EXPECT_EQ(page.status, 422);
      EXPECT_THAT(page.html, HasSubstr("role=\"alert\"")) << wrong;
    }
    kept("account-wrong", pages->account(*store, now(), "cora", form("last")));
    const auto again = kept("staff-invite-wrong", pages->invite_staff(*store, now(), form("name")));
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(again.html, AllOf(HasSubstr("n&quot;&gt;&lt;b&gt;"), Not(HasSubstr("<b>")),
                                  Not(HasSubstr("' onclick"))));
  }
}

TEST_F(Staff, IsForCoordinatorsAndWantsTheCodeOnceMore) {
  const auto behind_the_code = [&] {
    return std::vector{pages->account(*store, now(), "anna", form()).status,
                       pages->invite_staff(*store, now(), form()).status,
                       pages->staff_link(now(), {"x", base::SecretText("y")}).status};
  };
  context.confirmed = false;
  EXPECT_EQ(behind_the_code(), std::vector(3, 403));
  EXPECT_EQ(pages->staff(*store, now(), {}).status, 200);
  context.confirmed = true;
  for (const auto role :
       {StaffRole::caseworker, StaffRole::screener, StaffRole::auditor, StaffRole::researcher}) {
    context.viewer = {role, "De Linde", "office:somebody"};
    EXPECT_EQ(behind_the_code(), std::vector(3, 403));
    EXPECT_EQ(pages->staff(*store, now(), {}).status, 403);
    EXPECT_THAT(pages->problem(now(), 403).html, Not(HasSubstr("/staff")));
  }
}

TEST_F(Staff, OfTenThousandIsAPageAndASearch) {
  auto transaction = store->begin();
  for (int i = 0; i < 10'000; ++i) {
    const OfficeAccount account{.id = base::make_uuid(clock, random),
                                .name = "n" + std::to_string(i),
                                .role = "caseworker",
                                .centre = "De Linde",
                                .made_ms = 0,
                                .password = {},
                                .invite_until_ms = {}};
    base::Bytes token(32);
    random.fill(token);
    OfficeInvite invite{.until_ms = 1, .code_secret = base::SecretBytes(20)};
    std::ranges::copy(token, invite.token.begin());
    ASSERT_TRUE(add_account(*store, account, invite));
  }
  ASSERT_TRUE(transaction->commit());
  const auto begun = std::chrono::steady_clock::now();
  const auto all = pages->staff(*store, now(), {}).html;
  const auto took = std::chrono::steady_clock::now() - begun;
  std::cout << "10,006 accounts: "
            << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms, "
            << all.size() << " bytes\n";
  EXPECT_LT(all.size(), 100'000U);
  EXPECT_THAT(all, HasSubstr("Pagina 1 van 201"));
  EXPECT_THAT(pages->staff(*store, now(), {.search = "N9999"}).html,
              AllOf(HasSubstr("1 gevonden"), HasSubstr("/staff/n9999")));
}

}  // namespace
}  // namespace samen::server
