// SPDX-License-Identifier: Apache-2.0
// Every route of the table, asked by everybody, about everybody, in every wrong way.
#include "sync/server/office/door.hpp"

#include <algorithm>
#include <set>

#include "sync/server/office/accounts.hpp"
#include "sync/server/office/codes.hpp"
#include "sync/server/store/audit.hpp"
#include "tests/source_dir.hpp"
#include "unit/sync/office/browser.hpp"
#include "unit/sync/office/signed_in.hpp"
#include "unit/sync/server/two_centres_fixture.hpp"

namespace samen::server {
namespace {

constexpr const char* kUnknownLabel = "H-ZZZZZ";
constexpr const char* kPassword = "fietsen langs het kanaal";

class DoorTest : public TwoCentresTest {
 protected:
  void SetUp() override {
    TwoCentresTest::SetUp();
    open_door();
  }
  void open_door() {
    door.reset();
    auto opened = Door::open(folder, clock, random,
                             {.assets = SAMEN_SOURCE_DIR "/assets",
                              .cost = vault::PasswordCost::for_tests(),
                              .url = "https://office.example"});
    ASSERT_TRUE(opened) << opened.error().message;
    door = std::move(*opened);
  }
  Browser signed_in(StaffRole role, const std::string& centre) {
    Browser browser(*door);
    sign_in_as(browser, *store,
               {.name = "n" + std::to_string(++accounts), .role = role, .centre = centre});
    return browser;
  }
  // Whose papers are asked for with a household's label: those of the group it was proposed to.
  std::string holder_beside(const std::string& label) const {
    for (const auto* centre : {&linde, &noord}) {
      if (centre->card.household_label == label) return centre->card.group_label;
    }
    return label;
  }
  std::string target_of(const OfficeRoute& route, const std::string& label) const {
    std::string path(route.path);
    if (const auto at = path.find("{holder}"); at != std::string::npos) {
      path.replace(at, 8, holder_beside(label));
    }
    if (const auto at = path.find("{label}"); at != std::string::npos) path.replace(at, 7, label);
    if (const auto at = path.find("{kiosk}"); at != std::string::npos) path.replace(at, 7, "1");
    if (const auto at = path.find("{account}"); at != std::string::npos) {
      path.replace(at, 9, "nobody");
    }
    if (const auto at = path.find("{poster}"); at != std::string::npos) path.replace(at, 8, "1-1");
    if (const auto at = path.find("{token}"); at != std::string::npos) {
      path.replace(at, 7, std::string(64, '0'));
    }
    return path;
  }
  HttpResponse ask(Browser& browser, const OfficeRoute& route, const std::string& label) const {
    const auto target = target_of(route, label);
    return route.method == Method::get ? browser.get(target) : browser.post(target, {});
  }
  static bool has_label(const OfficeRoute& route) {
    return route.path.find("{label}") != std::string_view::npos ||
           route.path.find("{holder}") != std::string_view::npos;
  }
  static bool leads_to(const HttpResponse& response, std::string_view where) {
    return response.status == 303 && header_of(response, "Location").starts_with(where);
  }
  std::string next_code(const std::string& name) {
    clock.advance(30'000);
    const auto account = account_named(*store, name).value().value();
    return code_at(code_secret_of(*store, account.id).value(), clock.wall_ms());
  }

  std::unique_ptr<Door> door;
  int accounts = 0;
};

// Who sees what follows from the two tables and nothing else; another centre's people and people
// that are nobody are the same answer.
TEST_F(DoorTest, EveryRouteByEveryRoleAboutEverybody) {
  std::set<std::string_view> reached;
  for (const auto& row : kRoles) {
    for (const std::string centre : {"", "Noord"}) {
      const Viewer viewer{.role = row.role, .centre = centre};
      auto browser = signed_in(row.role, centre);
      for (const auto& route : kOfficeRoutes) {
        if (route.asks == Asks::sign_out) continue;  // has a test of its own
        const auto said = std::string(domain::name_of(row.role)) + " of '" + centre +
                          "': " + std::string(route.path);
        const auto own = ask(browser, route, noord.card.household_label);
        if (route.lets != Lets::anybody && !route.shows.open_to(viewer)) {
          EXPECT_EQ(own.status, 403) << said;
          EXPECT_EQ(own.body.find(noord.card.household_label), std::string::npos) << said;
          continue;
        }
        EXPECT_LT(own.status, 500) << said;
        if (!has_label(route)) continue;
        // Nobody has planned a meeting, so there is no calendar; a form without a step is shown
        // again.
        const bool mended = route.asks == Asks::act || route.asks == Asks::erase ||
                            (route.asks == Asks::papers && route.method == Method::post);
        const int shown = route.asks == Asks::calendar ? 404 : mended ? 422 : 200;
        EXPECT_EQ(own.status, shown) << said;
        reached.insert(route.path);
        const auto nobody = ask(browser, route, kUnknownLabel);
        EXPECT_EQ(nobody.status, 404) << said;
        const auto others = ask(browser, route, linde.card.household_label);
        EXPECT_EQ(others.status, centre.empty() ? shown : 404) << said;
        if (centre.empty()) continue;
        EXPECT_EQ(others.body, nobody.body) << said;
      }
    }
  }
  for (const auto& route : kOfficeRoutes) {
    EXPECT_TRUE(!has_label(route) || reached.contains(route.path)) << route.path;
  }
}

TEST_F(DoorTest, NobodySeesNothingButTheDoor) {
  for (const auto& route : kOfficeRoutes) {
    Browser browser(*door);
    browser.get("/sign-in");  // takes a cookie, as whoever comes does
    const auto response = ask(browser, route, linde.card.household_label);
    if (route.lets == Lets::anybody) {
      EXPECT_FALSE(leads_to(response, "/sign-in?why=over")) << route.path;
      EXPECT_LT(response.status, 500) << route.path;
    } else {
      EXPECT_TRUE(leads_to(response, "/sign-in")) << route.path << " " << response.status;
      EXPECT_TRUE(response.body.empty()) << route.path;
    }
    EXPECT_EQ(response.body.find(linde.card.household_label), std::string::npos) << route.path;
    EXPECT_EQ(response.body.find("Canary"), std::string::npos) << route.path;
  }
  // Also with a session of somebody whose account was closed meanwhile.
  auto gone = signed_in(StaffRole::coordinator, "");
  EXPECT_EQ(gone.get("/").status, 200);
  ASSERT_TRUE(close_account(*store, "n" + std::to_string(accounts)));
  EXPECT_TRUE(leads_to(gone.get("/case/" + linde.card.household_label), "/sign-in"));
}

TEST_F(DoorTest, NoFormIsTakenThatAPageOfOursDidNotSend) {
  const auto lines = read_audit(*store)->size();
  for (const auto& route : kOfficeRoutes) {
    if (route.method != Method::post) continue;
    const auto target = target_of(route, linde.card.household_label);
    auto browser = signed_in(StaffRole::coordinator, "");
    auto other = signed_in(StaffRole::coordinator, "");
    EXPECT_EQ(browser.post_as_it_is(target, {}).status, 403) << target;
    for (const auto& csrf :
         {std::string(), csrf_of_token(other.token()), browser.token(), std::string(64, '0')}) {
      EXPECT_EQ(browser.post_as_it_is(target, {{"csrf", csrf}}).status, 403) << target;
    }
    for (const std::string site : {"cross-site", "same-site", "none"}) {
      browser.more = {{"sec-fetch-site", site}};
      EXPECT_EQ(browser.post(target, {}).status, 403) << target << " " << site;
    }
    browser.more = {{"origin", "https://evil.example"}};
    EXPECT_EQ(browser.post(target, {}).status, 403) << target;
    browser.more = {};
    browser.content_type = "text/plain";
    EXPECT_EQ(browser.post(target, {}).status, 415) << target;
    browser.content_type = "application/x-www-form-urlencoded";
    EXPECT_EQ(browser.ask("POST", target, "a=%zz").status, 400) << target;
    EXPECT_EQ(browser.ask("POST", target, std::string(kMaxFormBytes + 1, 'a')).status, 413)
        << target;
    browser.more = {{"sec-fetch-site", "same-origin"}, {"origin", "null"}};
    const auto taken = browser.post(target, {}).status;
    const bool wants_more = route.asks == Asks::try_sign_in || route.asks == Asks::try_confirm ||
                            route.asks == Asks::try_passkey ||
                            route.asks == Asks::try_confirm_passkey;
    EXPECT_TRUE(taken != 403 || wants_more) << target << " " << taken;
  }
  // Refused before anything was done: only the last post of each got through.
  EXPECT_LE(read_audit(*store)->size(), lines + std::size(kOfficeRoutes));
}

TEST_F(DoorTest, WhatIsNotInTheTableIsNotThere) {
  auto browser = signed_in(StaffRole::coordinator, "");
  for (const auto* path : {"/v1/feed", "/v1/enrol", "/metrics", "/case", "/case/..%2f..", "/admin",
                           "/style.css/..", "/assets/office/style.css", "/%2e%2e/matcher.db"}) {
    EXPECT_EQ(browser.get(path).status, 404) << path;
  }
  for (const auto* method : {"PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "get"}) {
    const auto refused = browser.ask(method, "/case/" + linde.card.household_label, "");
    EXPECT_EQ(refused.status, 405) << method;
    EXPECT_EQ(header_of(refused, "Allow"), "GET, POST") << method;
  }
}

TEST_F(DoorTest, ALookIsALineOfTheAudit) {
  // To whom every look is open; of one centre.
  auto browser = signed_in(StaffRole::coordinator, "De Linde");
  const auto actor = "office:n" + std::to_string(accounts);
  const auto& label = linde.card.household_label;
  const auto last = [this] { return read_audit(*store)->back(); };
  for (const auto& route : kOfficeRoutes) {
    if (route.look.empty() || route.asks == Asks::calendar) continue;
    ASSERT_EQ(ask(browser, route, label).status, 200);
    EXPECT_EQ(last().actor, actor);
    EXPECT_EQ(last().action, route.look);
    const bool papers = route.path.find("{holder}") != std::string_view::npos;
    EXPECT_EQ(last().subject, papers ? holder_beside(label) : label);
  }
  const auto contacts = browser.get("/case/" + label + "/contacts");
  EXPECT_EQ(contacts.status, 200);
  EXPECT_NE(contacts.body.find("Canaryhomelinde"), std::string::npos);
  EXPECT_EQ(last().actor, actor);
  EXPECT_EQ(last().action, "contacts");
  const auto lines = read_audit(*store)->size();
  browser.get("/case/" + noord.card.household_label);
  EXPECT_EQ(read_audit(*store)->size(), lines) << "what was not shown was not seen";
}

TEST_F(DoorTest, NamesAndNumbersWantTheCodeOnceMore) {
  const auto link = invite_account(*store, {.name = "anna", .centre = "De Linde"});
  ASSERT_TRUE(link) << link.error().message;
  Browser anna(*door);
  const auto page = anna.get(link->path);
  EXPECT_EQ(page.status, 200);
  const auto visitor = anna.token();
  ASSERT_FALSE(visitor.empty());
  ASSERT_TRUE(leads_to(
      anna.post(link->path,
                {{"password", kPassword}, {"again", kPassword}, {"code", next_code("anna")}}),
      "/"));
  EXPECT_NE(anna.token(), visitor) << "whoever planted the token before has nothing";
  const auto contacts = "/case/" + linde.card.household_label + "/contacts";
  EXPECT_EQ(anna.get(contacts).status, 200);
  clock.advance(kConfirmedMs);
  const auto asked = anna.get(contacts);
  ASSERT_TRUE(leads_to(asked, "/confirm?then=" + contacts));
  EXPECT_EQ(asked.body.find("Canary"), std::string::npos);
  EXPECT_EQ(anna.get(header_of(asked, "Location")).status, 200);
  const auto wrong = anna.post("/confirm", {{"then", contacts}, {"code", "000000"}});
  EXPECT_NE(wrong.status, 303);
  EXPECT_TRUE(leads_to(anna.get(contacts), "/confirm"));
  EXPECT_TRUE(
      leads_to(anna.post("/confirm", {{"then", contacts}, {"code", next_code("anna")}}), contacts));
  EXPECT_EQ(anna.get(contacts).status, 200);
  EXPECT_TRUE(leads_to(
      anna.post("/confirm", {{"then", "//evil.example"}, {"code", next_code("anna")}}), "/"));
}

TEST_F(DoorTest, SigningInAndOut) {
  const auto link = invite_account(*store, {.name = "anna", .centre = "De Linde"});
  Browser first(*door);
  first.get(link->path);
  first.post(link->path,
             {{"password", kPassword}, {"again", kPassword}, {"code", next_code("anna")}});
  Browser anna(*door);
  EXPECT_TRUE(leads_to(anna.get("/"), "/sign-in"));
  anna.get("/sign-in");
  const auto visitor = anna.token();
  const auto try_it = [&](const std::string& name, const std::string& password,
                          const std::string& code) {
    return anna.post("/sign-in", {{"account", name}, {"password", password}, {"code", code}});
  };
  const auto wrong = try_it("anna", "fietsen langs het water", next_code("anna"));
  const auto nobody = try_it("nobody", kPassword, next_code("anna"));
  EXPECT_EQ(wrong.status, nobody.status);
  EXPECT_EQ(wrong.body, nobody.body) << "the same page to the letter";
  EXPECT_EQ(anna.token(), visitor);
  ASSERT_TRUE(leads_to(try_it("anna", kPassword, next_code("anna")), "/"));
  EXPECT_NE(anna.token(), visitor);
  EXPECT_EQ(anna.get("/").status, 200);
  open_door();
  Browser again(*door);
  again.cookies = anna.cookies;
  EXPECT_EQ(again.get("/").status, 200) << "a restart signs nobody out";
  const auto kept = again.cookies;
  EXPECT_TRUE(leads_to(again.post("/sign-out", {}), "/sign-in"));
  again.cookies = kept;
  EXPECT_TRUE(leads_to(again.get("/"), "/sign-in")) << "the cookie is worth nothing any more";
}

TEST_F(DoorTest, WhoWaitsIsToldHowLong) {
  Browser browser(*door);
  browser.get("/sign-in");
  HttpResponse last;
  for (int i = 0; i <= device::kFreePinTries; ++i) {
    last = browser.post("/sign-in", {{"account", "anna"}, {"password", "x"}, {"code", "1"}});
  }
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(header_of(last, "Retry-After"), "30");
}

TEST_F(DoorTest, TheStylesheetIsForEverybodyAndKept) {
  Browser browser(*door);
  const auto style = browser.get("/style.css");
  EXPECT_EQ(style.status, 200);
  EXPECT_TRUE(style.content_type.starts_with("text/css"));
  EXPECT_FALSE(style.body.empty());
  EXPECT_TRUE(browser.cookies.empty());
  browser.more = {{"if-none-match", header_of(style, "ETag")}};
  const auto kept = browser.get("/style.css");
  EXPECT_EQ(kept.status, 304);
  EXPECT_TRUE(kept.body.empty());
}

TEST_F(DoorTest, TheLanguageIsTheBrowsersUntilSomebodyChooses) {
  Browser browser(*door);
  const auto dutch = browser.get("/sign-in");
  EXPECT_NE(dutch.body.find("lang=\"nl\""), std::string::npos);
  browser.more = {{"accept-language", "en-GB,en;q=0.9"}};
  EXPECT_NE(browser.get("/sign-in").body.find("lang=\"en\""), std::string::npos);
  EXPECT_TRUE(
      leads_to(browser.post("/language", {{"language", "nl"}, {"then", "/sign-in"}}), "/sign-in"));
  EXPECT_NE(browser.get("/sign-in").body.find("lang=\"nl\""), std::string::npos);
  browser.post("/language", {{"language", "x\r\nSet-Cookie: a=b"}, {"then", "/sign-in"}});
  EXPECT_EQ(browser.cookies[std::string(kLanguageCookie)], "nl");
}

TEST_F(DoorTest, WhatBrowsersAreTold) {
  const auto headers = policy_headers(true);
  const auto value = [&headers](std::string_view name) {
    const auto found =
        std::ranges::find(headers, name, [](const auto& each) { return each.first; });
    return found == headers.end() ? std::string() : found->second;
  };
  EXPECT_EQ(value("Content-Security-Policy"),
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
            "frame-ancestors 'none'; base-uri 'none'");
  EXPECT_EQ(value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(value("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(value("Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(value("Cross-Origin-Resource-Policy"), "same-origin");
  EXPECT_NE(value("Strict-Transport-Security"), "");
  EXPECT_EQ(policy_headers(false).size() + 1, headers.size());
  Browser browser(*door);
  const auto cookie = header_of(browser.get("/sign-in"), "Set-Cookie");
  EXPECT_TRUE(cookie.starts_with("__Host-samen="));
  EXPECT_TRUE(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax")) << cookie;
}

}  // namespace
}  // namespace samen::server
