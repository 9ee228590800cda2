// SPDX-License-Identifier: Apache-2.0
// Back with a receipt to change what was told: the same questions, a new version, the same receipt.
#include "forms/from_record.hpp"
#include "forms/to_record.hpp"
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using domain::Outcome;
using domain::Standing;
using domain::Wish;

domain::Record told_by(const std::string& form_id, forms::Answers answers) {
  auto told = forms::to_record(form(form_id), answers, "nl").value();
  base::SeededRandom random(4);
  random.fill(told.id.bytes);
  told.receipt = base::HumanCode::mint(base::HumanCode::Use::own, 7, random);
  if (auto* start = std::get_if<domain::GroupStart>(&told.body)) {
    start->join_code = base::HumanCode::mint(base::HumanCode::Use::group, 7, random);
  }
  return told;
}

Kiosk& answered(Kiosk& kiosk, Wish wish, Standing standing, std::optional<domain::Record> told = {},
                Outcome outcome = Outcome::done) {
  domain::ReceiptAnswer answer;
  answer.wish = wish;
  answer.standing = standing;
  answer.outcome = outcome;
  answer.told = std::move(told);
  return kiosk.on(AnswerLooked{kiosk.state.receipt_ticket, FoundAnswer{answer, true}});
}

Kiosk standing() {
  Kiosk kiosk;
  base::SeededRandom random(3);
  kiosk.ready().on(LanguageChosen{"nl"}).on(SecretPressed{});
  kiosk.on(TextInserted{base::ReceiptSecret::mint(random).shown()}).on(SecretSubmitted{});
  kiosk.on(ReceiptOpened{kiosk.state.receipt_ticket});
  answered(kiosk, Wish::status, Standing::waiting);
  return kiosk;
}

Kiosk correcting(const domain::Record& told) {
  Kiosk kiosk = standing();
  kiosk.on(WishPressed{Wish::read});
  answered(kiosk, Wish::read, Standing::waiting, told);
  return kiosk;
}

const domain::Record& sent(const Kiosk& kiosk) {
  return std::get<TellAnew>(kiosk.effects.back()).record;
}

TEST(ChangingWhatWasTold, BeginsOnTheCheckPageAndAsksNothingAgain) {
  const auto told = told_by("household", household(2));
  Kiosk kiosk = correcting(told);
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_TRUE(is_correcting(kiosk.state));
  EXPECT_FALSE(kiosk.state.returning.answer->told) << "it stands in the answers and nowhere else";
  kiosk.on(LineTapped{at(form("household"), "children")});
  kiosk.on(ChildrenTapped{domain::ChildBand::child_0_3, 1}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check) << "consents that were given are not asked again";
  kiosk.on(SendPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::sending);
  EXPECT_EQ(kiosk.wanted<Submit>(), 0) << "it is no new sign-up";
  const auto& household = std::get<domain::Household>(sent(kiosk).body);
  EXPECT_EQ(household.children.size(), 1U);
  EXPECT_EQ(household.consents, std::get<domain::Household>(told.body).consents);

  kiosk.on(WishKept{kiosk.state.receipt_ticket});
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
  EXPECT_EQ(kiosk.state.session, Session()) << "nothing of it stays";
  EXPECT_EQ(kiosk.state.returning.asked, Wish::correct);
  answered(kiosk, Wish::correct, Standing::waiting);
  EXPECT_FALSE(kiosk.state.receipt) << "no new secret: the receipt is the same";
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
}

TEST(ChangingWhatWasTold, OffersWhatWasLeftForLater) {
  Kiosk kiosk = correcting(told_by("household", household(1)));
  EXPECT_EQ(kiosk.state.session.untold.size(), 7U);
  kiosk.on(TellMorePressed{}).continue_to("goals", 0).on(OptionTapped{0});
  for (int i = 0; i < 20 && kiosk.state.screen == Screen::question; ++i)
    kiosk.on(ContinuePressed{});
  kiosk.on(SendPressed{});
  EXPECT_EQ(std::get<domain::Household>(sent(kiosk).body).adults[0].goals,
            std::vector{domain::Goal::work});
}

TEST(ChangingWhatWasTold, ASecondAdultIsAskedForTheirOwnYes) {
  Kiosk kiosk = correcting(told_by("household", household(1)));
  kiosk.on(LineTapped{at(form("household"), "adults")}).on(StepperTapped{1});
  std::vector<std::string> asked;
  for (int i = 0; i < 20 && kiosk.state.screen != Screen::check; ++i) {
    kiosk.on(ContinuePressed{});
    if (kiosk.state.screen != Screen::question) break;
    asked.push_back(kiosk.current_question());
    EXPECT_EQ(kiosk.state.session.current.adult, 1) << "only about the one who is new";
    if (asked.back() == "languages") {
      kiosk.on(LevelTapped{domain::Language::nl, domain::LanguageLevel::basic});
    }
    if (asked.back() == "their_consent") kiosk.on(ConsentTapped{domain::Purpose::service});
  }
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_THAT(asked, testing::Contains("their_consent"));
  EXPECT_THAT(asked, testing::Not(testing::Contains("consent")));
}

TEST(ChangingWhatWasTold, IsNotLostOnTheWayBackNorWhenItCannotBeKept) {
  Kiosk kiosk = correcting(told_by("household", household(1)));
  kiosk.on(LineTapped{at(form("household"), "children")});
  kiosk.on(ChildrenTapped{domain::ChildBand::child_0_3, 1}).on(ContinuePressed{});
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
  const int asked = kiosk.wanted<AskReceipt>();
  kiosk.on(WishPressed{Wish::read});
  EXPECT_EQ(kiosk.state.screen, Screen::check) << "as it was left";
  EXPECT_EQ(kiosk.wanted<AskReceipt>(), asked);
  kiosk.on(SendPressed{}).on(WishNotKept{kiosk.state.receipt_ticket, base::Errc::storage_full});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.send_error, "error.send.storage_full");
  kiosk.on(SendPressed{});
  EXPECT_EQ(std::get<domain::Household>(sent(kiosk).body).children.size(), 1U);
}

TEST(ChangingWhatWasTold, NeitherMovesToAnotherGroupNorTakesBackWhatASignUpNeeds) {
  for (const std::string id : {"group", "member"}) {
    const auto told = told_by(id, volunteer(id));
    Kiosk kiosk = correcting(told);
    ASSERT_EQ(kiosk.state.screen, Screen::check) << id;
    for (const char* fixed : {"join_code", "adult", "twelve_months"}) {
      if (form(id).find(fixed) < 0) continue;
      EXPECT_FALSE(can_change(kiosk.state, shipped(), at(form(id), fixed)));
      kiosk.on(LineTapped{at(form(id), fixed)});
      EXPECT_EQ(kiosk.state.screen, Screen::check) << fixed;
    }
    kiosk.on(SendPressed{});
    EXPECT_EQ(sent(kiosk).body, told.body) << "of the same group";
  }
}

TEST(ChangingWhatWasTold, WithoutAConnectionSaysSoAndNothingOpens) {
  Kiosk kiosk = standing();
  kiosk.on(WishPressed{Wish::read});
  kiosk.now += kiosk.settings.answer_ms;
  kiosk.on(Tick{});
  EXPECT_TRUE(kiosk.state.returning.slow);
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
  EXPECT_FALSE(is_correcting(kiosk.state));
}

TEST(ChangingWhatWasTold, WhatThisKioskCannotAskIsNotShown) {
  auto told = told_by("household", household(1));
  told.form_version = 9;
  for (const auto& answer :
       {std::optional<domain::Record>(told), std::optional<domain::Record>()}) {
    Kiosk kiosk = standing();
    kiosk.on(WishPressed{Wish::read});
    answered(kiosk, Wish::read, Standing::waiting, answer);
    EXPECT_EQ(kiosk.state.screen, Screen::standing);
    EXPECT_EQ(kiosk.state.returning.error, "standing.untold");
  }
}

TEST(ChangingWhatWasTold, AnswersThatNobodyWaitsForOpenNothing) {
  Kiosk kiosk = standing();
  answered(kiosk, Wish::read, Standing::waiting, told_by("household", household(1)));
  EXPECT_EQ(kiosk.state.screen, Screen::standing) << "it was not asked for";
  EXPECT_EQ(kiosk.state.session, Session());
}

TEST(ChangingWhatWasTold, LeavesNothingBehindWhenThePersonGoesOrErases) {
  for (const bool erase : {false, true}) {
    Kiosk kiosk = correcting(told_by("household", household(2)));
    if (erase) {
      kiosk.on(BackPressed{}).on(WishPressed{Wish::erase}).on(WishConfirmed{});
      EXPECT_EQ(kiosk.state.returning.asked, Wish::erase);
    } else {
      kiosk.wait(1'000'000);
      EXPECT_EQ(kiosk.state.screen, Screen::first);
      EXPECT_EQ(kiosk.wanted<CloseReceipt>(), 1);
    }
    EXPECT_EQ(kiosk.state.session, Session());
    EXPECT_GE(kiosk.wanted<WipeSession>(), 2);
  }
}

}  // namespace
}  // namespace samen::flow
