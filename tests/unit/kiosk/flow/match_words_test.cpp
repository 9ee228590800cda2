// SPDX-License-Identifier: Apache-2.0
// With the secret of a receipt: yes or no to an offer, and how it goes.
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using domain::Mood;
using domain::NoBecause;
using domain::Outcome;
using domain::OwnAnswer;
using domain::Standing;
using domain::Wish;

base::Uuid an_id(std::uint8_t number) {
  base::Uuid id;
  id.bytes[0] = number;
  return id;
}

domain::ReceiptAnswer matched() {
  domain::ReceiptAnswer answer;
  answer.standing = Standing::matched;
  answer.stage = domain::MatchStage::asked;
  return answer;
}
domain::ReceiptAnswer offered(std::optional<OwnAnswer> own = {}, std::uint8_t match = 7) {
  auto answer = matched();
  answer.offer.emplace();
  answer.offer->match = an_id(match);
  answer.offer->own = own;
  return answer;
}
domain::ReceiptAnswer asked_how(std::int64_t since_ms) {
  auto answer = matched();
  answer.stage = domain::MatchStage::running;
  answer.check_in = {an_id(7), since_ms};
  return answer;
}

Kiosk told(const domain::ReceiptAnswer& answer) {
  Kiosk kiosk;
  base::SeededRandom random(3);
  kiosk.ready().on(LanguageChosen{"nl"}).on(SecretPressed{});
  kiosk.on(TextInserted{base::ReceiptSecret::mint(random).shown()}).on(SecretSubmitted{});
  kiosk.on(ReceiptOpened{kiosk.state.receipt_ticket});
  kiosk.on(AnswerLooked{kiosk.state.receipt_ticket, FoundAnswer{answer, true}});
  kiosk.now += 2000;
  return kiosk;
}
Kiosk& news(Kiosk& kiosk, const domain::ReceiptAnswer& answer) {
  return kiosk.on(AnswerLooked{kiosk.state.receipt_ticket, FoundAnswer{answer, true}});
}

const AskReceipt* asked(const Kiosk& kiosk) {
  return kiosk.wanted<AskReceipt>() == 1 ? std::get_if<AskReceipt>(&kiosk.effects.back()) : nullptr;
}

bool can(const Kiosk& kiosk, Wish wish) {
  return std::ranges::count(wishes_of(kiosk.state.returning), wish) == 1;
}

TEST(AnOffer, IsAnsweredWithOneTapAndNamesTheMatch) {
  for (const Wish wish : {Wish::yes, Wish::unsure}) {
    Kiosk kiosk = told(offered());
    kiosk.on(WishPressed{wish});
    const auto* ask = asked(kiosk);
    ASSERT_NE(ask, nullptr);
    EXPECT_EQ(ask->wish, wish);
    ASSERT_TRUE(ask->word);
    EXPECT_EQ(*ask->word, domain::MatchWord{an_id(7)});
    EXPECT_EQ(kiosk.state.screen, Screen::standing);
    EXPECT_TRUE(wishes_of(kiosk.state.returning).empty()) << "a second tap says nothing more";
  }
}

TEST(AnOffer, ANoIsAskedOnceMoreAndMaySayWhy) {
  Kiosk kiosk = told(offered());
  kiosk.on(WishPressed{Wish::no});
  EXPECT_EQ(kiosk.state.screen, Screen::sure);
  EXPECT_EQ(kiosk.wanted<AskReceipt>(), 0);
  kiosk.on(BecauseTapped{NoBecause::times}).on(BecauseTapped{NoBecause::too_far});
  EXPECT_EQ(kiosk.state.returning.because, NoBecause::too_far);
  kiosk.on(BecauseTapped{NoBecause::too_far});
  EXPECT_EQ(kiosk.state.returning.because, std::nullopt) << "nobody has to say why";
  kiosk.on(BecauseTapped{NoBecause::not_now});
  kiosk.on(BackPressed{}).on(WishPressed{Wish::no});
  EXPECT_EQ(kiosk.state.returning.because, std::nullopt) << "what was taken back is not sent";
  kiosk.on(BecauseTapped{NoBecause::times}).on(WishConfirmed{});
  const auto* ask = asked(kiosk);
  ASSERT_NE(ask, nullptr);
  EXPECT_EQ(ask->wish, Wish::no);
  ASSERT_TRUE(ask->word);
  EXPECT_EQ(ask->word->because, NoBecause::times);
  EXPECT_EQ(ask->word->match, an_id(7));
}

TEST(AnOffer, OnlyWhatMakesSenseCanBeAnswered) {
  const std::tuple<std::optional<OwnAnswer>, bool, bool, bool, bool> cases[] = {
      {std::nullopt, true, true, true, false},
      {OwnAnswer::yes, false, true, false, true},
      {OwnAnswer::no, true, false, false, true},
      {OwnAnswer::unsure, true, true, false, true}};
  for (const auto& [own, yes, no, unsure, talk] : cases) {
    const Kiosk kiosk = told(offered(own));
    EXPECT_EQ(can(kiosk, Wish::yes), yes);
    EXPECT_EQ(can(kiosk, Wish::no), no);
    EXPECT_EQ(can(kiosk, Wish::unsure), unsure);
    EXPECT_EQ(can(kiosk, Wish::talk), talk) << "who is not sure is talked with: one button";
    EXPECT_TRUE(can(kiosk, Wish::withdraw) && can(kiosk, Wish::erase) && can(kiosk, Wish::read));
  }
}

TEST(AnOffer, AMatcherFromBeforeItIsAskedNothingItDoesNotKnow) {
  Kiosk kiosk = told(matched());
  for (const Wish wish : {Wish::yes, Wish::no, Wish::unsure, Wish::check_in}) {
    EXPECT_FALSE(can(kiosk, wish));
    kiosk.on(WishPressed{wish});
    EXPECT_EQ(kiosk.state.screen, Screen::standing);
  }
  EXPECT_EQ(kiosk.wanted<AskReceipt>(), 0);
}

TEST(AnOffer, IsNotRefusedWhenItIsGoneMeanwhile) {
  Kiosk kiosk = told(offered());
  kiosk.on(WishPressed{Wish::no});
  domain::ReceiptAnswer waiting;
  waiting.standing = Standing::waiting;
  news(kiosk, waiting).on(WishConfirmed{});
  EXPECT_EQ(kiosk.wanted<AskReceipt>(), 0);
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
}

TEST(AnOffer, WithoutANetworkTheAnswerIsKeptAndCanStillBeChanged) {
  Kiosk kiosk = told(offered());
  kiosk.on(WishPressed{Wish::yes}).on(WishKept{kiosk.state.receipt_ticket});
  kiosk.now += kiosk.settings.answer_ms;
  kiosk.on(Tick{});
  EXPECT_TRUE(kiosk.state.returning.slow);
  EXPECT_EQ(own_answer(kiosk.state.returning), OwnAnswer::yes) << "as far as it is known here";
  EXPECT_FALSE(can(kiosk, Wish::yes));
  EXPECT_TRUE(can(kiosk, Wish::no));
  auto late = offered(std::nullopt);
  late.wish = Wish::yes;
  late.outcome = Outcome::past;
  news(kiosk, late);
  EXPECT_EQ(own_answer(kiosk.state.returning), std::nullopt) << "what the matcher says counts";
}

TEST(ACheckIn, IsTwoTaps) {
  Kiosk kiosk = told(asked_how(1000));
  kiosk.on(WishPressed{Wish::check_in});
  EXPECT_EQ(kiosk.state.screen, Screen::met);
  kiosk.on(MetTapped{2});
  EXPECT_EQ(kiosk.state.screen, Screen::mood);
  EXPECT_EQ(kiosk.wanted<AskReceipt>(), 0);
  kiosk.on(BackPressed{}).on(MetTapped{3});
  kiosk.on(MoodTapped{Mood::poor});
  const auto* ask = asked(kiosk);
  ASSERT_NE(ask, nullptr);
  EXPECT_EQ(ask->wish, Wish::check_in);
  ASSERT_TRUE(ask->word);
  EXPECT_EQ(*ask->word, (domain::MatchWord{an_id(7), {}, 3, Mood::poor}));
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
}

TEST(ACheckIn, OfTheFirstMeetingEndsWhenThereWasNone) {
  Kiosk kiosk = told(asked_how(0));
  kiosk.on(WishPressed{Wish::check_in}).on(MetTapped{2});
  EXPECT_EQ(kiosk.state.screen, Screen::met) << "a first meeting was, or was not";
  kiosk.on(MetTapped{0});
  const auto* ask = asked(kiosk);
  ASSERT_NE(ask, nullptr);
  ASSERT_TRUE(ask->word);
  EXPECT_EQ(*ask->word, domain::MatchWord{an_id(7)});
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
}

TEST(ACheckIn, IsNotSentWhenItIsNotAskedAnyMore) {
  Kiosk kiosk = told(asked_how(1000));
  kiosk.on(WishPressed{Wish::check_in}).on(MetTapped{1});
  news(kiosk, matched()).on(MoodTapped{Mood::good});
  EXPECT_EQ(kiosk.wanted<AskReceipt>(), 0);
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
}

TEST(ACheckIn, LeavesNothingBehind) {
  Kiosk kiosk = told(asked_how(1000));
  kiosk.on(WishPressed{Wish::check_in}).on(MetTapped{4});
  kiosk.now += 1'000'000;
  kiosk.on(Tick{});
  EXPECT_EQ(kiosk.state.screen, Screen::first);
  EXPECT_EQ(kiosk.state.returning, Returning());
}

}  // namespace
}  // namespace samen::flow
