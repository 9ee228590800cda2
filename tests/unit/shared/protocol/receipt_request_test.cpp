// SPDX-License-Identifier: Apache-2.0
#include "protocol/receipt_request.hpp"

#include <gtest/gtest.h>

#include "protocol/record_json.hpp"
#include "support/random_record.hpp"
#include "vault/padding.hpp"

namespace samen::protocol {
namespace {

TEST(ReceiptRequest, HoldsForWhatWasAskedInItsOwnRecordAndNothingElse) {
  test::RandomRecords made(3);
  const auto key = vault::SigningKey::generate(made.random());
  for (int i = 0; i < 200; ++i) {
    auto request = made.request();
    const auto id = made.uuid();
    EXPECT_FALSE(verify_receipt_request(request, id)) << "nobody signed it";
    sign_receipt_request(request, id, key);
    ASSERT_TRUE(verify_receipt_request(request, id));
    EXPECT_FALSE(verify_receipt_request(request, made.uuid())) << "carried by another envelope";
    auto other = request;
    ++other.counter;
    EXPECT_FALSE(verify_receipt_request(other, id));
    other = request;
    other.from.seal[5] ^= 1;
    EXPECT_FALSE(verify_receipt_request(other, id)) << "the answer would go to somebody else";
    for (std::size_t w = 0; w < domain::vocabulary_size<domain::Wish>(); ++w) {
      other = request;
      other.wish = static_cast<domain::Wish>(w);
      EXPECT_EQ(verify_receipt_request(other, id).has_value(), other.wish == request.wish);
    }
    // Whoever holds the matcher's store knows every public half, and has no other key to sign with.
    other = request;
    const auto stranger = vault::SigningKey::generate(made.random());
    sign_receipt_request(other, id, stranger);
    other.from.sign = request.from.sign;
    EXPECT_FALSE(verify_receipt_request(other, id));
  }
}

TEST(ReceiptRequest, SignsEveryPartOfAWordOnAMatch) {
  test::RandomRecords made(9);
  const auto key = vault::SigningKey::generate(made.random());
  const auto id = made.uuid();
  domain::ReceiptRequest request = made.request();
  request.wish = domain::Wish::check_in;
  request.match = {made.uuid(), std::nullopt, 2, domain::Mood::good};
  sign_receipt_request(request, id, key);
  ASSERT_TRUE(verify_receipt_request(request, id));
  const auto holds = [&](auto change) {
    auto other = request;
    change(*other.match);
    return verify_receipt_request(other, id).has_value();
  };
  EXPECT_FALSE(holds([&](auto& word) { word.match = made.uuid(); })) << "about another match";
  EXPECT_FALSE(holds([](auto& word) { word.met = 3; }));
  EXPECT_FALSE(holds([](auto& word) { word.mood = domain::Mood::poor; }));
  EXPECT_FALSE(holds([](auto& word) { word.mood.reset(); }));
  EXPECT_FALSE(holds([](auto& word) { word.because = domain::NoBecause::times; }));
  auto other = request;
  other.match.reset();
  EXPECT_FALSE(verify_receipt_request(other, id));
}

TEST(ReceiptRequest, AWordOnAMatchSaysWhatItsWishHasAndNothingElse) {
  test::RandomRecords made(10);
  const auto read = [&](domain::Wish wish, std::optional<domain::MatchWord> word) {
    domain::Record record;
    record.id = made.uuid();
    record.form = "request";
    record.language = "nl";
    auto request = made.request();
    request.wish = wish;
    request.match = word;
    record.body = request;
    return read_record(write_record(record)).has_value();
  };
  using domain::Wish;
  const auto match = made.uuid();
  using domain::Mood;
  using domain::NoBecause;
  EXPECT_TRUE(read(Wish::yes, {{match}}));
  EXPECT_TRUE(read(Wish::no, {{match, NoBecause::too_far}}));
  EXPECT_TRUE(read(Wish::check_in, {{match, {}, domain::kMostMet, Mood::poor}}));
  EXPECT_TRUE(read(Wish::check_in, {{match}})) << "they have not met";
  for (const Wish wish : {Wish::yes, Wish::no, Wish::unsure, Wish::check_in}) {
    EXPECT_FALSE(read(wish, std::nullopt)) << "about which match?";
  }
  EXPECT_FALSE(read(Wish::pause, {{match}}));
  EXPECT_FALSE(read(Wish::yes, {{match, NoBecause::times}}));
  EXPECT_FALSE(read(Wish::no, {{match, {}, 1}}));
  EXPECT_FALSE(read(Wish::unsure, {{match, {}, 0, Mood::fair}}));
  EXPECT_FALSE(read(Wish::check_in, {{match, {}, domain::kMostMet + 1, Mood::good}}));
}

// A matcher from before a wish keeps it for review; it never takes it for another one.
TEST(ReceiptRequest, AWishOfANewerKioskIsKeptForReview) {
  test::RandomRecords made(11);
  domain::Record record;
  record.id = made.uuid();
  record.form = "request";
  record.language = "nl";
  auto request = made.request();
  request.wish = domain::Wish::talk;
  request.match.reset();
  record.body = request;
  std::string text(base::as_text(write_record(record)));
  const std::string wish = "\"wish\":\"talk\"";
  text.replace(text.find(wish), wish.size(), "\"wish\":\"visit\"");
  const auto read = read_record(base::as_bytes(text));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::Errc::unsupported);
}

TEST(ReceiptRequest, AKeyThatNobodyCanHaveMadeHonestlySignsNothing) {
  domain::ReceiptRequest request;  // all zero: a point of small order
  request.counter = 1;
  EXPECT_EQ(verify_receipt_request(request, base::Uuid{}).error().code, base::Errc::crypto);
}

TEST(ReceiptAnswer, IsReadBackAsItWasWritten) {
  test::RandomRecords made(4);
  std::size_t padded = 0;
  for (int i = 0; i < 500; ++i) {
    const auto answer = made.answer();
    const auto json = write_answer(answer);
    const auto read = read_answer(json);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, answer);
    const auto size = vault::pad(json).value().size();
    if (padded == 0) padded = size;
    EXPECT_EQ(size, padded) << "its size tells nothing";
  }
}

TEST(ReceiptAnswer, TheLongestOfferIsAsLargeAsAnyAnswer) {
  test::RandomRecords made(12);
  const auto plain = vault::pad(write_answer({})).value().size();
  domain::ReceiptAnswer answer = made.answer();
  answer.since_ms = answer.at_ms = answer.counter = 1LL << 42;
  answer.wait.reset();
  auto& others = answer.offer.emplace().others;
  others = {99, 99, 99, 1440, {}, {}, {}, 21};
  const auto fill = [](auto& set) {  // with the longest names
    using Set = std::remove_reference_t<decltype(set)>;
    for (std::size_t size = 20; size > 0; --size) {
      Set::from_bits(~0ULL).each([&](auto value) {
        if (domain::name_of(value).size() == size && set.size() < domain::kMostShared) {
          set.add(value);
        }
      });
    }
  };
  fill(others.languages);
  fill(others.goals);
  fill(others.interests);
  answer.check_in = {made.uuid(), 1LL << 42};
  const auto json = write_answer(answer);
  EXPECT_EQ(vault::pad(json).value().size(), plain) << json.size();
  EXPECT_EQ(read_answer(json).value(), answer);
}

TEST(Correction, HoldsForEveryWordThatWasTold) {
  test::RandomRecords made(6);
  const auto key = vault::SigningKey::generate(made.random());
  int seen = 0;
  while (seen < 200) {
    auto record = made.record();
    if (!record.correction) continue;
    ++seen;
    EXPECT_FALSE(verify_correction(record)) << "nobody signed it";
    sign_correction(record, key);
    ASSERT_TRUE(verify_correction(record));
    const auto back = read_record(write_record(record));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_TRUE(verify_correction(*back)) << "as the matcher reads it";
    auto other = record;
    other.id = made.uuid();
    EXPECT_FALSE(verify_correction(other)) << "carried by another envelope";
    other = record;
    other.language += "x";
    EXPECT_FALSE(verify_correction(other));
    other = record;
    std::visit([&](auto& body) { body = {}; }, other.body);
    EXPECT_FALSE(verify_correction(other));
    other = record;
    other.correction->counter += 1;
    EXPECT_FALSE(verify_correction(other));
    other = record;
    other.correction->from.seal[1] ^= 1;
    EXPECT_FALSE(verify_correction(other));
    auto request = *record.correction;
    EXPECT_FALSE(verify_receipt_request(request, record.id)) << "without what was told";
  }
}

TEST(Correction, IsNoSignUpForAReaderFromBeforeIt) {
  test::RandomRecords made(7);
  auto record = made.record();
  while (!record.correction) record = made.record();  // ends: one in six is one
  const auto json = write_record(record);
  EXPECT_NE(base::as_text(json).find("\"format\":2"), std::string_view::npos)
      << "it is kept there for review";
  std::string as_if_none(base::as_text(json));
  as_if_none.replace(as_if_none.find("\"format\":2"), 10, "\"format\":1");
  EXPECT_FALSE(read_record(base::as_bytes(as_if_none)));
  record.correction->wish = domain::Wish::pause;
  EXPECT_FALSE(read_record(write_record(record))) << "and no other request brings a record";
}

TEST(ReceiptAnswer, BringsWhatWasToldUpToTheLargestRecord) {
  test::RandomRecords made(8);
  int seen = 0;
  while (seen < 300) {
    auto told = made.record();
    if (told.receipt.empty()) continue;
    ++seen;
    auto answer = made.answer();
    answer.told = told;
    const auto json = write_answer(answer);
    ASSERT_TRUE(vault::pad(json)) << "it fits a bucket";
    const auto read = read_answer(json);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, answer);
    // Told by newer questions: the rest of the answer counts.
    std::string text(base::as_text(json));
    const std::string version = "\"form_version\":1,";
    text.replace(text.find(version), version.size(), "\"form_version\":9,");
    const auto newer = read_answer(base::as_bytes(text));
    ASSERT_TRUE(newer) << newer.error().message;
    EXPECT_FALSE(newer->told);
    EXPECT_EQ(newer->standing, answer.standing);
  }
}

TEST(ReceiptAnswer, WhatIsWrongIsRefusedByItsName) {
  test::RandomRecords made(5);
  auto answer = made.answer();
  answer.wait = {14, 70, 8};
  const auto json = write_answer(answer);
  const std::string good(base::as_text(json));
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    text.replace(at, from.size(), to);
    const auto read = read_answer(base::as_bytes(text));
    return read ? std::string() : read.error().message;
  };
  EXPECT_NE(refused("\"standing\":\"", "\"standing\":\"x").find("standing"), std::string::npos);
  EXPECT_NE(refused("\"counter\":", "\"counter\":-").find("counter"), std::string::npos);
  EXPECT_NE(refused("\"format\":1", "\"format\":2").find("newer"), std::string::npos);
  EXPECT_NE(refused("\"to_days\":70", "\"to_days\":13").find("to_days"), std::string::npos);
  EXPECT_NE(refused("\"of_ten\":8", "\"of_ten\":10").find("of_ten"), std::string::npos);
  EXPECT_NE(refused("\"from_days\":14", "\"from_days\":true").find("from_days"), std::string::npos);
  EXPECT_FALSE(read_answer(base::as_bytes(good.substr(0, good.size() - 1))));
  EXPECT_FALSE(read_answer(base::as_bytes(good + std::string(70'000, ' '))));
}

}  // namespace
}  // namespace samen::protocol
