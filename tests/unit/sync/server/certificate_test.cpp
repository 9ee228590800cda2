// SPDX-License-Identifier: Apache-2.0
// The TLS certificate is renewed before it ends, and somebody is told when it cannot be.
#include "base/file.hpp"
#include "sync/server/keys/certificate_care.hpp"
#include "sync/server/store/alarms.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

constexpr std::int64_t kDay = 86'400'000;

class CertificateTest : public MatcherTest {};

TEST_F(CertificateTest, ACertificateIsRenewedInTimeForTheSameKey) {
  const std::int64_t start = clock.wall_ms();
  const auto pin = public_key_pin(keys->tls.certificate_pem).value();
  const auto first = keys->tls.certificate_pem;
  EXPECT_FALSE(care_for_certificate(folder, keys->tls, start).renewed);
  EXPECT_FALSE(care_for_certificate(folder, keys->tls, start + 763 * kDay).renewed);
  EXPECT_EQ(keys->tls.certificate_pem, first);
  const auto care = care_for_certificate(folder, keys->tls, start + 765 * kDay);
  EXPECT_TRUE(care.renewed) << care.trouble;
  EXPECT_EQ(care.days_left, kCertificateDays - 1);
  EXPECT_NE(keys->tls.certificate_pem, first);
  EXPECT_EQ(public_key_pin(keys->tls.certificate_pem).value(), pin);
  const auto counts = validity_of(keys->tls.certificate_pem).value();
  EXPECT_EQ(counts.until_ms - counts.from_ms, kCertificateDays * kDay);
  EXPECT_EQ(base::read_file(folder.tls_certificate(), 65536), keys->tls.certificate_pem);
  EXPECT_EQ(load_keys(folder)->tls.certificate_pem, keys->tls.certificate_pem);
  EXPECT_FALSE(care_for_certificate(folder, keys->tls, start + 766 * kDay).renewed);
  // A clock that stood years ahead once: the certificate would not count until then.
  EXPECT_TRUE(care_for_certificate(folder, keys->tls, start).renewed);
}

TEST_F(CertificateTest, ACertificateThatCannotBeRenewedIsToldByReadyAndStatus) {
  clock.advance(800 * kDay);
  std::filesystem::remove(folder.tls_certificate());
  std::filesystem::create_directory(folder.tls_certificate());  // nothing can be put in its place
  std::filesystem::create_directory(folder.tls_certificate() / "x");
  const auto before = keys->tls.certificate_pem;
  EXPECT_FALSE(service->look_after_certificate());
  EXPECT_EQ(keys->tls.certificate_pem, before);
  const auto warnings = service->meters().warnings();
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_NE(warnings[0].find("24 days left and could not be renewed"), std::string::npos)
      << warnings[0];
  const auto alarms = recent_alarms(*store).value();
  ASSERT_EQ(alarms.size(), 1U);
  EXPECT_EQ(alarms[0].kind, AlarmKind::certificate_not_renewed);
  std::filesystem::remove_all(folder.tls_certificate());
  EXPECT_FALSE(service->look_after_certificate()) << "not twice within an hour";
  clock.advance(3'600'000);
  EXPECT_TRUE(service->look_after_certificate());
  EXPECT_TRUE(service->meters().warnings().empty());
}

}  // namespace
}  // namespace samen::server
