// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "sync/server/keys/tls_identity.hpp"
#include "sync/server/store/store.hpp"

// The certificate is made anew from the same key before it ends. Kiosks pin the key and notice
// nothing; proxies, monitors and people who look at it never meet an old one.
namespace samen::server {

inline constexpr int kRenewDaysBefore = 60;

struct CertificateCare {
  std::int64_t days_left = 0;  // of the one that is shown now; negative: it has ended
  bool renewed = false;
  std::string trouble = {};  // it should have been renewed and could not be: why
};

// Renews `identity` and its file when it ends within kRenewDaysBefore, does not count yet, or lives
// longer than those made today. Otherwise changes nothing.
CertificateCare care_for_certificate(const DataFolder& folder, TlsIdentity& identity,
                                     std::int64_t now_ms);

}  // namespace samen::server
