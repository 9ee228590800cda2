// SPDX-License-Identifier: Apache-2.0
// The pages on which somebody is signed up at a desk: what they say, and that what is chosen on
// them is what the same answers are at a kiosk.
#include "sync/server/pages/sign_up_page.hpp"

#include <gmock/gmock.h>

#include "forms/to_record.hpp"
#include "i18n/catalogue.hpp"
#include "sync/server/pages/sign_up_fields.hpp"
#include "unit/shared/forms/any_answers.hpp"
#include "unit/sync/pages/pages_fixture.hpp"
#include "unit/sync/pages/sent_form.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace forms::testing_support;

class SignUpPages : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    desk = std::make_unique<SignUpDesk>(SignUpDesk::Means{.forms = &shipped(),
                                                          .clock = &clock,
                                                          .policy = policy,
                                                          .cost = vault::ReceiptCost::for_tests()});
    centre = find_centre(*store, "De Linde").value().value().id;
  }
  SignUpDraft& begin(const std::string& id, const std::string& language) {
    return *desk->begin("session",
                        {.form = shipped().find(id),
                         .language = language,
                         .centre = centre,
                         .actor = "office:anna"},
                        base::make_uuid(clock, store->random()));
  }
  std::string show(const std::string& name, const SignUpDraft* draft, SignUpChosen chosen = {}) {
    std::string html;
    for (const auto* language : {"en", "nl"}) {
      context.language = language;
      html = kept("sign-up-" + name, pages->sign_up(*store, now(), {draft, chosen})).html;
    }
    return html;
  }
  std::string handed(const std::string& name, const SignUpDraft& draft, HandedView view = {}) {
    view.draft = &draft;
    view.asked = desk->asked(draft);
    view.account = "anna";
    return kept("sign-up-hand-" + name, pages->sign_up_handed(now(), view)).html;
  }
  static forms::Answers without_consents(const std::string& id, forms::Answers answers) {
    for (int at = 0; at < static_cast<int>(form(id).questions.size()); ++at) {
      if (form(id).questions[static_cast<std::size_t>(at)].kind != forms::Kind::consent) continue;
      for (int adult = -1; adult < domain::kMaxAdults; ++adult) answers.erase({at, adult});
    }
    return answers;
  }
  // A family of three that told all there is to tell.
  static forms::Answers family() {
    base::SeededRandom random(3);
    auto answers = household(3);
    const auto& f = form("household");
    for (const auto& instance : forms::whole_plan(f, answers)) {
      const auto& question = f.questions[static_cast<std::size_t>(instance.question)];
      if (question.later) answers.set(instance, any_answer(question, true, random));
    }
    answers.set(at(f, "called", 1), secret("ሰላም"));
    return without_consents("household", std::move(answers));
  }

  std::unique_ptr<SignUpDesk> desk;
  std::int64_t centre = 0;
};

TEST_F(SignUpPages, EachStepSpeaksBothLanguages) {
  show("start", nullptr);
  show("start-wrong", nullptr, {.form = "household", .wrong = "language"});
  context.viewer = {StaffRole::coordinator, "", "office:cora"};
  EXPECT_THAT(show("start-coordinator", nullptr), HasSubstr("De Linde"));
  for (const std::string language : {"ar", "ti", "nl"}) {
    auto& draft = begin("household", language);
    const auto form = show("form-" + language, &draft);
    const auto theirs = pages->kiosk_words().format(language, "form.household.name.title");
    EXPECT_THAT(form, HasSubstr("Hoe heet je?"));
    EXPECT_THAT(form, HasSubstr(theirs));
    EXPECT_EQ(form.find("lang=\"" + language + "\" dir=") == std::string::npos, language == "nl");
    EXPECT_FALSE(desk->check(draft, {}, {}));
    EXPECT_THAT(show("form-wrong-" + language, &draft), HasSubstr("href=\"#q-name\""));
    ASSERT_TRUE(desk->check(draft, family(), {})) << draft.problems.front().error.key;
    const auto checked = show("check-" + language, &draft);
    EXPECT_THAT(checked, HasSubstr("Amal"));
    EXPECT_THAT(checked, HasSubstr("Almere"));
  }
}

TEST_F(SignUpPages, TheHandedOverScreenShowsTheQuestionAndNothingElse) {
  auto& draft = begin("household", "ar");
  ASSERT_TRUE(desk->check(draft, family(), {}));
  ASSERT_TRUE(desk->hand_over("session", "token"));
  const auto asked = handed("asked", draft);
  EXPECT_THAT(asked, HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
  for (const auto* key : {"form.household.consent.title", "consent.service", "consent.service.help",
                          "consent.research", "consent.research.help"}) {
    EXPECT_THAT(asked, HasSubstr(pages->kiosk_words().format("ar", key))) << key;
  }
  for (const auto* other : {"Amal", "href=\"/\"", "06 1234", "De Linde", "<nav"}) {
    EXPECT_THAT(asked, Not(HasSubstr(other)));
  }
  handed("unanswered", draft, {.unanswered = true});
  handed("wrong-code", draft, {.notice = DoorNotice::wrong_code});
  const auto yes =
      read_consent(form("household").questions[11], {{"service", "yes"}, {"research", "no"}});
  desk->take_consent(*store, draft, *yes);
  EXPECT_THAT(handed("second", draft), HasSubstr("ሰላም"));
  for (const auto* said : {"later", "no"}) {
    desk->take_consent(*store, draft,
                       *read_consent(form("household").questions[12], {{"service", said}}));
  }
  ASSERT_EQ(draft.stage, SignUpStage::stored);
  const auto end = handed("stored", draft);
  EXPECT_THAT(end, Not(HasSubstr(draft.receipt->secret.view())));
  desk->take_back("token");
  const auto receipt = kept("sign-up-receipt", pages->sign_up_receipt(now(), draft)).html;
  EXPECT_THAT(receipt, HasSubstr(draft.receipt->secret.view()));
  EXPECT_THAT(receipt, HasSubstr(draft.receipt->code));
  draft.stage = SignUpStage::refused;
  draft.receipt.reset();
  handed("refused", draft);
  kept("sign-up-refused", pages->sign_up_receipt(now(), draft));
  draft.stage = SignUpStage::failed;
  handed("failed", draft);
}

// Every form, every kind of question: the page holds the answers, and what it sends is the record.
TEST_F(SignUpPages, WhatIsChosenOnThePageIsWhatAKioskWouldHaveTaken) {
  base::SeededRandom any(1129);
  for (const std::string id : {"household", "group", "member", "single"}) {
    int seen = 0;
    for (int i = 0; i < 40; ++i) {
      const auto told = any_answers(id, any);
      const auto record = forms::to_record(form(id), told, "ar");
      if (!record) continue;  // more children than may be
      auto& draft = begin(id, i % 2 == 0 ? "ar" : "nl");
      draft.answers = without_consents(id, told);
      const auto page = pages->sign_up(*store, now(), {.draft = &draft}).html;
      auto typed = read_typed(form(id), SentForm::of(page));
      EXPECT_TRUE(typed.unread.empty()) << id << i;
      for (const auto& instance : forms::whole_plan(form(id), told)) {
        const auto& question = form(id).questions[static_cast<std::size_t>(instance.question)];
        if (question.kind == forms::Kind::consent) {
          typed.answers.set(instance, *told.find(instance));
        }
      }
      const auto again = forms::to_record(form(id), typed.answers, "ar");
      ASSERT_TRUE(again) << id << i << again.error().message;
      EXPECT_EQ(*again, *record) << id << i;
      ++seen;
    }
    EXPECT_GT(seen, 20) << id;
  }
}

TEST_F(SignUpPages, WhatIsTypedIsNeverMoreThanText) {
  const std::string canary = "\"><script>alert(1)</script><b onfocus='x'>";
  const auto& f = form("household");
  auto& draft = begin("household", "ar");
  forms::Answers answers;
  answers.set(at(f, "adults"), 2);
  for (const auto* id : {"name", "postcode"}) answers.set(at(f, id), secret(canary));
  answers.set(at(f, "called", 1), secret(canary));
  forms::ContactAnswer contact;
  contact.channel = domain::ContactChannel::caseworker;
  contact.phone = contact.email = contact.caseworker = secret(canary);
  answers.set(at(f, "contact"), contact);
  desk->check(draft, answers, {});
  std::vector<std::string> shown = {show("canary", &draft)};
  draft.stage = SignUpStage::checked;
  shown.push_back(show("canary-check", &draft));
  ASSERT_TRUE(desk->hand_over("session", "token"));
  shown.push_back(handed("canary", draft));
  forms::ConsentAnswer yes;
  yes.mark[0].given = true;
  draft.answers.set(at(f, "consent"), yes);
  shown.push_back(handed("canary-second", draft));
  for (const auto& html : shown) {
    EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
    EXPECT_THAT(html, Not(HasSubstr("<b onfocus")));
  }
  EXPECT_THAT(shown[0], HasSubstr("&lt;script&gt;"));
}

TEST_F(SignUpPages, EightAdultsWithTenLanguagesEachStayBelowTheLimits) {
  base::SeededRandom any(5);
  const auto& f = form("household");
  auto answers = household(domain::kMaxAdults);
  for (const auto& instance : forms::whole_plan(f, answers)) {
    const auto& question = f.questions[static_cast<std::size_t>(instance.question)];
    if (question.kind == forms::Kind::multi) {
      forms::Choices all;
      for (const int option : question.options) all.toggle(option);
      answers.set(instance, all);
    } else if (question.kind == forms::Kind::languages || question.later) {
      answers.set(instance, any_answer(question, true, any));
    }
    if (question.kind != forms::Kind::languages) continue;
    forms::LanguageList list;
    for (int i = 0; i < question.max; ++i) {
      list.spoken.push_back({static_cast<domain::Language>(i), domain::LanguageLevel::basic});
    }
    answers.set(instance, list);
  }
  std::string name;  // 80 letters of three bytes
  for (int i = 0; i < 80; ++i) name += "ሰ";
  answers.set(at(f, "name"), secret(name));
  auto& draft = begin("household", "ar");
  draft.answers = answers;
  const auto page = pages->sign_up(*store, now(), {.draft = &draft}).html;
  const auto sent = SentForm::of(page);
  EXPECT_LE(sent.size(), kMaxSignUpFields);
  EXPECT_EQ(read_typed(f, sent).answers.called(f, 0).view(), name);
  EXPECT_LT(page.size(), 400'000U);
}

TEST_F(SignUpPages, WhatIsNoAnswerIsNamedAndNothingElseIsLost) {
  const auto& f = form("household");
  const auto typed = read_typed(f, {{"q-name", " Amal "},
                                    {"q-adults", "many"},
                                    {"q-children-0_3", "-1"},
                                    {"q-arrival", "yesterday"},
                                    {"q-languages-0-language-0", "ar"},
                                    {"q-languages-0-level-0", "perfect"},
                                    {"q-needs", "no_pets"},
                                    {"q-needs", "no_pets"},
                                    {"q-needs", "gold"},
                                    {"q-consent", "yes"},
                                    {"q-gender-7", "man"}});
  ASSERT_EQ(typed.unread.size(), 2U);
  EXPECT_EQ(typed.unread[0].instance, at(f, "adults"));
  EXPECT_EQ(typed.unread[1].instance, at(f, "children"));
  EXPECT_EQ(typed.answers.called(f, 0).view(), "Amal");
  EXPECT_TRUE(std::get<forms::Choices>(*typed.answers.find(at(f, "needs"))).has(1));
  EXPECT_FALSE(typed.answers.seen(at(f, "consent")));
  EXPECT_FALSE(typed.answers.seen(at(f, "gender", 7)));
  const auto& list = std::get<forms::LanguageList>(*typed.answers.find(at(f, "languages", 0)));
  ASSERT_EQ(list.spoken.size(), 1U);
  EXPECT_FALSE(list.spoken[0].level);
}

}  // namespace
}  // namespace samen::server
