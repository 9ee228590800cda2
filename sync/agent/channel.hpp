// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/uuid.hpp"
#include "sync/agent/http_client.hpp"
#include "sync/agent/problem.hpp"
#include "vault/sign.hpp"

namespace samen::agent {

// A JSON body that came from the pinned matcher with status 200.
using Reply = std::expected<std::string, Trouble>;

// Signed requests to one matcher. When the matcher says that our clock is off, the channel takes
// the difference from the answer's Date header, which came over the pinned connection, and asks
// once more.
class Channel {
 public:
  Channel(HttpClient& client, const base::Clock& clock, base::Random& random,
          const vault::SigningKey& courier_key, std::string server_url, const base::Uuid& device);

  Reply get(std::string_view path, std::string_view query,
            Connection connection = Connection::kept);
  Reply post(std::string_view path, const std::string& body,
             Connection connection = Connection::kept);
  // How long the last answer took, or the last failure.
  std::chrono::milliseconds took() const { return took_; }

  std::array<std::uint8_t, 16> boot_id() const { return clock_.boot_id(); }
  // The matcher's time minus ours. Signatures carry our wall clock plus this.
  std::int64_t clock_offset_ms() const { return clock_offset_ms_; }
  void set_clock_offset_ms(std::int64_t offset) { clock_offset_ms_ = offset; }
  // SHA-256 of the TLS key that gave the last answer; zeros before the first.
  const std::array<std::uint8_t, 32>& server_key() const { return server_key_; }
  // Notes a time the matcher wrote into an answer.
  void learn_time(std::int64_t matcher_time_ms);

 private:
  Reply ask(Method method, std::string_view path, std::string_view query, const std::string& body,
            Connection connection);
  HttpRequest signed_request(Method method, std::string_view path, std::string_view query,
                             const std::string& body);

  HttpClient& client_;
  const base::Clock& clock_;
  base::Random& random_;
  const vault::SigningKey& courier_key_;
  std::string server_url_;
  std::string device_;
  std::int64_t clock_offset_ms_ = 0;
  std::array<std::uint8_t, 32> server_key_{};
  std::chrono::milliseconds took_{0};
};

// A request without a signature (enrolment), judged the same way.
Reply judge(const HttpResult& result);

}  // namespace samen::agent
