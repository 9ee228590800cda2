// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/passkey.hpp"

#include <algorithm>
#include <memory>

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include "base/number.hpp"
#include "base/say.hpp"
#include "protocol/base64url.hpp"
#include "protocol/json.hpp"
#include "sync/server/office/sound_cbor.hpp"
#include "vault/digest.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

namespace json = protocol::json;

constexpr std::string_view kHttps = "https://";
constexpr std::size_t kMaxHost = 253;
constexpr std::size_t kMaxOrigin = 300;
constexpr std::size_t kChallengeBytes = 32;
constexpr std::size_t kDigestBytes = 32;
// Authenticator data (WebAuthn Level 2, section 6.1): digest of the host, flags, counter; then, if
// the flags say so, the new credential and what extensions say.
constexpr std::size_t kFlagsAt = kDigestBytes;
constexpr std::size_t kHeadBytes = kFlagsAt + 1 + 4;
constexpr std::size_t kIdSizeAt = kHeadBytes + 16;
constexpr std::size_t kIdAt = kIdSizeAt + 2;
constexpr unsigned kUserPresent = 0x01U, kUserVerified = 0x04U, kHasCredential = 0x40U,
                   kHasExtensions = 0x80U;

struct FreesCred {
  void operator()(fido_cred_t* cred) const { fido_cred_free(&cred); }
};
struct FreesAssert {
  void operator()(fido_assert_t* assertion) const { fido_assert_free(&assertion); }
};
using Cred = std::unique_ptr<fido_cred_t, FreesCred>;
using Assertion = std::unique_ptr<fido_assert_t, FreesAssert>;

// Without it libfido2 asks the environment whether to print what it reads.
void start_fido() {
  static const bool started = [] {
    fido_init(0);
    return true;
  }();
  static_cast<void>(started);
}

bool in_a_host(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

// The last part of a name is no number; that of an address is.
bool is_host_name(std::string_view host) {
  if (host.empty() || host.size() > kMaxHost || !std::ranges::all_of(host, in_a_host)) return false;
  const auto last = host.substr(host.rfind('.') + 1);
  return !last.empty() && host.front() != '.' &&
         std::ranges::any_of(last, [](char c) { return c < '0' || c > '9'; });
}

// What both kinds of authenticator data begin with. Behind it nothing but sound CBOR, so that no
// library makes room for what is not there.
Result<void> check_head(const PasskeySite& site, base::ByteView data) {
  if (data.size() < kHeadBytes || data.size() > kMaxAuthenticatorData) {
    return fail(Errc::invalid_input, say("authenticator data of no possible size"));
  }
  const auto host = vault::sha256(base::as_bytes(site.host));
  if (!vault::same_bytes(host, data.first(kDigestBytes))) {
    return fail(Errc::permission, say("the passkey is for another address"));
  }
  const unsigned flags = data[kFlagsAt];
  if ((flags & kUserPresent) == 0 || (flags & kUserVerified) == 0) {
    return fail(Errc::permission, say("the authenticator did not look who is there"));
  }
  std::size_t at = kHeadBytes;
  std::size_t items = 0;
  if ((flags & kHasCredential) != 0) {
    if (data.size() < kIdAt) return fail(Errc::invalid_input, say("the credential is cut off"));
    at = kIdAt + (std::size_t{data[kIdSizeAt]} << 8U) + data[kIdSizeAt + 1];
    ++items;
  }
  if ((flags & kHasExtensions) != 0) ++items;
  if (at > data.size() || !is_sound_cbor(data.subspan(at), items)) {
    return fail(Errc::invalid_input, say("authenticator data that does not end where it has to"));
  }
  return {};
}

Result<NewPasskey> read_with(int algorithm, base::ByteView data) {
  const Cred cred(fido_cred_new());
  if (!cred) return fail(Errc::internal, say("libfido2 has no memory"));
  if (fido_cred_set_type(cred.get(), algorithm) != FIDO_OK ||
      fido_cred_set_authdata_raw(cred.get(), data.data(), data.size()) != FIDO_OK) {
    return fail(Errc::invalid_input, say("no key of a kind that is known here"));
  }
  const auto* id = fido_cred_id_ptr(cred.get());
  const auto* key = fido_cred_pubkey_ptr(cred.get());
  if (id == nullptr || key == nullptr) return fail(Errc::invalid_input, say("no key in it"));
  return NewPasskey{
      .credential = {id, id + fido_cred_id_len(cred.get())},
      .key = {.algorithm = algorithm, .bytes = {key, key + fido_cred_pubkey_len(cred.get())}},
      .counter = fido_cred_sigcount(cred.get())};
}

// libfido2's form of a key, for one call of `use`; Errc::invalid_input for bytes that are none.
template <class Key, class Use>
Result<void> with_key(Key* made, int (*read)(Key*, const void*, std::size_t), void (*drop)(Key**),
                      const PasskeyKey& key, Use use) {
  const auto frees = [drop](Key* one) { drop(&one); };
  const std::unique_ptr<Key, decltype(frees)> held(made, frees);
  if (!held || read(held.get(), key.bytes.data(), key.bytes.size()) != FIDO_OK) {
    return fail(Errc::invalid_input, say("no key of a kind that is known here"));
  }
  return use(static_cast<const void*>(held.get()));
}

template <class Use>
Result<void> with_any_key(const PasskeyKey& key, Use use) {
  switch (key.algorithm) {
    case COSE_ES256:
      return with_key(es256_pk_new(), es256_pk_from_ptr, es256_pk_free, key, use);
    case COSE_EDDSA:
      return with_key(eddsa_pk_new(), eddsa_pk_from_ptr, eddsa_pk_free, key, use);
    case COSE_RS256:
      return with_key(rs256_pk_new(), rs256_pk_from_ptr, rs256_pk_free, key, use);
    default:
      return fail(Errc::invalid_input, say("no key of a kind that is known here"));
  }
}

Result<Assertion> filled_in(const PasskeySite& site, const UsedPasskey& used) {
  Assertion made(fido_assert_new());
  if (!made) return fail(Errc::internal, say("libfido2 has no memory"));
  auto* one = made.get();
  const auto said = vault::sha256(used.client_data);
  const auto& data = used.authenticator_data;
  const bool taken =
      fido_assert_set_rp(one, site.host.c_str()) == FIDO_OK &&
      fido_assert_set_clientdata_hash(one, said.data(), said.size()) == FIDO_OK &&
      fido_assert_set_count(one, 1) == FIDO_OK &&
      fido_assert_set_authdata_raw(one, 0, data.data(), data.size()) == FIDO_OK &&
      fido_assert_set_sig(one, 0, used.signature.data(), used.signature.size()) == FIDO_OK &&
      fido_assert_set_up(one, FIDO_OPT_TRUE) == FIDO_OK &&
      fido_assert_set_uv(one, FIDO_OPT_TRUE) == FIDO_OK;
  if (!taken) return fail(Errc::invalid_input, say("libfido2 cannot read it"));
  return made;
}

}  // namespace

std::optional<PasskeySite> PasskeySite::of(std::string_view url) {
  if (!url.starts_with(kHttps)) return std::nullopt;
  std::string place(url.substr(kHttps.size()));
  for (char& c : place) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto colon = std::min(place.find(':'), place.size());
  const std::string host = place.substr(0, colon);
  if (!is_host_name(host)) return std::nullopt;
  std::string origin = std::string(kHttps) + host;
  if (colon < place.size()) {
    const auto port = base::parse_number<std::uint16_t>(place.substr(colon + 1));
    if (!port || *port == 0) return std::nullopt;
    if (*port != 443) origin += ":" + std::to_string(*port);
  }
  return PasskeySite{.host = host, .origin = origin};
}

Result<base::Bytes> challenge_in(const PasskeySite& site, ClientDataType type,
                                 base::ByteView client_data) {
  SAMEN_TRY(auto document,
            json::Document::parse(client_data, {.bytes = kMaxClientData, .values = 64, .depth = 4},
                                  json::Holds::messages));
  const auto root = document.root();
  const std::string_view wanted =
      type == ClientDataType::create ? "webauthn.create" : "webauthn.get";
  const bool right_type = root.at("type").text(32) == wanted;
  const bool right_origin = root.at("origin").text(kMaxOrigin) == site.origin;
  const auto inside_another = root.find("crossOrigin");
  const bool alone = !inside_another || !inside_another->boolean();
  const std::string challenge(root.at("challenge").text(64));
  SAMEN_CHECK(document.verdict());
  if (!right_type) return fail(Errc::invalid_input, say("what was asked for was something else"));
  if (!right_origin || !alone) return fail(Errc::permission, say("another page asked for it"));
  SAMEN_TRY(auto bytes, protocol::from_base64url(challenge));
  if (bytes.size() != kChallengeBytes)
    return fail(Errc::invalid_input, say("no challenge of ours"));
  return bytes;
}

Result<NewPasskey> read_new_passkey(const PasskeySite& site, const MadePasskey& made) {
  start_fido();
  const base::ByteView data = made.authenticator_data;
  SAMEN_CHECK(check_head(site, data));
  if ((data[kFlagsAt] & kHasCredential) == 0) return fail(Errc::invalid_input, say("no key in it"));
  Result<NewPasskey> read = fail(Errc::invalid_input, say("no key of a kind that is known here"));
  for (const int algorithm : {COSE_ES256, COSE_EDDSA, COSE_RS256}) {
    read = read_with(algorithm, data);
    if (read) break;
  }
  if (!read) return read;
  if (read->credential.empty() || read->credential.size() > kMaxCredentialId) {
    return fail(Errc::limit, say("a credential of no possible size"));
  }
  // A point that is not on its curve is found now and not when somebody wants to come in.
  SAMEN_CHECK(with_any_key(read->key, [](const void*) { return Result<void>(); }));
  return read;
}

Result<std::uint32_t> check_passkey(const PasskeySite& site, const PasskeyKey& key,
                                    const UsedPasskey& used) {
  start_fido();
  SAMEN_CHECK(check_head(site, used.authenticator_data));
  SAMEN_TRY(const auto assertion, filled_in(site, used));
  SAMEN_CHECK(with_any_key(key, [&](const void* public_key) -> Result<void> {
    if (fido_assert_verify(assertion.get(), 0, key.algorithm, public_key) == FIDO_OK) return {};
    return fail(Errc::crypto, say("the signature does not hold"));
  }));
  return fido_assert_sigcount(assertion.get(), 0);
}

}  // namespace samen::server
