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

#include "sync/agent/problem.hpp"

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

// Limits follow what moves, not the clock on the wall: a slow network is a network.
struct HttpLimits {
  std::size_t answer_bytes = 4U << 20;        // body; a larger answer is a failure, not memory
  std::chrono::milliseconds connect{30'000};  // name, TCP and TLS together
  // Slower than 32 bytes a second for this long, and for the time that the request itself takes on
  // the thinnest network worth using (buffers on the way hide how far it got): given up.
  std::chrono::seconds silence{30};
  static constexpr std::size_t kThinBytesPerSecond = 500;
};

// Whether the request may use the connection of the one before.
enum class Connection { kept, fresh };

struct HttpRequest {
  Method method = Method::get;
  std::string url;  // https only
  std::vector<Header> headers;
  std::string body;
  HttpLimits limits{};
  Connection connection = Connection::kept;
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

// An answer of whatever status, or why there is none.
using HttpResult = std::expected<HttpAnswer, Trouble>;

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // Blocks until the answer, a limit, or the program's stop signal. Follows no redirect.
  virtual HttpResult send(const HttpRequest& request) = 0;
};

}  // namespace samen::agent
