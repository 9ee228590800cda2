// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "i18n/catalogue.hpp"
#include "sync/server/cases/fleet.hpp"
#include "sync/server/cases/staff_state.hpp"
#include "sync/server/store/audit.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class WhoSees : public PagesTest {
 protected:
  // All that somebody can open, in one text.
  std::string everything() {
    std::string all = list() + page();
    all += pages->contacts(*store, now(), label()).html;
    all += pages->sheet(*store, now(), label()).html;
    all += pages->file(*store, now(), label()).html;
    all += pages->calendar(*store, now(), label()).value_or("");
    return all;
  }
  void as(StaffRole role, std::string centre = {}) {
    context.viewer = {role, std::move(centre), "office:somebody"};
  }
  std::size_t audited(std::string_view action) {
    const auto lines = read_audit(*store).value();
    return static_cast<std::size_t>(std::ranges::count(lines, action, &AuditLine::action));
  }
};

TEST_F(WhoSees, NobodySeesANameBeforeTheyWereIntroduced) {
  papers_in_order();
  context.confirmed = true;
  for (const char* act : {"", "accept", "household-yes", "group-yes"}) {
    if (*act != '\0') done(act);
    for (const auto name : {kTheirName, kGroupName}) {
      EXPECT_THAT(everything(), Not(HasSubstr(std::string(name)))) << act;
    }
  }
  done("introduce");
  EXPECT_THAT(everything(), HasSubstr(std::string(kTheirName)));
}

TEST_F(WhoSees, ANameNeedsTheCodeOnceMoreAndEachLookIsAudited) {
  introduce_them();
  EXPECT_THAT(everything(), Not(HasSubstr(std::string(kTheirName))));
  EXPECT_EQ(audited("contacts"), 0U);
  EXPECT_EQ(pages->contacts(*store, now(), label()).status, 403);
  context.confirmed = true;
  EXPECT_THAT(pages->contacts(*store, now(), label()).html, HasSubstr(std::string(kGroupName)));
  EXPECT_EQ(audited("contacts"), 1U);
  EXPECT_THAT(pages->sheet(*store, now(), label()).html, HasSubstr(std::string(kTheirName)));
  EXPECT_EQ(audited("contacts"), 2U);
  EXPECT_EQ(read_audit(*store)->back().actor, "office:anna");
  EXPECT_THAT(page(), Not(HasSubstr(std::string(kTheirName))));
}

TEST_F(WhoSees, EachRoleSeesItsSliceAndNothingElse) {
  introduce_them();
  context.confirmed = true;
  for (const auto role : {StaffRole::screener, StaffRole::auditor, StaffRole::researcher}) {
    as(role);
    for (const auto& word : {std::string(kTheirName), std::string(kGroupName), label()}) {
      EXPECT_THAT(everything(), Not(HasSubstr(word))) << domain::name_of(role);
    }
    EXPECT_EQ(pages->match(*store, policy, now(), label()).status, 404);
    EXPECT_EQ(act("end").again->status, 404);
  }
  as(StaffRole::auditor);
  EXPECT_EQ(pages->worklist(*store, policy, now(), {}).status, 403);
  as(StaffRole::coordinator);
  EXPECT_THAT(everything(), HasSubstr(std::string(kTheirName)));
}

TEST_F(WhoSees, AnotherCentresCaseAndOneThatIsNotThereAreTheSamePage) {
  const auto missing = [&](std::string_view which) {
    std::vector<Page> all = {pages->match(*store, policy, now(), which),
                             pages->contacts(*store, now(), which),
                             pages->sheet(*store, now(), which),
                             *pages->act(*store, policy, now(), which, {{"act", "accept"}}).again};
    return all;
  };
  context.viewer.centre = "De Kers";
  const auto foreign = missing(label());
  const auto nobody = missing("H-ZZZ");
  for (const auto& label_of_nobody :
       {std::string(), std::string(300, 'H'), std::string("' OR 1")}) {
    EXPECT_EQ(missing(label_of_nobody).front().html, foreign.front().html);
  }
  for (std::size_t i = 0; i < foreign.size(); ++i) {
    EXPECT_EQ(foreign[i].status, 404) << i;
    EXPECT_EQ(foreign[i].html, nobody[i].html) << i;
  }
  EXPECT_THAT(list(), Not(HasSubstr(">" + label() + "<")));
}

// What people type at a kiosk, shown to staff.
class TypedAtTheKiosk : public PagesTest {
 protected:
  // As long as a name may be, and without a place to break it.
  static constexpr std::string_view kBad =
      "\"><script>x()</script>{{t_name}}' onfocus=y() &WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";
  void SetUp() override {
    PagesTest::SetUp();
    auto record = household_named(kBad);
    auto& told = std::get<domain::Household>(record.body);
    told.contact = {domain::ContactChannel::caseworker, base::SecretText("javascript:z()\"><b>")};
    const auto join_code = kiosk->code();
    std::vector<protocol::Envelope> batch = {
        kiosk->envelope(record), kiosk->envelope(kiosk->group_start(join_code, "<img src=x>Els"))};
    for (const char* name : {"Jan</dd>", "Kee&amp;s", "Loes", "Mo"}) {
      batch.push_back(kiosk->envelope(kiosk->group_member(join_code, name)));
    }
    send(*kiosk, std::move(batch));
    apply();
    const auto outcome = run_and_store_round(*store, RoundRequest{});
    ASSERT_TRUE(outcome && outcome->proposals.size() == 1);
    card = outcome->proposals.front().card;
    introduce_them();
    context.confirmed = true;
  }
};

TEST_F(TypedAtTheKiosk, IsNeverMoreThanText) {
  context.account = "<i>anna";
  WorkFilter filter;
  filter.search = "\"><script>";
  filter.centre = "' onclick=x() \"";
  context.viewer = {StaffRole::coordinator, {}, "office:anna"};
  const auto volunteer = holders_in(*store, proposal().join_code).value().front().label;
  const std::string all = kept("file", pages->file(*store, now(), label())).html +
                          kept("file-volunteer", pages->file(*store, now(), volunteer)).html +
                          kept("contacts", pages->contacts(*store, now(), label())).html +
                          kept("sheet", pages->sheet(*store, now(), label())).html + page() +
                          list(filter) +
                          act("check-in", {{"met", "\"><script>"}, {"mood", "<b>"}}).again->html +
                          pages->confirm(now(), "/case/\"><script>", DoorNotice::wrong_code).html;
  EXPECT_THAT(all, HasSubstr("&lt;script&gt;x()&lt;/script&gt;{{t_name}}"));
  EXPECT_THAT(all, HasSubstr("javascript:z()&quot;&gt;&lt;b&gt;"));
  for (const char* bad :
       {"<script", "<img", "<b>", "<i>anna", "Jan</dd>", "href=\"javascript", "' onclick=x() \""}) {
    EXPECT_THAT(all, Not(HasSubstr(bad)));
  }
}

// For people to look at, and for a browser and a parser to judge: every page in both languages.
class EveryPage : public PagesTest {};

TEST_F(EveryPage, IsMadeInDutchAndInEnglish) {
  const auto keep_all = [&](const std::string& name) {
    for (const char* language : {"nl", "en"}) {
      context.language = language;
      list();
      kept(name, pages->match(*store, policy, now(), label()));
    }
  };
  keep_all("case-1-proposed");
  done("accept");
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    kept("case-2-asked", pages->match(*store, policy, now(), label(), "accept"));
  }
  done("household-yes");
  done("group-yes");
  keep_all("case-3-papers");
  papers_in_order();
  keep_all("case-4-agreed");
  done("introduce");
  keep_all("case-5-introduced");
  done("plan", {{"day", on_day(2)}});
  keep_all("case-6-planned");
  context.confirmed = true;
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    EXPECT_EQ(kept("contacts", pages->contacts(*store, now(), label())).status, 200);
    EXPECT_EQ(kept("sheet", pages->sheet(*store, now(), label())).status, 200);
    const auto wrong = act("check-in", {{"met", "many"}});
    kept("case-6-mended", *wrong.again);
  }
  clock.advance(3 * base::kDayMs);
  keep_all("case-7-hear");
  done("meet", {{"day", on_day(-1)}});
  done("go-on");
  clock.advance(20 * base::kDayMs);
  keep_all("case-8-quiet");
  done("end");
  keep_all("case-9-ending");
  done("rematch", {{"reason", "no-time"},
                   {"household_then", "again"},
                   {"group_then", "pause"},
                   {"group_until", on_day(40)}});
  keep_all("case-over");
}

TEST_F(EveryPage, OfTheDoorIsMadeToo) {
  const Invitation invitation{
      "abc", "anna", base::SecretText("ABCD EFGH IJKL MNOP"),
      base::SecretText("otpauth://totp/Samen:anna?secret=ABCDEFGHIJKLMNOP")};
  for (const char* language : {"nl", "en"}) {
    context.language = language;
    EXPECT_EQ(kept("confirm", pages->confirm(now(), "/case/H-1", DoorNotice::none)).status, 200);
    for (const int status : {400, 403, 404, 409, 429, 500}) {
      EXPECT_EQ(kept("problem-" + std::to_string(status), pages->problem(now(), status)).status,
                status);
    }
    PageContext nobody{.language = language, .account = {}, .viewer = {}, .csrf = "tok3n"};
    nobody.wait_ms = 61'000;
    for (const auto notice :
         {DoorNotice::none, DoorNotice::wrong, DoorNotice::wait, DoorNotice::session_over,
          DoorNotice::signed_out, DoorNotice::invited}) {
      kept("sign-in-" + std::to_string(static_cast<int>(notice)), pages->sign_in(nobody, notice));
    }
    for (const auto notice :
         {DoorNotice::none, DoorNotice::link_over, DoorNotice::short_password,
          DoorNotice::common_password, DoorNotice::passwords_differ, DoorNotice::wrong_code}) {
      kept("invite-" + std::to_string(static_cast<int>(notice)),
           pages->invite(nobody, invitation, notice));
    }
    EXPECT_THAT(pages->invite(nobody, invitation, DoorNotice::none).html,
                HasSubstr("ABCD EFGH IJKL MNOP"));
    EXPECT_THAT(pages->invite(nobody, invitation, DoorNotice::link_over).html,
                Not(HasSubstr("ABCD")));
  }
}

TEST_F(PagesTest, EveryWordOfAListHasWords) {
  const auto texts =
      i18n::Catalogues::load(std::filesystem::path(SAMEN_SOURCE_DIR) / "assets/office/texts");
  ASSERT_TRUE(texts) << texts.error().message;
  const auto all = [&]<class E>(E, const std::string& beginning) {
    for (const auto name : domain::Vocabulary<E>::kNames) {
      std::string key = beginning + std::string(name);
      std::ranges::replace(key, '-', '_');
      for (const auto& language : texts->languages()) EXPECT_TRUE(texts->has(language, key)) << key;
    }
  };
  all(domain::NextStep::nothing, "office.do.");
  all(domain::EndReason::other, "office.reason.");
  all(domain::Afterwards::stop, "office.then.");
  all(domain::MatchEvent::end, "office.act.");
  all(domain::MatchEvent::end, "office.done.");
  all(domain::MatchEvent::end, "office.past.");
  all(domain::Verdict::hold, "office.act.");
  all(domain::Paper::talk, "office.paper.");
  all(StaffRole::auditor, "office.role.");
  all(StaffRole::auditor, "office.staff.can.");
  all(KioskNeed::none, "office.kiosks.need.");
  all(AccountState::gone, "office.staff.state.");
  all(AccountState::gone, "office.staff.means.");
}

}  // namespace
}  // namespace samen::server
