// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "base/encoding.hpp"
#include "protocol/base64url.hpp"
#include "sync/server/office/passkey.hpp"
#include "vault/digest.hpp"

// A security key and its browser, in bytes: what each field holds can be changed before it is
// signed, so that every lie is a lie with a good signature.
namespace samen::test {

using server::MadePasskey;
using server::UsedPasskey;

inline base::Bytes operator+(base::Bytes left, const base::Bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}
inline base::Bytes text_bytes(std::string_view text) {
  return {text.begin(), text.end()};
}

class Authenticator {
 public:
  enum class Kind : std::uint8_t { es256, eddsa, rs256 };

  explicit Authenticator(Kind kind = Kind::es256, base::Bytes id = text_bytes("key-1"))
      : kind_(kind), credential(std::move(id)) {
    EVP_PKEY* made = kind == Kind::es256   ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")
                     : kind == Kind::eddsa ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                           : EVP_RSA_gen(2048);
    key_.reset(made);
    EXPECT_NE(made, nullptr);
  }

  base::Bytes client_data(std::string_view type, base::ByteView challenge) const {
    return text_bytes("{\"type\":\"" + std::string(type) + "\",\"challenge\":\"" +
                      protocol::to_base64url(challenge) + "\",\"origin\":\"" + origin +
                      "\",\"crossOrigin\":" + cross_origin + more + "}");
  }
  MadePasskey make(base::ByteView challenge) const {
    const auto id = credential.size();
    const base::Bytes attested =
        base::Bytes(16) +
        base::Bytes{static_cast<std::uint8_t>(id >> 8U), static_cast<std::uint8_t>(id & 0xFFU)};
    return {.client_data = client_data("webauthn.create", challenge),
            .authenticator_data = head(flags | 0x40U) + attested + credential + cose()};
  }
  UsedPasskey use(base::ByteView challenge) {
    counter += step;
    UsedPasskey used{.credential = credential,
                     .client_data = client_data("webauthn.get", challenge),
                     .authenticator_data = head(flags),
                     .signature = {},
                     .user = user};
    used.signature = sign(used);
    return used;
  }
  base::Bytes sign(const UsedPasskey& used) const {
    const auto digest = vault::sha256(used.client_data);
    const auto told = used.authenticator_data + base::Bytes(digest.begin(), digest.end());
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          EVP_MD_CTX_free);
    const auto* hash = kind_ == Kind::eddsa ? nullptr : EVP_sha256();
    EXPECT_EQ(EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, key_.get()), 1);
    base::Bytes signature(512);
    std::size_t size = signature.size();
    EXPECT_EQ(EVP_DigestSign(context.get(), signature.data(), &size, told.data(), told.size()), 1);
    signature.resize(size);
    return signature;
  }
  // The public key as COSE (RFC 9053) writes it.
  base::Bytes cose() const {
    if (kind_ == Kind::eddsa) {
      base::Bytes x(32);
      std::size_t size = x.size();
      EXPECT_EQ(EVP_PKEY_get_raw_public_key(key_.get(), x.data(), &size), 1);
      return base::Bytes{0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20} + x;
    }
    if (kind_ == Kind::rs256) {
      return base::Bytes{0xA4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00} +
             number(OSSL_PKEY_PARAM_RSA_N, 256) + base::Bytes{0x21, 0x43, 0x01, 0x00, 0x01};
    }
    return base::Bytes{0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20} +
           number(OSSL_PKEY_PARAM_EC_PUB_X, 32) + base::Bytes{0x22, 0x58, 0x20} +
           number(OSSL_PKEY_PARAM_EC_PUB_Y, 32);
  }

 private:
  Kind kind_;
  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_{nullptr, EVP_PKEY_free};

  base::Bytes number(const char* name, int size) const {
    BIGNUM* value = nullptr;
    EXPECT_EQ(EVP_PKEY_get_bn_param(key_.get(), name, &value), 1);
    base::Bytes bytes(static_cast<std::size_t>(size));
    EXPECT_EQ(BN_bn2binpad(value, bytes.data(), size), size);
    BN_free(value);
    return bytes;
  }
  base::Bytes head(unsigned said) const {
    const auto digest = vault::sha256(base::as_bytes(host));
    base::Bytes bytes(digest.begin(), digest.end());
    bytes.push_back(static_cast<std::uint8_t>(said));
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes.push_back(static_cast<std::uint8_t>(counter >> static_cast<unsigned>(shift)));
    }
    return bytes;
  }

 public:
  base::Bytes credential;
  std::string host = "office.example";
  std::string origin = "https://office.example";
  std::string cross_origin = "false";
  std::string more = {};   // members of the client data behind the usual ones
  unsigned flags = 0x05U;  // present, verified
  std::uint32_t counter = 0;
  std::uint32_t step = 1;  // 0: one that does not count
  base::Bytes user = {};
};

}  // namespace samen::test
