// SPDX-License-Identifier: Apache-2.0
// Receipts at the kiosk: the secret goes to the person, the public halves into the record, requests
// into the outbox; answers are opened in memory.
#include "base/erasure_code.hpp"
#include "protocol/receipt_request.hpp"
#include "unit/kiosk/records/kiosk_folder.hpp"
#include "vault/erased_receipt.hpp"
#include "vault/receipt_keys.hpp"

namespace samen::records::test {
namespace {

using domain::Standing;
using domain::Wish;

class AReceipt : public KioskFolder {
 protected:
  void SetUp() override {
    KioskFolder::SetUp();
    enrol();
  }
  // The secret of somebody who has just signed up here.
  base::ReceiptSecret signed_up(Records& records) {
    auto record = household("Amina Zzyzx");
    const auto receipt = records.submit(record);
    EXPECT_TRUE(receipt) << receipt.error().message;
    return base::ReceiptSecret::parse(receipt->secret.view()).value();
  }
  domain::Record last_row() { return read_as_matcher(outbox().back()).value(); }
  void answer(const vault::SealPublicKey& to, const domain::ReceiptAnswer& what,
              const vault::SigningKey& signer) {
    const auto sealed = vault::seal(to, vault::pad(protocol::write_answer(what)).value()).value();
    protocol::FeedItem item{what.request, 1, protocol::FeedKind::answer, sealed, {}};
    protocol::sign_feed_item(item, device_, signer);
    auto store = storage::KioskStore::open(path(), storage::StoreUser::courier);
    ASSERT_TRUE(store->apply_page({{item}, "c", false, false}));
  }
};

TEST_F(AReceipt, GivesThePersonTheSecretAndTheMatcherThePublicHalves) {
  auto records = open();
  const auto secret = signed_up(*records);
  const auto keys = vault::derive_receipt_keys(secret).value();
  const auto record = last_row();
  ASSERT_TRUE(record.way_back);
  EXPECT_EQ(record.way_back->sign, keys.sign.verify_key().bytes());
  EXPECT_EQ(record.way_back->seal, keys.seal.public_key().bytes());
  const auto bytes = all_bytes(path());
  const auto shown = secret.shown();
  EXPECT_EQ(bytes.find(secret.symbols()), std::string::npos) << "the secret is on no disk";
  EXPECT_EQ(bytes.find(shown.view()), std::string::npos);
  EXPECT_EQ(bytes.find(base::as_text(keys.sign.seed())), std::string::npos);
  EXPECT_EQ(bytes.find(base::as_text(keys.seal.secret())), std::string::npos);
}

TEST_F(AReceipt, OpensAtAKioskThatHasNeverSeenIt) {
  base::SeededRandom elsewhere(99);
  const auto secret = base::ReceiptSecret::mint(elsewhere);
  const auto keys = vault::derive_receipt_keys(secret).value();
  auto records = open();
  EXPECT_EQ(records->receipt_ask(Wish::erase, {}).error().code, base::Errc::permission);
  EXPECT_EQ(records->erasure_code(), "");
  ASSERT_TRUE(records->receipt_open(secret));
  EXPECT_EQ(records->erasure_code(),
            base::erasure_code(vault::erased_receipt_hash(keys.sign.verify_key().bytes())));
  const auto asked = last_row();
  const auto& request = std::get<domain::ReceiptRequest>(asked.body);
  EXPECT_EQ(request.wish, Wish::status);
  EXPECT_TRUE(protocol::verify_receipt_request(request, asked.id));
  EXPECT_FALSE(records->receipt_answer()->has_value());

  const auto public_half = keys.seal.public_key();
  domain::ReceiptAnswer what{
      asked.id, Wish::status, domain::Outcome::done, Standing::waiting, 5'000'000'000'000, 7, 100};
  answer(public_half, what, matcher_sign_);
  const auto found = records->receipt_answer().value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->answer, what);
  EXPECT_TRUE(found->answers_last);

  ASSERT_TRUE(records->receipt_ask(Wish::pause, {}));
  const auto pause = last_row();
  EXPECT_GT(std::get<domain::ReceiptRequest>(pause.body).counter, what.counter)
      << "later than what an answer has named, whatever this clock says";
  EXPECT_FALSE(records->receipt_answer()->value().answers_last);
  records->receipt_close();
  EXPECT_FALSE(records->receipt_answer());
  EXPECT_FALSE(records->receipt_ask(Wish::pause, {}));
}

TEST_F(AReceipt, ChangesWhatWasToldAndLeavesNothingReadableOfIt) {
  base::SeededRandom elsewhere(99);
  const auto secret = base::ReceiptSecret::mint(elsewhere);
  const auto keys = vault::derive_receipt_keys(secret).value();
  auto records = open();
  auto anew = household("Basma Qwqw");
  EXPECT_EQ(records->receipt_correct(anew).error().code, base::Errc::permission);
  ASSERT_TRUE(records->receipt_open(secret));
  ASSERT_TRUE(records->receipt_ask(Wish::read, {}));
  domain::ReceiptAnswer what{last_row().id,
                             Wish::read,
                             domain::Outcome::done,
                             Standing::waiting,
                             5'000'000'000'000,
                             7,
                             100};
  what.told = household("Amina Zzyzx");
  random_.fill(what.told->id.bytes);
  what.told->receipt = base::HumanCode::mint(base::HumanCode::Use::own, 3, random_);
  answer(keys.seal.public_key(), what, matcher_sign_);
  const auto found = records->receipt_answer().value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->answer.told, what.told);
  EXPECT_FALSE(records->receipt_answer()->has_value()) << "it is read once, and no copy stays";

  ASSERT_TRUE(records->receipt_correct(anew));
  const auto sent = last_row();
  ASSERT_TRUE(sent.correction);
  EXPECT_TRUE(protocol::verify_correction(sent));
  EXPECT_EQ(sent.correction->from.sign, keys.sign.verify_key().bytes());
  EXPECT_GT(sent.correction->counter, what.counter) << "later than what an answer has named";
  EXPECT_EQ(sent.body, anew.body);
  EXPECT_TRUE(sent.receipt.empty() && !sent.way_back) << "no new receipt";
  const auto bytes = all_bytes(path());
  for (const char* word : {"Zzyzx", "Qwqw"}) EXPECT_EQ(bytes.find(word), std::string::npos);
}

TEST_F(AReceipt, OthersAnswersAndForgedOnesAreNobodys) {
  base::SeededRandom elsewhere(99);
  const auto secret = base::ReceiptSecret::mint(elsewhere);
  const auto mine = vault::derive_receipt_keys(secret).value().seal.public_key();
  const auto other = vault::SealKeyPair::generate(elsewhere);
  auto records = open();
  ASSERT_TRUE(records->receipt_open(secret));
  answer(other.public_key(), made_.answer(), matcher_sign_);
  answer(mine, made_.answer(), vault::SigningKey::generate(elsewhere));
  EXPECT_FALSE(records->receipt_answer()->has_value());
}

TEST_F(AReceipt, TheLastAnswerIsKeptForTheNextVisitAndOlderOnesGo) {
  base::SeededRandom elsewhere(99);
  const auto secret = base::ReceiptSecret::mint(elsewhere);
  const auto mine = vault::derive_receipt_keys(secret).value().seal.public_key();
  auto records = open();
  ASSERT_TRUE(records->receipt_open(secret));
  records->receipt_close();  // walked away before it came
  for (const std::int64_t at : {100, 300, 200}) {
    auto what = made_.answer();
    what.at_ms = at;
    answer(mine, what, matcher_sign_);
  }
  ASSERT_TRUE(records->receipt_open(secret));
  const auto found = records->receipt_answer().value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->answer.at_ms, 300);
  EXPECT_FALSE(found->answers_last) << "it says that it is an earlier one";
  auto store = storage::KioskStore::open(path(), storage::StoreUser::courier);
  EXPECT_EQ(store->answers()->size(), 1U);
}

TEST_F(AReceipt, GuessersAreSlowedDown) {
  base::SeededRandom elsewhere(99);
  auto records = open();
  int tries = 0;
  while (records->receipt_open(base::ReceiptSecret::mint(elsewhere))) ASSERT_LT(++tries, 20);
  EXPECT_EQ(tries, 12);
  const auto refused = records->receipt_open(base::ReceiptSecret::mint(elsewhere));
  EXPECT_EQ(refused.error().code, base::Errc::limit);
  EXPECT_EQ(outbox().size(), 12U) << "and nothing is sent";
  clock_.advance(601'000);
  EXPECT_TRUE(records->receipt_open(base::ReceiptSecret::mint(elsewhere)));
}

}  // namespace
}  // namespace samen::records::test
