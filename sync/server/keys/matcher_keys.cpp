// SPDX-License-Identifier: Apache-2.0
#include "sync/server/keys/matcher_keys.hpp"

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::server {

using base::Result;

namespace {
constexpr std::string_view kTlsPinSetting = "tls_pin";
}  // namespace

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

Result<void> note_tls_pin(Store& store, std::string_view certificate_pem) {
  SAMEN_TRY(const auto pin, public_key_pin(certificate_pem));
  const auto text = base::to_hex(pin);
  SAMEN_TRY(const auto noted, store.setting(kTlsPinSetting));
  if (noted == text) return {};
  return store.set_setting(kTlsPinSetting, text);
}

Result<base::Bytes> noted_tls_pin(Store& store) {
  SAMEN_TRY(const auto noted, store.setting(kTlsPinSetting));
  if (!noted) {
    return base::fail(base::Errc::not_found,
                      base::say("which key kiosks see is not known yet: start serve first"));
  }
  return base::from_hex(*noted);
}

}  // namespace samen::server
