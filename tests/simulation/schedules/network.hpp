// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/random.hpp"
#include "sync/agent/http_client.hpp"
#include "sync/agent/key_pin.hpp"
#include "sync/server/http/message.hpp"
#include "vault/sign.hpp"

namespace samen::simulation {

// What lies between couriers and the matcher, with everything it can do to a request. TLS is taken
// as given: nobody in between reads or changes an exchange with the real key, but anybody can cut,
// delay or repeat one, and a portal answers with whatever it likes.
class Network {
 public:
  // The matcher's answer, or nothing while it is down.
  using Handler =
      std::function<std::optional<server::HttpResponse>(const server::HttpRequest& request)>;

  Network(base::Random& random, const agent::KeyDigest& server_key, Handler handler);

  // One courier's way out. Must not outlive the network.
  std::unique_ptr<agent::HttpClient> line();

  void set_trouble(int percent) { trouble_percent_ = percent; }  // of the requests
  void set_now(std::function<std::int64_t()> now_ms) { now_ms_ = std::move(now_ms); }
  // Requests that were delayed arrive now, in any order; nobody reads the answers.
  void deliver_late(std::size_t most);
  std::size_t late() const { return late_.size(); }

 private:
  class Line;
  agent::HttpResult send(const agent::HttpRequest& request);
  agent::HttpResult answer(const server::HttpRequest& request);
  // The honest answer with receipts signed by somebody else, or moved to another class.
  std::string forged(const std::string& body);

  base::Random& random_;
  agent::KeyDigest server_key_;
  Handler handler_;
  std::function<std::int64_t()> now_ms_;
  int trouble_percent_ = 0;
  std::vector<server::HttpRequest> late_;
  vault::SigningKey stranger_;
};

}  // namespace samen::simulation
