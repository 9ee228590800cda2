// SPDX-License-Identifier: Apache-2.0
#include "sync/server/oidc/id_token.hpp"

#include <algorithm>

#include "base/data_file.hpp"
#include "base/encoding.hpp"
#include "base/say.hpp"
#include "vault/digest.hpp"

namespace samen::server {

using base::Data;
using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kLongestSubject = 255;
constexpr std::size_t kMostAudiences = 10;
constexpr int kTokenDepth = 12;
constexpr std::size_t kMostTokenValues = 1000;
constexpr double kLastSecond = 1e11;  // some thousand years

std::string_view claim(const Data& claims, std::string_view name) {
  const Data* found = claims.find(name);
  if (found == nullptr) return {};
  return found->text().value_or(std::string_view());
}

Result<std::int64_t> moment_of(const Data& claims, std::string_view name) {
  const Data* found = claims.find(name);
  const auto seconds = found == nullptr ? Result<double>(-1) : found->number(0, kLastSecond);
  if (!seconds || *seconds < 0) {
    return fail(Errc::invalid_input, say("a token does not say when it was made or ends"));
  }
  return static_cast<std::int64_t>(*seconds);
}

Result<void> check_times(const Data& claims, std::int64_t now_s) {
  SAMEN_TRY(const auto ends, moment_of(claims, "exp"));
  SAMEN_TRY(const auto made, moment_of(claims, "iat"));
  if (ends + kTokenLeewayS <= now_s || made + kTokenOldestS + kTokenLeewayS < now_s) {
    return fail(Errc::expired, say("a token is too old, or the clocks differ: check both"));
  }
  std::int64_t begins = made;
  if (claims.find("nbf") != nullptr) {
    SAMEN_TRY(const auto said, moment_of(claims, "nbf"));
    begins = std::max(begins, said);
  }
  if (begins <= now_s + kTokenLeewayS) return {};
  return fail(Errc::expired, say("a token counts from later on, or the clocks differ: check both"));
}

Result<void> check_audience(const Data& claims, const std::string& client) {
  const auto refused =
      fail(Errc::permission, say("a token was made for somebody else: is client_id right?"));
  const Data* audience = claims.find("aud");
  if (audience == nullptr) return refused;
  std::size_t several = 1;
  if (audience->is(Data::Kind::list)) {
    const auto all = audience->texts(kMostAudiences);
    if (!all || std::ranges::find(*all, client) == all->end()) return refused;
    several = all->size();
  } else if (claim(claims, "aud") != client) {
    return refused;
  }
  const bool named = claims.find("azp") != nullptr;
  if ((named || several > 1) && claim(claims, "azp") != client) return refused;
  return {};
}

Result<std::string> subject_of(const Data& claims) {
  const auto subject = claim(claims, "sub");
  const bool plain = std::ranges::all_of(subject, [](char c) { return c >= ' ' && c < 0x7f; });
  if (!subject.empty() && subject.size() <= kLongestSubject && plain) return std::string(subject);
  return fail(Errc::invalid_input, say("a token does not say who it is about"));
}

Result<void> check_acr(const Data& claims, const std::vector<std::string>& asked) {
  if (asked.empty() || std::ranges::find(asked, claim(claims, "acr")) != asked.end()) return {};
  return fail(Errc::permission,
              say("the provider did not ask for the second factor that \"acr\" names"));
}

}  // namespace

Result<IdToken> read_id_token(const OidcKeys& keys, const OidcSettings& settings,
                              std::string_view token, const TokenExpected& expected) {
  SAMEN_TRY(const auto text, keys.signed_by(token));
  const auto file = base::DataFile::parse(
      text, "ID token",
      {.bytes = kMostTokenBytes, .depth = kTokenDepth, .values = kMostTokenValues});
  // Its own words may repeat what stands there.
  if (!file)
    return fail(Errc::invalid_input, say("what a token says is no JSON that is read here"));
  const Data& claims = file->root();
  if (claim(claims, "iss") != settings.issuer) {
    return fail(Errc::permission, say("a token comes from another issuer than oidc.json names"));
  }
  SAMEN_CHECK(check_audience(claims, settings.client_id));
  SAMEN_CHECK(check_times(claims, expected.now_s));
  if (expected.nonce.empty() ||
      !vault::same_bytes(base::as_bytes(claim(claims, "nonce")), base::as_bytes(expected.nonce))) {
    return fail(Errc::permission, say("a token answers another question than this browser's"));
  }
  SAMEN_CHECK(check_acr(claims, settings.acr));
  IdToken made;
  SAMEN_TRY(made.subject, subject_of(claims));
  return made;
}

}  // namespace samen::server
