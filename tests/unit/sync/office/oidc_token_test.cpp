// SPDX-License-Identifier: Apache-2.0
// What a provider signed, and everything beside it that only looks so.
#include <gtest/gtest.h>

#include "sync/server/oidc/discovery.hpp"
#include "sync/server/oidc/id_token.hpp"
#include "unit/sync/office/oidc_signer.hpp"

namespace samen::server {
namespace {

using base::Errc;
using nlohmann::json;

constexpr std::int64_t kNowS = 1'790'000'000;

class OidcToken : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    rsa = new OidcSigner(OidcSigner::rsa("r1"));
    elliptic = new OidcSigner(OidcSigner::elliptic("e1"));
  }
  static void TearDownTestSuite() {
    delete rsa;
    delete elliptic;
  }
  static json claims() {
    return {{"iss", "https://login.example"},
            {"sub", "7f3a"},
            {"aud", "samen"},
            {"exp", kNowS + 300},
            {"iat", kNowS - 10},
            {"nonce", "n-1"}};
  }
  static OidcKeys both() {
    auto keys = OidcKeys::read(json{{"keys", {rsa->shown(), elliptic->shown()}}}.dump());
    EXPECT_TRUE(keys) << keys.error().message;
    return std::move(*keys);
  }
  static OidcSettings settings() {
    return {.issuer = "https://login.example", .client_id = "samen", .name = "gemeente X"};
  }
  static base::Result<IdToken> read(const std::string& token,
                                    const OidcSettings& asked = settings()) {
    return read_id_token(both(), asked, token, {.nonce = "n-1", .now_s = kNowS});
  }
  // What became of a token of which one claim is otherwise.
  static Errc with(const std::string& claim, const json& value) {
    auto said = claims();
    said[claim] = value;
    const auto made = read(rsa->signs("RS256", said));
    return made ? Errc::internal : made.error().code;
  }
  static Errc without(const std::string& claim) {
    auto said = claims();
    said.erase(claim);
    const auto made = read(rsa->signs("RS256", said));
    return made ? Errc::internal : made.error().code;
  }
  static Errc code_of(const std::string& token) {
    const auto made = read(token);
    return made ? Errc::internal : made.error().code;
  }

  static OidcSigner* rsa;
  static OidcSigner* elliptic;
};
OidcSigner* OidcToken::rsa = nullptr;
OidcSigner* OidcToken::elliptic = nullptr;

TEST_F(OidcToken, IsTakenSignedByEachOfTheThree) {
  for (const auto& token :
       {rsa->signs("RS256", claims()), rsa->signs("PS256", claims()),
        elliptic->signs("ES256", claims()), rsa->signs(json{{"alg", "RS256"}}, claims().dump())}) {
    const auto made = read(token);
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(made->subject, "7f3a");
  }
}

TEST_F(OidcToken, IsForUsNowAndForThisQuestion) {
  EXPECT_EQ(with("iss", "https://login.example/"), Errc::permission);
  EXPECT_EQ(with("iss", "https://other.example"), Errc::permission);
  EXPECT_EQ(with("aud", "other"), Errc::permission);
  EXPECT_EQ(with("aud", json::array({"other", "third"})), Errc::permission);
  EXPECT_EQ(with("aud", json::array({"samen", "other"})), Errc::permission) << "azp is missing";
  EXPECT_EQ(with("azp", "other"), Errc::permission);
  EXPECT_EQ(with("exp", kNowS - 60), Errc::expired);
  EXPECT_EQ(with("exp", kNowS - 59), Errc::internal) << "clocks differ a little: it is taken";
  EXPECT_EQ(with("iat", kNowS + 61), Errc::expired);
  EXPECT_EQ(with("iat", kNowS - 661), Errc::expired);
  EXPECT_EQ(with("nbf", kNowS + 61), Errc::expired);
  EXPECT_EQ(with("nonce", "n-2"), Errc::permission);
  EXPECT_EQ(with("nonce", ""), Errc::permission);
  EXPECT_EQ(with("sub", ""), Errc::invalid_input);
  EXPECT_EQ(with("sub", std::string(256, 'a')), Errc::invalid_input);
  EXPECT_EQ(with("sub", "a\nb"), Errc::invalid_input);
  EXPECT_EQ(with("sub", 7), Errc::invalid_input);
  EXPECT_EQ(with("exp", "soon"), Errc::invalid_input);
  EXPECT_EQ(with("exp", 1e300), Errc::invalid_input);
  for (const auto* claim : {"iss", "aud", "nonce"}) EXPECT_EQ(without(claim), Errc::permission);
  for (const auto* claim : {"exp", "iat", "sub"}) EXPECT_EQ(without(claim), Errc::invalid_input);
  auto several = claims();
  several["aud"] = {"samen", "other"};
  several["azp"] = "samen";
  EXPECT_TRUE(read(rsa->signs("RS256", several)));
  several["aud"] = {"other", "third"};
  EXPECT_EQ(read(rsa->signs("RS256", several)).error().code, Errc::permission)
      << "we are named, but it is for others";
}

TEST_F(OidcToken, NamesTheSecondFactorWhereOneIsAsked) {
  auto asked = settings();
  asked.acr = {"urn:two", "urn:three"};
  auto said = claims();
  EXPECT_FALSE(read(rsa->signs("RS256", said), asked));
  said["acr"] = "urn:one";
  EXPECT_FALSE(read(rsa->signs("RS256", said), asked));
  said["acr"] = "urn:three";
  EXPECT_TRUE(read(rsa->signs("RS256", said), asked));
}

TEST_F(OidcToken, IsSignedByNothingElse) {
  const json none{{"alg", "none"}, {"kid", "r1"}};
  EXPECT_FALSE(read(unsigned_token(none, claims())));
  EXPECT_FALSE(read(unsigned_token({{"alg", "RS256"}, {"kid", "r1"}}, claims())));
  // The public key, which everybody has, as the secret of a MAC.
  const json mac{{"alg", "HS256"}, {"kid", "r1"}};
  EXPECT_EQ(code_of(mac_token(rsa->shown().dump(), mac, claims())), Errc::unsupported);
  EXPECT_EQ(code_of(mac_token(rsa->shown()["n"], mac, claims())), Errc::unsupported);
  // RSA where the key of that name is one of a curve, and the other way round.
  EXPECT_EQ(code_of(rsa->signs({{"alg", "RS256"}, {"kid", "e1"}}, claims().dump())), Errc::crypto);
  EXPECT_EQ(code_of(elliptic->signs({{"alg", "ES256"}, {"kid", "r1"}}, claims().dump())),
            Errc::crypto);
  EXPECT_EQ(code_of(rsa->signs({{"alg", "RS256"}, {"kid", "r2"}}, claims().dump())),
            Errc::not_found);
  // Another key under the name of ours, be it that the token brings it along.
  const auto other = OidcSigner::rsa("r1");
  EXPECT_EQ(code_of(other.signs("RS256", claims())), Errc::crypto);
  EXPECT_EQ(code_of(other.signs({{"alg", "RS256"}, {"kid", "r1"}, {"jwk", other.shown()}},
                                claims().dump())),
            Errc::crypto);
  for (const auto& more :
       {json{{"crit", {"exp"}}}, json{{"b64", false}}, json{{"typ", "at+jwt"}}, json{{"typ", 1}}}) {
    json header{{"alg", "RS256"}, {"kid", "r1"}};
    header.update(more);
    // Told before a signature is looked at, so this one need not hold.
    EXPECT_EQ(code_of(unsigned_token(header, claims()) + "AAAA"), Errc::unsupported) << more;
  }
}

TEST_F(OidcToken, CutOrChangedOrOddIsRefused) {
  const auto good = rsa->signs("RS256", claims());
  for (std::size_t cut = 0; cut < good.size(); cut += 7) {
    EXPECT_FALSE(read(good.substr(0, cut))) << cut;
  }
  // The last character of a signature of 256 bytes holds two bits that say nothing.
  for (std::size_t at = 0; at + 1 < good.size(); at += 11) {
    auto changed = good;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read(changed)) << at;
  }
  EXPECT_FALSE(read(good + "." + good));
  EXPECT_EQ(code_of(std::string(kMostTokenBytes + 1, 'a')), Errc::limit);
  const json header{{"alg", "RS256"}, {"kid", "r1"}};
  const auto whole = claims().dump();
  const auto twice = whole.substr(0, whole.size() - 1) + R"(,"sub":"other"})";
  std::string deep = whole.substr(0, whole.size() - 1) + R"(,"x":)" + std::string(40, '[');
  deep += std::string(40, ']') + "}";
  for (const auto& text : {std::string("null"), std::string("[]"), std::string("{"), twice, deep}) {
    EXPECT_EQ(code_of(rsa->signs(header, text)), Errc::invalid_input) << text;
  }
}

TEST_F(OidcToken, KeysAreLongEnoughAndForSigning) {
  const auto refused = [](const json& key) {
    const auto keys = OidcKeys::read(json{{"keys", {key}}}.dump());
    return !keys && keys.error().code == Errc::unsupported;
  };
  EXPECT_TRUE(refused(OidcSigner::rsa("short", 1024).shown()));
  auto other = rsa->shown();
  other["use"] = "enc";
  EXPECT_TRUE(refused(other));
  other = rsa->shown();
  other["alg"] = "RS512";
  EXPECT_TRUE(refused(other));
  other = rsa->shown();
  other["n"] = std::string(1500, 'A');
  EXPECT_TRUE(refused(other));
  EXPECT_TRUE(refused({{"kty", "oct"}, {"k", "c2VjcmV0"}, {"kid", "r1"}}));
  auto off_the_curve = elliptic->shown();
  off_the_curve["y"] = off_the_curve["x"];
  EXPECT_TRUE(refused(off_the_curve));
  EXPECT_FALSE(OidcKeys::read("{}"));
  EXPECT_FALSE(OidcKeys::read(R"({"keys": [1, null, "x", {}]})"));
  EXPECT_FALSE(OidcKeys::read(std::string(kMostKeysBytes + 1, ' ')));
  json many = json::array();
  for (int i = 0; i < 65; ++i) many.push_back(elliptic->shown());
  EXPECT_FALSE(OidcKeys::read(json{{"keys", many}}.dump()));
  // One without a name is taken where there is no other that fits.
  const auto two = OidcKeys::read(json{{"keys", {rsa->shown(), rsa->shown()}}}.dump());
  ASSERT_TRUE(two);
  EXPECT_FALSE(two->signed_by(rsa->signs(json{{"alg", "RS256"}}, "{}")));
}

TEST(OidcDiscovery, IsOfThisIssuerAndDoesWhatWeNeed) {
  const OidcSettings settings{.issuer = "https://login.example/x",
                              .client_id = "samen",
                              .secret = base::SecretText("s"),
                              .name = "X"};
  const json good{{"issuer", "https://login.example/x"},
                  {"authorization_endpoint", "https://login.example/a"},
                  {"token_endpoint", "https://login.example/t"},
                  {"jwks_uri", "https://login.example/k"},
                  {"more", {{"deep", {1, 2}}}}};
  EXPECT_EQ(discovery_address("https://login.example/x/"),
            "https://login.example/x/.well-known/openid-configuration");
  const auto read = read_discovery(good.dump(), settings);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->token, "https://login.example/t");
  const auto code = [&](const std::string& name, const json& value) {
    auto said = good;
    said[name] = value;
    const auto made = read_discovery(said.dump(), settings);
    return made ? Errc::internal : made.error().code;
  };
  EXPECT_EQ(code("issuer", "https://login.example/x/"), Errc::permission);
  EXPECT_EQ(code("issuer", "https://other.example"), Errc::permission);
  EXPECT_EQ(code("issuer", 1), Errc::invalid_input);
  for (const auto* name : {"authorization_endpoint", "token_endpoint", "jwks_uri"}) {
    for (const json& odd : {json("http://login.example/a"), json("https:///a"), json(nullptr),
                            json("file:///etc/passwd"), json("https://a b"), json(),
                            json("https://x@login.example/a"), json("https://login.example/#a")}) {
      EXPECT_EQ(code(name, odd), Errc::unsupported) << name << odd;
    }
  }
  EXPECT_EQ(code("response_types_supported", {"id_token"}), Errc::unsupported);
  EXPECT_EQ(code("code_challenge_methods_supported", {"plain"}), Errc::unsupported);
  EXPECT_EQ(code("id_token_signing_alg_values_supported", {"HS256"}), Errc::unsupported);
  EXPECT_EQ(code("token_endpoint_auth_methods_supported", {"private_key_jwt"}), Errc::unsupported);
  EXPECT_FALSE(read_discovery(std::string(kMostDiscoveryBytes + 1, ' '), settings));
  EXPECT_FALSE(read_discovery(good.dump().substr(0, 40), settings));
}

}  // namespace
}  // namespace samen::server
