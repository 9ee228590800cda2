// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The network as the courier sees it: one request out, one answer or one named failure back.
// libcurl implements it (curl_client.hpp); tests put scripted answers here.
namespace samen::agent {

enum class Method { get, post };
std::string_view to_string(Method method);

struct Header {
  std::string name;
  std::string value;
};

// One line of an answer's head: the name in lower case, the value without white space around it.
// Nothing for a line without a colon.
std::optional<Header> read_header_line(std::string_view line);

struct HttpLimits {
  std::size_t answer_bytes = 4U << 20;        // body; a larger answer is a failure, not memory
  std::chrono::milliseconds connect{15'000};  // name, TCP and TLS together
  std::chrono::milliseconds total{120'000};
  std::chrono::seconds silence{30};  // slower than 32 bytes a second for this long: given up
};

struct HttpRequest {
  Method method = Method::get;
  std::string url;  // https only
  std::vector<Header> headers;
  std::string body;
  HttpLimits limits;
};

struct HttpAnswer {
  int status = 0;
  std::vector<Header> headers;  // names in lower case, in order of arrival
  std::string body;
  std::array<std::uint8_t, 32> server_key{};  // SHA-256 of the server's SubjectPublicKeyInfo

  // The first header with this lower-case name, or nothing.
  std::string_view header(std::string_view name) const;
  // The content type without its parameters, in lower case.
  std::string content_type() const;
};

// Why there is no answer. What each means for a person stands in problem.hpp.
enum class HttpFailure {
  resolve,    // no such name, or no name service
  connect,    // nobody answers there
  wrong_key,  // somebody answers with a key that is not the pinned one
  insecure,   // no TLS 1.2 or better could be agreed
  timeout,
  too_large,  // more than HttpLimits::answer_bytes
  cut,        // the connection broke before the answer was complete
  not_http,   // what came back is no HTTP
  stopped,    // this program was asked to end
  internal,   // a bug or a lack of memory here
};
std::string_view to_string(HttpFailure failure);

struct HttpError {
  HttpFailure failure = HttpFailure::internal;
  std::string message;  // for the log: no personal data, no body
};

using HttpResult = std::expected<HttpAnswer, HttpError>;

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // Blocks until the answer, a limit, or the program's stop signal. Follows no redirect.
  virtual HttpResult send(const HttpRequest& request) = 0;
};

}  // namespace samen::agent
