// SPDX-License-Identifier: Apache-2.0
#include "protocol/receipt_request.hpp"

#include <gtest/gtest.h>

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

TEST(ReceiptAnswer, WhatIsWrongIsRefusedByItsName) {
  test::RandomRecords made(5);
  const auto json = write_answer(made.answer());
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
  EXPECT_FALSE(read_answer(base::as_bytes(good.substr(0, good.size() - 1))));
  EXPECT_FALSE(read_answer(base::as_bytes(good + std::string(2000, ' '))));
}

}  // namespace
}  // namespace samen::protocol
