// SPDX-License-Identifier: Apache-2.0
#include "vault/staff_key.hpp"

#include <algorithm>

#include "base/badge.hpp"
#include "device/pin.hpp"
#include "vault/sodium.hpp"

namespace samen::vault {
namespace {

using base::Errc;
using base::fail;
using base::Result;

// On disk: the heading, passes and memory (big endian), salt, nonce, public key, then the secret
// key under XChaCha20-Poly1305. Everything before the secret is authenticated with it. The heading
// says whether a badge is part of the password: whoever changes it gets nothing but a refusal.
constexpr std::string_view kPinHeading = "samen-staff-key 1\n";
constexpr std::string_view kBadgeHeading = "samen-staff-key 2\n";
constexpr std::string_view kAnyVersion = "samen-staff-key ";
static_assert(kPinHeading.size() == kBadgeHeading.size());
constexpr std::size_t kCostAt = kPinHeading.size();
constexpr std::size_t kSaltAt = kCostAt + 8;
constexpr std::size_t kNonceAt = kSaltAt + crypto_pwhash_SALTBYTES;
constexpr std::size_t kPublicAt = kNonceAt + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kSecretAt = kPublicAt + 32;
constexpr std::size_t kSize = kSecretAt + 32 + crypto_aead_xchacha20poly1305_ietf_ABYTES;

// What a file may ask of this machine: a Pi has 1 GiB or more, and a minute is too long to wait.
constexpr std::uint32_t kMaxPasses = 16;
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
    return fail(Errc::unavailable, "not enough memory to check the PIN: " +
                                       std::to_string(cost.memory_kib / 1024) + " MiB are needed");
  }
  return key;
}

Result<void> check_form(base::ByteView wrapped) {
  const auto text = base::as_text(wrapped);
  const bool known = text.starts_with(kPinHeading) || text.starts_with(kBadgeHeading);
  if (text.starts_with(kAnyVersion) && !known) {
    return fail(Errc::unsupported, "the staff key was written by a newer version of this program");
  }
  if (wrapped.size() != kSize || !known) {
    return fail(Errc::storage_damaged, "this is not a whole staff key");
  }
  return {};
}

}  // namespace

Result<void> check_new_pin(const base::SecretText& pin) {
  const auto digits = pin.view();
  if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) {
    return fail(Errc::invalid_input, "a PIN has only digits");
  }
  if (digits.size() < device::kMinPinDigits || digits.size() > device::kMaxPinDigits) {
    return fail(Errc::invalid_input,
                "a PIN has 6 to 12 digits, not " + std::to_string(digits.size()));
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
    return fail(Errc::invalid_input,
                "this PIN is the first one anybody would try: choose one that is not a row of "
                "equal or counting digits");
  }
  return {};
}

Result<base::Bytes> wrap(const SealKeyPair& key, const base::SecretText& pin, base::ByteView badge,
                         PinCost cost) {
  if (!badge.empty() && badge.size() != base::kBadgeBytes) {
    return fail(Errc::invalid_input, "a badge has 128 bits");
  }
  const auto heading = badge.empty() ? kPinHeading : kBadgeHeading;
  base::Bytes out(heading.begin(), heading.end());
  put_u32(out, cost.passes);
  put_u32(out, cost.memory_kib);
  out.resize(kPublicAt);
  randombytes_buf(out.data() + kSaltAt, kPublicAt - kSaltAt);
  const auto& public_key = key.public_key().bytes();
  out.insert(out.end(), public_key.begin(), public_key.end());
  SAMEN_TRY(
      const base::SecretBytes wrapping,
      derive(pin, badge, cost, base::ByteView(out).subspan(kSaltAt, crypto_pwhash_SALTBYTES)));
  out.resize(kSize);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + kSecretAt, nullptr, key.secret().data(),
                                             key.secret().size(), out.data(), kSecretAt, nullptr,
                                             out.data() + kNonceAt, wrapping.data());
  return out;
}

Result<SealKeyPair> unwrap(base::ByteView wrapped, const base::SecretText& pin,
                           base::ByteView badge) {
  SAMEN_CHECK(check_form(wrapped));
  const PinCost cost{get_u32(wrapped, kCostAt), get_u32(wrapped, kCostAt + 4)};
  if (cost.passes < 1 || cost.passes > kMaxPasses || cost.memory_kib < 8 ||
      cost.memory_kib > kMaxMemoryKib) {
    return fail(Errc::unsupported, "the staff key asks for more memory or time than allowed here");
  }
  SAMEN_TRY(const base::SecretBytes wrapping,
            derive(pin, badge, cost, wrapped.subspan(kSaltAt, crypto_pwhash_SALTBYTES)));
  base::SecretBytes secret(32);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          secret.data(), nullptr, nullptr, wrapped.data() + kSecretAt, kSize - kSecretAt,
          wrapped.data(), kSecretAt, wrapped.data() + kNonceAt, wrapping.data()) != 0) {
    return fail(Errc::permission, needs_badge(wrapped) ? "wrong PIN or badge" : "wrong PIN");
  }
  return SealKeyPair::from_secret(secret);
}

bool needs_badge(base::ByteView wrapped) {
  return base::as_text(wrapped).starts_with(kBadgeHeading);
}

Result<SealPublicKey> public_half(base::ByteView wrapped) {
  SAMEN_CHECK(check_form(wrapped));
  return SealPublicKey::from_bytes(wrapped.subspan(kPublicAt, 32));
}

}  // namespace samen::vault
