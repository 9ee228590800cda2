// SPDX-License-Identifier: Apache-2.0
#include "vault/password.hpp"

#include <gtest/gtest.h>

namespace samen::vault {
namespace {

const base::SecretText kPassword("fietsen langs het kanaal");

TEST(Password, OnlyItselfFits) {
  const auto hash = hash_password(kPassword, PasswordCost::for_tests());
  ASSERT_TRUE(hash);
  EXPECT_TRUE(password_fits(*hash, kPassword));
  EXPECT_FALSE(password_fits(*hash, base::SecretText("fietsen langs het kanaa")));
  EXPECT_FALSE(password_fits(*hash, base::SecretText("Fietsen langs het kanaal")));
  EXPECT_FALSE(password_fits(*hash, base::SecretText()));
}

TEST(Password, TheSameOneTwiceIsTwoHashes) {
  const auto one = hash_password(kPassword, PasswordCost::for_tests());
  const auto other = hash_password(kPassword, PasswordCost::for_tests());
  ASSERT_TRUE(one && other);
  EXPECT_NE(*one, *other);
  EXPECT_EQ(one->find(kPassword.view()), std::string::npos);
}

TEST(Password, ItIsArgon2idAtTheCostAskedFor) {
  const auto hash = hash_password(kPassword, {.passes = 2, .memory_kib = 128});
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=128,t=2,p=1$")) << *hash;
}

TEST(Password, NothingFitsWhatIsNoHash) {
  const auto hash = hash_password(kPassword, PasswordCost::for_tests());
  ASSERT_TRUE(hash);
  for (const auto& broken :
       {std::string(), std::string("$argon2id$"), hash->substr(1), hash->substr(0, 40),
        *hash + std::string(200, 'A'), std::string(127, 'A')}) {
    EXPECT_FALSE(password_fits(broken, kPassword));
  }
}

}  // namespace
}  // namespace samen::vault
