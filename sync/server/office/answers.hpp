// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/server/http/message.hpp"
#include "sync/server/office/form.hpp"
#include "sync/server/pages/page.hpp"

// How an answer of the office travels: what every browser is told about it, cookies, redirects.
namespace samen::server {

// A path of the office. Nothing else can be redirected to, so no header and no other site either.
class OurPath {
 public:
  // Nothing for what does not begin with one '/', or has a character that no path of ours has.
  static std::optional<OurPath> parse(std::string_view text);
  static OurPath home() { return OurPath("/"); }
  static OurPath round() { return OurPath("/round"); }
  static OurPath sign_in() { return OurPath("/sign-in"); }
  // Where a code is given again on the way to `then`.
  static OurPath confirm(const OurPath& then);
  const std::string& str() const { return text_; }

 private:
  explicit OurPath(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

using Headers = std::vector<std::pair<std::string, std::string>>;
// What goes with every answer, refusals by the listener included. `tls`: browsers are to come back
// by HTTPS only; behind a proxy that is the proxy's to say.
Headers policy_headers(bool tls);

HttpResponse html_answer(Page page);
// The same, and the browser may run what /passkey.js holds, and nothing else.
HttpResponse html_with_script(Page page);
HttpResponse redirect_to(const OurPath& path);  // 303: whatever was sent, the next one is a GET
HttpResponse to_sign_in(std::string_view why);  // "over": it was too long; "out": they said so
// Where a form's field `then` leads; home when it leads nowhere of ours.
OurPath path_then(const FormFields& fields);

// One cookie of the request's; empty when there is none.
std::string_view cookie_of(std::string_view header, std::string_view name);
inline constexpr std::string_view kTokenCookie = "__Host-samen";
inline constexpr std::string_view kLanguageCookie = "__Host-samen-lang";
void set_token_cookie(HttpResponse& response, std::string_view token);
void drop_token_cookie(HttpResponse& response);
void set_oidc_cookie(HttpResponse& response, std::string_view flow);
void drop_oidc_cookie(HttpResponse& response);
void set_language_cookie(HttpResponse& response, std::string_view language);

// The first of the office's languages that the browser asks for (RFC 9110, 12.5.4); "nl" when it
// asks for none of them.
std::string_view language_of(std::string_view accept_language);
bool is_office_language(std::string_view language);

}  // namespace samen::server
