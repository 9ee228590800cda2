// SPDX-License-Identifier: Apache-2.0
// A decision can be taken back for a while: until then it does not leave, after a power cut it
// does, and nothing is sent twice or lost.
#include <csignal>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

#include "unit/kiosk/records/kiosk_folder.hpp"

namespace samen::records {
namespace {

using base::Errc;
using base::SecretText;
using domain::ProposalState;
using domain::Verdict;

constexpr std::int64_t kMinute = 60'000;

class Undo : public test::KioskFolder {
 protected:
  void SetUp() override {
    KioskFolder::SetUp();
    enrol();
    start();
    card_ = deliver_card();
  }
  void start() {
    records_.reset();
    records_ = open();
    ASSERT_NE(records_, nullptr);
    ASSERT_TRUE(records_->staff_open(SecretText(kPin)));
  }
  domain::Decision decision(Verdict verdict) const {
    const auto reason =
        verdict == Verdict::decline ? std::optional(domain::DeclineReason::too_far) : std::nullopt;
    return {card_.proposal, card_.version, verdict, reason};
  }
  // What the courier may take in this boot: the verdicts, as the matcher reads them.
  std::vector<Verdict> leaving() {
    auto store = storage::KioskStore::open(path(), storage::StoreUser::courier);
    const auto rows =
        store->waiting(storage::KioskStore::Order::oldest_first, 1000, 1U << 30, clock_.boot_id());
    std::vector<Verdict> out;
    for (const auto& row : *rows) {
      const auto record = read_as_matcher(row);
      EXPECT_TRUE(record);
      if (record) out.push_back(std::get<domain::Decision>(record->body).verdict);
    }
    return out;
  }
  ProposalState state() {
    const auto cards = records_->cards();
    EXPECT_TRUE(cards && cards->size() == 1);
    return cards && !cards->empty() ? cards->front().state : ProposalState::withdrawn;
  }
  using Verdicts = std::vector<Verdict>;

  std::unique_ptr<Records> records_;
  domain::ProposalCard card_;
};

TEST_F(Undo, UntilItsTimeIsOverADecisionIsKeptButDoesNotLeave) {
  ASSERT_TRUE(records_->decide(decision(Verdict::accept), kMinute));
  EXPECT_EQ(state(), ProposalState::accepted);
  EXPECT_EQ(leaving(), Verdicts{});
  EXPECT_EQ(records_->status().value().waiting, 1) << "it is on this kiosk and was not sent";
  clock_.advance(kMinute - 1);
  records_->send_decisions();
  EXPECT_EQ(leaving(), Verdicts{});
  clock_.advance(1);
  records_->send_decisions();
  EXPECT_EQ(leaving(), Verdicts{Verdict::accept});
  EXPECT_EQ(records_->undo(decision(Verdict::accept)).error().code, Errc::conflict);
  EXPECT_EQ(leaving(), Verdicts{Verdict::accept}) << "too late changes nothing";
  EXPECT_EQ(state(), ProposalState::accepted);
}

TEST_F(Undo, TakenBackItNeverLeavesAndTheCardIsAsItWas) {
  for (const Verdict verdict : {Verdict::accept, Verdict::decline, Verdict::hold}) {
    ASSERT_TRUE(records_->decide(decision(verdict), kMinute));
    ASSERT_NE(state(), ProposalState::proposed);
    ASSERT_TRUE(records_->undo(decision(verdict)));
    EXPECT_EQ(state(), ProposalState::proposed);
    EXPECT_EQ(records_->undo(decision(verdict)).error().code, Errc::conflict) << "once";
    clock_.advance(2 * kMinute);
    records_->send_decisions();
    EXPECT_EQ(leaving(), Verdicts{});
  }
  ASSERT_TRUE(records_->decide(decision(Verdict::accept), kMinute));
  clock_.advance(kMinute);
  records_->send_decisions();
  EXPECT_EQ(leaving(), Verdicts{Verdict::accept}) << "and may be decided again";
}

TEST_F(Undo, OfTwoDecisionsWithinTheTimeOnlyTheSecondLeaves) {
  ASSERT_TRUE(records_->decide(decision(Verdict::hold), kMinute));
  ASSERT_TRUE(records_->decide(decision(Verdict::accept), kMinute));
  EXPECT_EQ(records_->undo(decision(Verdict::hold)).error().code, Errc::conflict);
  EXPECT_EQ(state(), ProposalState::accepted);
  clock_.advance(kMinute);
  records_->send_decisions();
  EXPECT_EQ(leaving(), Verdicts{Verdict::accept}) << "the matcher would refuse a second one";
}

TEST_F(Undo, UndoneTheCardShowsTheDecisionBeforeThatHasLeft) {
  ASSERT_TRUE(records_->decide(decision(Verdict::hold), kMinute));
  clock_.advance(kMinute);
  ASSERT_TRUE(records_->decide(decision(Verdict::accept), kMinute));
  EXPECT_EQ(leaving(), Verdicts{Verdict::hold});
  ASSERT_TRUE(records_->undo(decision(Verdict::accept)));
  EXPECT_EQ(state(), ProposalState::held);
}

TEST_F(Undo, NeedsStaff) {
  ASSERT_TRUE(records_->decide(decision(Verdict::accept), kMinute));
  records_->staff_close();
  EXPECT_EQ(records_->undo(decision(Verdict::accept)).error().code, Errc::permission);
  clock_.advance(kMinute);
  ASSERT_TRUE(records_->status()) << "the page is closed, the time runs on";
  EXPECT_EQ(leaving(), Verdicts{Verdict::accept});
}

TEST_F(Undo, WhereNothingMayBeTakenBackADecisionLeavesAtOnce) {
  ASSERT_TRUE(records_->decide(decision(Verdict::accept), 0));
  EXPECT_EQ(leaving(), Verdicts{Verdict::accept});
}

TEST_F(Undo, AfterARestartADecisionIsSent) {
  ASSERT_TRUE(records_->decide(decision(Verdict::accept), kMinute));
  start();
  EXPECT_EQ(leaving(), Verdicts{Verdict::accept});
  EXPECT_EQ(records_->undo(decision(Verdict::accept)).error().code, Errc::conflict);
}

TEST_F(Undo, AfterAPowerCutTheCourierNeedsNoKioskToSendIt) {
  ASSERT_TRUE(records_->decide(decision(Verdict::accept), kMinute));
  records_.reset();
  clock_.reboot();
  EXPECT_EQ(leaving(), Verdicts{Verdict::accept});
}

TEST_F(Undo, ANewerCardEndsItAndTheDecisionIsAnsweredByTheMatcher) {
  ASSERT_TRUE(records_->decide(decision(Verdict::accept), kMinute));
  deliver_card(2, &card_.proposal);
  EXPECT_EQ(state(), ProposalState::proposed) << "the matcher's newer word counts";
  clock_.advance(kMinute);
  records_->send_decisions();
  EXPECT_EQ(leaving(), Verdicts{Verdict::accept});
}

// A process that decides and takes back is killed at any moment. What it was told is kept is kept,
// what it was told is taken back never leaves, and nothing leaves twice.
TEST_F(Undo, KilledAtAnyMomentNothingIsLostAndNothingIsSentTwice) {
  int whole = 0;
  for (int round = 0; round < 16; ++round) {
    records_.reset();
    const auto steps = static_cast<int>(made_.random().below(8));
    int told[2];
    ASSERT_EQ(::pipe(told), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      auto mine = Records::open(path(), clock_, random_);
      if (!mine || !mine.value()->staff_open(SecretText(kPin))) std::_Exit(1);
      if (::write(told[1], "s", 1) != 1) std::_Exit(2);
      for (int i = 0; i < steps; ++i) {
        const auto done = i % 2 == 0 ? mine.value()->decide(decision(Verdict::accept), kMinute)
                                     : mine.value()->undo(decision(Verdict::accept));
        if (!done || ::write(told[1], "x", 1) != 1) std::_Exit(3);
      }
      for (;;) ::pause();
    }
    ::close(told[1]);
    char one = 0;
    ASSERT_EQ(::read(told[0], &one, 1), 1);
    ::usleep(static_cast<useconds_t>(made_.random().below(40'000)));
    ::kill(child, SIGKILL);
    int done = 0;
    while (::read(told[0], &one, 1) == 1) ++done;
    ::close(told[0]);
    int how = 0;
    ASSERT_EQ(::waitpid(child, &how, 0), child);
    ASSERT_TRUE(WIFSIGNALED(how)) << "the child ended by itself with " << WEXITSTATUS(how);
    start();
    const auto sent = leaving();
    EXPECT_EQ(sent.empty(), state() == ProposalState::proposed) << "the card says what is sent";
    if (done == steps) {
      ++whole;
      EXPECT_EQ(sent.size(), static_cast<std::size_t>(steps % 2)) << "after " << steps << " steps";
    }
    ASSERT_LE(sent.size(), 1U) << "round " << round;
    if (sent.empty()) continue;
    // It arrives, and the matcher answers with a newer card.
    const auto row = outbox().front();
    auto store = storage::KioskStore::open(path(), storage::StoreUser::courier);
    ASSERT_TRUE(store->apply({{row.envelope.id, storage::OutboxEvent::received, "", "r"}},
                             row.envelope.seq));
    card_ = deliver_card(card_.version + 1, &card_.proposal);
    EXPECT_EQ(leaving(), Verdicts{});
  }
  EXPECT_GT(whole, 0) << "also cut behind the last step";
  EXPECT_LT(whole, 16) << "also cut between them";
}

}  // namespace
}  // namespace samen::records
