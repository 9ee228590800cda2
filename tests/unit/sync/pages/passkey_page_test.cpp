// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "sync/server/office/accounts.hpp"
#include "sync/server/pages/passkey_ask.hpp"
#include "sync/server/store/office_passkeys.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class PasskeyPages : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    context.passkeys = true;
    context.confirmed = true;
    ASSERT_TRUE(invite_account(*store, {.name = "anna", .centre = "De Linde"}));
    list.account = account_named(*store, "anna").value()->id;
    list.ask = {.challenge = "Y2hhbGxlbmdl",
                .ticket = "t1cket",
                .host = "office.example",
                .user = "YW5uYQ",
                .user_name = "anna"};
  }
  void has(const std::string& name, bool locked, std::optional<std::int64_t> used_ms) {
    OfficePasskey passkey{.id = base::make_uuid(clock, random),
                          .account = list.account,
                          .credential = {name.begin(), name.end()},
                          .algorithm = -7,
                          .public_key = base::Bytes(64),
                          .name = name,
                          .added_ms = clock.wall_ms(),
                          .used_ms = {}};
    auto transaction = store->begin();
    ASSERT_TRUE(add_passkey(*store, passkey));
    if (used_ms) {
      ASSERT_TRUE(note_passkey_used(*store, passkey, 1));
    }
    if (locked) {
      ASSERT_TRUE(lock_passkey(*store, passkey.id));
    }
    ASSERT_TRUE(transaction->commit());
  }

  PasskeyList list;
};

TEST_F(PasskeyPages, ShowsOnesOwnAndWhatToDo) {
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    EXPECT_EQ(kept("passkeys-none", pages->passkeys(*store, now(), list)).status, 200);
  }
  has("laptop van het werk", false, clock.wall_ms());
  has("telefoon <b>van Anna</b>", false, {});
  has("sleutel", true, clock.wall_ms());
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    list.done = "add";
    const auto shown = kept("passkeys-some", pages->passkeys(*store, now(), list)).html;
    EXPECT_THAT(shown, HasSubstr("telefoon &lt;b&gt;van Anna&lt;/b&gt;"));
    EXPECT_THAT(shown, HasSubstr("data-user-name=\"anna\""));
    EXPECT_THAT(shown, HasSubstr("<script src=\"/passkey.js\" defer></script>"));
    list.done = {};
    for (const auto trouble : {PasskeyTrouble::name, PasskeyTrouble::known, PasskeyTrouble::late,
                               PasskeyTrouble::wrong}) {
      list.trouble = trouble;
      list.name = "' onclick=x()";
      const std::string name = "passkeys-" + std::string(domain::name_of(trouble));
      const auto refused = kept(name, pages->passkeys(*store, now(), list));
      EXPECT_EQ(refused.status, 422);
      EXPECT_THAT(refused.html, Not(HasSubstr("' onclick")));
    }
    list.trouble = PasskeyTrouble::none;
    list.full = true;
    EXPECT_THAT(kept("passkeys-full", pages->passkeys(*store, now(), list)).html,
                Not(HasSubstr("<script")));
    list.full = false;
  }
  context.confirmed = false;
  EXPECT_EQ(pages->passkeys(*store, now(), list).status, 403);
}

TEST_F(PasskeyPages, OfAnAccountAreCountedForTheCoordinator) {
  context.viewer = {StaffRole::coordinator, "", "office:cora"};
  context.account = "cora";
  context.language = "en";
  const auto shown = [this] { return pages->account(*store, now(), "anna", {}).html; };
  EXPECT_THAT(shown(), HasSubstr("No passkeys."));
  has("laptop", false, {});
  EXPECT_THAT(shown(), ::testing::AllOf(HasSubstr("1 passkey."), Not(HasSubstr("laptop"))));
  EXPECT_THAT(shown(), Not(HasSubstr("has been stopped")));
  has("key", true, {});
  EXPECT_THAT(kept("account-passkey", pages->account(*store, now(), "anna", {})).html,
              ::testing::AllOf(HasSubstr("2 passkeys."), HasSubstr("has been stopped")));
}

TEST_F(PasskeyPages, AskForOneAtTheDoor) {
  PasskeyAsk ask{.challenge = "Y2hhbGxlbmdl", .ticket = "t1cket", .host = "office.example"};
  ask.at_once = true;
  const auto again = kept("confirm-passkey", pages->passkey(now(), ask, DoorNotice::none,
                                                            "/case/H-7Q2/contacts?a=b&c=d"));
  EXPECT_THAT(again.html, HasSubstr("name=\"then\" value=\"/case/H-7Q2/contacts?a=b&amp;c=d\""));
  EXPECT_THAT(again.html, HasSubstr("/confirm?then=%2Fcase%2FH-7Q2%2Fcontacts%3Fa%3Db%26c%3Dd"));
  kept("confirm-either", pages->confirm(now(), "/passkeys", DoorNotice::none, true));
  context.account = {};
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    kept("sign-in-1-either", pages->sign_in(now(), DoorNotice::none));
    const auto shown = kept("passkey-sign-in", pages->passkey(now(), ask, DoorNotice::none));
    EXPECT_EQ(shown.status, 200);
    EXPECT_THAT(shown.html, HasSubstr("data-at-once"));
    for (const auto notice : {DoorNotice::passkey_wrong, DoorNotice::passkey_locked}) {
      const auto refused = kept("passkey-refused-" + std::to_string(static_cast<int>(notice)),
                                pages->passkey(now(), ask, notice));
      EXPECT_EQ(refused.status, 403);
      EXPECT_THAT(refused.html, HasSubstr("role=\"alert\""));
    }
  }
}

}  // namespace
}  // namespace samen::server
