// SPDX-License-Identifier: Apache-2.0
// What a person asks to be forgotten is gone: rows, sealed bytes, cards, log lines; and stays gone.
#include "sync/server/cases/erase.hpp"

#include "base/file.hpp"
#include "sync/server/cases/decide.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/restore.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

class EraseTest : public MatcherTest {
 protected:
  // As the command does it.
  Erasure erase(const base::Uuid& id) {
    auto transaction = store->begin();
    EXPECT_TRUE(transaction);
    auto done = erase_record(*store, id, "asked");
    EXPECT_TRUE(done) << done.error().message;
    EXPECT_TRUE(add_erasures(folder.erasures(), done->for_the_list));
    EXPECT_TRUE(transaction->commit());
    EXPECT_TRUE(finish_erasing(*store));
    return done.value_or(Erasure{});
  }
  std::int64_t number(std::string_view sql) {
    return store->database().integer(sql).value().value_or(0);
  }
  void restart() {
    service.reset();
    store.reset();
    auto opened = Store::open(folder, clock, random);
    ASSERT_TRUE(opened) << opened.error().message;
    store = std::make_unique<Store>(std::move(*opened));
    service = std::make_unique<MatcherService>(*store, *keys, folder);
  }
};

TEST_F(EraseTest, NothingOfTheRecordIsInTheFileAndAnOfferIsAnsweredErased) {
  auto kiosk = enrolled(1);
  std::vector<protocol::Envelope> batch;
  for (const char* name : {"Amal Zzyzx", "Basma Qwerty", "Chadi Wxyz"}) {
    batch.push_back(kiosk->envelope(kiosk->household(name)));
  }
  const auto gone = batch[1];
  send(*kiosk, batch);
  apply();
  const auto part = [](const base::Bytes& bytes) {
    return base::Bytes(bytes.begin() + 100, bytes.begin() + 164);
  };
  const auto sealed = part(bytes_of("SELECT sealed FROM envelope WHERE sequence = 2"));
  const auto told = part(bytes_of(
      "SELECT sealed FROM household WHERE id = (SELECT id FROM envelope WHERE sequence = 2)"));
  ASSERT_GT(times_in(folder.database(), sealed), 0U);
  ASSERT_GT(times_in(folder.database(), told), 0U);

  const auto done = erase(gone.id);
  EXPECT_TRUE(done.was.envelope);
  EXPECT_FALSE(done.was.household_label.empty());
  EXPECT_EQ(times_in(folder.database(), sealed), 0U);
  EXPECT_EQ(times_in(folder.database(), told), 0U);
  EXPECT_EQ(times_in(folder.database(), gone.id.bytes), 0U) << "only a hash of the id stays";
  EXPECT_GT(times_in(folder.database(), batch[0].id.bytes), 0U) << "others stay";
  EXPECT_EQ(number("SELECT count(*) FROM household"), 2);
  EXPECT_EQ(counts().erased, 1);
  EXPECT_TRUE(check_audit(*store));

  // The copy is made although tables became smaller, holds no more of it, and moves the mark.
  back_up();
  EXPECT_EQ(times_in(folder.backup(), sealed), 0U);
  EXPECT_EQ(feed(*kiosk).durable_through, 3);

  const auto again = send(*kiosk, {gone});
  ASSERT_EQ(again.results.size(), 1U);
  EXPECT_EQ(again.results[0].result, protocol::ResultClass::erased);
  ASSERT_TRUE(again.results[0].receipt);
  EXPECT_EQ(again.results[0].receipt->status, protocol::ReceiptStatus::erased);
  EXPECT_TRUE(protocol::verify_receipt(*again.results[0].receipt, keys->sign.verify_key(), gone.id,
                                       gone.hash(), gone.device, gone.seq));
  // Another envelope under the same id is no way around it.
  auto other = kiosk->envelope_around(gone.id, base::as_bytes("{}"));
  EXPECT_EQ(send(*kiosk, {other}).results[0].result, protocol::ResultClass::erased);
  EXPECT_EQ(number("SELECT count(*) FROM envelope"), 2);
}

TEST_F(EraseTest, CardsGoByTombstoneTheOtherSideWaitsAgainAndLogsForget) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  const auto proposal = find_proposal(*store, card.proposal).value().value();
  const auto before = feed(*kiosk);
  ASSERT_EQ(before.items.size(), 1U);
  ASSERT_GT(number("SELECT count(*) FROM round WHERE instr(log, '" + card.household_label + "')"),
            0);
  const auto decided = kiosk->envelope(kiosk->decision(card, domain::Verdict::hold));

  const auto done = erase(proposal.household);
  EXPECT_EQ(done.cards, 1);
  const auto after = feed(*kiosk, before.cursor);
  ASSERT_EQ(after.items.size(), 1U);
  EXPECT_EQ(after.items[0].id, card.proposal);
  EXPECT_EQ(after.items[0].kind, protocol::FeedKind::tombstone);
  EXPECT_GT(after.items[0].version, before.items[0].version);
  EXPECT_EQ(number("SELECT count(*) FROM proposal"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM welcome_group WHERE state = 'waiting'"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM round WHERE instr(log, '" + card.household_label + "')"),
            0);

  // A decision that was on its way is no case for people to look at.
  send(*kiosk, {decided});
  apply();
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
}

// "Had that been declined, the group would have gone to H-…": in somebody else's line of the log.
TEST_F(EraseTest, ALogForgetsThemInTheLinesAboutOthersToo) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  const auto proposal = find_proposal(*store, card.proposal).value().value();
  const std::string other = R"({"household": "H-ZZZ", "next_best": {"goes_to": ")" +
                            card.household_label + R"(", "group": "G-ZZZ", "score": 700}})";
  auto line =
      store->database().prepare("UPDATE round SET log = json_insert(log, '$.pairs[#]', json(?1))");
  ASSERT_TRUE(line);
  ASSERT_TRUE(line->bind({std::string_view(other)}));
  ASSERT_TRUE(line->step());

  erase(proposal.household);
  EXPECT_EQ(number("SELECT count(*) FROM round WHERE instr(log, '" + card.household_label + "')"),
            0);
  EXPECT_EQ(number("SELECT json_extract(log, '$.pairs[0].next_best.score') FROM round"), 700)
      << "what it says of the other one stays";
}

TEST_F(EraseTest, AMemberOrACoordinatorGoesAndTheGroupFitsWhatIsLeft) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  const auto find = [this](std::string_view role) {
    auto rows = store->database().prepare("SELECT id FROM volunteer WHERE role = ?1 LIMIT 1");
    EXPECT_TRUE(rows->bind({role}));
    EXPECT_TRUE(rows->step().value());
    return to_uuid(rows->bytes(0)).value();
  };
  erase(find("member"));
  EXPECT_EQ(number("SELECT count(*) FROM household WHERE state = 'waiting'"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM volunteer"), 4);
  erase(find("coordinator"));
  EXPECT_EQ(number("SELECT count(*) FROM welcome_group WHERE centre IS NULL"), 1);
  const auto outcome = run_and_store_round(*store, RoundRequest{});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_TRUE(outcome->proposals.empty());
  while (number("SELECT count(*) FROM volunteer") > 0) erase(find("member"));
  EXPECT_EQ(number("SELECT count(*) FROM welcome_group"), 0);
}

TEST_F(EraseTest, AnOlderBackupDoesNotBringItBack) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  const auto gone = find_proposal(*store, card.proposal).value().value().household;
  ASSERT_TRUE(make_verified_backup(*store, folder));
  const auto old_copy = temporary / "old.db";
  std::filesystem::copy_file(folder.backup(), old_copy);

  erase(gone);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  ASSERT_EQ(read_erasures(folder.erasures_beside_backup()).value().size(), 1U);
  // Somebody puts back a copy from before, on a machine that has lost its own list.
  service.reset();
  store.reset();
  std::filesystem::copy_file(old_copy, folder.backup(),
                             std::filesystem::copy_options::overwrite_existing);
  std::filesystem::remove(folder.erasures());
  ASSERT_TRUE(restore_backup(folder, clock, random));
  restart();
  ASSERT_EQ(number("SELECT count(*) FROM household"), 1) << "the copy is older than the erasure";

  const auto again = redo_erasures(*store, folder);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, 1);
  EXPECT_EQ(number("SELECT count(*) FROM household"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM proposal"), 0);
  const auto page = feed(*kiosk);
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].kind, protocol::FeedKind::tombstone);
  EXPECT_EQ(redo_erasures(*store, folder).value(), 0);
}

TEST_F(EraseTest, APowerCutBetweenListAndCommitIsMadeGood) {
  auto kiosk = enrolled(1);
  const auto envelope = kiosk->envelope(kiosk->household("Amal"));
  send(*kiosk, {envelope});
  const Erased listed{erasure_hash(envelope.id), ErasedKind::record};
  ASSERT_TRUE(add_erasures(folder.erasures(), {&listed, 1}));
  restart();
  EXPECT_EQ(redo_erasures(*store, folder).value(), 1);
  EXPECT_EQ(number("SELECT count(*) FROM envelope"), 0);
  apply();
  EXPECT_EQ(number("SELECT count(*) FROM household"), 0);
}

TEST_F(EraseTest, RecordsAreFoundByLabelReceiptAndId) {
  auto kiosk = enrolled(1);
  const auto record = kiosk->household("Amal");
  const auto volunteer =
      kiosk->record("single", domain::SingleVolunteer{test::test_volunteer("Bo")});
  send(*kiosk, {kiosk->envelope(record), kiosk->envelope(volunteer)});
  apply();
  const auto label = trace_record(*store, record.id)->household_label;
  EXPECT_EQ(find_record(*store, label).value(), record.id);
  EXPECT_EQ(find_record(*store, record.receipt.str()).value(), record.id);
  EXPECT_EQ(find_record(*store, record.id.str()).value(), record.id);
  EXPECT_EQ(find_record(*store, volunteer.receipt.str()).value(), volunteer.id);
  EXPECT_FALSE(find_record(*store, "H-000").value());
  EXPECT_FALSE(find_record(*store, base::make_uuid(clock, random).str()).value());
}

}  // namespace
}  // namespace samen::server
