// SPDX-License-Identifier: Apache-2.0
#include "sync/server/keys/tls_identity.hpp"

#include <ctime>
#include <memory>

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace samen::server {
namespace {

using base::Errc;
using base::fail;
using base::Result;

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Freer<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

std::unexpected<base::Error> openssl_error(const std::string& what) {
  char words[256] = "no reason given";
  if (const auto code = ERR_get_error(); code != 0) ERR_error_string_n(code, words, sizeof words);
  ERR_clear_error();
  return fail(Errc::crypto, what + ": " + words);
}

bool is_ip_address(const std::string& name) {
  in6_addr buffer{};
  return inet_pton(AF_INET, name.c_str(), &buffer) == 1 ||
         inet_pton(AF_INET6, name.c_str(), &buffer) == 1;
}

bool add_extension(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

std::string alternative_names(std::span<const std::string> names) {
  std::string list;
  for (const auto& name : names) {
    if (!list.empty()) list += ',';
    list += (is_ip_address(name) ? "IP:" : "DNS:") + name;
  }
  return list;
}

bool set_random_serial(X509* certificate) {
  unsigned char bytes[16];
  if (RAND_bytes(bytes, sizeof bytes) != 1) return false;
  bytes[0] &= 0x7f;  // a serial number is positive (RFC 5280 section 4.1.2.2)
  BIGNUM* number = BN_bin2bn(bytes, sizeof bytes, nullptr);
  const bool done = number != nullptr &&
                    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
  BN_free(number);
  return done;
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace

Result<TlsIdentity> make_tls_identity(std::span<const std::string> names, std::int64_t now_ms) {
  if (names.empty()) return fail(Errc::invalid_input, "a certificate needs a name");
  const KeyPtr key(EVP_EC_gen("P-256"));
  const CertificatePtr certificate(X509_new());
  if (!key || !certificate) return openssl_error("cannot make a TLS key");

  X509* x509 = certificate.get();
  std::time_t start = static_cast<std::time_t>(now_ms / 1000);
  const std::string subject = "samen-matcher";
  X509_NAME* name = X509_get_subject_name(x509);
  const bool filled =
      X509_set_version(x509, 2) == 1 && set_random_serial(x509) &&
      X509_time_adj_ex(X509_getm_notBefore(x509), -1, 0, &start) != nullptr &&
      X509_time_adj_ex(X509_getm_notAfter(x509), 20 * 365, 0, &start) != nullptr &&
      X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                 reinterpret_cast<const unsigned char*>(subject.data()),
                                 static_cast<int>(subject.size()), -1, 0) == 1 &&
      X509_set_issuer_name(x509, name) == 1 && X509_set_pubkey(x509, key.get()) == 1 &&
      add_extension(x509, NID_basic_constraints, "critical,CA:FALSE") &&
      add_extension(x509, NID_key_usage, "critical,digitalSignature") &&
      add_extension(x509, NID_ext_key_usage, "serverAuth") &&
      add_extension(x509, NID_subject_alt_name, alternative_names(names));
  if (!filled) return openssl_error("cannot fill in the certificate");
  if (X509_sign(x509, key.get(), EVP_sha256()) == 0) {
    return openssl_error("cannot sign the certificate");
  }

  const BioPtr key_text(BIO_new(BIO_s_secmem()));
  const BioPtr certificate_text(BIO_new(BIO_s_mem()));
  if (!key_text || !certificate_text ||
      PEM_write_bio_PKCS8PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                    nullptr) != 1 ||
      PEM_write_bio_X509(certificate_text.get(), x509) != 1) {
    return openssl_error("cannot write the TLS key");
  }
  return TlsIdentity{text_of(key_text.get()), text_of(certificate_text.get())};
}

Result<base::Bytes> public_key_pin(std::string_view certificate_pem) {
  const BioPtr text(
      BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())));
  const CertificatePtr certificate(text ? PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)
                                        : nullptr);
  if (!certificate) return openssl_error("not a certificate in PEM");
  unsigned char* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der);
  if (size <= 0) return openssl_error("the certificate has no public key");
  base::Bytes pin(32);
  unsigned int length = 0;
  const bool done = EVP_Digest(der, static_cast<std::size_t>(size), pin.data(), &length,
                               EVP_sha256(), nullptr) == 1;
  OPENSSL_free(der);
  if (!done || length != pin.size()) return openssl_error("cannot hash the public key");
  return pin;
}

}  // namespace samen::server
