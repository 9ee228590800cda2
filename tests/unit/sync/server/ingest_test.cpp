// SPDX-License-Identifier: Apache-2.0
// What happens to an envelope: stored once, answered with a receipt, never lost, never doubled.
#include "sync/server/store/alarms.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/intake_limits.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

using protocol::ReceiptStatus;
using protocol::ResultClass;

class IngestTest : public MatcherTest {};

TEST_F(IngestTest, AnEnvelopeIsStoredAndItsReceiptIsTheMatchersWord) {
  auto kiosk = enrolled(1);
  const auto envelope = kiosk->envelope(kiosk->household("Amal"));
  const auto answer = send(*kiosk, {envelope});
  ASSERT_EQ(answer.results.size(), 1U);
  EXPECT_EQ(answer.results[0].result, ResultClass::accepted);
  ASSERT_TRUE(answer.results[0].receipt);
  EXPECT_EQ(answer.results[0].receipt->status, ReceiptStatus::accepted);
  EXPECT_TRUE(protocol::verify_receipt(*answer.results[0].receipt, keys->sign.verify_key(),
                                       envelope.id, envelope.hash(), envelope.device,
                                       envelope.seq));
  EXPECT_EQ(counts().envelopes["stored"], 1);
  apply();
  EXPECT_EQ(counts().envelopes["applied"], 1);
  EXPECT_EQ(counts().records["household"].from_kiosks, 1);
}

TEST_F(IngestTest, TheSameEnvelopeAgainGetsTheVerySameReceiptAndChangesNothing) {
  auto kiosk = enrolled(1);
  const auto envelope = kiosk->envelope(kiosk->household("Amal"));
  const auto first = send(*kiosk, {envelope});
  apply();
  clock.advance(3'600'000);
  const auto second = send(*kiosk, {envelope, envelope});
  ASSERT_EQ(second.results.size(), 2U);
  for (const auto& result : second.results) {
    EXPECT_EQ(result.result, ResultClass::duplicate);
    EXPECT_EQ(result.receipt, first.results[0].receipt);
  }
  apply();
  EXPECT_EQ(counts().records["household"].from_kiosks, 1);
  EXPECT_EQ(counts().envelopes["applied"], 1);
}

TEST_F(IngestTest, AnotherContentUnderAKnownIdIsAConflict) {
  auto kiosk = enrolled(1);
  const auto record = kiosk->household("Amal");
  const auto first = kiosk->envelope(record);
  const auto other = kiosk->envelope(record);  // sealed anew: another body, another hash
  send(*kiosk, {first});
  const auto answer = send(*kiosk, {other});
  EXPECT_EQ(answer.results[0].result, ResultClass::conflict);
  ASSERT_TRUE(answer.results[0].receipt);
  EXPECT_EQ(answer.results[0].receipt->status, ReceiptStatus::conflict);
  ASSERT_TRUE(answer.results[0].error);
  EXPECT_EQ(answer.results[0].error->code, "conflict");
  EXPECT_EQ(counts().envelopes["stored"], 1);
}

TEST_F(IngestTest, OneWrongSignatureIsRefusedInWordsAndTheOthersGoOn) {
  auto kiosk = enrolled(1);
  auto good = kiosk->envelope(kiosk->household("Amal"));
  auto swapped = kiosk->envelope(kiosk->household("Basma"));
  swapped.body = good.body;  // somebody on the way exchanged the bodies
  const auto last = kiosk->envelope(kiosk->household("Celine"));
  const auto answer = send(*kiosk, {good, swapped, last});
  EXPECT_EQ(answer.results[0].result, ResultClass::accepted);
  EXPECT_EQ(answer.results[1].result, ResultClass::refused);
  EXPECT_EQ(answer.results[2].result, ResultClass::accepted);
  ASSERT_TRUE(answer.results[1].error);
  EXPECT_EQ(answer.results[1].error->code, "signature");
  EXPECT_FALSE(answer.results[1].error->message.empty());
  EXPECT_EQ(counts().passed_over, 0);
}

TEST_F(IngestTest, AnEnvelopeOfAnotherKioskIsRefused) {
  auto one = enrolled(1);
  auto two = enrolled(2);
  const auto answer = send(*two, {one->envelope(one->household("Amal"))});
  EXPECT_EQ(answer.results[0].result, ResultClass::refused);
  EXPECT_EQ(answer.results[0].error->code, "other_device");
  EXPECT_TRUE(counts().envelopes.empty());
}

TEST_F(IngestTest, ARecordFromBeforeTheKioskWasEnrolledAnewIsItsOwn) {
  auto kiosk = enrolled(1);
  const auto before = kiosk->envelope(kiosk->household("Amal"));
  // The store is restored from before the enrolment: it has never heard of this kiosk.
  ASSERT_TRUE(store->database().execute(
      "DELETE FROM feed; DELETE FROM staff_key; DELETE FROM staff_key_offer; DELETE FROM "
      "device_day; UPDATE enrolment_code SET device = NULL; DELETE FROM device"));
  const auto answer = protocol::read_enrol_answer(post_enrol(*kiosk, code()).body);
  ASSERT_TRUE(answer && answer->device != kiosk->trust().device);
  kiosk->trust(*answer);
  const auto taken = send(*kiosk, {before});
  EXPECT_EQ(taken.results[0].result, ResultClass::accepted);
  ASSERT_TRUE(taken.results[0].receipt);
  EXPECT_EQ(taken.results[0].receipt->device, before.device) << "what the kiosk compares with";
  EXPECT_EQ(send(*kiosk, {before}).results[0].result, ResultClass::duplicate);
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 1);
}

TEST_F(IngestTest, AnUnknownFormVersionIsKeptForReviewAndStillReceipted) {
  auto kiosk = enrolled(1);
  auto record = kiosk->household("Amal");
  record.form_version = 99;
  const auto answer =
      send(*kiosk, {kiosk->envelope(record), kiosk->envelope(kiosk->household("B"))});
  EXPECT_EQ(answer.results[0].result, ResultClass::accepted);
  apply();
  EXPECT_EQ(counts().envelopes["needs_review"], 1);
  EXPECT_EQ(counts().envelopes["applied"], 1);
  const auto list = reviews(*store);
  ASSERT_TRUE(list && list->size() == 1);
  EXPECT_EQ(list->front().id, record.id);
  EXPECT_NE(list->front().why.find("form_version"), std::string::npos);
}

// A receipt lets the kiosk delete: only for what can be read here, now or after an upgrade.
TEST_F(IngestTest, WhatOpensButIsNotUnderstoodIsKeptForReview) {
  auto kiosk = enrolled(1);
  auto nonsense = kiosk->envelope_around(base::make_uuid(clock, random),
                                         base::as_bytes("{\"not\":\"a record\"}"));
  auto other_id = kiosk->envelope_around(base::make_uuid(clock, random),
                                         protocol::write_record(kiosk->household("Celine")));
  const auto answer = send(*kiosk, {nonsense, other_id});
  for (const auto& result : answer.results) EXPECT_EQ(result.result, ResultClass::accepted);
  apply();
  EXPECT_EQ(counts().envelopes["needs_review"], 2);
  ASSERT_TRUE(retry_reviews(*store));
  EXPECT_EQ(counts().envelopes["stored"], 2);
  apply();
  EXPECT_EQ(counts().envelopes["needs_review"], 2);
}

TEST_F(IngestTest, WhatNoKeyOpensStaysOnTheKioskAndHoldsNothingUp) {
  auto kiosk = enrolled(1);
  auto foreign_key = kiosk->envelope(kiosk->household("Amal"));
  foreign_key.key_id = "0123456789abcdef";
  kiosk->sign_again(foreign_key);
  auto broken_box = kiosk->envelope(kiosk->household("Basma"));
  broken_box.body.back() ^= 1;
  kiosk->sign_again(broken_box);
  auto noise = kiosk->envelope(kiosk->household("Celine"));
  random.fill(noise.body);
  kiosk->sign_again(noise);
  const auto readable = kiosk->envelope(kiosk->household("Dunya"));
  const auto answer = send(*kiosk, {foreign_key, broken_box, noise, readable});
  for (int i = 0; i < 3; ++i) {
    const auto& result = answer.results[static_cast<std::size_t>(i)];
    EXPECT_EQ(result.result, ResultClass::refused) << i;
    EXPECT_EQ(result.error->code, "unreadable") << i;
    EXPECT_EQ(result.receipt->status, ReceiptStatus::refused) << i;
  }
  EXPECT_EQ(answer.results[3].result, ResultClass::accepted);
  EXPECT_EQ(counts().envelopes["stored"], 1) << "nothing that nobody can read fills the disk";
  EXPECT_EQ(recent_alarms(*store)->front().kind, AlarmKind::unreadable_record);
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 4) << "the kiosk has signed these numbers";
}

// The folder of a kiosk was copied, or its card is put back to an older image: both go on with the
// same numbers and keys.
TEST_F(IngestTest, TwoKiosksOfOneIdentityLoseNothingAndTheSecondIsTold) {
  auto original = enrolled(1);
  auto copy = std::make_unique<test::FakeKiosk>(1, clock);
  copy->trust(original->trust());
  for (int i = 0; i < 7; ++i) copy->code();  // its luck differs
  std::vector<protocol::Envelope> first, second;
  for (int i = 0; i < 5; ++i) {
    first.push_back(original->envelope(original->household("Amal")));
    clock.advance(10);
    second.push_back(copy->envelope(copy->household("Basma")));
  }
  for (const auto& result : send(*original, first).results) EXPECT_FALSE(result.error);
  for (const auto& result : send(*copy, second).results) {
    EXPECT_EQ(result.result, ResultClass::accepted);
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.error->code, "second_identity");
  }
  apply();
  EXPECT_EQ(counts().records["household"].from_kiosks, 10);
  const auto alarms = recent_alarms(*store).value();
  ASSERT_EQ(alarms.size(), 1U);
  EXPECT_EQ(alarms[0].kind, AlarmKind::second_identity);
  EXPECT_EQ(alarms[0].subject, original->trust().device.str());
  back_up();
  EXPECT_EQ(feed(*original).durable_through, 5) << "and all ten are in the copy";
  EXPECT_EQ(send(*original, {first[0]}).results[0].result, ResultClass::duplicate);
}

TEST_F(IngestTest, AKioskStoresItsShareOfADayInBytesAcrossRestarts) {
  auto kiosk = enrolled(1);
  const auto big = [&] {
    return kiosk->envelope_around(base::make_uuid(clock, random),
                                  base::as_bytes(std::string(60'000, 'x')));
  };
  int stored = 0, limited = 0;
  for (int batch = 0; batch < 130; ++batch) {
    std::vector<protocol::Envelope> envelopes;
    for (int i = 0; i < 9; ++i) envelopes.push_back(big());
    for (const auto& result : send(*kiosk, envelopes).results) {
      stored += result.result == ResultClass::accepted ? 1 : 0;
      limited += result.result == ResultClass::limited ? 1 : 0;
    }
    clock.advance(1'000);
    if (batch == 60) service = std::make_unique<MatcherService>(*store, *keys, folder);
  }
  EXPECT_EQ(stored + limited, 130 * 9);
  EXPECT_LE(std::int64_t{stored} * 60'000, std::int64_t{64} << 20);
  EXPECT_GT(stored, 900) << "64 MiB a day";
  EXPECT_GT(limited, 0);
  const auto alarm = recent_alarms(*store)->front();
  EXPECT_EQ(alarm.kind, AlarmKind::too_many_bytes);
  clock.advance(86'400'000);
  EXPECT_EQ(send(*kiosk, {big()}).results[0].result, ResultClass::accepted) << "tomorrow";
}

TEST_F(IngestTest, WhatOneKioskMaySendIsASettingOfTheStore) {
  ASSERT_TRUE(
      note_intake_limits(*store, {.mib_a_day = 1, .records_at_once = 64, .records_a_second = 2}));
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  auto kiosk = enrolled(1);
  const auto status = [&](int records) {
    std::vector<protocol::Envelope> envelopes;
    for (int i = 0; i < records; ++i) {
      envelopes.push_back(kiosk->envelope(kiosk->household("Amal")));
    }
    return send_signed(*kiosk, "POST", "/v1/envelopes", kiosk->batch(envelopes)).status;
  };
  EXPECT_EQ(status(64), 200);
  EXPECT_EQ(status(1), 429) << "64 at once";
  clock.advance(1'000);
  EXPECT_EQ(status(2), 200) << "and two a second";
  EXPECT_EQ(status(1), 429);
  clock.advance(60'000);
  int stored = 0, limited = 0;
  for (int batch = 0; batch < 4; ++batch) {
    std::vector<protocol::Envelope> big;
    for (int i = 0; i < 5; ++i) {
      big.push_back(kiosk->envelope_around(base::make_uuid(clock, random),
                                           base::as_bytes(std::string(60'000, 'x'))));
    }
    for (const auto& result : send(*kiosk, big).results) {
      stored += result.result == ResultClass::accepted ? 1 : 0;
      if (result.result != ResultClass::limited) continue;
      ++limited;
      EXPECT_EQ(result.error->code, "too_much_today");
    }
  }
  EXPECT_GT(stored, 8) << "600 kB and a few";
  EXPECT_GT(limited, 0) << "1 MiB a day";
}

TEST_F(IngestTest, SequenceNumbersAreSeenWithoutGapsWhateverTheOrderOfArrival) {
  auto kiosk = enrolled(1);
  std::vector<protocol::Envelope> all;
  for (int i = 0; i < 5; ++i) all.push_back(kiosk->envelope(kiosk->household("Amal")));
  const auto seen = [this, &kiosk] {
    return find_device(*store, kiosk->trust().device).value()->seen_through;
  };
  send(*kiosk, {all[4], all[0]});
  EXPECT_EQ(seen(), 1);
  send(*kiosk, {all[1], all[3]});
  EXPECT_EQ(seen(), 2);
  send(*kiosk, {all[2]});
  EXPECT_EQ(seen(), 5);
}

TEST_F(IngestTest, DurableThroughFollowsTheVerifiedBackupOnly) {
  auto kiosk = enrolled(1);
  const auto one = kiosk->envelope(kiosk->household("Amal"));
  const auto two = kiosk->envelope(kiosk->household("Basma"));
  const auto three = kiosk->envelope(kiosk->household("Celine"));
  EXPECT_EQ(send(*kiosk, {one, three}).durable_through, 0);
  service->back_up_if_needed();
  EXPECT_EQ(feed(*kiosk).durable_through, 0) << "the copy before this one does not hold it";
  service->back_up_if_needed();
  EXPECT_EQ(feed(*kiosk).durable_through, 1) << "number 2 has not come yet";
  EXPECT_EQ(send(*kiosk, {two}).durable_through, 1);
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 3);
  EXPECT_TRUE(std::filesystem::exists(folder.backup()));
}

TEST_F(IngestTest, ANumberThatWasPassedOverAndComesAfterAllIsNotCalledDurable) {
  auto kiosk = enrolled(1);
  const auto record = kiosk->household("Amal");
  const auto first = kiosk->envelope(record);
  auto second = kiosk->envelope(record);  // the same id with another content: number 2 is spent
  EXPECT_EQ(send(*kiosk, {first, second}).results[1].result, ResultClass::conflict);
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 2);
  auto late = kiosk->envelope(kiosk->household("Basma"));
  late.seq = 2;
  kiosk->sign_again(late);
  EXPECT_EQ(send(*kiosk, {late}).durable_through, 1);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(feed(*kiosk).durable_through, 1) << "the copy before has passed over it, too";
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 2);
}

// A courier that was taken over has the key for requests and not the one for envelopes.
TEST_F(IngestTest, NumbersThatTheKioskDidNotSignMoveNoMark) {
  auto kiosk = enrolled(1);
  auto stranger = enrolled(2);
  std::vector<protocol::Envelope> forged;
  for (int number = 1; number <= 20; ++number) {
    forged.push_back(kiosk->envelope(kiosk->household("Amal")));
    forged.back().signature[3] ^= 1;
    forged.push_back(stranger->envelope(stranger->household("Basma")));
  }
  const auto answer = send(*kiosk, forged);
  for (const auto& result : answer.results) EXPECT_EQ(result.result, ResultClass::refused);
  back_up();
  EXPECT_EQ(find_device(*store, kiosk->trust().device).value()->seen_through, 0);
  EXPECT_EQ(feed(*kiosk).durable_through, 0);

  forged[4].signature[3] ^= 1;  // number 3 comes after all, honestly
  EXPECT_EQ(send(*kiosk, {forged[4]}).results[0].result, ResultClass::accepted);
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 0) << "1 and 2 are still the kiosk's alone";
}

TEST_F(IngestTest, ARefusalSpeaksAboutTheEnvelopeSoThatTheKioskBelievesIt) {
  auto kiosk = enrolled(1);
  auto other = enrolled(2);
  auto torn = kiosk->envelope(kiosk->household("Amal"));
  torn.signature[0] ^= 1;
  const auto foreign = other->envelope(other->household("Basma"));
  const auto answer = send(*kiosk, {torn, foreign});
  for (const auto& [result, envelope] :
       {std::pair(answer.results[0], torn), std::pair(answer.results[1], foreign)}) {
    ASSERT_TRUE(result.receipt);
    EXPECT_EQ(result.receipt->status, ReceiptStatus::refused);
    const auto held =
        protocol::verify_receipt(*result.receipt, keys->sign.verify_key(), envelope.id,
                                 envelope.hash(), envelope.device, envelope.seq);
    EXPECT_TRUE(held) << held.error().message;
  }
}

TEST_F(IngestTest, NothingIsAcknowledgedWhenTheDiskIsFull) {
  auto kiosk = enrolled(1);
  const auto pages = store->database().integer("PRAGMA page_count").value().value();
  ASSERT_TRUE(store->database().limit_pages(pages + 1));
  std::vector<protocol::Envelope> many;
  for (int i = 0; i < 20; ++i) many.push_back(kiosk->envelope(kiosk->household("Amal")));
  const auto response = send_signed(*kiosk, "POST", "/v1/envelopes", kiosk->batch(many));
  EXPECT_EQ(response.status, 503);
  EXPECT_NE(response.body.find("storage_full"), std::string::npos);
  EXPECT_TRUE(counts().envelopes.empty());
  ASSERT_TRUE(store->database().limit_pages(1'000'000));
  EXPECT_EQ(send(*kiosk, many).results.size(), 20U);
  EXPECT_EQ(counts().envelopes["stored"], 20);
}

}  // namespace
}  // namespace samen::server
