// SPDX-License-Identifier: Apache-2.0
#include "sync/server/oidc/client.hpp"

#include <algorithm>
#include <new>

#include "base/data_file.hpp"
#include "base/encoding.hpp"
#include "base/say.hpp"
#include "sync/server/messages/transfer.hpp"
#include "sync/server/pages/query.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr long kReachSeconds = 4;
constexpr long kAnswerSeconds = 8;
constexpr long kFine = 200;
constexpr std::int64_t kLearnedMs = 60 * 60 * 1000;
constexpr std::int64_t kAgainMs = 10'000;  // between two looks for a key that was not there
constexpr std::size_t kMostTokenAnswer = 64U << 10;
constexpr std::size_t kLongestErrorWord = 40;

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(user)->load() ? 1 : 0;
}

// The provider's own word for what it did not like ("invalid_grant"), never the sentence beside it.
std::string error_word_in(const std::string& answer) {
  const auto file = base::DataFile::parse(answer, "answer", {.bytes = kMostTokenAnswer});
  if (!file) return {};
  const auto word = file->root().text("error").value_or("");
  const bool is_word = word.size() <= kLongestErrorWord && std::ranges::all_of(word, [](char c) {
                         return (c >= 'a' && c <= 'z') || c == '_';
                       });
  return is_word ? word : std::string();
}

base::Error heard_wrong(CURLcode code, const Heard& heard, const std::string& host) {
  if (heard.too_long) {
    return {Errc::limit, say("the provider's answer is longer than {} bytes", heard.most)};
  }
  return {Errc::network,
          say("the provider does not answer at {}: {}", host, curl_easy_strerror(code))};
}

// Of an address of the provider, what may stand in a log.
std::string without_query(const std::string& url) {
  return url.substr(0, url.find('?'));
}

// Name and secret as client_secret_basic writes them (RFC 6749, 2.3.1): encoded, then joined.
base::SecretText basic_of(const OidcSettings& settings) {
  const auto encoded = [](std::string_view text) {
    Query query;
    query.add("v", text);
    return query.text().substr(2);
  };
  const std::string both = encoded(settings.client_id) + ":" + encoded(settings.secret.view());
  return base::SecretText("Authorization: Basic " + base::to_base64(base::as_bytes(both)));
}

}  // namespace

std::shared_ptr<const OidcProvider> OidcClient::known() const {
  const std::scoped_lock lock(mutex_);
  return provider_;
}

bool OidcClient::is_old() const {
  const std::scoped_lock lock(mutex_);
  return provider_ == nullptr || clock_.mono_ms() - learned_ms_ >= kLearnedMs;
}

// With `form` a POST to the token endpoint, as the client that we are.
Result<std::string> OidcClient::ask(const std::string& url, const std::string* form,
                                    std::size_t most) const try {
  const Curl curl = new_transfer(url);
  Heard heard{.most = most};
  CurlList headers;
  bool room = add_line(headers, "Accept: application/json");
  if (form != nullptr && !settings_.secret.empty()) {
    room = room && add_line(headers, std::string(basic_of(settings_).view()));
  }
  if (!room) throw std::bad_alloc();
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, kReachSeconds);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, kAnswerSeconds);
  hear(curl, heard);
  curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &stopping_);
  const std::string roots = settings_.certificates.string();
  if (!roots.empty()) curl_easy_setopt(curl.get(), CURLOPT_CAINFO, roots.c_str());
  if (form != nullptr) {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(form->size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, form->c_str());
  }
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) return std::unexpected(heard_wrong(code, heard, without_query(url)));
  long said = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &said);
  if (said == kFine) return std::move(heard.text);
  return fail(Errc::unavailable, say("the provider answers {} {} at {}", said,
                                     error_word_in(heard.text), without_query(url)));
} catch (const std::bad_alloc&) {
  return fail(Errc::limit, say("out of memory"));
}

Result<std::shared_ptr<const OidcProvider>> OidcClient::learn() {
  SAMEN_TRY(const auto said,
            ask(discovery_address(settings_.issuer), nullptr, kMostDiscoveryBytes));
  SAMEN_TRY(auto endpoints, read_discovery(said, settings_));
  SAMEN_TRY(const auto jwks, ask(endpoints.keys, nullptr, kMostKeysBytes));
  SAMEN_TRY(auto keys, OidcKeys::read(jwks));
  auto made = std::make_shared<const OidcProvider>(
      OidcProvider{.at = std::move(endpoints), .keys = std::move(keys)});
  const std::scoped_lock lock(mutex_);
  provider_ = made;
  learned_ms_ = clock_.mono_ms();
  return made;
}

Result<std::string> OidcClient::token_for(const OidcProvider& provider,
                                          const OidcExchange& exchange) const {
  Query form;
  form.add("grant_type", "authorization_code");
  form.add("code", exchange.code);
  form.add("redirect_uri", redirect_);
  form.add("code_verifier", exchange.verifier);
  if (settings_.secret.empty()) form.add("client_id", settings_.client_id);
  const std::string body = form.text();
  SAMEN_TRY(const auto said, ask(provider.at.token, &body, kMostTokenAnswer));
  const auto file = base::DataFile::parse(said, "token answer", {.bytes = kMostTokenAnswer});
  const auto token = file ? file->root().text("id_token").value_or("") : std::string();
  if (!token.empty()) return token;
  return fail(Errc::invalid_input, say("the provider gave no ID token; is it asked for openid?"));
}

Result<IdToken> OidcClient::exchange(const OidcExchange& exchange) {
  auto provider = known();
  if (provider == nullptr || is_old()) {
    auto learned = learn();
    if (!learned && provider == nullptr) return std::unexpected(learned.error());
    if (learned) provider = std::move(*learned);
  }
  SAMEN_TRY(const auto token, token_for(*provider, exchange));
  const auto read = [&](const OidcKeys& keys) {
    return read_id_token(keys, settings_, token,
                         {.nonce = exchange.nonce, .now_s = clock_.wall_ms() / 1000});
  };
  auto made = read(provider->keys);
  if (made || made.error().code != Errc::not_found) return made;
  {
    // A key of a name we have not heard of: they may have changed, and are asked for now and then.
    const std::scoped_lock lock(mutex_);
    if (clock_.mono_ms() - learned_ms_ < kAgainMs) return made;
  }
  SAMEN_TRY(const auto newer, learn());
  return read(newer->keys);
}

std::string OidcClient::address(const OidcProvider& provider, const OidcQuestion& question) const {
  Query query;
  query.add("response_type", "code");
  query.add("scope", "openid");
  query.add("client_id", settings_.client_id);
  query.add("redirect_uri", redirect_);
  query.add("state", question.state);
  query.add("nonce", question.nonce);
  query.add("code_challenge", question.challenge);
  query.add("code_challenge_method", "S256");
  std::string acr;
  for (const auto& each : settings_.acr) acr += (acr.empty() ? "" : " ") + each;
  query.add("acr_values", acr);
  const auto& at = provider.at.authorization;
  return at + (at.find('?') == std::string::npos ? "?" : "&") + query.text();
}

}  // namespace samen::server
