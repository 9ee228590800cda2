// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

#include "base/file.hpp"
#include "domain/proposal_life.hpp"
#include "protocol/decision_signature.hpp"
#include "unit/kiosk/records/kiosk_folder.hpp"
#include "vault/staff_key.hpp"

namespace samen::records {
namespace {

using base::Errc;
using base::SecretText;

class Staff : public test::KioskFolder {
 protected:
  void SetUp() override {
    KioskFolder::SetUp();
    enrol();
    records_ = open();
    ASSERT_NE(records_, nullptr);
  }
  Errc try_pin(const char* pin) {
    const auto opened = records_->staff_open(SecretText(pin));
    return opened ? Errc::internal : opened.error().code;
  }
  domain::ProposalCard only_card() {
    const auto cards = records_->cards();
    EXPECT_TRUE(cards && cards->size() == 1);
    return cards && !cards->empty() ? cards->front() : domain::ProposalCard{};
  }
  std::unique_ptr<Records> records_;
};

TEST_F(Staff, CardsOpenWithThePinAndOnlyThen) {
  const auto card = deliver_card();
  EXPECT_EQ(records_->cards().error().code, Errc::permission);
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  EXPECT_EQ(only_card(), card);
  records_->staff_close();
  EXPECT_EQ(records_->cards().error().code, Errc::permission);
  EXPECT_EQ(records_->decide({card.proposal, 1, domain::Verdict::accept, {}}, 0).error().code,
            Errc::permission);
}

TEST_F(Staff, WrongPinsAreCountedAndMakeOneWait) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(try_pin("111222"), Errc::permission) << i;
  EXPECT_EQ(records_->staff_retry_after_ms(), 30'000);
  EXPECT_EQ(try_pin(kPin), Errc::limit) << "also with the right PIN";
  clock_.advance(30'000);
  EXPECT_EQ(try_pin("111222"), Errc::permission);
  EXPECT_EQ(records_->staff_retry_after_ms(), 60'000);
  clock_.advance(60'000);
  EXPECT_TRUE(records_->staff_open(SecretText(kPin)));
  EXPECT_EQ(records_->staff_retry_after_ms(), 0);
  EXPECT_EQ(try_pin("111222"), Errc::permission) << "success starts the count again";
  EXPECT_EQ(records_->staff_retry_after_ms(), 0);
}

TEST_F(Staff, NeitherRebootNorClockShortensTheWait) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(try_pin("111222"), Errc::permission);
    clock_.advance(i < 4 ? records_->staff_retry_after_ms() : 0);
  }
  EXPECT_EQ(records_->staff_retry_after_ms(), 60'000);
  records_.reset();
  clock_.reboot();
  clock_.set_wall(clock_.wall_ms() + 400LL * 86'400'000);
  records_ = open();
  EXPECT_EQ(records_->staff_retry_after_ms(), 60'000);
  EXPECT_EQ(try_pin(kPin), Errc::limit);
  clock_.advance(59'999);
  records_.reset();  // the program ends and starts within the same boot
  records_ = open();
  EXPECT_EQ(records_->staff_retry_after_ms(), 1);
}

TEST_F(Staff, ADecisionGoesIntoTheOutboxAndShowsOnTheCard) {
  const auto card = deliver_card(3);
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  const domain::Decision decision{card.proposal, 3, domain::Verdict::decline,
                                  domain::DeclineReason::too_far};
  ASSERT_TRUE(records_->decide(decision, 0));
  const auto shown = only_card();
  EXPECT_EQ(shown.state, domain::ProposalState::declined);
  EXPECT_EQ(shown.declined_because, domain::DeclineReason::too_far);
  records_.reset();
  const auto rows = outbox();
  ASSERT_EQ(rows.size(), 1U);
  const auto read = read_as_matcher(rows[0]);
  ASSERT_TRUE(read) << read.error().message;
  auto sent = std::get<domain::Decision>(read->body);
  EXPECT_TRUE(read->receipt.empty());
  const auto staff = vault::VerifyKey::from_bytes(
      device::read_public_key_file(device::KioskFolder{path()}.staff_sign_public()).value());
  EXPECT_TRUE(protocol::verify_decision(sent, device_, rows[0].envelope.seq, *staff))
      << "by the key that the courier takes along when the kiosk enrols";
  sent.staff.reset();
  EXPECT_EQ(sent, decision);
}

// A thief has every file of the folder and this program's code, but neither PIN nor badge.
TEST_F(Staff, WhoHasOnlyTheFolderSignsNoDecision) {
  const auto card = deliver_card(3);
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  records_->staff_close();
  EXPECT_EQ(records_->decide({card.proposal, 3, domain::Verdict::accept, {}}, 0).error().code,
            Errc::permission);
  records_.reset();
  const device::KioskFolder folder{path()};
  const auto staff = *vault::VerifyKey::from_bytes(
      device::read_public_key_file(folder.staff_sign_public()).value());
  const auto found = vault::SigningKey::load(folder.device_key()).value();
  domain::Decision forged{card.proposal, 3, domain::Verdict::accept, {}};
  protocol::sign_decision(forged, device_, 1, found);
  EXPECT_FALSE(protocol::verify_decision(forged, device_, 1, staff));
  // Nor does the secret lie anywhere in the clear, wrapped file and database included.
  const auto opened = vault::unwrap(
      base::as_bytes(base::read_file(folder.staff_key(), 4096).value()), SecretText(kPin), {});
  ASSERT_TRUE(opened && opened->sign);
  const std::string seed(base::as_text(opened->sign->seed()));
  EXPECT_EQ(test::all_bytes(path()).find(seed), std::string::npos);
}

// Kiosks that stand in libraries today.
TEST_F(Staff, AKioskFromBeforeGetsItsSigningKeyWhenStaffOpenTheirPage) {
  const device::KioskFolder folder{path()};
  const auto card = deliver_card(3);
  records_.reset();
  auto keys = vault::unwrap(base::as_bytes(base::read_file(folder.staff_key(), 4096).value()),
                            SecretText(kPin), {})
                  .value();
  keys.sign.reset();
  const auto old = vault::wrap(keys, SecretText(kPin), {}, vault::PinCost::for_tests()).value();
  ASSERT_TRUE(base::write_file_durably(folder.staff_key(), old));
  std::filesystem::remove(folder.staff_sign_public());
  records_ = open();
  ASSERT_NE(records_, nullptr);
  EXPECT_EQ(records_->staff_key_id(), "");
  EXPECT_EQ(try_pin("111222"), Errc::permission);
  EXPECT_EQ(records_->staff_key_id(), "") << "a wrong PIN changes nothing";
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  EXPECT_EQ(only_card(), card) << "what was sealed to it stays readable";
  const std::string id = records_->staff_key_id();
  EXPECT_EQ(id.size(), 16U);
  EXPECT_EQ(records_->status().value().staff_key, id);
  ASSERT_TRUE(records_->decide({card.proposal, 3, domain::Verdict::hold, {}}, 0));
  std::filesystem::remove(folder.staff_sign_public());  // a power cut between the two files
  records_.reset();
  records_ = open();
  EXPECT_EQ(records_->staff_key_id(), id) << "and keeps it";
  const auto published = device::read_public_key_file(folder.staff_sign_public());
  ASSERT_TRUE(published);
  EXPECT_EQ(vault::VerifyKey::from_bytes(*published)->id(), id);
  EXPECT_TRUE(records_->staff_open(SecretText(kPin)));
}

// Every refresh of the staff page asks for both: a card is opened once.
TEST_F(Staff, TheStatusOpensNoCard) {
  put_item(made_.uuid(), 1, base::Bytes(99), device_, matcher_sign_);
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  const auto refusals_in = [](auto&& ask) {
    ::testing::internal::CaptureStderr();
    EXPECT_TRUE(ask());
    return ::testing::internal::GetCapturedStderr().find("card_not_opened") != std::string::npos;
  };
  EXPECT_FALSE(refusals_in([&] { return records_->status(); }));
  EXPECT_TRUE(refusals_in([&] { return records_->cards(); }));
}

TEST_F(Staff, ADecisionMakesOfACardWhatTheLifeOfAProposalSays) {
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  using domain::ProposalState;
  for (const auto from : {ProposalState::proposed, ProposalState::held, ProposalState::accepted}) {
    for (const auto verdict :
         {domain::Verdict::accept, domain::Verdict::decline, domain::Verdict::hold}) {
      auto card = made_.card();
      card.version = 1;
      card.state = from;
      card.declined_because.reset();
      deliver(card, card.proposal, 1);
      const auto reason = verdict == domain::Verdict::decline
                              ? std::optional(domain::DeclineReason::too_far)
                              : std::nullopt;
      ASSERT_TRUE(records_->decide({card.proposal, 1, verdict, reason}, 0));
      const auto cards = records_->cards().value();
      const auto shown = std::ranges::find(cards, card.proposal, &domain::ProposalCard::proposal);
      ASSERT_NE(shown, cards.end());
      const auto* move = domain::find_move(from, domain::event_of(verdict));
      EXPECT_EQ(shown->state, move == nullptr ? from : move->to)
          << domain::name_of(from) << ' ' << domain::name_of(verdict);
    }
  }
}

TEST_F(Staff, TheMatchersAnswerReplacesTheNote) {
  const auto card = deliver_card(1);
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  ASSERT_TRUE(records_->decide({card.proposal, 1, domain::Verdict::accept, {}}, 0));
  EXPECT_EQ(only_card().state, domain::ProposalState::accepted);
  deliver_card(2, &card.proposal);  // the matcher had a newer word: decide again
  EXPECT_EQ(only_card().state, domain::ProposalState::proposed);
}

TEST_F(Staff, AStaleOrUnknownProposalIsNotDecided) {
  const auto card = deliver_card(2);
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  EXPECT_EQ(records_->decide({card.proposal, 1, domain::Verdict::accept, {}}, 0).error().code,
            Errc::conflict);
  EXPECT_EQ(records_->decide({made_.uuid(), 1, domain::Verdict::accept, {}}, 0).error().code,
            Errc::not_found);
  EXPECT_EQ(records_->decide({card.proposal, 2, domain::Verdict::decline, {}}, 0).error().code,
            Errc::invalid_input)
      << "a decline has a reason";
  EXPECT_EQ(records_->status().value().waiting, 0);
}

TEST_F(Staff, OneBadCardDoesNotHideTheOthers) {
  const auto good = deliver_card();
  auto swapped = made_.card();
  swapped.version = 1;
  deliver(swapped, made_.uuid(), 1);      // a label that is not the card's
  deliver(swapped, swapped.proposal, 7);  // an old card under a newer version
  put_item(made_.uuid(), 1, base::Bytes(99), device_, matcher_sign_);
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  EXPECT_EQ(only_card(), good);
}

TEST_F(Staff, OnlyCardsThatTheMatcherSignedForThisKioskAreShown) {
  const auto sealed_for_staff = [this](const domain::ProposalCard& card) {
    const auto staff =
        device::read_public_key_file(device::KioskFolder{path()}.staff_public()).value();
    const auto key = vault::SealPublicKey::from_bytes(staff).value();
    return vault::seal(key, vault::pad(protocol::write_card(card)).value()).value();
  };
  const auto make = [this] {
    auto card = made_.card();
    card.version = 1;
    card.state = domain::ProposalState::proposed;
    card.declined_because.reset();
    return card;
  };
  const auto good = deliver_card();
  const auto stranger = vault::SigningKey::generate(made_.random());
  const auto forged = make();
  put_item(forged.proposal, 1, sealed_for_staff(forged), device_, stranger);
  const auto elsewhere = make();
  put_item(elsewhere.proposal, 1, sealed_for_staff(elsewhere), made_.uuid(), matcher_sign_);
  const auto unsigned_card = make();
  {
    auto store = storage::KioskStore::open(path(), storage::StoreUser::courier).value();
    ASSERT_TRUE(store.apply_page({{{unsigned_card.proposal,
                                    1,
                                    protocol::FeedKind::card,
                                    sealed_for_staff(unsigned_card),
                                    {}}},
                                  "c",
                                  false,
                                  false}));
  }
  ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  EXPECT_EQ(only_card(), good);
}

class StaffWithABadge : public Staff {
 protected:
  void SetUp() override {
    Staff::SetUp();
    ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
    ASSERT_TRUE(rewrap(kPin, badge_));
    records_->staff_close();
  }
  base::Result<void> rewrap(const char* pin, base::ByteView badge) {
    return records_->rewrap_staff_key(SecretText(pin), badge, vault::PinCost::for_tests());
  }
  Errc try_both(const char* pin, base::ByteView badge) {
    const auto opened = records_->staff_open(SecretText(pin), badge);
    return opened ? Errc::internal : opened.error().code;
  }
  base::Bytes badge_ = base::Bytes(16, 7);
  base::Bytes other_ = base::Bytes(16, 8);
};

TEST_F(StaffWithABadge, BothAreNeededAndTheAnswerDoesNotSayWhichWasWrong) {
  const auto card = deliver_card();
  EXPECT_TRUE(records_->status().value().staff_badge);
  const auto missing = records_->staff_open(SecretText(kPin)).error();
  const auto other = records_->staff_open(SecretText(kPin), other_).error();
  const auto pin = records_->staff_open(SecretText("111222"), badge_).error();
  for (const auto& error : {missing, other, pin}) {
    EXPECT_EQ(error.code, Errc::permission);
    EXPECT_EQ(error.message, missing.message);
  }
  ASSERT_TRUE(records_->staff_open(SecretText(kPin), badge_));
  EXPECT_EQ(only_card(), card);
}

TEST_F(StaffWithABadge, AWrongBadgeIsCountedLikeAWrongPin) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(try_both(kPin, other_), Errc::permission);
    EXPECT_EQ(try_both("111222", badge_), Errc::permission);
  }
  EXPECT_EQ(records_->staff_retry_after_ms(), 30'000);
  EXPECT_EQ(try_both(kPin, badge_), Errc::limit);
}

TEST_F(StaffWithABadge, PinAndBadgeAreReplacedAndTheCardsStayReadable) {
  const auto card = deliver_card();
  EXPECT_EQ(rewrap("314159", other_).error().code, Errc::permission) << "only once it is open";
  ASSERT_TRUE(records_->staff_open(SecretText(kPin), badge_));
  EXPECT_EQ(rewrap("123456", other_).error().code, Errc::invalid_input);
  ASSERT_TRUE(rewrap("314159", other_));
  records_.reset();
  records_ = open();
  EXPECT_EQ(try_both(kPin, badge_), Errc::permission);
  ASSERT_TRUE(records_->staff_open(SecretText("314159"), other_));
  EXPECT_EQ(only_card(), card);
  ASSERT_TRUE(rewrap("314159", {}));
  EXPECT_FALSE(records_->status().value().staff_badge);
  records_->staff_close();
  EXPECT_TRUE(records_->staff_open(SecretText("314159")));
}

// A process that changes the pair again and again is killed at any moment: one of the two pairs
// opens the page afterwards, and it is never locked for good.
TEST_F(StaffWithABadge, ARewrapThatIsCutShortLeavesTheOldPairOrTheNewOne) {
  const auto card = deliver_card();
  for (int round = 0; round < 12; ++round) {
    records_.reset();
    int started[2];
    ASSERT_EQ(::pipe(started), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      auto mine = Records::open(path(), clock_, random_);
      if (!mine) std::_Exit(1);
      const bool first = mine.value()->staff_open(SecretText(kPin), badge_).has_value();
      if (!first && !mine.value()->staff_open(SecretText("314159"), other_)) std::_Exit(2);
      if (::write(started[1], "x", 1) != 1) std::_Exit(3);
      const auto cost = vault::PinCost::for_tests();
      for (;;) {
        if (!mine.value()->rewrap_staff_key(SecretText("314159"), other_, cost)) std::_Exit(4);
        if (!mine.value()->rewrap_staff_key(SecretText(kPin), badge_, cost)) std::_Exit(5);
      }
    }
    ::close(started[1]);
    char ready = 0;
    EXPECT_EQ(::read(started[0], &ready, 1), 1);
    ::close(started[0]);
    ::usleep(static_cast<useconds_t>(made_.random().below(8000)));
    ::kill(child, SIGKILL);
    int how = 0;
    ASSERT_EQ(::waitpid(child, &how, 0), child);
    ASSERT_TRUE(WIFSIGNALED(how)) << "the child ended by itself with " << WEXITSTATUS(how);
    records_ = open();
    ASSERT_NE(records_, nullptr);
    const bool opens = records_->staff_open(SecretText(kPin), badge_).has_value() ||
                       records_->staff_open(SecretText("314159"), other_).has_value();
    ASSERT_TRUE(opens) << "round " << round;
    EXPECT_EQ(only_card(), card);
  }
}

}  // namespace
}  // namespace samen::records
