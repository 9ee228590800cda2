// SPDX-License-Identifier: Apache-2.0
#include "sync/server/keys/tls_identity.hpp"

#include <array>
#include <ctime>
#include <memory>
#include <optional>

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::server {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

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
  char words[256] = "";
  if (const auto code = ERR_get_error(); code != 0) ERR_error_string_n(code, words, sizeof words);
  ERR_clear_error();
  return fail(Errc::crypto, what + ": " + (*words == 0 ? say("no reason given") : words));
}

bool is_ip_address(const std::string& name) {
  in6_addr buffer{};
  return inet_pton(AF_INET, name.c_str(), &buffer) == 1 ||
         inet_pton(AF_INET6, name.c_str(), &buffer) == 1;
}

ExtensionPtr make_extension(int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, nullptr, nullptr, nullptr, nullptr, 0);
  return ExtensionPtr(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
}

bool add_extension(X509* certificate, int kind, const std::string& value) {
  const ExtensionPtr extension = make_extension(kind, value);
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

constexpr std::string_view kSubject = "samen-matcher";

CertificatePtr read_certificate(std::string_view pem) {
  const BioPtr text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return CertificatePtr(text ? PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr) : nullptr);
}

// Self-signed under our name: what make_tls_identity() makes.
bool is_ours(X509* certificate) {
  std::array<char, 64> name{};
  const X509_NAME* subject = X509_get_subject_name(certificate);
  const int size = X509_NAME_get_text_by_NID(const_cast<X509_NAME*>(subject), NID_commonName,
                                             name.data(), static_cast<int>(name.size()));
  return size >= 0 && std::string_view(name.data()) == kSubject &&
         X509_NAME_cmp(subject, X509_get_issuer_name(certificate)) == 0;
}

std::optional<std::int64_t> unix_ms(const ASN1_TIME* time) {
  const std::unique_ptr<ASN1_TIME, Freer<ASN1_TIME_free>> epoch(ASN1_TIME_set(nullptr, 0));
  int days = 0, seconds = 0;
  if (!epoch || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1) return std::nullopt;
  return (std::int64_t{days} * 86'400 + seconds) * 1000;
}

// A signed certificate for the key; `names` is its extension of alternative names.
Result<std::string> sign_certificate(EVP_PKEY* key, X509_EXTENSION* names, std::int64_t now_ms) {
  const CertificatePtr certificate(X509_new());
  if (!certificate) return openssl_error(say("cannot make a certificate"));
  X509* x509 = certificate.get();
  std::time_t start = static_cast<std::time_t>(now_ms / 1000);
  const std::string subject(kSubject);
  X509_NAME* name = X509_get_subject_name(x509);
  const bool filled =
      X509_set_version(x509, 2) == 1 && set_random_serial(x509) &&
      X509_time_adj_ex(X509_getm_notBefore(x509), -1, 0, &start) != nullptr &&
      X509_time_adj_ex(X509_getm_notAfter(x509), kCertificateDays - 1, 0, &start) != nullptr &&
      X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                 reinterpret_cast<const unsigned char*>(subject.data()),
                                 static_cast<int>(subject.size()), -1, 0) == 1 &&
      X509_set_issuer_name(x509, name) == 1 && X509_set_pubkey(x509, key) == 1 &&
      add_extension(x509, NID_basic_constraints, "critical,CA:FALSE") &&
      add_extension(x509, NID_key_usage, "critical,digitalSignature") &&
      add_extension(x509, NID_ext_key_usage, "serverAuth") && X509_add_ext(x509, names, -1) == 1;
  if (!filled) return openssl_error(say("cannot fill in the certificate"));
  if (X509_sign(x509, key, EVP_sha256()) == 0) {
    return openssl_error(say("cannot sign the certificate"));
  }

  const BioPtr text(BIO_new(BIO_s_mem()));
  if (!text || PEM_write_bio_X509(text.get(), x509) != 1) {
    return openssl_error(say("cannot write the TLS certificate"));
  }
  return text_of(text.get());
}

}  // namespace

Result<TlsIdentity> make_tls_identity(std::span<const std::string> names, std::int64_t now_ms) {
  if (names.empty()) return fail(Errc::invalid_input, say("a certificate needs a name"));
  const KeyPtr key(EVP_EC_gen("P-256"));
  if (!key) return openssl_error(say("cannot make a TLS key"));
  const BioPtr key_text(BIO_new(BIO_s_secmem()));
  if (!key_text || PEM_write_bio_PKCS8PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0,
                                                 nullptr, nullptr) != 1) {
    return openssl_error(say("cannot write the TLS key"));
  }
  const ExtensionPtr extension = make_extension(NID_subject_alt_name, alternative_names(names));
  if (!extension) return openssl_error(say("cannot name the certificate"));
  SAMEN_TRY(auto certificate, sign_certificate(key.get(), extension.get(), now_ms));
  return TlsIdentity{text_of(key_text.get()), std::move(certificate)};
}

Result<TlsIdentity> renewed(const TlsIdentity& identity, std::int64_t now_ms) {
  const CertificatePtr before = read_certificate(identity.certificate_pem);
  const BioPtr text(
      BIO_new_mem_buf(identity.key_pem.data(), static_cast<int>(identity.key_pem.size())));
  const KeyPtr key(text ? PEM_read_bio_PrivateKey(text.get(), nullptr, nullptr, nullptr) : nullptr);
  if (!before || !key) return openssl_error(say("cannot read the TLS key and its certificate"));
  const int names = X509_get_ext_by_NID(before.get(), NID_subject_alt_name, -1);
  if (!is_ours(before.get()) || names < 0 || X509_check_private_key(before.get(), key.get()) != 1) {
    ERR_clear_error();
    return fail(Errc::not_found,
                say("it was made elsewhere; put a new one for the same key in its place"));
  }
  SAMEN_TRY(auto certificate,
            sign_certificate(key.get(), X509_get_ext(before.get(), names), now_ms));
  return TlsIdentity{identity.key_pem, std::move(certificate)};
}

Result<Validity> validity_of(std::string_view certificate_pem) {
  const CertificatePtr certificate = read_certificate(certificate_pem);
  if (!certificate) return openssl_error(say("not a certificate in PEM"));
  const auto from = unix_ms(X509_get0_notBefore(certificate.get()));
  const auto until = unix_ms(X509_get0_notAfter(certificate.get()));
  if (!from || !until) return openssl_error(say("the certificate has no dates"));
  return Validity{*from, *until};
}

Result<base::Bytes> public_key_pin(std::string_view certificate_pem) {
  const CertificatePtr certificate = read_certificate(certificate_pem);
  if (!certificate) return openssl_error(say("not a certificate in PEM"));
  unsigned char* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der);
  if (size <= 0) return openssl_error(say("the certificate has no public key"));
  base::Bytes pin(32);
  unsigned int length = 0;
  const bool done = EVP_Digest(der, static_cast<std::size_t>(size), pin.data(), &length,
                               EVP_sha256(), nullptr) == 1;
  OPENSSL_free(der);
  if (!done || length != pin.size()) return openssl_error(say("cannot hash the public key"));
  return pin;
}

base::Result<void> save_tls_identity(const TlsIdentity& identity,
                                     const std::filesystem::path& key_file,
                                     const std::filesystem::path& certificate_file) {
  SAMEN_CHECK(base::write_file_durably(key_file, base::as_bytes(identity.key_pem)));
  return base::write_file_durably(certificate_file, base::as_bytes(identity.certificate_pem));
}

base::Result<TlsIdentity> load_tls_identity(const std::filesystem::path& key_file,
                                            const std::filesystem::path& certificate_file) {
  constexpr std::size_t kMaxPem = 64 * 1024;
  SAMEN_TRY(auto key, base::read_file(key_file, kMaxPem));
  SAMEN_TRY(auto certificate, base::read_file(certificate_file, kMaxPem));
  return TlsIdentity{std::move(key), std::move(certificate)};
}

}  // namespace samen::server
