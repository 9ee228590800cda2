// SPDX-License-Identifier: Apache-2.0
#include "sync/server/keys/matcher_keys.hpp"

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
  SAMEN_CHECK(save_tls_identity(keys.tls, folder.tls_key(), folder.tls_certificate()));
  return keys;
}

Result<MatcherKeys> load_keys(const DataFolder& folder) {
  SAMEN_TRY(auto sign, vault::SigningKey::load(folder.sign_key()));
  SAMEN_TRY(auto seal, SealKeys::load(folder));
  SAMEN_TRY(auto tls, load_tls_identity(folder.tls_key(), folder.tls_certificate()));
  return MatcherKeys{std::move(sign), std::move(seal), std::move(tls)};
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
