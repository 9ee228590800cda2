// SPDX-License-Identifier: Apache-2.0
// Somebody signed up at the desk through the door: what is stored and when, and a screen that is
// somebody else's until it is given back.
#include <algorithm>

#include "sync/server/cases/sign_up_desk.hpp"
#include "sync/server/pages/sign_up_fields.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"
#include "tests/source_dir.hpp"
#include "unit/sync/office/browser.hpp"
#include "unit/sync/office/signed_in.hpp"
#include "unit/sync/pages/sent_form.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

using Fields = std::vector<FormField>;

constexpr const char* kHome = "/signup";

class SignUpTest : public MatcherTest {
 protected:
  void SetUp() override {
    MatcherTest::SetUp();
    clock.advance(200 * base::kDayMs);
    ASSERT_TRUE(ensure_centre(*store, "De Linde", "Almere"));
    ASSERT_TRUE(ensure_centre(*store, "Noord", "Almere"));
    open_door();
    anna = std::make_unique<Browser>(*door);
    sign_in_as(*anna, *store, {.name = "anna", .centre = "De Linde"});
  }
  void open_door() {
    door.reset();
    auto opened = Door::open(folder, clock, random,
                             {.assets = SAMEN_SOURCE_DIR "/assets",
                              .cost = vault::PasswordCost::for_tests(),
                              .receipt_cost = vault::ReceiptCost::for_tests()});
    ASSERT_TRUE(opened) << opened.error().message;
    door = std::move(*opened);
  }
  std::string code(const std::string& name = "anna") {
    clock.advance(30'000);
    const auto account = account_named(*store, name).value().value();
    return code_at(code_secret_of(*store, account.id).value(), clock.wall_ms());
  }
  static bool leads_home(const HttpResponse& response) {
    return response.status == 303 && header_of(response, "Location") == kHome;
  }
  std::string page() { return anna->get(kHome).body; }
  void begin(const std::string& form = "household", const std::string& language = "ar") {
    ASSERT_TRUE(
        leads_home(anna->post(kHome, {{"act", "begin"}, {"form", form}, {"language", language}})));
  }
  // What the page sends once these were typed into it.
  Fields typed(const Fields& words) {
    auto fields = SentForm::of(page());
    std::erase_if(fields, [&](const FormField& field) {
      return field.name == "csrf" ||
             std::ranges::find(words, field.name, &FormField::name) != words.end();
    });
    fields.insert(fields.end(), words.begin(), words.end());
    return fields;
  }
  HttpResponse send(Fields fields, const std::string& act) {
    fields.push_back({"act", act});
    return anna->post(kHome, fields);
  }
  // A mother from Syria with her brother.
  void fill_in_a_family() {
    begin();
    send(typed({{"q-adults", "2"}, {"q-name", "Zzamal"}}), "more");
    send(typed({{"q-contact", "phone"},
                {"q-contact-phone", "06 1234 5678"},
                {"q-postcode", "1315"},
                {"q-children-4_11", "2"},
                {"q-arrival", "under_1_year"},
                {"q-company", "no_wish"},
                {"q-called-1", "أخي"},
                {"q-languages-0-level-0", "none"},
                {"q-languages-0-level-1", "fluent"},
                {"q-languages-1-level-0", "basic"},
                {"q-languages-1-level-1", "fluent"},
                {"q-interpreter", "yes"},
                {"q-goals-0-1", "work"},
                {"q-times", "mon_morning"}}),
         "check");
    for (const auto& problem : door->sign_ups().of(anna->token())->problems) {
      ADD_FAILURE() << problem.instance.question << " " << problem.error.key;
    }
  }
  void hand_over() { ASSERT_TRUE(leads_home(send({}, "hand"))); }
  HttpResponse say(const std::string& adult, const std::string& mine,
                   const std::string& research = "no") {
    return send({{"adult", adult}, {"service", mine}, {"research", research}}, "say");
  }
  std::size_t households() { return waiting_households(*store)->size(); }
  std::size_t sign_ups_in_audit() {
    const auto lines = read_audit(*store).value();
    return static_cast<std::size_t>(std::ranges::count(lines, "sign_up", &AuditLine::action));
  }

  std::unique_ptr<Door> door;
  std::unique_ptr<Browser> anna;
};

TEST_F(SignUpTest, AFamilyIsStoredOnceTheyHaveSaidYesThemselves) {
  const auto before = households();
  fill_in_a_family();
  EXPECT_NE(page().find("Zzamal"), std::string::npos);
  const auto session = anna->token();
  hand_over();
  EXPECT_NE(anna->token(), session) << "the session's own token is not on their screen";
  EXPECT_EQ(households(), before);
  EXPECT_EQ(send({{"adult", "1"}, {"service", "yes"}}, "say").status, 422) << "research is open";
  EXPECT_TRUE(leads_home(say("1", "yes", "yes")));
  EXPECT_EQ(households(), before) << "the second adult has not been asked";
  EXPECT_TRUE(leads_home(say("2", "later")));
  EXPECT_EQ(households(), before + 1);
  EXPECT_EQ(sign_ups_in_audit(), 1U);
  EXPECT_EQ(page().find("S-"), std::string::npos) << "the secret waits for the screen to be back";
  EXPECT_TRUE(leads_home(send({{"code", code()}}, "code")));
  EXPECT_EQ(anna->token(), session);
  const auto receipt = page();
  const auto& draft = *door->sign_ups().of(session);
  EXPECT_NE(receipt.find(draft.receipt->code), std::string::npos);
  EXPECT_NE(receipt.find(std::string(draft.receipt->secret.view())), std::string::npos);
  const auto id = draft.id;
  const auto origin = office_origin_of(*store, id).value().value();
  EXPECT_EQ(origin.account, "office:anna");
  EXPECT_EQ(origin.consent.how, domain::ConsentHow::screen);
  EXPECT_TRUE(leads_home(send({}, "drop")));
  EXPECT_EQ(page().find("Zzamal"), std::string::npos);
  EXPECT_EQ(door->sign_ups().of(session), nullptr);
  begin("single", "nl");  // and the next one
}

TEST_F(SignUpTest, WhatWasSentTwiceIsStoredOnce) {
  const auto before = households();
  fill_in_a_family();
  hand_over();
  for (int i = 0; i < 3; ++i) say("1", "yes");  // a page that is sent again says nothing of adult 2
  EXPECT_EQ(households(), before);
  for (int i = 0; i < 3; ++i) say("2", "yes");
  EXPECT_EQ(households(), before + 1);
  EXPECT_EQ(sign_ups_in_audit(), 1U);
}

TEST_F(SignUpTest, ANoIsNothingStoredAndNothingKept) {
  const auto before = households();
  const auto lines = read_audit(*store)->size();
  fill_in_a_family();
  const auto session = anna->token();
  hand_over();
  EXPECT_TRUE(leads_home(say("1", "no")));
  EXPECT_EQ(households(), before);
  EXPECT_TRUE(door->sign_ups().of(session)->answers.empty());
  EXPECT_EQ(say("2", "yes").status, 303);
  EXPECT_EQ(households(), before);
  EXPECT_TRUE(leads_home(send({{"code", code()}}, "code")));
  EXPECT_NE(page().find("Er is niets bewaard"), std::string::npos);
  EXPECT_EQ(read_audit(*store)->size(), lines);
}

TEST_F(SignUpTest, AnAdultWhoSaysNoIsLeftOutAndTheOthersGoOn) {
  const auto before = households();
  fill_in_a_family();
  hand_over();
  say("1", "yes");
  say("2", "no");
  EXPECT_EQ(households(), before + 1);
  const auto all = waiting_households(*store).value();
  EXPECT_EQ(all.back().household.adults.size(), 1U);
}

// Whatever is asked for: the screen that was handed over shows the question and nothing else.
TEST_F(SignUpTest, WhoHoldsTheScreenReachesNoPageOfTheOffice) {
  fill_in_a_family();
  hand_over();
  const auto asked = page();
  ASSERT_NE(asked.find("lang=\"ar\" dir=\"rtl\""), std::string::npos);
  std::vector<std::string> paths = {"/nowhere", "/case", "/sign-in?why=out", "/signup?act=drop"};
  for (const auto& route : kOfficeRoutes) {
    if (route.asks == Asks::style || route.asks == Asks::script) continue;
    std::string path(route.path);
    while (path.contains('{')) {  // ends: one bracket less each time
      path.replace(path.find('{'), path.find('}') - path.find('{') + 1, "1");
    }
    paths.push_back(path);
  }
  for (const auto& path : paths) {
    EXPECT_TRUE(anna->get(path).body == asked) << path;
    if (path.starts_with(kHome)) continue;
    EXPECT_TRUE(anna->post(path, {{"act", "code"}, {"code", code()}}).body == asked) << path;
  }
  for (const auto* act : {"drop", "edit", "begin", "check", "hand", "more", "next", ""}) {
    EXPECT_TRUE(leads_home(send({}, act))) << act;
    EXPECT_TRUE(page() == asked) << act;
  }
  EXPECT_EQ(anna->post_as_it_is(kHome, {{"act", "say"}, {"adult", "1"}, {"service", "yes"}}).status,
            403);
  EXPECT_TRUE(page() == asked);
}

TEST_F(SignUpTest, OnlyTheirOwnCodeGivesTheScreenBack) {
  Browser ben(*door);
  sign_in_as(ben, *store, {.name = "ben", .centre = "Noord"});
  fill_in_a_family();
  hand_over();
  const auto wrong = send({{"code", "000000"}}, "code");
  EXPECT_EQ(wrong.status, 403);
  EXPECT_EQ(send({{"code", code("ben")}}, "code").status, 403);
  EXPECT_TRUE(leads_home(send({{"code", code()}}, "code")));
  // Nobody was asked yet, so what was typed can be changed.
  EXPECT_NE(page().find("Zzamal"), std::string::npos);
  EXPECT_EQ(anna->get("/").status, 200);
}

TEST_F(SignUpTest, TriesAtTheCodeAreCounted) {
  fill_in_a_family();
  hand_over();
  HttpResponse last;
  for (int i = 0; i < 12; ++i) last = send({{"code", "000000"}}, "code");
  EXPECT_EQ(last.status, 429);
  EXPECT_FALSE(header_of(last, "Retry-After").empty());
}

TEST_F(SignUpTest, AfterARestartTheScreenIsNobodys) {
  fill_in_a_family();
  hand_over();
  open_door();
  Browser again(*door);
  again.cookies = anna->cookies;
  const auto asked = again.get(kHome);
  EXPECT_EQ(asked.status, 303);
  EXPECT_TRUE(header_of(asked, "Location").starts_with("/sign-in"));
}

TEST_F(SignUpTest, AfterHalfAnHourAndAfterSigningOutItIsGone) {
  fill_in_a_family();
  const auto session = anna->token();
  clock.advance(SignUpDesk::kKeptMs - 1);
  EXPECT_NE(door->sign_ups().of(session), nullptr);
  clock.advance(SignUpDesk::kKeptMs);
  EXPECT_EQ(door->sign_ups().of(session), nullptr);
  Browser ben(*door);
  sign_in_as(ben, *store, {.name = "ben", .centre = "De Linde"});
  ben.post(kHome, {{"act", "begin"}, {"form", "single"}, {"language", "nl"}});
  const auto bens = ben.token();
  EXPECT_NE(door->sign_ups().of(bens), nullptr);
  ben.post("/sign-out", {});
  EXPECT_EQ(door->sign_ups().of(bens), nullptr);
}

TEST_F(SignUpTest, TheScreenIsNobodysOnceTheSessionIsOver) {
  fill_in_a_family();
  hand_over();
  clock.advance(kSessionLongestMs);
  const auto asked = anna->get(kHome);
  EXPECT_EQ(asked.status, 303);
  EXPECT_TRUE(header_of(asked, "Location").starts_with("/sign-in"));
}

TEST_F(SignUpTest, NobodyIsSignedUpForAnotherCentre) {
  ASSERT_TRUE(leads_home(anna->post(
      kHome, {{"act", "begin"}, {"form", "household"}, {"language", "ar"}, {"centre", "Noord"}})));
  const auto own = find_centre(*store, "De Linde").value().value().id;
  EXPECT_EQ(door->sign_ups().of(anna->token())->start.centre, own);
  Browser cora(*door);
  sign_in_as(cora, *store, {.name = "cora", .role = StaffRole::coordinator});
  const Fields wrong[] = {{{"act", "begin"}, {"form", "household"}, {"language", "ar"}},
                          {{"act", "begin"}, {"form", "talk"}, {"language", "ar"}},
                          {{"act", "begin"}, {"form", "household"}, {"language", "xx"}}};
  for (const auto& fields : wrong) EXPECT_EQ(cora.post(kHome, fields).status, 422);
}

TEST_F(SignUpTest, ThereAreOnlySoManyAtATime) {
  for (std::size_t i = 0; i < SignUpDesk::kMostDrafts; ++i) {
    ASSERT_NE(door->sign_ups().begin(std::to_string(i), {}, {}), nullptr);
  }
  EXPECT_EQ(anna->post(kHome, {{"act", "begin"}, {"form", "single"}, {"language", "nl"}}).status,
            422);
  door->sign_ups().drop("0");
  begin("single", "nl");
}

TEST_F(SignUpTest, SomebodyUnderEighteenIsThankedAndNotHandedTheScreen) {
  begin("single", "nl");
  send(typed({{"q-adult", "no"}, {"q-twelve_months", "yes"}}), "check");
  EXPECT_NE(page().find("mensen van 18 jaar en ouder"), std::string::npos);
  send({}, "hand");
  EXPECT_EQ(anna->get("/").status, 200) << "nothing was handed over";
}

TEST_F(SignUpTest, WhatIsWrongIsNamedAndTheRestStays) {
  begin();
  send(typed({{"q-name", "Zzamal"}, {"q-contact", "phone"}, {"q-contact-phone", "12"}}), "check");
  const auto wrong = page();
  EXPECT_NE(wrong.find("Zzamal"), std::string::npos);
  EXPECT_NE(wrong.find("id=\"q-contact-error\""), std::string::npos);
  EXPECT_NE(wrong.find("href=\"#q-postcode\""), std::string::npos);
}

}  // namespace
}  // namespace samen::server
