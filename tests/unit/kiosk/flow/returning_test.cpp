// SPDX-License-Identifier: Apache-2.0
// Back with the secret of a receipt: what is typed, asked and told, and that nothing of it stays.
#include <array>

#include "base/erasure_code.hpp"
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using domain::Outcome;
using domain::Standing;
using domain::Wish;

base::ReceiptSecret a_secret() {
  base::SeededRandom random(3);
  return base::ReceiptSecret::mint(random);
}

Kiosk at_secret() {
  Kiosk kiosk;
  kiosk.ready().on(LanguageChosen{"nl"}).on(SecretPressed{});
  return kiosk;
}

Kiosk opened() {
  Kiosk kiosk = at_secret();
  kiosk.on(TextInserted{a_secret().shown()}).on(SecretSubmitted{});
  kiosk.on(ReceiptOpened{kiosk.state.receipt_ticket});
  return kiosk;
}

Kiosk& told(Kiosk& kiosk, Standing standing, Outcome outcome = Outcome::done, bool last = true) {
  domain::ReceiptAnswer answer;
  answer.standing = standing;
  answer.outcome = outcome;
  return kiosk.on(AnswerLooked{kiosk.state.receipt_ticket, FoundAnswer{answer, last}});
}

TEST(BackWithAReceipt, TheSecretIsReadAsItIsTypedAndForgottenOnceItIsOpen) {
  Kiosk kiosk = at_secret();
  const auto secret = a_secret();
  std::string typed(secret.shown().view());
  for (char& c : typed) c = c == '0' ? 'o' : c == '1' ? 'l' : c;
  kiosk.on(TextInserted{base::SecretText(typed)}).on(SecretSubmitted{});
  const auto* open = std::get_if<OpenReceipt>(&kiosk.effects.back());
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->secret, secret);
  EXPECT_EQ(kiosk.state.screen, Screen::secret);
  kiosk.on(ReceiptOpened{open->ticket});
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
  EXPECT_TRUE(kiosk.state.returning.typed.empty());
  EXPECT_GE(kiosk.wanted<WipeSession>(), 1) << "what the field showed";
}

TEST(BackWithAReceipt, ASecretIsTypedWithTheDigitsOfAnyKeyboardAndStrangeSignsAreNamed) {
  Kiosk kiosk = at_secret();
  kiosk.on(TextInserted{base::SecretText("s\u0663\u06f4-7")});  // Arabic-Indic 3, Persian 4
  EXPECT_EQ(kiosk.state.returning.typed.view(), "S347");
  EXPECT_TRUE(kiosk.state.returning.error.empty());
  kiosk.on(TextInserted{base::SecretText("8*9")});
  EXPECT_EQ(kiosk.state.returning.typed.view(), "S34789");
  EXPECT_EQ(kiosk.state.returning.error, "error.code.character");
  kiosk.on(TextInserted{base::SecretText(std::string(30, 'A'))});
  EXPECT_EQ(kiosk.state.returning.typed.size(), base::ReceiptSecret::kSymbols);
  EXPECT_TRUE(kiosk.state.returning.error.empty());
}

TEST(BackWithAReceipt, EachCodeThatIsNoSecretIsCalledByItsName) {
  base::SeededRandom random(5);
  const auto own = base::HumanCode::mint(base::HumanCode::Use::own, 7, random).str();
  const auto group = base::HumanCode::mint(base::HumanCode::Use::group, 7, random).str();
  std::string mistake(a_secret().symbols());
  mistake[7] = mistake[7] == 'A' ? 'B' : 'A';
  const std::pair<std::string, std::string> cases[] = {
      {"", "secret.error.empty"},
      {own, "secret.error.reference"},
      {own.substr(0, own.size() - 1), "secret.error.reference"},
      {group, "secret.error.group"},
      {base::erasure_code(std::array<std::uint8_t, 5>{1, 2, 3, 4, 5}), "secret.error.erasure"},
      {"K7M2QX9FH", "secret.error.first"},
      {"S7M2QX9FH", "secret.error.length"},
      {mistake, "secret.error.mistake"},
  };
  for (const auto& [typed, error] : cases) {
    Kiosk kiosk = at_secret();
    if (!typed.empty()) kiosk.on(TextInserted{base::SecretText(typed)});
    kiosk.on(SecretSubmitted{});
    EXPECT_EQ(kiosk.state.returning.error, error) << typed;
    EXPECT_EQ(kiosk.wanted<OpenReceipt>(), 0) << typed;
    kiosk.on(TextBackspace{});
    if (!typed.empty()) {
      EXPECT_TRUE(kiosk.state.returning.error.empty());
    }
  }
}

TEST(BackWithAReceipt, TheAnswerComesWithTheCouriersNews) {
  Kiosk kiosk = opened();
  EXPECT_EQ(kiosk.state.returning.asked, Wish::status);
  EXPECT_TRUE(wishes_of(kiosk.state.returning).empty())
      << "in a moment it is known what can be done";
  const int looked = kiosk.wanted<LookForAnswer>();
  kiosk.on(InboxChanged{});
  EXPECT_EQ(kiosk.wanted<LookForAnswer>(), looked + 1);
  told(kiosk, Standing::paused, Outcome::done, false);
  EXPECT_EQ(kiosk.state.returning.asked, Wish::status)
      << "an older answer is not the one asked for";
  told(kiosk, Standing::waiting);
  EXPECT_FALSE(kiosk.state.returning.asked);
  EXPECT_EQ(kiosk.state.returning.answer->standing, Standing::waiting);
}

TEST(BackWithAReceipt, WithoutANetworkItSaysSoAndTakesWhatCannotWait) {
  Kiosk kiosk = opened();
  ASSERT_TRUE(next_deadline_ms(kiosk.state, kiosk.settings));
  kiosk.now += kiosk.settings.answer_ms;
  kiosk.on(Tick{});
  EXPECT_TRUE(kiosk.state.returning.slow);
  kiosk.on(WishPressed{Wish::erase});
  EXPECT_EQ(kiosk.state.screen, Screen::sure);
  EXPECT_EQ(kiosk.wanted<AskReceipt>(), 0) << "it asks once";
  kiosk.now += 2000;
  kiosk.on(WishConfirmed{});
  EXPECT_EQ(kiosk.wanted<AskReceipt>(), 1);
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
  EXPECT_EQ(kiosk.state.returning.asked, Wish::erase);
  EXPECT_TRUE(wishes_of(kiosk.state.returning).empty()) << "nothing can be asked behind it";
}

TEST(BackWithAReceipt, AnAnswerUnderTheCountdownGivesTheWholeTimeToReadIt) {
  Kiosk kiosk = opened();
  kiosk.now += kiosk.settings.idle_ms + 1000;
  kiosk.on(Tick{});
  ASSERT_EQ(kiosk.state.overlay, Overlay::idle_warning);
  told(kiosk, Standing::waiting);
  EXPECT_EQ(kiosk.state.overlay, Overlay::none);
  EXPECT_EQ(kiosk.state.screen, Screen::standing);
}

TEST(BackWithAReceipt, OnlyWhatMakesSenseCanBeAsked) {
  const std::pair<Standing, std::vector<Wish>> cases[] = {
      {Standing::unknown, {Wish::pause, Wish::withdraw, Wish::erase}},
      {Standing::waiting, {Wish::read, Wish::talk, Wish::pause, Wish::withdraw, Wish::erase}},
      {Standing::paused, {Wish::read, Wish::talk, Wish::resume, Wish::withdraw, Wish::erase}},
      {Standing::matched, {Wish::read, Wish::talk, Wish::withdraw, Wish::erase}},
      {Standing::withdrawn, {Wish::erase}},
      {Standing::erased, {}},
  };
  for (const auto& [standing, possible] : cases) {
    for (const Wish wish : {Wish::status, Wish::pause, Wish::resume, Wish::withdraw, Wish::erase,
                            Wish::read, Wish::correct, Wish::talk}) {
      Kiosk kiosk = opened();
      told(kiosk, standing);
      EXPECT_EQ(wishes_of(kiosk.state.returning), possible);
      kiosk.now += 2000;
      kiosk.on(WishPressed{wish});
      const bool asked = kiosk.state.screen == Screen::sure || kiosk.wanted<AskReceipt>() == 1;
      EXPECT_EQ(asked, std::ranges::find(possible, wish) != possible.end());
    }
  }
}

TEST(BackWithAReceipt, ARequestThatCouldNotBeKeptIsToldAndCanBeMadeAgain) {
  Kiosk kiosk = opened();
  told(kiosk, Standing::waiting);
  kiosk.on(WishPressed{Wish::pause});
  kiosk.on(WishNotKept{kiosk.state.receipt_ticket, base::Errc::storage_full});
  EXPECT_EQ(kiosk.state.returning.error, "error.send.storage_full");
  kiosk.on(WishPressed{Wish::pause});
  EXPECT_TRUE(kiosk.state.returning.error.empty());
  EXPECT_EQ(kiosk.wanted<AskReceipt>(), 2);
}

TEST(BackWithAReceipt, NothingOfItStaysWhenThePersonLeaves) {
  for (const bool idle : {false, true}) {
    Kiosk kiosk = opened();
    told(kiosk, Standing::waiting);
    kiosk.now += idle ? 1'000'000 : 5000;
    kiosk.on(idle ? Event(Tick{}) : Event(FinishPressed{}));
    EXPECT_EQ(kiosk.state.screen, Screen::first);
    EXPECT_EQ(kiosk.state.returning, Returning());
    EXPECT_EQ(kiosk.wanted<CloseReceipt>(), 1);
    // What was on its way for the one who left is for nobody.
    told(kiosk, Standing::matched);
    EXPECT_FALSE(kiosk.state.returning.answer);
  }
}

TEST(BackWithAReceipt, WhoLeavesWhileTheKeysAreMadeOpensNothing) {
  Kiosk kiosk = at_secret();
  kiosk.on(TextInserted{a_secret().shown()}).on(SecretSubmitted{});
  const auto ticket = kiosk.state.receipt_ticket;
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.wanted<CloseReceipt>(), 1) << "behind the opening that is still at work";
  kiosk.on(SecretPressed{});
  kiosk.on(ReceiptOpened{ticket});
  EXPECT_EQ(kiosk.state.screen, Screen::secret);
  EXPECT_FALSE(kiosk.state.returning.open);
}

}  // namespace
}  // namespace samen::flow
