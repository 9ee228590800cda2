// SPDX-License-Identifier: Apache-2.0
#include "sync/server/keys/certificate_care.hpp"

#include "base/file.hpp"
#include "base/spans.hpp"

namespace samen::server {
namespace {

base::Result<void> renew(const DataFolder& folder, TlsIdentity& identity, std::int64_t now_ms) {
  SAMEN_TRY(auto made, renewed(identity, now_ms));
  SAMEN_CHECK(
      base::write_file_durably(folder.tls_certificate(), base::as_bytes(made.certificate_pem)));
  identity = std::move(made);
  return {};
}

std::int64_t days_until(std::int64_t end_ms, std::int64_t now_ms) {
  return (end_ms - now_ms) / base::kDayMs;
}

}  // namespace

CertificateCare care_for_certificate(const DataFolder& folder, TlsIdentity& identity,
                                     std::int64_t now_ms) {
  const auto counts = validity_of(identity.certificate_pem);
  if (!counts) return {.trouble = counts.error().message};
  CertificateCare care{.days_left = days_until(counts->until_ms, now_ms)};
  const bool ends = counts->until_ms - now_ms < kRenewDaysBefore * base::kDayMs;
  const bool long_lived = counts->until_ms - counts->from_ms > kCertificateDays * base::kDayMs;
  if (!ends && !long_lived && counts->from_ms <= now_ms) return care;
  const auto done = renew(folder, identity, now_ms);
  care.renewed = done.has_value();
  if (done) {
    care.days_left = kCertificateDays - 1;
  } else if (ends || done.error().code != base::Errc::not_found) {
    care.trouble = done.error().message;  // one made elsewhere may live as long as its maker likes
  }
  return care;
}

}  // namespace samen::server
