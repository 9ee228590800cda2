// SPDX-License-Identifier: Apache-2.0
#include "vault/sign.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temporary_folder.hpp"
#include "vault/digest.hpp"
#include "vault/seal.hpp"

namespace samen::vault {
namespace {

base::Bytes hex(std::string_view text) {
  return base::from_hex(text).value();
}

TEST(Digest, IsSha256AsPublished) {  // FIPS 180-4 examples
  EXPECT_EQ(base::to_hex(sha256(base::as_bytes("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(base::to_hex(sha256({})),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, ComparesContentAndLength) {
  EXPECT_TRUE(same_bytes(hex("0102"), hex("0102")));
  EXPECT_FALSE(same_bytes(hex("0102"), hex("0103")));
  EXPECT_FALSE(same_bytes(hex("0102"), hex("01")));
  EXPECT_TRUE(same_bytes({}, {}));
}

struct Vector {
  const char *seed, *public_key, *message, *signature;
};
// RFC 8032 section 7.1, tests 1 to 3.
constexpr Vector kVectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
     "b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
     "1d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
     "c6594a7c15e9716ed28dc027beceea1ec40a"},
};

TEST(Signatures, AreEd25519AsPublished) {
  for (const auto& vector : kVectors) {
    const auto key = SigningKey::from_seed(hex(vector.seed)).value();
    const auto message = hex(vector.message);
    EXPECT_EQ(base::to_hex(key.verify_key().bytes()), vector.public_key);
    EXPECT_EQ(base::to_hex(key.sign(message)), vector.signature);
    const auto verify = VerifyKey::from_bytes(hex(vector.public_key)).value();
    EXPECT_TRUE(verify.verify(message, hex(vector.signature)));
  }
}

TEST(Signatures, HoldForNothingElse) {
  base::SeededRandom random(1);
  const auto key = SigningKey::generate(random);
  const auto other = SigningKey::generate(random);
  const auto message = base::as_bytes("the whole truth");
  const auto signature = key.sign(message);
  EXPECT_TRUE(key.verify_key().verify(message, signature));
  EXPECT_FALSE(key.verify_key().verify(base::as_bytes("the whole truta"), signature));
  EXPECT_FALSE(other.verify_key().verify(message, signature));
  EXPECT_FALSE(key.verify_key().verify(message, base::ByteView(signature).first(63)));
  for (std::size_t i = 0; i < signature.size(); ++i) {
    auto altered = signature;
    altered[i] ^= 1;
    EXPECT_FALSE(key.verify_key().verify(message, altered)) << "byte " << i;
  }
}

TEST(Signatures, RefuseKeysOfSmallOrderAndOtherLengths) {
  // The identity and two other points of small order: with them one signature fits many messages.
  for (const char* text : {"0100000000000000000000000000000000000000000000000000000000000000",
                           "0000000000000000000000000000000000000000000000000000000000000000",
                           "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
    EXPECT_FALSE(VerifyKey::from_bytes(hex(text)).has_value()) << text;
  }
  const auto shorter = VerifyKey::from_bytes(base::Bytes(31));
  ASSERT_FALSE(shorter);
  EXPECT_EQ(shorter.error().code, base::Errc::invalid_input);
}

TEST(KeyFiles, KeepTheKeyAndHideItFromOthers) {
  const test::TemporaryFolder folder;
  base::SeededRandom random(2);
  const auto key = SigningKey::generate(random);
  ASSERT_TRUE(key.save(folder / "device.key"));
  struct stat info{};
  ASSERT_EQ(::stat((folder / "device.key").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  const auto loaded = SigningKey::load(folder / "device.key");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->verify_key(), key.verify_key());

  ASSERT_EQ(::chmod((folder / "device.key").c_str(), 0640), 0);
  const auto open = SigningKey::load(folder / "device.key");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().code, base::Errc::permission);
  EXPECT_NE(open.error().message.find("chmod 600"), std::string::npos);
}

TEST(KeyFiles, OfAnotherKindOrCutShortAreRefused) {
  const test::TemporaryFolder folder;
  base::SeededRandom random(3);
  ASSERT_TRUE(SealKeyPair::generate(random).save(folder / "seal.key"));
  EXPECT_EQ(SigningKey::load(folder / "seal.key").error().code, base::Errc::storage_damaged);
  ASSERT_TRUE(SealKeyPair::load(folder / "seal.key").has_value());
  std::filesystem::resize_file(folder / "seal.key", 40);
  EXPECT_EQ(SealKeyPair::load(folder / "seal.key").error().code, base::Errc::storage_damaged);
  std::filesystem::resize_file(folder / "seal.key", 4000);
  EXPECT_EQ(SealKeyPair::load(folder / "seal.key").error().code, base::Errc::storage_damaged);
  EXPECT_EQ(SealKeyPair::load(folder / "none.key").error().code, base::Errc::not_found);
}

}  // namespace
}  // namespace samen::vault
