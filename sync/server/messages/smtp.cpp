// SPDX-License-Identifier: Apache-2.0
#include "sync/server/messages/smtp.hpp"

#include "base/encoding.hpp"
#include "protocol/http_date.hpp"
#include "sync/server/messages/transfer.hpp"

namespace samen::server {

namespace {

constexpr std::string_view kWordBegin = "=?UTF-8?B?";
constexpr std::string_view kWordEnd = "?=";
constexpr std::size_t kBytesAWord = 45;  // 60 characters of base64: 72 with begin and end
constexpr long kMailDone = 250;
constexpr long kRefusedForNow = 400;
constexpr long kRefused = 500;
constexpr long kLoginFailed = 535;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// RFC 5322 has the date of HTTP, but for the zone's name.
std::string mail_date(std::int64_t at_ms) {
  std::string date = protocol::http_date(at_ms);
  return date.replace(date.rfind("GMT"), std::string::npos, "+0000");
}

std::string host_of(std::string_view address) {
  return std::string(address.substr(address.find('@') + 1));
}

bool is_on_this_machine(std::string_view url) {
  const auto host = url.substr(url.find("//") + 2);
  return host.starts_with("127.0.0.1") || host.starts_with("[::1]") ||
         host.starts_with("localhost");
}

// The same for the same message, so that one that is sent twice can be shown once.
std::string message_id(const Letter& letter, std::string_view from) {
  return "<samen." + std::to_string(letter.number) + "." + std::to_string(letter.made_ms) + "@" +
         host_of(from) + ">";
}

bool add_headers(CurlList& headers, const Letter& letter, const SmtpSettings& settings,
                 std::string_view programme) {
  return add_line(headers, "From: " + encoded_words(programme) + " <" + settings.from + ">") &&
         add_line(headers, "To: <" + std::string(letter.to.view()) + ">") &&
         add_line(headers, "Subject: " + encoded_words(letter.subject)) &&
         add_line(headers, "Date: " + mail_date(letter.made_ms)) &&
         add_line(headers, "Message-ID: " + message_id(letter, settings.from)) &&
         add_line(headers, "Content-Language: " + letter.language) &&
         add_line(headers, "Auto-Submitted: auto-generated") &&
         add_line(headers, "X-Auto-Response-Suppress: All");
}

void add_part(curl_mimepart* part, const std::string& content, const char* type) {
  curl_mime_data(part, content.data(), content.size());
  curl_mime_type(part, type);
  curl_mime_encoder(part, "base64");
}

Handing handing_of(CURLcode code, long said) {
  if (code == CURLE_OK && said == kMailDone) return {};
  // What curl reports of a refused login is the server's last word, as of a refused mailbox.
  if (code == CURLE_LOGIN_DENIED || said == kLoginFailed) {
    return {Handed::no_service, "the mail server does not accept user and password"};
  }
  const bool about_the_mail = code == CURLE_OK || code == CURLE_SEND_ERROR ||
                              code == CURLE_RECV_ERROR || code == CURLE_WEIRD_SERVER_REPLY;
  const std::string words = "the mail server said " + std::to_string(said);
  if (about_the_mail && said >= kRefused) return {Handed::never, words};
  if (about_the_mail && said >= kRefusedForNow) return {Handed::later, words};
  return no_service(code);
}

}  // namespace

std::string encoded_words(std::string_view text) {
  std::string words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(at + kBytesAWord, text.size());
    while (end < text.size() && end > at + 1 && is_continuation(text[end])) --end;
    words += (words.empty() ? "" : "\r\n ");
    words += kWordBegin;
    words += base::to_base64(base::as_bytes(text.substr(at, end - at)));
    words += kWordEnd;
    at = end;
  }
  return words;
}

Handing Smtp::hand_over(const Letter& letter) {
  const Curl curl = new_transfer(settings_->url);
  const bool in_clear = is_on_this_machine(settings_->url) && settings_->certificates.empty();
  curl_easy_setopt(curl.get(), CURLOPT_USE_SSL,
                   static_cast<long>(in_clear ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!settings_->certificates.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_CAINFO, settings_->certificates.c_str());
  }
  if (!settings_->user.empty()) {
    base::SecretText password = settings_->password;
    password.append(std::string_view("\0", 1));
    curl_easy_setopt(curl.get(), CURLOPT_USERNAME, settings_->user.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, password.view().data());
  }
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + settings_->from + ">").c_str());
  CurlList to;
  CurlList headers;
  const CurlMime mime(curl_mime_init(curl.get()));
  curl_mimepart* part = mime == nullptr ? nullptr : curl_mime_addpart(mime.get());
  if (part == nullptr || !add_line(to, "<" + std::string(letter.to.view()) + ">") ||
      !add_headers(headers, letter, *settings_, programme_)) {
    return {Handed::no_service, "out of memory"};
  }
  add_part(part, letter.text, "text/plain; charset=utf-8");
  if (!letter.calendar.empty()) {
    curl_mimepart* entry = curl_mime_addpart(mime.get());
    if (entry == nullptr) return {Handed::no_service, "out of memory"};
    add_part(entry, letter.calendar, "text/calendar; charset=utf-8");
    curl_mime_filename(entry, "meeting.ics");
  }
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_MIMEPOST, mime.get());
  const CURLcode code = curl_easy_perform(curl.get());
  long said = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &said);
  return handing_of(code, said);
}

}  // namespace samen::server
