// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/answers.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "sync/server/office/oidc_flows.hpp"

namespace samen::server {

namespace {

constexpr std::string_view kOfficeLanguages[] = {"nl", "en"};
constexpr std::string_view kPolicyHeader = "Content-Security-Policy";
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors "
    "'none'; base-uri 'none'";
constexpr std::size_t kLongestPath = 256;
constexpr std::size_t kMostLanguages = 32;

bool in_a_path(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("/-_.~?&=%").find(c) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view next_of(std::string_view& list, char between) {
  const auto end = std::min(list.find(between), list.size());
  const auto item = trimmed(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return item;
}

// ";q=0.8" in thousandths; 1000 when nothing is said, 0 for what is no weight.
int weight_of(std::string_view parameters) {
  parameters = trimmed(parameters);
  if (parameters.empty()) return 1000;
  if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) return 1000;
  parameters.remove_prefix(2);
  if (parameters.empty() || (parameters[0] != '0' && parameters[0] != '1')) return 0;
  if (parameters[0] == '1') return 1000;
  if (parameters.size() < 3 || parameters[1] != '.') return 0;
  std::string digits(parameters.substr(2, 3));
  digits.resize(3, '0');
  return static_cast<int>(base::parse_number<std::uint16_t>(digits).value_or(0));
}

void set_cookie(HttpResponse& response, std::string_view name, std::string_view value,
                std::string_view more) {
  std::string text(name);
  text += '=';
  text += value;
  text += "; Path=/; Secure; HttpOnly; SameSite=Lax";
  text += more;
  response.headers.emplace_back("Set-Cookie", std::move(text));
}

}  // namespace

std::optional<OurPath> OurPath::parse(std::string_view text) {
  if (text.empty() || text.size() > kLongestPath || text.front() != '/' || text.starts_with("//") ||
      !std::ranges::all_of(text, in_a_path)) {
    return std::nullopt;
  }
  return OurPath(std::string(text));
}

OurPath OurPath::confirm(const OurPath& then) {
  std::string text = "/confirm?then=";
  for (const char c : then.str()) {
    if (c == '&') {
      text += "%26";
    } else if (c == '%') {
      text += "%25";
    } else {
      text += c;
    }
  }
  return OurPath(std::move(text));
}

Headers policy_headers(bool tls) {
  Headers headers = {
      {std::string(kPolicyHeader), std::string(kPolicy)},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
  if (tls) headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  return headers;
}

HttpResponse html_answer(Page page) {
  HttpResponse response;
  response.status = page.status;
  response.body = std::move(page.html);
  response.content_type = "text/html; charset=utf-8";
  return response;
}

HttpResponse html_with_script(Page page) {
  auto response = html_answer(std::move(page));
  response.headers.emplace_back(std::string(kPolicyHeader),
                                std::string(kPolicy) + "; script-src 'self'");
  return response;
}

HttpResponse redirect_to(const OurPath& path) {
  HttpResponse response;
  response.status = 303;
  response.content_type = "text/plain; charset=utf-8";
  response.headers.emplace_back("Location", path.str());
  return response;
}

HttpResponse to_sign_in(std::string_view why) {
  return redirect_to(
      OurPath::parse("/sign-in?why=" + std::string(why)).value_or(OurPath::sign_in()));
}

OurPath path_then(const FormFields& fields) {
  return OurPath::parse(field_of(fields, "then")).value_or(OurPath::home());
}

std::string_view cookie_of(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto pair = next_of(header, ';');
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return pair.substr(equals + 1);
    }
  }
  return {};
}

void set_token_cookie(HttpResponse& response, std::string_view token) {
  set_cookie(response, kTokenCookie, token, "");
}

void drop_token_cookie(HttpResponse& response) {
  set_cookie(response, kTokenCookie, "", "; Max-Age=0");
}

void set_oidc_cookie(HttpResponse& response, std::string_view flow) {
  set_cookie(response, kOidcCookie, flow, "; Max-Age=" + std::to_string(kOidcFlowMs / 1000));
}

void drop_oidc_cookie(HttpResponse& response) {
  set_cookie(response, kOidcCookie, "", "; Max-Age=0");
}

void set_language_cookie(HttpResponse& response, std::string_view language) {
  set_cookie(response, kLanguageCookie, is_office_language(language) ? language : "nl",
             "; Max-Age=31536000");
}

std::string_view language_of(std::string_view accept_language) {
  std::string_view best = kOfficeLanguages[0];
  int best_weight = 0;
  for (std::size_t i = 0; i < kMostLanguages && !accept_language.empty(); ++i) {
    auto item = next_of(accept_language, ',');
    const auto range = next_of(item, ';');
    const auto* known = std::ranges::find_if(kOfficeLanguages, [range](std::string_view language) {
      return range == language || range.starts_with(std::string(language) + "-");
    });
    const int weight = weight_of(item);
    if (known == std::end(kOfficeLanguages) || weight <= best_weight) continue;
    best = *known;
    best_weight = weight;
  }
  return best;
}

bool is_office_language(std::string_view language) {
  return std::ranges::find(kOfficeLanguages, language) != std::end(kOfficeLanguages);
}

}  // namespace samen::server
