// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"

// The matcher's own TLS key. Kiosks trust the public key they were enrolled with (a pin), not the
// dates or the signer of the certificate: a kiosk may boot in 1970 and still knows its matcher.
namespace samen::server {

struct TlsIdentity {
  std::string key_pem;          // PKCS #8, unencrypted; its file has mode 0600
  std::string certificate_pem;  // self-signed X.509
};

// How long a certificate lives: what browsers and monitors take at most (CA/Browser Forum, 2018).
inline constexpr int kCertificateDays = 825;

// A new P-256 key and a self-signed certificate for these DNS names and IP addresses, valid from
// one day before `now_ms` for kCertificateDays. P-256 because every TLS 1.2 client and every
// browser takes it; Ed25519 certificates are refused by some.
base::Result<TlsIdentity> make_tls_identity(std::span<const std::string> names,
                                            std::int64_t now_ms);

// In two files; the certificate comes last, so whoever finds it finds its key.
base::Result<void> save_tls_identity(const TlsIdentity& identity,
                                     const std::filesystem::path& key_file,
                                     const std::filesystem::path& certificate_file);
base::Result<TlsIdentity> load_tls_identity(const std::filesystem::path& key_file,
                                            const std::filesystem::path& certificate_file);

// The same key and names with new dates. Errc::not_found for a certificate that was made elsewhere.
base::Result<TlsIdentity> renewed(const TlsIdentity& identity, std::int64_t now_ms);

// When a certificate counts, in Unix milliseconds.
struct Validity {
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;
};
base::Result<Validity> validity_of(std::string_view certificate_pem);

// SHA-256 over the certificate's SubjectPublicKeyInfo in DER: the pin (RFC 7469 section 2.4).
base::Result<base::Bytes> public_key_pin(std::string_view certificate_pem);

}  // namespace samen::server
