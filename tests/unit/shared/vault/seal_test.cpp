// SPDX-License-Identifier: Apache-2.0
#include "vault/seal.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "vault/padding.hpp"

namespace samen::vault {
namespace {

TEST(SealedBoxes, OpenOnlyForTheKeyTheyWereClosedFor) {
  base::SeededRandom random(1);
  const auto matcher = SealKeyPair::generate(random);
  const auto other = SealKeyPair::generate(random);
  const auto clear = base::as_bytes("clear data");
  const auto box = seal(matcher.public_key(), clear).value();
  EXPECT_EQ(box.size(), clear.size() + kSealOverhead);
  EXPECT_EQ(base::as_text(open(matcher, box).value()), "clear data");
  const auto wrong = open(other, box);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, base::Errc::crypto);
}

TEST(SealedBoxes, NeverLookTheSameTwice) {
  base::SeededRandom random(2);
  const auto key = SealKeyPair::generate(random);
  EXPECT_NE(seal(key.public_key(), base::as_bytes("same")).value(),
            seal(key.public_key(), base::as_bytes("same")).value());
}

TEST(SealedBoxes, StayShutWhenAnyByteChanged) {
  base::SeededRandom random(3);
  const auto key = SealKeyPair::generate(random);
  const auto box = seal(key.public_key(), base::as_bytes("forty two")).value();
  for (std::size_t i = 0; i < box.size(); ++i) {
    auto altered = box;
    altered[i] ^= 0x40;
    EXPECT_FALSE(open(key, altered).has_value()) << "byte " << i;
  }
  for (std::size_t length = 0; length < box.size(); ++length) {
    EXPECT_FALSE(open(key, base::ByteView(box).first(length)).has_value()) << "length " << length;
  }
}

TEST(SealedBoxes, AreNotClosedForAKeyNobodyCanHave) {
  const auto zero = SealPublicKey::from_bytes(base::Bytes(32, 0)).value();
  const auto box = seal(zero, base::as_bytes("x"));
  ASSERT_FALSE(box);
  EXPECT_EQ(box.error().code, base::Errc::crypto);
  EXPECT_FALSE(SealPublicKey::from_bytes(base::Bytes(33)).has_value());
}

TEST(Padding, HidesTheSizeInSevenBuckets) {
  struct Case {
    std::size_t content, padded;
  };
  for (const auto& [content, padded] :
       {Case{0, 1024}, Case{1, 1024}, Case{1020, 1024}, Case{1021, 2048}, Case{2044, 2048},
        Case{2045, 4096}, Case{32764, 32768}, Case{32765, 65536}, Case{65532, 65536}}) {
    const base::Bytes bytes(content, 0xab);
    const auto out = pad(bytes);
    ASSERT_TRUE(out) << content;
    EXPECT_EQ(out->size(), padded);
    EXPECT_EQ(padded_size(content), padded);
    const auto back = unpad(*out);
    ASSERT_TRUE(back) << content;
    EXPECT_TRUE(std::ranges::equal(*back, bytes));
  }
  const auto large = pad(base::Bytes(65533));
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, base::Errc::limit);
}

TEST(Padding, HasOneFormForOneContent) {
  const auto good = pad(base::as_bytes("hello")).value();
  auto dirty = good;
  dirty.back() = 1;
  EXPECT_FALSE(unpad(dirty).has_value()) << "something hidden behind the content";
  auto longer = good;
  longer.resize(2048, 0);
  EXPECT_FALSE(unpad(longer).has_value()) << "a larger bucket than needed";
  auto lying = good;
  lying[0] = 0xff;
  EXPECT_FALSE(unpad(lying).has_value()) << "a length beyond the end";
  EXPECT_FALSE(unpad(base::ByteView(good).first(1000)).has_value()) << "no bucket";
  EXPECT_FALSE(unpad({}).has_value());
}

}  // namespace
}  // namespace samen::vault
