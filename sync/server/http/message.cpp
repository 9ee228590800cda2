// SPDX-License-Identifier: Apache-2.0
#include "sync/server/http/message.hpp"

#include <boost/beast/http/status.hpp>
#include <nlohmann/json.hpp>

namespace samen::server {

std::string HttpRequest::header(std::string_view lower_case_name) const {
  std::string value;
  bool found = false;
  for (const auto& [name, text] : headers) {
    if (name != lower_case_name) continue;
    if (found) value += ", ";
    value += text;
    found = true;
  }
  return value;
}

std::string_view HttpRequest::path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view HttpRequest::query() const {
  const auto mark = target.find('?');
  if (mark == std::string::npos) return {};
  return std::string_view(target).substr(mark + 1);
}

HttpResponse error_response(int status, std::string_view code, std::string_view message) {
  HttpResponse response;
  response.status = status;
  const auto words = boost::beast::http::obsolete_reason(
      static_cast<boost::beast::http::status>(static_cast<unsigned>(status)));
  response.body = nlohmann::json{{"type", "about:blank"},
                                 {"title", std::string(words)},
                                 {"status", status},
                                 {"detail", message},
                                 {"error", {{"code", code}, {"message", message}}}}
                      .dump();
  return response;
}

}  // namespace samen::server
