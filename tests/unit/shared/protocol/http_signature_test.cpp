// SPDX-License-Identifier: Apache-2.0
#include "protocol/http_signature.hpp"

#include <gtest/gtest.h>

namespace samen::protocol {
namespace {

using base::as_bytes;
using base::Errc;

// RFC 9421 appendix B.1.4: the seed is the last 32 bytes of the PKCS #8 form given there.
vault::SigningKey rfc_key() {
  const auto seed = base::from_base64("n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU=");
  return vault::SigningKey::from_seed(seed.value()).value();
}

TEST(HttpSignature, MatchesTheRfcsOwnExample) {  // RFC 9421 appendix B.2.6
  EXPECT_EQ(base::to_base64(rfc_key().verify_key().bytes()),
            "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
  const std::string base_text =
      signature_base({{"\"date\"", "Tue, 20 Apr 2021 02:07:55 GMT"},
                      {"\"@method\"", "POST"},
                      {"\"@path\"", "/foo"},
                      {"\"@authority\"", "example.com"},
                      {"\"content-type\"", "application/json"},
                      {"\"content-length\"", "18"}},
                     R"(("date" "@method" "@path" "@authority" "content-type" "content-length")"
                     R"();created=1618884473;keyid="test-key-ed25519")");
  EXPECT_EQ(base_text,
            "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n"
            "\"@method\": POST\n"
            "\"@path\": /foo\n"
            "\"@authority\": example.com\n"
            "\"content-type\": application/json\n"
            "\"content-length\": 18\n"
            "\"@signature-params\": (\"date\" \"@method\" \"@path\" \"@authority\" "
            "\"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"");
  EXPECT_EQ(base::to_base64(rfc_key().sign(as_bytes(base_text))),
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKR"
            "Cw==");
}

TEST(ContentDigest, MatchesTheRfcsOwnExample) {  // RFC 9530 appendix B.1 and section 2
  EXPECT_EQ(content_digest(as_bytes("{\"hello\": \"world\"}\n")),
            "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
  EXPECT_TRUE(check_content_digest("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                                   as_bytes("{\"hello\": \"world\"}\n")));
  EXPECT_TRUE(check_content_digest(
      "sha-512=:AAAA:, sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", {}));
}

TEST(ContentDigest, TellsAnotherBodyFromNoDigest) {
  const auto other = check_content_digest(content_digest(as_bytes("a")), as_bytes("b"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, Errc::crypto);
  for (const char* header :
       {"", "sha-512=:AAAA:", "sha-256=AAAA", "sha-256=:AAA:", "sha-256=:AAAA"}) {
    const auto bad = check_content_digest(header, as_bytes("b"));
    ASSERT_FALSE(bad) << header;
    EXPECT_EQ(bad.error().code, Errc::invalid_input) << header;
  }
}

class SignedRequests : public testing::Test {
 protected:
  SignedRequests() : headers_(sign_request(request_, key_, "device-1", 1000, nonce_)) {}
  base::Result<void> verify(const SignedRequest& request, const SignatureHeaders& headers,
                            std::int64_t now = 1000) {
    SAMEN_TRY(const auto claim, read_signature(headers));
    return verify_request(request, headers, claim, key_.verify_key(), now, 60);
  }
  vault::SigningKey key_ = rfc_key();
  std::string body_ = "{\"envelopes\":[]}";
  SignedRequest request_{"POST", "/v1/envelopes", "", as_bytes(body_)};
  base::Bytes nonce_ = base::Bytes(16, 9);
  SignatureHeaders headers_;
};

TEST_F(SignedRequests, LookAsTheContractSays) {
  EXPECT_EQ(headers_.signature_input,
            "samen=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1000;"
            "keyid=\"device-1\";alg=\"ed25519\";nonce=\"CQkJCQkJCQkJCQkJCQkJCQ==\"");
  EXPECT_TRUE(headers_.signature.starts_with("samen=:"));
  const auto claim = read_signature(headers_);
  ASSERT_TRUE(claim);
  EXPECT_EQ(claim->keyid, "device-1");
  EXPECT_EQ(claim->created_s, 1000);
  EXPECT_EQ(claim->nonce, "CQkJCQkJCQkJCQkJCQkJCQ==");
}

TEST_F(SignedRequests, HoldForExactlyThatRequest) {
  EXPECT_TRUE(verify(request_, headers_));
  for (const auto change :
       {+[](SignedRequest& r) { r.method = "GET"; }, +[](SignedRequest& r) { r.path = "/v1/feed"; },
        +[](SignedRequest& r) { r.query = "cursor=1"; },
        +[](SignedRequest& r) { r.body = as_bytes("{}"); }}) {
    SignedRequest altered = request_;
    change(altered);
    const auto verdict = verify(altered, headers_);
    ASSERT_FALSE(verdict);
    EXPECT_EQ(verdict.error().code, Errc::crypto);
  }
}

TEST_F(SignedRequests, CannotBeStitchedTogether) {
  // A digest that fits another body, but was not signed.
  SignatureHeaders swapped = headers_;
  swapped.content_digest = content_digest(as_bytes("{}"));
  SignedRequest other = request_;
  other.body = as_bytes("{}");
  EXPECT_EQ(verify(other, swapped).error().code, Errc::crypto);
  // A later time, another nonce, another key id: all of them are under the signature.
  for (const auto& [from, to] : {std::pair{"created=1000", "created=1001"},
                                 std::pair{"CQkJ", "AAAA"}, std::pair{"device-1", "device-2"}}) {
    SignatureHeaders altered = headers_;
    altered.signature_input.replace(altered.signature_input.find(from),
                                    std::string_view(from).size(), to);
    EXPECT_EQ(verify(request_, altered).error().code, Errc::crypto) << to;
  }
}

TEST_F(SignedRequests, GoStale) {
  EXPECT_TRUE(verify(request_, headers_, 1060));
  EXPECT_TRUE(verify(request_, headers_, 940));
  EXPECT_EQ(verify(request_, headers_, 1061).error().code, Errc::expired);
  EXPECT_EQ(verify(request_, headers_, 939).error().code, Errc::expired);
}

TEST_F(SignedRequests, OfAnotherShapeAreRefusedBeforeAnyKeyIsLookedUp) {
  for (const char* input :
       {"", "samen=", "sig1=(\"@method\");created=1", "samen=(\"@method\");created=1;keyid=\"a\"",
        "samen=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=x;keyid=\"a\";"
        "alg=\"ed25519\";nonce=\"n\"",
        "samen=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1;keyid=\"a\";"
        "alg=\"hmac-sha256\";nonce=\"n\"",
        "samen=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1;keyid=\"a\";"
        "alg=\"ed25519\";nonce=\"n\";tag=\"x\"",
        "samen=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1;keyid=\"\";"
        "alg=\"ed25519\";nonce=\"n\"",
        "samen=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1;keyid=\"a\nb\";"
        "alg=\"ed25519\";nonce=\"n\"",
        "samen=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=-1;keyid=\"a\";"
        "alg=\"ed25519\";nonce=\"n\""}) {
    SignatureHeaders headers = headers_;
    headers.signature_input = input;
    EXPECT_FALSE(read_signature(headers).has_value()) << input;
  }
  for (const char* signature : {"", "samen=::", "samen=:AAAA:", "sig1=:AAAA:", "samen=:AAAA"}) {
    SignatureHeaders headers = headers_;
    headers.signature = signature;
    EXPECT_FALSE(read_signature(headers).has_value()) << signature;
  }
}

}  // namespace
}  // namespace samen::protocol
