// SPDX-License-Identifier: Apache-2.0
#include "vault/staff_key.hpp"

#include <iostream>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace samen::vault {
namespace {

using base::SecretText;

class StaffKey : public testing::Test {
 protected:
  base::SeededRandom random_{1};
  StaffKeys key_{SealKeyPair::generate(random_), SigningKey::generate(random_)};
  SecretText pin_{"271828"};
  base::Bytes badge_ = base::Bytes(16, 7);
};

TEST_F(StaffKey, ComesBackWithTheRightPin) {
  const auto wrapped = wrap(key_, pin_, {}, PinCost::for_tests()).value();
  const auto back = unwrap(wrapped, pin_, {});
  ASSERT_TRUE(back);
  EXPECT_EQ(back->seal.public_key(), key_.seal.public_key());
  ASSERT_TRUE(back->sign);
  EXPECT_EQ(back->sign->verify_key(), key_.sign->verify_key());
  const auto halves = public_halves(wrapped).value();
  EXPECT_EQ(halves.seal, key_.seal.public_key());
  EXPECT_EQ(halves.sign, key_.sign->verify_key());
}

TEST_F(StaffKey, StaysShutForAWrongPinOrBadge) {
  const auto wrapped = wrap(key_, pin_, badge_, PinCost::for_tests()).value();
  EXPECT_TRUE(unwrap(wrapped, pin_, badge_).has_value());
  EXPECT_EQ(unwrap(wrapped, SecretText("271829"), badge_).error().code, base::Errc::permission);
  EXPECT_EQ(unwrap(wrapped, pin_, {}).error().code, base::Errc::permission);
  EXPECT_EQ(unwrap(wrapped, pin_, base::Bytes(16, 8)).error().code, base::Errc::permission);
  // A badge cannot stand in for digits of the PIN, nor the other way round.
  const auto plain = wrap(key_, SecretText("2718281"), {}, PinCost::for_tests()).value();
  const base::Bytes digit{'1'};
  EXPECT_EQ(unwrap(plain, pin_, digit).error().code, base::Errc::permission);
}

TEST_F(StaffKey, SaysWhetherItTakesABadgeAndNoWordOfWhichWasWrong) {
  const auto plain = wrap(key_, pin_, {}, PinCost::for_tests()).value();
  const auto both = wrap(key_, pin_, badge_, PinCost::for_tests()).value();
  EXPECT_FALSE(needs_badge(plain));
  EXPECT_TRUE(needs_badge(both));
  EXPECT_EQ(public_halves(both).value().seal, key_.seal.public_key());
  const auto wrong_pin = unwrap(both, SecretText("271829"), badge_).error();
  const auto wrong_badge = unwrap(both, pin_, base::Bytes(16, 8)).error();
  const auto no_badge = unwrap(both, pin_, {}).error();
  EXPECT_EQ(wrong_pin.message, wrong_badge.message);
  EXPECT_EQ(wrong_pin.message, no_badge.message);
  // Calling a key with a badge one without makes it no weaker, and a badge is 128 bits or none.
  auto renamed = both;
  renamed[16] = '3';
  EXPECT_FALSE(needs_badge(renamed));
  EXPECT_EQ(unwrap(renamed, pin_, {}).error().code, base::Errc::permission);
  EXPECT_EQ(unwrap(renamed, pin_, badge_).error().code, base::Errc::permission);
  EXPECT_EQ(wrap(key_, pin_, base::Bytes(8, 7), PinCost::for_tests()).error().code,
            base::Errc::invalid_input);
}

TEST_F(StaffKey, IsAuthenticatedToTheLastByte) {
  const auto wrapped = wrap(key_, pin_, {}, PinCost::for_tests()).value();
  for (std::size_t i = 0; i < wrapped.size(); ++i) {
    auto altered = wrapped;
    altered[i] ^= 1;
    EXPECT_FALSE(unwrap(altered, pin_, {}).has_value()) << "byte " << i;
  }
  EXPECT_EQ(unwrap(base::ByteView(wrapped).first(50), pin_, {}).error().code,
            base::Errc::storage_damaged);
}

TEST_F(StaffKey, OpensFilesFromBeforeDecisionsWereSigned) {
  const StaffKeys old{SealKeyPair::generate(random_), std::nullopt};
  for (const base::Bytes& badge : {base::Bytes{}, badge_}) {
    const auto wrapped = wrap(old, pin_, badge, PinCost::for_tests()).value();
    EXPECT_EQ(wrapped.size(), 18U + 8 + 16 + 24 + 32 + 32 + 16) << "the form that lies on kiosks";
    EXPECT_EQ(wrapped[16], badge.empty() ? '1' : '2');
    const auto back = unwrap(wrapped, pin_, badge);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->seal.public_key(), old.seal.public_key());
    EXPECT_FALSE(back->sign);
    EXPECT_FALSE(public_halves(wrapped).value().sign);
    auto renamed = wrapped;
    renamed[16] = badge.empty() ? '3' : '4';
    EXPECT_FALSE(unwrap(renamed, pin_, badge)) << "no version can be talked up";
  }
}

// The whole kiosk has 90 MB. A child of its own, so that nothing else of this test is measured.
TEST_F(StaffKey, IsTriedWithinTheMemoryAKioskHas) {
  const auto wrapped = wrap(key_, pin_, badge_, PinCost::usual()).value();
  int answer[2];
  ASSERT_EQ(::pipe(answer), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const SecretText pin("271828");  // a secret's pages are wiped when a process forks
    rusage before{};
    rusage after{};
    ::getrusage(RUSAGE_SELF, &before);
    const bool opened = unwrap(wrapped, pin, badge_).has_value();
    ::getrusage(RUSAGE_SELF, &after);
    const long grown = opened ? after.ru_maxrss - before.ru_maxrss : -1;
    const bool told = ::write(answer[1], &grown, sizeof(grown)) == sizeof(grown);
    ::_exit(told ? 0 : 1);
  }
  long grown_kib = -1;
  ASSERT_EQ(::read(answer[0], &grown_kib, sizeof(grown_kib)), ssize_t{sizeof(grown_kib)});
  ::close(answer[0]);
  ::close(answer[1]);
  int how = 0;
  ASSERT_EQ(::waitpid(child, &how, 0), child);
  std::cout << "a try of the PIN takes " << grown_kib << " KiB more at its peak\n";
  EXPECT_GE(grown_kib, 0);
  EXPECT_LE(grown_kib, 40 * 1024);
}

TEST_F(StaffKey, NeverAsksForMoreThanThisMachineMayGive) {
  auto wrapped = wrap(key_, pin_, {}, PinCost::for_tests()).value();
  const std::size_t memory_at = std::string_view("samen-staff-key 3\n").size() + 4;
  wrapped[memory_at] = 0xff;
  EXPECT_EQ(unwrap(wrapped, pin_, {}).error().code, base::Errc::unsupported);
  auto newer = wrapped;
  newer[16] = '5';
  EXPECT_EQ(unwrap(newer, pin_, {}).error().code, base::Errc::unsupported);
}

TEST(NewPin, HasSixDigitsThatNobodyTriesFirst) {
  for (const char* good : {"271828", "112233", "121212", "159263748596"}) {
    EXPECT_TRUE(check_new_pin(SecretText(good)).has_value()) << good;
  }
  for (const char* bad : {"", "12345", "1234567890123", "27182a", "000000", "999999", "123456",
                          "654321", "２７１８２８"}) {
    EXPECT_FALSE(check_new_pin(SecretText(bad)).has_value()) << bad;
  }
}

}  // namespace
}  // namespace samen::vault
