// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/key_pin.hpp"

#include <algorithm>

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace samen::agent {
namespace {

std::optional<KeyDigest> digest_of_key(X509* certificate) {
  if (certificate == nullptr) return std::nullopt;
  unsigned char* encoded = nullptr;
  const int length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &encoded);
  if (length <= 0) return std::nullopt;
  KeyDigest digest{};
  unsigned int written = 0;
  const int done = EVP_Digest(encoded, static_cast<std::size_t>(length), digest.data(), &written,
                              EVP_sha256(), nullptr);
  OPENSSL_free(encoded);
  if (done != 1 || written != digest.size()) return std::nullopt;
  return digest;
}

// OpenSSL calls this in place of its chain verification; 1 goes on, 0 ends the handshake.
int verify_pin(X509_STORE_CTX* store, void* argument) {
  auto& shown = *static_cast<ShownKey*>(argument);
  shown.digest = digest_of_key(X509_STORE_CTX_get0_cert(store));
  shown.refused = !shown.digest || !shown.pin.matches(*shown.digest);
  if (!shown.refused) return 1;
  X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
  return 0;
}

// OpenSSL shows every record's head and every message here, before it judges them.
void note_record(int sent, int, int type, const void* data, std::size_t size, SSL*,
                 void* argument) {
  auto& shown = *static_cast<ShownKey*>(argument);
  const auto* bytes = static_cast<const unsigned char*>(data);
  constexpr unsigned char kTlsMajorVersion = 3;
  if (type == SSL3_RT_HEADER && sent == 0 && size >= 2 && bytes[1] != kTlsMajorVersion) {
    shown.not_tls = true;
  }
  if (type == SSL3_RT_ALERT) shown.alert = true;
}

}  // namespace

std::optional<KeyPin> KeyPin::from_prefix(base::ByteView first_bytes) {
  if (first_bytes.size() < 10 || first_bytes.size() > 32) return std::nullopt;
  KeyPin pin;
  std::ranges::copy(first_bytes, pin.digest_.begin());
  pin.length_ = first_bytes.size();
  return pin;
}

bool KeyPin::matches(const KeyDigest& shown) const {
  if (next_ && *next_ == shown) return true;
  return length_ > 0 &&
         std::equal(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(length_),
                    digest_.begin());
}

void require_pin(ssl_ctx_st* context, ShownKey& shown) {
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_cert_verify_callback(context, verify_pin, &shown);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_msg_callback(context, note_record);
  SSL_CTX_set_msg_callback_arg(context, &shown);
}

}  // namespace samen::agent
