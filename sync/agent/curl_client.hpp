// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/result.hpp"
#include "sync/agent/http_client.hpp"
#include "sync/agent/key_pin.hpp"

namespace samen::agent {

// HTTP/1.1 over TLS 1.2 or better with one pinned key; keeps the connection between requests.
// IPv4 and IPv6; a proxy is taken from the environment (https_proxy, no_proxy) and reached with
// plain CONNECT: it sees the server's name and nothing more. One thread only.
class CurlClient final : public HttpClient {
 public:
  // `stop_fd` becomes readable when the program has to end (or -1): a running transfer is then
  // given up at once. The descriptor stays the caller's.
  static base::Result<std::unique_ptr<CurlClient>> create(const KeyPin& pin, int stop_fd = -1);
  ~CurlClient() override;
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  HttpResult send(const HttpRequest& request) override;

 private:
  struct Inside;
  explicit CurlClient(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace samen::agent
