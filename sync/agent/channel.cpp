// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/channel.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>

#include "base/say.hpp"
#include "protocol/api_version.hpp"
#include "protocol/http_date.hpp"
#include "protocol/http_signature.hpp"
#include "protocol/messages.hpp"

namespace samen::agent {
namespace {

constexpr std::int64_t kMaxRetryAfterS = 24 * 3600;
// Unix time that a signature can carry: from its first second to the year 2100.
constexpr std::int64_t kEarliestS = 1;
constexpr std::int64_t kLatestS = 4'102'444'800;

// RFC 9110 10.2.3: seconds, or a date, which counts from the date of the answer itself.
std::chrono::milliseconds retry_after_of(const HttpAnswer& answer) {
  const std::string_view text = answer.header("retry-after");
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error == std::errc::result_out_of_range) {
    seconds = text.starts_with('-') ? 0 : kMaxRetryAfterS;
  } else if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
    const auto until = protocol::parse_http_date(text);
    const auto now = protocol::parse_http_date(answer.header("date"));
    if (!until || !now) return {};
    seconds = *until - *now;
  }
  return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, kMaxRetryAfterS));
}

Trouble trouble_of(const HttpAnswer& answer, Problem problem,
                   const base::Result<protocol::ErrorMessage>& error) {
  Trouble trouble{problem, "HTTP " + std::to_string(answer.status), answer.status,
                  retry_after_of(answer)};
  if (error && !error->code.empty()) trouble.detail += " " + error->code + ": " + error->message;
  if (problem == Problem::portal) trouble.detail += base::say(", not in the matcher's format");
  return trouble;
}

}  // namespace

Reply judge(const HttpResult& result) {
  if (!result) return std::unexpected(result.error());
  const auto error = result->status == 200
                         ? base::Result<protocol::ErrorMessage>(protocol::ErrorMessage{})
                         : protocol::read_error(result->body);
  const auto problem = problem_of(*result, error ? error->code : "");
  if (problem) return std::unexpected(trouble_of(*result, *problem, error));
  return result->body;
}

Channel::Channel(HttpClient& client, const base::Clock& clock, base::Random& random,
                 const vault::SigningKey& courier_key, std::string server_url,
                 const base::Uuid& device)
    : client_(client),
      clock_(clock),
      random_(random),
      courier_key_(courier_key),
      server_url_(std::move(server_url)),
      device_(device.str()) {}

void Channel::learn_time(std::int64_t matcher_time_ms) {
  clock_offset_ms_ = matcher_time_ms - clock_.wall_ms();
}

HttpRequest Channel::signed_request(Method method, std::string_view path, std::string_view query,
                                    const std::string& body) {
  std::array<std::uint8_t, 16> nonce{};
  random_.fill(nonce);
  const protocol::SignedRequest parts{std::string(to_string(method)), std::string(path),
                                      std::string(query), base::as_bytes(body)};
  // A clock that jumped since the offset was learnt can give a moment that no signature can name;
  // then the matcher could only call the signature broken, and never say that it is the clock.
  const std::int64_t created_s =
      std::clamp((clock_.wall_ms() + clock_offset_ms_) / 1000, kEarliestS, kLatestS);
  const auto headers = protocol::sign_request(parts, courier_key_, device_, created_s, nonce);
  HttpRequest request;
  request.method = method;
  request.url = server_url_ + parts.path + (query.empty() ? "" : "?" + parts.query);
  request.headers = {{"Accept", std::string(protocol::kAccepted)},
                     {"Content-Digest", headers.content_digest},
                     {"Signature-Input", headers.signature_input},
                     {"Signature", headers.signature}};
  if (method == Method::post) request.headers.push_back({"Content-Type", "application/json"});
  request.body = body;
  request.limits.answer_bytes = protocol::kMaxMessageBytes;
  return request;
}

Reply Channel::ask(Method method, std::string_view path, std::string_view query,
                   const std::string& body, Connection connection) {
  const auto send = [&] {
    HttpRequest request = signed_request(method, path, query, body);
    request.connection = connection;
    const std::int64_t begin = clock_.mono_ms();
    HttpResult result = client_.send(request);
    took_ = std::chrono::milliseconds(clock_.mono_ms() - begin);
    return result;
  };
  const HttpResult first = send();
  if (first) server_key_ = first->server_key;
  Reply reply = judge(first);
  if (reply || reply.error().problem != Problem::clock) return reply;
  const auto date = protocol::parse_http_date(first->header("date"));
  if (!date) return reply;
  learn_time(*date * 1000);
  return judge(send());
}

Reply Channel::get(std::string_view path, std::string_view query, Connection connection) {
  return ask(Method::get, path, query, "", connection);
}

Reply Channel::post(std::string_view path, const std::string& body, Connection connection) {
  return ask(Method::post, path, "", body, connection);
}

}  // namespace samen::agent
