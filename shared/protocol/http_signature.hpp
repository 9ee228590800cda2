// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "vault/sign.hpp"

// Signed requests: HTTP Message Signatures (RFC 9421) with Ed25519 over method, path, query and
// the digest of the body (RFC 9530). One signature a request, labelled "samen".
namespace samen::protocol {

// The parts of a request that are signed, the same on both sides of any proxy. `path` is without
// the query ("/v1/feed"); `query` is what follows the '?', without it, empty when there is none.
struct SignedRequest {
  std::string method;  // upper case
  std::string path;
  std::string query;
  base::ByteView body;  // empty for GET; its digest is signed all the same
};

// The three header values to send.
struct SignatureHeaders {
  std::string content_digest;   // Content-Digest
  std::string signature_input;  // Signature-Input
  std::string signature;        // Signature
};

// `keyid` is the device id as text; `nonce` is 16 fresh random bytes; `created_s` is Unix time.
SignatureHeaders sign_request(const SignedRequest& request, const vault::SigningKey& key,
                              std::string_view keyid, std::int64_t created_s, base::ByteView nonce);

// What the header claims, before any key is known. Errc::invalid_input when it is not exactly the
// form sign_request writes (other components, another algorithm, a missing parameter).
struct SignatureClaim {
  std::int64_t created_s = 0;
  std::string keyid;
  std::string nonce;       // as sent: makes two signatures over one request differ
  std::string parameters;  // the text of @signature-params
  base::Bytes signature;   // 64 bytes
};
base::Result<SignatureClaim> read_signature(const SignatureHeaders& headers);

// Errc::crypto when digest or signature do not hold; Errc::expired when created_s is more than
// `max_skew_s` away from `now_s` (looked at last, so only the key's owner can learn it).
// Nonces are not remembered here: a caller whose requests must not be repeated has to do that.
base::Result<void> verify_request(const SignedRequest& request, const SignatureHeaders& headers,
                                  const SignatureClaim& claim, const vault::VerifyKey& key,
                                  std::int64_t now_s, std::int64_t max_skew_s);

// Content-Digest of RFC 9530: sha-256=:<base64>:
std::string content_digest(base::ByteView body);
// Takes any dictionary that holds a sha-256 member. Errc::crypto when it is another digest.
base::Result<void> check_content_digest(std::string_view header, base::ByteView body);

// The signature base of RFC 9421 section 2.5 over covered components in order; `parameters` is the
// value of @signature-params, which becomes the last line. Component names come with their quotes
// and parameters, as they stand in the list.
struct Component {
  std::string name;
  std::string value;
};
std::string signature_base(const std::vector<Component>& components, std::string_view parameters);

}  // namespace samen::protocol
