// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the matcher needs to know about HTTP, without sockets: tests and the fuzzer call a Handler
// with a Request they made themselves.
namespace samen::server {

struct HttpRequest {
  std::string method;  // "GET", "POST"
  std::string target;  // path and query as received: "/v1/feed?cursor=a1&limit=20"
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, as received
  std::string body;
  std::string peer;  // network address of the other side, for rate limits only; never logged

  // The field's value, several fields of one name joined by ", " (RFC 9110 section 5.3); empty
  // when there is none.
  std::string header(std::string_view lower_case_name) const;
  std::string_view path() const;
  std::string_view query() const;  // without '?'
};

struct HttpResponse {
  int status = 200;
  std::string body;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers;
};

// Answers requests one at a time. `handle` runs on the listener's one worker thread, so a handler
// needs no locks; `rest` runs on the same thread after an answer was given and returns true while
// there is more to do (then it is called again, after requests that came in meanwhile).
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  virtual HttpResponse handle(const HttpRequest& request) = 0;
  virtual bool rest() { return false; }
};

// {"error":{"code":…,"message":…}} in problem details (RFC 9457): how every refusal of the matcher
// looks.
HttpResponse error_response(int status, std::string_view code, std::string_view message);

}  // namespace samen::server
