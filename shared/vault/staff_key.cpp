// SPDX-License-Identifier: Apache-2.0
#include "vault/staff_key.hpp"

#include <algorithm>

#include "base/badge.hpp"
#include "base/say.hpp"
#include "device/pin.hpp"
#include "vault/sodium.hpp"

namespace samen::vault {
namespace {

using base::Errc;
using base::fail;
using base::Result;

// On disk: the heading, passes and memory (big endian), salt, nonce, public keys, then the secret
// keys under XChaCha20-Poly1305: the sealing key and, from version 3 on, the signing key.
// Everything before the secrets is authenticated with them. The version says whether a badge is
// part of the password: whoever changes it gets nothing but a refusal.
constexpr std::string_view kHeading = "samen-staff-key ";
constexpr std::size_t kVersionAt = kHeading.size();
constexpr std::size_t kCostAt = kVersionAt + 2;
constexpr std::size_t kSaltAt = kCostAt + 8;
constexpr std::size_t kNonceAt = kSaltAt + crypto_pwhash_SALTBYTES;
constexpr std::size_t kPublicAt = kNonceAt + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kKeyBytes = 32;

struct Version {
  char digit;
  bool badge;
  std::size_t keys;

  std::size_t secret_at() const { return kPublicAt + keys * kKeyBytes; }
  std::size_t size() const {
    return secret_at() + keys * kKeyBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES;
  }
};
constexpr Version kVersions[] = {{'1', false, 1}, {'2', true, 1}, {'3', false, 2}, {'4', true, 2}};

// What a file may ask of this machine: a Pi has 1 GiB or more, and a minute is too long to wait.
constexpr std::uint32_t kMaxPasses = 64;
constexpr std::uint32_t kMaxMemoryKib = 524288;

void put_u32(base::Bytes& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8)
    out.push_back(static_cast<std::uint8_t>(value >> shift));
}

std::uint32_t get_u32(base::ByteView bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | bytes[at + i];
  return value;
}

// PIN and badge as one password: the length in front keeps the two apart.
Result<base::SecretBytes> derive(const base::SecretText& pin, base::ByteView badge, PinCost cost,
                                 base::ByteView salt) {
  base::SecretBytes password;
  password.push_back(static_cast<std::uint8_t>(std::min<std::size_t>(pin.size(), 255)));
  password.insert(password.end(), pin.view().begin(), pin.view().end());
  password.insert(password.end(), badge.begin(), badge.end());
  base::SecretBytes key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  if (crypto_pwhash(key.data(), key.size(), reinterpret_cast<const char*>(password.data()),
                    password.size(), salt.data(), cost.passes, std::size_t{cost.memory_kib} * 1024,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(
        Errc::unavailable,
        base::say("not enough memory to check the PIN: {} MiB are needed", cost.memory_kib / 1024));
  }
  return key;
}

Result<Version> version_of(base::ByteView wrapped) {
  const auto text = base::as_text(wrapped);
  if (!text.starts_with(kHeading) || text.size() < kCostAt || text[kVersionAt + 1] != '\n') {
    return fail(Errc::storage_damaged, base::say("this is not a staff key"));
  }
  const auto* version = std::ranges::find(kVersions, text[kVersionAt], &Version::digit);
  if (version == std::end(kVersions)) {
    return fail(Errc::unsupported,
                base::say("the staff key was written by a newer version of this program"));
  }
  if (wrapped.size() != version->size()) {
    return fail(Errc::storage_damaged, base::say("this is not a whole staff key"));
  }
  return *version;
}

}  // namespace

Result<void> check_new_pin(const base::SecretText& pin) {
  const auto digits = pin.view();
  if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) {
    return fail(Errc::invalid_input, base::say("a PIN has only digits"));
  }
  if (digits.size() < device::kMinPinDigits || digits.size() > device::kMaxPinDigits) {
    return fail(Errc::invalid_input, base::say("a PIN has 6 to 12 digits, not {}", digits.size()));
  }
  bool same = true;
  bool up = true;
  bool down = true;
  for (std::size_t i = 1; i < digits.size(); ++i) {
    same = same && digits[i] == digits[i - 1];
    up = up && digits[i] == digits[i - 1] + 1;
    down = down && digits[i] == digits[i - 1] - 1;
  }
  if (same || up || down) {
    return fail(
        Errc::invalid_input,
        base::say("this PIN is the first one anybody would try: choose one that is not a row of "
                  "equal or counting digits"));
  }
  return {};
}

Result<base::Bytes> wrap(const StaffKeys& keys, const base::SecretText& pin, base::ByteView badge,
                         PinCost cost) {
  if (!badge.empty() && badge.size() != base::kBadgeBytes) {
    return fail(Errc::invalid_input, base::say("a badge has 128 bits"));
  }
  const auto version = *std::ranges::find_if(kVersions, [&](const Version& one) {
    return one.badge == !badge.empty() && one.keys == (keys.sign ? 2U : 1U);
  });
  base::Bytes out(kHeading.begin(), kHeading.end());
  out.push_back(static_cast<std::uint8_t>(version.digit));
  out.push_back('\n');
  put_u32(out, cost.passes);
  put_u32(out, cost.memory_kib);
  out.resize(kPublicAt);
  randombytes_buf(out.data() + kSaltAt, kPublicAt - kSaltAt);
  const auto append = [](auto& to, const auto& bytes) {
    to.insert(to.end(), bytes.begin(), bytes.end());
  };
  base::SecretBytes secret;
  append(out, keys.seal.public_key().bytes());
  append(secret, keys.seal.secret());
  if (keys.sign) {
    append(out, keys.sign->verify_key().bytes());
    append(secret, keys.sign->seed());
  }
  SAMEN_TRY(
      const base::SecretBytes wrapping,
      derive(pin, badge, cost, base::ByteView(out).subspan(kSaltAt, crypto_pwhash_SALTBYTES)));
  out.resize(version.size());
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      out.data() + version.secret_at(), nullptr, secret.data(), secret.size(), out.data(),
      version.secret_at(), nullptr, out.data() + kNonceAt, wrapping.data());
  return out;
}

Result<StaffKeys> unwrap(base::ByteView wrapped, const base::SecretText& pin,
                         base::ByteView badge) {
  SAMEN_TRY(const Version version, version_of(wrapped));
  const PinCost cost{get_u32(wrapped, kCostAt), get_u32(wrapped, kCostAt + 4)};
  if (cost.passes < 1 || cost.passes > kMaxPasses || cost.memory_kib < 8 ||
      cost.memory_kib > kMaxMemoryKib) {
    return fail(Errc::unsupported,
                base::say("the staff key asks for more memory or time than allowed here"));
  }
  SAMEN_TRY(const base::SecretBytes wrapping,
            derive(pin, badge, cost, wrapped.subspan(kSaltAt, crypto_pwhash_SALTBYTES)));
  base::SecretBytes secret(version.keys * kKeyBytes);
  const std::size_t at = version.secret_at();
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          secret.data(), nullptr, nullptr, wrapped.data() + at, wrapped.size() - at, wrapped.data(),
          at, wrapped.data() + kNonceAt, wrapping.data()) != 0) {
    return fail(Errc::permission,
                version.badge ? base::say("wrong PIN or badge") : base::say("wrong PIN"));
  }
  const auto key = [&](std::size_t i) {
    return base::ByteView(secret).subspan(i * kKeyBytes, kKeyBytes);
  };
  SAMEN_TRY(auto seal, SealKeyPair::from_secret(key(0)));
  StaffKeys out{std::move(seal), std::nullopt};
  if (version.keys > 1) {
    SAMEN_TRY(out.sign, SigningKey::from_seed(key(1)));
  }
  return out;
}

bool needs_badge(base::ByteView wrapped) {
  const auto version = version_of(wrapped);
  return version && version->badge;
}

Result<StaffPublicKeys> public_halves(base::ByteView wrapped) {
  SAMEN_TRY(const Version version, version_of(wrapped));
  SAMEN_TRY(const auto seal, SealPublicKey::from_bytes(wrapped.subspan(kPublicAt, kKeyBytes)));
  StaffPublicKeys out{seal, std::nullopt};
  if (version.keys > 1) {
    SAMEN_TRY(out.sign, VerifyKey::from_bytes(wrapped.subspan(kPublicAt + kKeyBytes, kKeyBytes)));
  }
  return out;
}

}  // namespace samen::vault
