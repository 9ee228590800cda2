// SPDX-License-Identifier: Apache-2.0
#include "sync/server/keys/matcher_keys.hpp"

#include "base/file.hpp"

namespace samen::server {

using base::Result;

Result<MatcherKeys> make_keys(const DataFolder& folder, std::span<const std::string> names,
                              std::int64_t now_ms, base::Random& random) {
  SAMEN_TRY(auto tls, make_tls_identity(names, now_ms));
  auto sign = vault::SigningKey::generate(random);
  SAMEN_CHECK(sign.save(folder.sign_key()));
  SAMEN_CHECK(vault::SealKeyPair::generate(random).save(folder.seal_key()));
  SAMEN_TRY(auto seal, SealKeys::load(folder));
  MatcherKeys keys{std::move(sign), std::move(seal), std::move(tls)};
  SAMEN_CHECK(base::write_file_durably(folder.tls_key(), base::as_bytes(keys.tls.key_pem)));
  SAMEN_CHECK(
      base::write_file_durably(folder.tls_certificate(), base::as_bytes(keys.tls.certificate_pem)));
  return keys;
}

Result<MatcherKeys> load_keys(const DataFolder& folder) {
  constexpr std::size_t kMaxPem = 64 * 1024;
  SAMEN_TRY(auto sign, vault::SigningKey::load(folder.sign_key()));
  SAMEN_TRY(auto seal, SealKeys::load(folder));
  SAMEN_TRY(auto key, base::read_file(folder.tls_key(), kMaxPem));
  SAMEN_TRY(auto certificate, base::read_file(folder.tls_certificate(), kMaxPem));
  return MatcherKeys{std::move(sign), std::move(seal),
                     TlsIdentity{std::move(key), std::move(certificate)}};
}

}  // namespace samen::server
