// SPDX-License-Identifier: Apache-2.0
#include "vault/receipt_keys.hpp"

#include <gtest/gtest.h>

namespace samen::vault {
namespace {

base::ReceiptSecret secret(std::uint64_t seed) {
  base::SeededRandom random(seed);
  return base::ReceiptSecret::mint(random);
}

TEST(ReceiptKeys, TheSameSecretOpensAtEveryKioskAndAnotherNowhere) {
  const auto here = derive_receipt_keys(secret(1)).value();
  const auto there = derive_receipt_keys(secret(1)).value();
  const auto other = derive_receipt_keys(secret(2)).value();
  EXPECT_EQ(here.sign.verify_key(), there.sign.verify_key());
  EXPECT_EQ(here.seal.public_key(), there.seal.public_key());
  EXPECT_FALSE(here.sign.verify_key() == other.sign.verify_key());

  const auto message = base::as_bytes("an answer");
  const auto box = seal(here.seal.public_key(), message).value();
  EXPECT_EQ(base::as_text(open(there.seal, box).value()), "an answer");
  EXPECT_FALSE(open(other.seal, box));
  EXPECT_TRUE(here.sign.verify_key().verify(message, there.sign.sign(message)));
  EXPECT_FALSE(here.sign.verify_key().verify(message, other.sign.sign(message)));
}

// Receipts are kept for years: a change of salt, cost or order would shut every one of them.
TEST(ReceiptKeys, AReceiptFromTheFirstDayStillOpens) {
  const auto first = base::ReceiptSecret::parse("S17Y-BS05-N8P1-Y0A8-V3C5");
  ASSERT_TRUE(first) << first.error().message;
  const auto keys = derive_receipt_keys(*first).value();
  EXPECT_EQ(base::to_hex(keys.sign.verify_key().bytes()),
            "2df2b1873263a4342dde10d9e46715b0def2c643a7141dff70f88423932e4d63");
  EXPECT_EQ(base::to_hex(keys.seal.public_key().bytes()),
            "f7c3b8bf4baa136f8ef267cb79b687fdd7dad8ff2dcb239a543fbe999cf5cf31");
}

}  // namespace
}  // namespace samen::vault
