// SPDX-License-Identifier: Apache-2.0
// What people do with the secret of their receipt, as the matcher answers it.
#include "sync/server/cases/way_back.hpp"

#include <algorithm>
#include <sstream>

#include "base/erasure_code.hpp"
#include "base/file.hpp"
#include "protocol/receipt_request.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/new_receipt.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/restore.hpp"
#include "sync/server/store/singles.hpp"
#include "unit/sync/server/way_back_fixture.hpp"
#include "vault/erased_receipt.hpp"
#include "vault/receipt_keys.hpp"

namespace samen::server {
namespace {

// Somebody withdraws before their sign-up has come; a coordinator who names the request takes
// nothing of it away.
TEST_F(WayBackTest, WhatSomebodyAskedIsNotErasedInTheirPlace) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const auto withdraw = request(*kiosk, amal, Wish::withdraw);
  const auto sign_up = with(kiosk->household("Amal"), amal);
  const auto erase = [&](const base::Uuid& id) {
    std::ostringstream out;
    return run_erase({folder.root, id.str(), "asked", true}, out);
  };
  send(*kiosk, {kiosk->envelope(withdraw)});
  EXPECT_EQ(erase(withdraw.id).error().code, base::Errc::conflict) << "not taken in yet";
  apply();
  const auto refused = erase(withdraw.id);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("P-"), std::string::npos) << refused.error().message;
  send(*kiosk, {kiosk->envelope(sign_up)});
  apply();
  EXPECT_EQ(receipt_key_of(*store, sign_up.id).value()->word, OwnWord::withdrawn);
  EXPECT_TRUE(erase(sign_up.id)) << "the person themselves can be forgotten";
  EXPECT_EQ(number("SELECT count(*) FROM household"), 0);
}

TEST_F(WayBackTest, AtAnyKioskAPersonSeesPausesGoesOnAndWithdraws) {
  auto here = enrolled(1);
  auto there = enrolled(2, "Elders");
  const Holder amal(random);
  send(*here, {here->envelope(with(here->household("Amal"), amal))});
  apply();

  auto answer = ask(*there, amal, Wish::status);
  EXPECT_EQ(answer.outcome, Outcome::done);
  EXPECT_EQ(answer.standing, Standing::waiting);
  EXPECT_GT(answer.since_ms, 0);
  EXPECT_TRUE(answers(*here, amal).empty()) << "an answer goes where somebody stands and waits";

  EXPECT_EQ(waiting(), 1U);
  EXPECT_EQ(ask(*there, amal, Wish::pause).standing, Standing::paused);
  EXPECT_EQ(waiting(), 0U) << "nothing is proposed meanwhile";
  EXPECT_EQ(ask(*here, amal, Wish::resume).standing, Standing::waiting);
  EXPECT_EQ(waiting(), 1U);
  EXPECT_EQ(ask(*here, amal, Wish::withdraw).standing, Standing::withdrawn);
  EXPECT_EQ(waiting(), 0U);
  answer = ask(*there, amal, Wish::resume);
  EXPECT_EQ(answer.outcome, Outcome::late) << "who has withdrawn signs up anew";
  EXPECT_EQ(answer.standing, Standing::withdrawn);
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
}

TEST_F(WayBackTest, ErasingReachesTheListBeforeTheStoreAndNothingComesBack) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const auto sign_up = kiosk->envelope(with(kiosk->household("Amal Zzyzx"), amal));
  send(*kiosk, {sign_up});
  apply();
  back_up();
  EXPECT_EQ(ask(*kiosk, amal, Wish::erase).standing, Standing::erased);
  EXPECT_EQ(number("SELECT count(*) FROM household"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM receipt_key"), 0);
  const auto list = read_erasures(folder.erasures());
  const std::vector<Erased> listed = {{erasure_hash(sign_up.id), ErasedKind::record},
                                      {erased_receipt_hash(amal.keys()), ErasedKind::receipt}};
  EXPECT_EQ(list.value(), listed);
  EXPECT_EQ(send(*kiosk, {sign_up}).results[0].result, protocol::ResultClass::erased);
  EXPECT_EQ(ask(*kiosk, amal, Wish::status).standing, Standing::erased);
  EXPECT_EQ(ask(*kiosk, amal, Wish::erase).standing, Standing::erased);
  EXPECT_EQ(ask(*kiosk, amal, Wish::resume).outcome, Outcome::late);
  const auto bytes = base::read_file(folder.database(), std::size_t{64} << 20);
  EXPECT_EQ(bytes->find("Zzyzx"), std::string::npos) << "nor in a gap of the file";

  // A copy from before is put back: what is on the list is erased again, its receipt with it.
  put_back_the_copy();
  EXPECT_EQ(number("SELECT count(*) FROM household"), 1);
  EXPECT_EQ(redo_erasures(*store, folder).value(), 1);
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  EXPECT_EQ(number("SELECT count(*) FROM household"), 0);
  EXPECT_EQ(ask(*kiosk, amal, Wish::status).standing, Standing::erased);
}

// What the kiosk shows, from the receipt alone, is what the matcher finds, once it was asked and
// done.
TEST_F(WayBackTest, TheProofOfErasingIsFoundByItsHolderAlone) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const Holder other(random);
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal)),
                kiosk->envelope(with(kiosk->household("Berhane"), other))});
  apply();
  const auto shown = base::erasure_code(vault::erased_receipt_hash(amal.keys().sign));
  const auto typed = base::parse_erasure_code(shown).value();
  EXPECT_EQ(receipt_erased_at(*store, typed).value(), std::nullopt) << "nobody has asked";
  ASSERT_EQ(ask(*kiosk, amal, Wish::erase).standing, Standing::erased);
  EXPECT_EQ(receipt_erased_at(*store, typed).value(), clock.wall_ms());
  const auto of_other = base::erasure_code(vault::erased_receipt_hash(other.keys().sign));
  EXPECT_EQ(receipt_erased_at(*store, base::parse_erasure_code(of_other).value()).value(),
            std::nullopt);
}

TEST_F(WayBackTest, WhoIsErasedHearsOfItAlsoWhereACopyNeverKnewThem) {
  auto kiosk = enrolled(1);
  back_up();
  const Holder amal(random);
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal))});
  apply();
  EXPECT_EQ(ask(*kiosk, amal, Wish::erase).standing, Standing::erased);
  put_back_the_copy();
  EXPECT_EQ(redo_erasures(*store, folder).value(), 0);
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  EXPECT_EQ(ask(*kiosk, amal, Wish::status).standing, Standing::erased);
  EXPECT_EQ(number("SELECT count(*) FROM erased WHERE kind = 'record'"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM erased WHERE kind = 'receipt'"), 1);
}

TEST_F(WayBackTest, WhatWasAskedBeforeTheSignUpCameIsCarriedOutWhenItComes) {
  auto offline = enrolled(1);
  auto online = enrolled(2, "Elders");
  for (const Wish wish : {Wish::erase, Wish::withdraw, Wish::pause}) {
    const Holder someone(random);
    const auto sign_up = offline->envelope(with(offline->household("Amal"), someone));
    EXPECT_EQ(ask(*online, someone, Wish::status).standing, Standing::unknown);
    const auto answer = ask(*online, someone, wish);
    EXPECT_EQ(answer.standing, Standing::unknown);
    EXPECT_EQ(answer.outcome, Outcome::kept);
    clock.advance(30LL * 86'400'000);  // longer than answers are kept
    EXPECT_EQ(ask(*online, someone, Wish::status).standing, Standing::unknown);
    send(*offline, {sign_up});
    apply();
    EXPECT_EQ(waiting(), 0U) << domain::name_of(wish);
    const auto now = ask(*online, someone, Wish::status).standing;
    EXPECT_EQ(now, wish == Wish::erase      ? Standing::erased
                   : wish == Wish::withdraw ? Standing::withdrawn
                                            : Standing::paused);
  }
  EXPECT_EQ(number("SELECT count(*) FROM household"), 2);
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
}

TEST_F(WayBackTest, TheOrderInWhichAPersonAskedCountsAndNotTheOrderOfArrival) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal))});
  apply();
  clock.advance(100'000);
  const auto now = clock.wall_ms();
  EXPECT_EQ(ask(*kiosk, amal, Wish::resume, now - 10).outcome, Outcome::done);
  const auto late = ask(*kiosk, amal, Wish::pause, now - 20);
  EXPECT_EQ(late.outcome, Outcome::late);
  EXPECT_EQ(late.standing, Standing::waiting);
  EXPECT_EQ(late.counter, now - 10);
  EXPECT_EQ(ask(*kiosk, amal, Wish::withdraw, now - 50).outcome, Outcome::done)
      << "what is final is never late";
}

TEST_F(WayBackTest, AKioskFromTheYear2040MakesNothingLaterLate) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal))});
  apply();
  EXPECT_EQ(ask(*kiosk, amal, Wish::pause, 2'208'988'800'000).outcome, Outcome::done);
  EXPECT_EQ(ask(*kiosk, amal, Wish::resume).standing, Standing::waiting);
}

TEST_F(WayBackTest, NorDoesOneWhoseRequestWaitedForTheSignUp) {
  auto offline = enrolled(1);
  auto from_2040 = enrolled(2, "Elders");
  const Holder amal(random);
  const auto sign_up = offline->envelope(with(offline->household("Amal"), amal));
  EXPECT_EQ(ask(*from_2040, amal, Wish::pause, 2'208'988'800'000).outcome, Outcome::kept);
  send(*offline, {sign_up});
  apply();
  EXPECT_EQ(ask(*offline, amal, Wish::status).standing, Standing::paused);
  EXPECT_EQ(ask(*offline, amal, Wish::resume).standing, Standing::waiting);
}

TEST_F(WayBackTest, EveryRequestIsAnsweredOnceHoweverOftenItIsSent) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal))});
  apply();
  const auto pause = kiosk->envelope(request(*kiosk, amal, Wish::pause));
  clock.advance(5);
  const auto resume = kiosk->envelope(request(*kiosk, amal, Wish::resume));
  for (int i = 0; i < 3; ++i) {
    send(*kiosk, {pause, resume});
    apply();
  }
  EXPECT_EQ(answers(*kiosk, amal).size(), 2U);
  EXPECT_EQ(number("SELECT count(*) FROM receipt_request"), 2);
  EXPECT_EQ(waiting(), 1U) << "the pause did not come again behind the going on";
}

TEST_F(WayBackTest, NobodyElseCanAskOrReadAlsoNotWithTheWholeStore) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const Holder thief(random);
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal))});
  apply();
  for (const Wish wish : {Wish::status, Wish::pause, Wish::withdraw, Wish::erase}) {
    // Everything the store and the kiosks hold is public halves: signed by another key.
    auto forged = request(*kiosk, thief, wish);
    auto& body = std::get<domain::ReceiptRequest>(forged.body);
    body.from.sign = amal.keys().sign;
    send(*kiosk, {kiosk->envelope(forged)});
    // And one that holds, whose answer shall go to somebody else.
    auto diverted = request(*kiosk, amal, wish);
    std::get<domain::ReceiptRequest>(diverted.body).from.seal = thief.keys().seal;
    send(*kiosk, {kiosk->envelope(diverted)});
    apply();
  }
  EXPECT_EQ(waiting(), 1U);
  EXPECT_EQ(number("SELECT count(*) FROM household"), 1);
  for (const auto& [id, answer] : answers(*kiosk, thief)) {
    EXPECT_EQ(answer.standing, Standing::unknown) << "what a stranger is told of any receipt";
    EXPECT_EQ(answer.outcome, Outcome::done);
  }
  EXPECT_TRUE(answers(*kiosk, amal).empty());
  const auto mine = ask(*kiosk, amal, Wish::status);
  EXPECT_EQ(mine.standing, Standing::waiting);
  for (const auto& item : feed(*kiosk).items) {
    if (item.id == mine.request) {
      EXPECT_FALSE(thief.open(item));
    }
  }
}

TEST_F(WayBackTest, KnownAndUnknownLookTheSameFromOutside) {
  auto kiosk = enrolled(1);
  const Holder known(random);
  const Holder unknown(random);
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), known))});
  apply();
  std::set<std::size_t> sizes;
  for (const Holder* holder : {&known, &unknown}) {
    for (const Wish wish : {Wish::status, Wish::pause, Wish::resume}) ask(*kiosk, *holder, wish);
  }
  for (const auto& item : feed(*kiosk).items) sizes.insert(item.sealed.size());
  EXPECT_EQ(sizes.size(), 1U);
}

TEST_F(WayBackTest, WhoAsksTooOftenIsToldToComeLaterAndWhatIsFinalIsStillTaken) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal))});
  apply();
  for (std::int64_t i = 0; i < kMostOfOneReceipt; ++i) {
    ASSERT_EQ(ask(*kiosk, amal, Wish::status).outcome, Outcome::done);
  }
  const auto busy = ask(*kiosk, amal, Wish::pause);
  EXPECT_EQ(busy.outcome, Outcome::busy);
  EXPECT_EQ(busy.standing, Standing::unknown) << "it tells nothing";
  EXPECT_EQ(waiting(), 1U);
  EXPECT_EQ(ask(*kiosk, Holder(random), Wish::status).outcome, Outcome::done) << "others may";
  EXPECT_EQ(ask(*kiosk, amal, Wish::withdraw).outcome, Outcome::done);
  clock.advance(3'700'000);
  EXPECT_EQ(ask(*kiosk, amal, Wish::status).standing, Standing::withdrawn);

  auto guesser = enrolled(2, "Elders");
  int answered = 0;
  for (int i = 0; i < 130; ++i) {
    answered += ask(*guesser, Holder(random), Wish::status).outcome == Outcome::done;
  }
  EXPECT_EQ(answered, kMostAtOneKiosk);
  EXPECT_EQ(ask(*kiosk, amal, Wish::status).outcome, Outcome::done)
      << "another kiosk is unaffected";
}

TEST_F(WayBackTest, AnswersGoAfterTwoWeeks) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  ask(*kiosk, amal, Wish::status);
  clock.advance(kAnswersKeptMs + 1000);
  ask(*kiosk, Holder(random), Wish::status);
  EXPECT_TRUE(answers(*kiosk, amal).empty());
  EXPECT_EQ(number("SELECT count(*) FROM receipt_request"), 1);
}

// Also after a request under a clock of years ahead, which lies there as the newest.
TEST_F(WayBackTest, WhatWaitsForItsSignUpStaysWhenItsAnswerGoes) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  constexpr std::int64_t kYears = 30LL * 365 * base::kDayMs;
  clock.set_wall(clock.wall_ms() + kYears);
  ask(*kiosk, Holder(random), Wish::status);
  clock.set_wall(clock.wall_ms() - kYears);
  EXPECT_EQ(ask(*kiosk, amal, Wish::pause).outcome, Outcome::kept);
  EXPECT_EQ(answers(*kiosk, amal).size(), 1U);
  clock.advance(kAnswersKeptMs - base::kDayMs);
  ask(*kiosk, Holder(random), Wish::status);
  EXPECT_EQ(answers(*kiosk, amal).size(), 1U);
  clock.advance(2 * base::kDayMs);
  ask(*kiosk, Holder(random), Wish::status);
  EXPECT_TRUE(answers(*kiosk, amal).empty());
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal))});
  apply();
  EXPECT_EQ(ask(*kiosk, amal, Wish::status).standing, Standing::paused);
}

TEST_F(WayBackTest, PausingTakesAnOpenProposalBackAndTheGroupWaitsAgain) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const Holder bram(random);
  const auto join_code = kiosk->code();
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal)),
                kiosk->envelope(with(kiosk->group_start(join_code, "Bram"), bram))});
  for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
    send(*kiosk, {kiosk->envelope(kiosk->group_member(join_code, name))});
  }
  apply();
  const auto round = [&] { return run_and_store_round(*store, RoundRequest{})->proposals.size(); };
  for (const Holder* who : {&amal, &bram}) {
    ASSERT_EQ(round(), 1U);
    EXPECT_EQ(ask(*kiosk, *who, Wish::status).standing, Standing::proposed);
    const auto cursor = feed(*kiosk).cursor;
    EXPECT_EQ(ask(*kiosk, *who, Wish::pause).standing, Standing::paused);
    const auto page = feed(*kiosk, cursor);
    const auto card =
        std::ranges::find(page.items, protocol::FeedKind::card, &protocol::FeedItem::kind);
    ASSERT_NE(card, page.items.end()) << "staff see it at once";
    EXPECT_EQ(kiosk->open_card(*card)->state, domain::ProposalState::withdrawn);
    EXPECT_EQ(ask(*kiosk, who == &amal ? bram : amal, Wish::status).standing, Standing::waiting);
    EXPECT_EQ(round(), 0U) << "as long as the pause lasts";
    EXPECT_EQ(ask(*kiosk, *who, Wish::resume).standing, Standing::waiting);
  }
  EXPECT_EQ(round(), 1U);
}

TEST_F(WayBackTest, WhoWithdrawsFromAMatchIsMissedByStaff) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const auto join_code = kiosk->code();
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal)),
                kiosk->envelope(kiosk->group_start(join_code, "Bram"))});
  for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
    send(*kiosk, {kiosk->envelope(kiosk->group_member(join_code, name))});
  }
  apply();
  const auto card = run_and_store_round(*store, RoundRequest{})->proposals.front().card;
  send(*kiosk, {kiosk->envelope(kiosk->decision(card, domain::Verdict::accept))});
  apply();
  EXPECT_EQ(ask(*kiosk, amal, Wish::status).standing, Standing::matched);
  ask(*kiosk, amal, Wish::withdraw);
  ask(*kiosk, amal, Wish::withdraw);
  const auto shown = find_proposal(*store, card.proposal)->value().card;
  EXPECT_EQ(shown.state, domain::ProposalState::accepted);
  EXPECT_EQ(std::ranges::count(shown.cautions, "caution.withdrew", &domain::Reason::key), 1);
}

TEST_F(WayBackTest, AMemberWhoWithdrawsLeavesASeatAndACoordinatorEndsTheGroup) {
  auto kiosk = enrolled(1);
  const Holder cees(random);
  const Holder bram(random);
  const auto join_code = kiosk->code();
  send(*kiosk, {kiosk->envelope(with(kiosk->group_start(join_code, "Bram"), bram)),
                kiosk->envelope(with(kiosk->group_member(join_code, "Cees"), cees))});
  for (const char* name : {"Dina", "Eva", "Fenna", "Gijs"}) {
    send(*kiosk, {kiosk->envelope(kiosk->group_member(join_code, name))});
  }
  apply();
  EXPECT_EQ(waiting_groups(*store)->front().members.size(), 6U);
  EXPECT_EQ(ask(*kiosk, cees, Wish::withdraw).standing, Standing::withdrawn);
  EXPECT_EQ(waiting_groups(*store)->front().members.size(), 5U);
  send(*kiosk, {kiosk->envelope(kiosk->group_member(join_code, "Hanna"))});
  apply();
  EXPECT_EQ(counts().envelopes["needs_review"], 0) << "there is a seat again";
  EXPECT_EQ(ask(*kiosk, bram, Wish::withdraw).standing, Standing::withdrawn);
  EXPECT_TRUE(waiting_groups(*store)->empty());
}

TEST_F(WayBackTest, ASingleVolunteerPausesAndErases) {
  auto kiosk = enrolled(1);
  const Holder joke(random);
  send(*kiosk, {kiosk->envelope(with(kiosk->single("Joke"), joke))});
  apply();
  EXPECT_EQ(waiting_singles(*store)->size(), 1U);
  EXPECT_EQ(ask(*kiosk, joke, Wish::pause).standing, Standing::paused);
  EXPECT_TRUE(waiting_singles(*store)->empty());
  EXPECT_EQ(ask(*kiosk, joke, Wish::resume).standing, Standing::waiting);
  EXPECT_EQ(ask(*kiosk, joke, Wish::erase).standing, Standing::erased);
  EXPECT_EQ(number("SELECT count(*) FROM volunteer"), 0);
}

TEST_F(WayBackTest, ARecordWithoutAReceiptStaysAcceptedAndTwoCannotShareOne) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  send(*kiosk, {kiosk->envelope(kiosk->household("Van vroeger")),
                kiosk->envelope(with(kiosk->household("Amal"), amal)),
                kiosk->envelope(with(kiosk->household("Basma"), amal))});
  apply();
  EXPECT_EQ(waiting(), 2U);
  EXPECT_EQ(counts().envelopes["needs_review"], 1) << "a person looks at it";
}

TEST_F(WayBackTest, WhoLostTheirsGetsANewOneAndTheOldOneIsVoidForGood) {
  auto kiosk = enrolled(1);
  const Holder lost(random);
  const auto sign_up = kiosk->envelope(with(kiosk->household("Amal"), lost));
  send(*kiosk, {sign_up});
  apply();
  back_up();
  EXPECT_EQ(ask(*kiosk, lost, Wish::pause).standing, Standing::paused);
  const auto asked = [](std::initializer_list<std::string> what) {
    return std::vector<std::string>(what);
  };
  const auto give = [&](const std::vector<std::string>& what) {
    auto transaction = store->begin().value();
    auto secret =
        give_new_receipt(*store, random, sign_up.id, what, vault::ReceiptCost::for_tests());
    if (secret) {
      EXPECT_TRUE(transaction.commit());
    }
    return secret;
  };
  for (const auto& too_little :
       {asked({}), asked({"name"}), asked({"name", "name"}), asked({"name", "Amal"})}) {
    EXPECT_EQ(give(too_little).error().code, base::Errc::invalid_input);
  }
  const auto secret = give(asked({"postcode", "name"}));
  ASSERT_TRUE(secret) << secret.error().message;
  Holder found(random);
  auto new_keys = vault::derive_receipt_keys(*secret, vault::ReceiptCost::for_tests()).value();
  found.sign = std::move(new_keys.sign);
  found.seal = std::move(new_keys.seal);

  EXPECT_EQ(ask(*kiosk, found, Wish::status).standing, Standing::paused) << "their word stays";
  EXPECT_EQ(ask(*kiosk, lost, Wish::status).standing, Standing::unknown);
  EXPECT_EQ(ask(*kiosk, lost, Wish::erase).standing, Standing::unknown);
  EXPECT_EQ(number("SELECT count(*) FROM household"), 1);
  const auto lines = read_audit(*store).value();
  const auto line = std::ranges::find(lines, "new_receipt", &AuditLine::action);
  ASSERT_NE(line, lines.end());
  EXPECT_EQ(line->subject, sign_up.id.str() + " name,postcode");
  const auto bytes = base::read_file(folder.database(), std::size_t{64} << 20);
  EXPECT_EQ(bytes->find(secret->symbols()), std::string::npos) << "the programme has it not";

  // A copy of the store from before is put back: the old secret stays void.
  put_back_the_copy();
  ASSERT_TRUE(redo_erasures(*store, folder));
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  EXPECT_EQ(ask(*kiosk, lost, Wish::status).standing, Standing::unknown);
  EXPECT_EQ(ask(*kiosk, lost, Wish::erase).standing, Standing::unknown);
  EXPECT_EQ(number("SELECT count(*) FROM household"), 1);
}

// Any order, repeats, two kiosks at once: the end is what the person wanted last.
TEST_F(WayBackTest, HoweverRequestsAreMixedTheEndIsTheSame) {
  auto a = enrolled(1);
  auto b = enrolled(2, "Elders");
  base::SeededRandom dice(20261129);
  for (int schedule = 0; schedule < 80; ++schedule) {
    const Holder someone(random);
    std::vector<std::pair<test::FakeKiosk*, protocol::Envelope>> sent;
    sent.emplace_back(a.get(), a->envelope(with(a->household("Amal"), someone)));
    OwnWord last = OwnWord::active;
    bool erased = false;
    for (auto n = 1 + dice.below(6); n > 0; --n) {
      clock.advance(1000);
      auto* kiosk = dice.below(2) == 0 ? a.get() : b.get();
      const auto wish = static_cast<Wish>(dice.below(10) == 0 ? 3 + dice.below(2) : dice.below(3));
      sent.emplace_back(kiosk, kiosk->envelope(request(*kiosk, someone, wish)));
      erased = erased || wish == Wish::erase;
      if (last == OwnWord::withdrawn) continue;
      if (wish == Wish::withdraw) last = OwnWord::withdrawn;
      if (wish == Wish::pause) last = OwnWord::paused;
      if (wish == Wish::resume) last = OwnWord::active;
    }
    const std::size_t requests = sent.size() - 1;
    for (auto n = dice.below(4); n > 0; --n) sent.push_back(sent[dice.below(sent.size())]);
    for (std::size_t i = sent.size(); i > 1; --i) std::swap(sent[i - 1], sent[dice.below(i)]);
    for (const auto& [kiosk, envelope] : sent) {
      send(*kiosk, {envelope});
      if (dice.below(2) == 0) apply();
    }
    apply();
    const auto key = find_receipt_key(*store, someone.keys()).value();
    ASSERT_EQ(key.has_value(), !erased) << schedule;
    if (key) {
      EXPECT_EQ(key->word, last) << schedule;
    }
    EXPECT_EQ(answers(*a, someone).size() + answers(*b, someone).size(), requests) << schedule;
    clock.advance(3'700'000);
  }
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
}

}  // namespace
}  // namespace samen::server
