// SPDX-License-Identifier: Apache-2.0
#include "vault/record_key.hpp"

#include <gtest/gtest.h>

namespace samen::vault {
namespace {

base::ByteView bytes(std::string_view text) {
  return base::as_bytes(text);
}

TEST(RecordKeyTest, WhatLiesUnderAKeyOpensWithItInItsPlaceAndNowhereElse) {
  const auto key = make_record_key();
  auto sealed = seal_under(key, bytes("household 1"), bytes("Amal"));
  EXPECT_EQ(sealed.size(), 4 + kUnderKeyOverhead);
  const auto opened = open_under(key, bytes("household 1"), sealed);
  ASSERT_TRUE(opened);
  EXPECT_EQ(base::as_text(*opened), "Amal");
  EXPECT_FALSE(open_under(key, bytes("household 2"), sealed)) << "it was put elsewhere";
  EXPECT_FALSE(open_under(make_record_key(), bytes("household 1"), sealed)) << "another key";
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    sealed[i] ^= 1U;
    EXPECT_FALSE(open_under(key, bytes("household 1"), sealed)) << "byte " << i;
    sealed[i] ^= 1U;
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(open_under(key, bytes("household 1"), base::ByteView(sealed).first(size)));
  }
}

TEST(RecordKeyTest, TheSameWordsNeverLookTheSame) {
  const auto key = make_record_key();
  EXPECT_NE(seal_under(key, {}, bytes("Amal")), seal_under(key, {}, bytes("Amal")));
  EXPECT_NE(make_record_key(), make_record_key());
  EXPECT_TRUE(open_under(key, {}, seal_under(key, {}, {}))) << "nothing is something, too";
}

TEST(RecordKeyTest, EachPurposeHasItsKeyAndAlwaysTheSame) {
  const auto secret = make_record_key();
  EXPECT_EQ(derive_key(secret, "one"), derive_key(secret, "one"));
  EXPECT_NE(derive_key(secret, "one"), derive_key(secret, "two"));
  EXPECT_NE(derive_key(secret, "one"), derive_key(make_record_key(), "one"));
}

}  // namespace
}  // namespace samen::vault
