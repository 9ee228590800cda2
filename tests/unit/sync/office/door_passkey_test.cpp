// SPDX-License-Identifier: Apache-2.0
// Passkeys through the door: pages, forms, what a browser may run.
#include <gmock/gmock.h>

#include "sync/server/office/door.hpp"
#include "unit/sync/office/authenticator.hpp"
#include "unit/sync/office/browser.hpp"
#include "unit/sync/office/office_fixture.hpp"
#include "unit/sync/office/signed_in.hpp"

namespace samen::server {
namespace {

using test::Authenticator;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kPolicy = "Content-Security-Policy";

class PasskeyDoor : public OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    door = opened("https://office.example");
  }
  std::unique_ptr<Door> opened(const std::string& url) {
    auto made = Door::open(folder, clock, random,
                           {.assets = SAMEN_SOURCE_DIR "/assets",
                            .cost = vault::PasswordCost::for_tests(),
                            .url = url});
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }
  // What stands between the quotes of an attribute.
  static std::string value_in(const HttpResponse& page, const std::string& before) {
    const auto at = page.body.find(before);
    EXPECT_NE(at, std::string::npos) << before << " is not in " << page.body;
    if (at == std::string::npos) return {};
    const auto begin = at + before.size();
    return page.body.substr(begin, page.body.find('"', begin) - begin);
  }
  static base::Bytes asked(const HttpResponse& page) {
    return protocol::from_base64url(value_in(page, "data-challenge=\"")).value();
  }
  static std::string url_text(const base::Bytes& bytes) { return protocol::to_base64url(bytes); }
  static std::vector<FormField> form_of(const HttpResponse& page, const UsedPasskey& used) {
    return {{"ticket", value_in(page, "name=\"ticket\" value=\"")},
            {"credential", url_text(used.credential)},
            {"client_data", url_text(used.client_data)},
            {"authenticator_data", url_text(used.authenticator_data)},
            {"signature", url_text(used.signature)},
            {"user", url_text(used.user)}};
  }
  static HttpResponse add(Browser& browser, Authenticator& key, const std::string& name) {
    const auto page = browser.get("/passkeys");
    key.user = protocol::from_base64url(value_in(page, "data-user=\"")).value();
    const auto made = key.make(asked(page));
    return browser.post("/passkeys", {{"act", "add"},
                                      {"name", name},
                                      {"ticket", value_in(page, "name=\"ticket\" value=\"")},
                                      {"client_data", url_text(made.client_data)},
                                      {"authenticator_data", url_text(made.authenticator_data)}});
  }
  Browser of(const std::string& name) {
    Browser browser(*door);
    sign_in_as(browser, *store, {.name = name, .centre = "De Linde"});
    auto transaction = store->begin();
    EXPECT_TRUE(set_password(*store, account_named(*store, name).value()->id, "hash"));
    EXPECT_TRUE(transaction->commit());
    return browser;
  }

  std::unique_ptr<Door> door;
};

TEST_F(PasskeyDoor, LeadsFromAddingToSigningInToRemoving) {
  auto anna = of("anna");
  const auto empty = anna.get("/passkeys");
  EXPECT_THAT(header_of(empty, kPolicy), HasSubstr("script-src 'self'"));
  EXPECT_THAT(anna.get("/").body, HasSubstr("href=\"/passkeys\""));
  EXPECT_THAT(header_of(anna.get("/"), kPolicy), Not(HasSubstr("script-src")));
  Authenticator key;
  const auto added = add(anna, key, "laptop <b>");
  EXPECT_EQ(header_of(added, "Location"), "/passkeys?done=add") << added.body;
  EXPECT_THAT(anna.get("/passkeys").body, HasSubstr("laptop &lt;b&gt;"));

  Browser visitor(*door);
  EXPECT_THAT(visitor.get("/sign-in").body, HasSubstr("href=\"/passkey\""));
  const auto page = visitor.get("/passkey");
  EXPECT_THAT(header_of(page, kPolicy), HasSubstr("script-src 'self'"));
  EXPECT_THAT(page.body, HasSubstr("data-at-once"));
  const auto before = visitor.token();
  const auto in = visitor.post("/passkey", form_of(page, key.use(asked(page))));
  EXPECT_EQ(in.status, 303) << in.body;
  EXPECT_NE(visitor.token(), before);
  EXPECT_EQ(visitor.get("/").status, 200);
  EXPECT_EQ(last_line().action, "sign_in_passkey");

  const auto id = value_in(anna.get("/passkeys"), "name=\"passkey\" value=\"");
  auto bert = of("bert");
  EXPECT_EQ(bert.post("/passkeys", {{"act", "remove"}, {"passkey", id}}).status, 404);
  for (const std::string wrong : {"", "x", "00000000-0000-0000-0000-000000000000"}) {
    EXPECT_EQ(anna.post("/passkeys", {{"act", "remove"}, {"passkey", wrong}}).status, 404);
  }
  EXPECT_EQ(header_of(anna.post("/passkeys", {{"act", "remove"}, {"passkey", id}}), "Location"),
            "/passkeys?done=remove");
  const auto again = Browser(*door).get("/passkey");
  EXPECT_EQ(again.status, 200);
  Browser late(*door);
  const auto asks = late.get("/passkey");
  const auto refused = late.post("/passkey", form_of(asks, key.use(asked(asks))));
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("role=\"alert\""));
  EXPECT_THAT(refused.body, Not(HasSubstr("data-at-once"))) << "or it would go round and round";
}

TEST_F(PasskeyDoor, AsksAgainWithAPasskeyInsteadOfTheCode) {
  auto anna = of("anna");
  EXPECT_THAT(anna.get("/confirm").body, Not(HasSubstr("/confirm/passkey"))) << "she has none";
  Authenticator key;
  add(anna, key, "laptop");
  clock.advance(kConfirmedMs);
  const auto sent = anna.get("/passkeys");
  EXPECT_EQ(header_of(sent, "Location"), "/confirm?then=/passkeys");
  EXPECT_THAT(anna.get("/confirm?then=/passkeys").body,
              HasSubstr("href=\"/confirm/passkey?then=%2Fpasskeys\""));
  const auto page = anna.get("/confirm/passkey?then=%2Fpasskeys");
  EXPECT_EQ(value_in(page, "data-ids=\""), url_text(key.credential));
  auto form = form_of(page, key.use(asked(page)));
  form.push_back({"then", "/passkeys"});
  EXPECT_EQ(header_of(anna.post("/confirm/passkey", form), "Location"), "/passkeys");
  EXPECT_EQ(anna.get("/passkeys").status, 200);
  EXPECT_EQ(anna.post("/confirm/passkey", form).status, 200) << "too late: asked again";
}

TEST_F(PasskeyDoor, TakesNoFormThatNoBrowserSends) {
  Browser visitor(*door);
  const auto page = visitor.get("/passkey");
  const std::string ticket = value_in(page, "name=\"ticket\" value=\"");
  const std::vector<std::string> texts = {"", "=", "a", "+/+/", "%00", std::string(60'000, 'A')};
  for (const auto& text : texts) {
    clock.advance(60'000);
    const auto refused = visitor.post("/passkey", {{"ticket", ticket},
                                                   {"credential", text},
                                                   {"client_data", text},
                                                   {"authenticator_data", text}});
    EXPECT_TRUE(refused.status == 403 || refused.status == 413) << text.size();
  }
  auto anna = of("anna");
  EXPECT_EQ(anna.post("/passkeys", {{"act", "add"}, {"name", "x"}}).status, 422);
  EXPECT_EQ(anna.post("/passkeys", {{"act", "add"}}).status, 422);
  EXPECT_EQ(anna.post("/passkeys", {}).status, 404);
}

TEST_F(PasskeyDoor, WhoTriesTooOftenIsToldHowLongToWait) {
  auto anna = of("anna");
  Authenticator key;
  add(anna, key, "laptop");
  Authenticator forged(Authenticator::Kind::es256, key.credential);
  Browser visitor(*door);
  HttpResponse last;
  for (int i = 0; i <= device::kFreePinTries; ++i) {
    const auto page = visitor.get("/passkey");
    last = visitor.post("/passkey", form_of(page, forged.use(asked(page))));
  }
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(header_of(last, "Retry-After"), "30");
}

// A number is no name, so a browser would refuse: nobody is offered what cannot be.
TEST_F(PasskeyDoor, OffersNoneWithoutAnAddressThatHasAName) {
  for (const std::string url : {"", "https://127.0.0.1:8444"}) {
    door = opened(url);
    auto anna = of("anna" + std::to_string(url.size()));
    EXPECT_THAT(anna.get("/").body, Not(HasSubstr("passkey")));
    EXPECT_THAT(Browser(*door).get("/sign-in").body, Not(HasSubstr("passkey")));
    for (const std::string path : {"/passkey", "/passkeys", "/confirm/passkey"}) {
      EXPECT_EQ(anna.get(path).status, 404) << path;
      EXPECT_EQ(anna.post(path, {}).status, 404) << path;
    }
  }
}

TEST_F(PasskeyDoor, TheScriptIsTheOnlyOneAndKept) {
  Browser browser(*door);
  const auto script = browser.get("/passkey.js");
  EXPECT_EQ(script.status, 200);
  EXPECT_TRUE(script.content_type.starts_with("text/javascript"));
  browser.more = {{"if-none-match", header_of(script, "ETag")}};
  EXPECT_EQ(browser.get("/passkey.js").status, 304);
}

}  // namespace
}  // namespace samen::server
