// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "sync/server/keys/seal_keys.hpp"
#include "sync/server/keys/tls_identity.hpp"
#include "sync/server/store/store.hpp"
#include "vault/sign.hpp"

namespace samen::server {

// The matcher's keys: the one that signs receipts, those that open sign-ups, and the one that TLS
// shows. Only this program ever holds the second; whoever copies it can read every
// sign-up.
struct MatcherKeys {
  vault::SigningKey sign;
  SealKeys seal;
  TlsIdentity tls;
};

// New keys in files of mode 0600. `names`: addresses kiosks may use, for the certificate.
base::Result<MatcherKeys> make_keys(const DataFolder& folder, std::span<const std::string> names,
                                    std::int64_t now_ms, base::Random& random);
base::Result<MatcherKeys> load_keys(const DataFolder& folder);

// The pin of the key that kiosks see, for who makes codes for new ones and cannot read that key:
// noted by every program that has the keys.
base::Result<void> note_tls_pin(Store& store, std::string_view certificate_pem);
base::Result<base::Bytes> noted_tls_pin(Store& store);  // Errc::not_found before it was noted

}  // namespace samen::server
