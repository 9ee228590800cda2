// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sync/server/office/door.hpp"
#include "sync/server/office/tokens.hpp"

namespace samen::server {

// A browser in front of the door: keeps cookies, and knows the token that its forms carry.
class Browser {
 public:
  explicit Browser(Door& door) : door_(&door) {}

  HttpResponse get(const std::string& target) { return ask("GET", target, ""); }
  // With the form's token, as a page of ours would send it.
  HttpResponse post(const std::string& target, std::vector<FormField> fields) {
    fields.push_back({"csrf", csrf_of_token(token())});
    return post_as_it_is(target, fields);
  }
  HttpResponse post_as_it_is(const std::string& target, const std::vector<FormField>& fields) {
    std::string body;
    for (const auto& [name, value] : fields) body += encoded(name) + "=" + encoded(value) + "&";
    return ask("POST", target, body);
  }
  HttpResponse ask(const std::string& method, const std::string& target, const std::string& body) {
    HttpRequest request;
    request.method = method;
    request.target = target;
    request.body = body;
    request.peer = peer;
    request.headers = {{"host", "office.example"}};
    if (method == "POST") request.headers.emplace_back("content-type", content_type);
    for (const auto& header : more) request.headers.push_back(header);
    std::string jar;
    for (const auto& [name, value] : cookies) jar += (jar.empty() ? "" : "; ") + name + "=" + value;
    if (!jar.empty()) request.headers.emplace_back("cookie", jar);
    auto response = door_->handle(request);
    take_cookies(response);
    return response;
  }
  std::string token() const {
    const auto found = cookies.find(std::string(kTokenCookie));
    return found == cookies.end() ? std::string() : found->second;
  }

  std::map<std::string, std::string> cookies;
  std::vector<std::pair<std::string, std::string>> more;  // headers beside the usual ones
  std::string content_type = "application/x-www-form-urlencoded";
  std::string peer = "10.0.0.1";

 private:
  static std::string encoded(const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
        out += c;
      } else {
        out += "%" + base::to_hex(base::as_bytes(std::string_view(&c, 1)));
      }
    }
    return out;
  }
  void take_cookies(const HttpResponse& response) {
    for (const auto& [name, value] : response.headers) {
      if (name != "Set-Cookie") continue;
      const auto equals = value.find('=');
      const auto end = value.find(';');
      const auto cookie = value.substr(0, equals);
      if (value.find("Max-Age=0") != std::string::npos) {
        cookies.erase(cookie);
      } else {
        cookies[cookie] = value.substr(equals + 1, end - equals - 1);
      }
    }
  }
  Door* door_;
};

inline std::string header_of(const HttpResponse& response, std::string_view name) {
  for (const auto& [field, value] : response.headers) {
    if (field == name) return value;
  }
  return {};
}

}  // namespace samen::server
