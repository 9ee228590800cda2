// SPDX-License-Identifier: Apache-2.0
#include "sync/server/messages/notify.hpp"

#include <algorithm>
#include <chrono>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "protocol/base64url.hpp"
#include "sync/server/messages/transfer.hpp"
#include "vault/keyed_digest.hpp"

namespace samen::server {

namespace {

constexpr std::size_t kMostAnswerBytes = 16U << 10;
constexpr long kCreated = 201;
constexpr long kBadRequest = 400;
constexpr long kForbidden = 403;
constexpr long kTooMany = 429;

// What kind of mistake it is, in Notify's own word ("ValidationError"); never the sentence beside
// it, which may repeat the number.
std::string error_word(const std::string& answer) {
  const nlohmann::json parsed = nlohmann::json::parse(answer, nullptr, false);
  const nlohmann::json::json_pointer place("/errors/0/error");
  if (!parsed.is_object() || !parsed.contains(place) || !parsed[place].is_string()) return {};
  const auto& word = parsed[place].get_ref<const std::string&>();
  const bool is_word = word.size() <= 40 && std::ranges::all_of(word, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                       });
  return is_word ? word : std::string();
}

// A number that Notify cannot send to is a validation error; every other 400 is our own mistake.
Handing handing_of(long said, const std::string& answer) {
  if (said == kCreated) return {};
  const std::string word = error_word(answer);
  const std::string words = "Notify said " + std::to_string(said) + " " + word;
  if (said == kBadRequest && word == "ValidationError") return {Handed::never, words};
  if (said == kForbidden) {
    return {Handed::no_service, words + ": the key is not known there, or this clock is wrong"};
  }
  if (said == kTooMany) return {Handed::no_service, words + ": the limit of the service"};
  return {Handed::no_service, words};
}

}  // namespace

std::string notify_token(const NotifySettings& settings, std::int64_t now_s) {
  const auto base64url = [](std::string_view text) {
    return protocol::to_base64url(base::as_bytes(text));
  };
  const std::string head = base64url(R"({"typ":"JWT","alg":"HS256"})");
  const std::string claims =
      base64url(nlohmann::json{{"iss", settings.service}, {"iat", now_s}}.dump());
  const std::string said = head + "." + claims;
  const auto digest = vault::hmac_sha256(settings.secret.view(), said);
  return said + "." + protocol::to_base64url(digest);
}

Handing Notify::hand_over(const Letter& letter) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto now_s = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  const std::string body = nlohmann::json{{"phone_number", letter.to.view()},
                                          {"template_id", settings_->sms_template},
                                          {"personalisation", {{"message", letter.text}}},
                                          {"reference", std::to_string(letter.number)}}
                               .dump();
  const Curl curl = new_transfer(settings_->url + "/v2/notifications/sms");
  CurlList headers;
  if (!add_line(headers, "Authorization: Bearer " + notify_token(*settings_, now_s)) ||
      !add_line(headers, "Content-Type: application/json")) {
    return {Handed::no_service, "out of memory"};
  }
  Heard answer{.most = kMostAnswerBytes};
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
  hear(curl, answer);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) return no_service(code);
  long said = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &said);
  return handing_of(said, answer.text);
}

}  // namespace samen::server
