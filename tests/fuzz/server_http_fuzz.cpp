// SPDX-License-Identifier: Apache-2.0
// Any bytes on a connection to the matcher's listener (without TLS, as behind a proxy): it answers
// with whole HTTP responses or hangs up, and what reaches the handler is within the limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.hpp"
#include "sync/server/http/listener.hpp"

namespace {

using namespace samen::server;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Echo final : HttpHandler {
  HttpResponse handle(const HttpRequest& request) override {
    require(request.body.size() <= 4096 && !request.method.empty() && !request.peer.empty());
    for (const auto& [name, value] : request.headers) {
      require(value.find_first_of("\r\n") == std::string::npos);
    }
    HttpResponse response;
    response.body = "{\"bytes\":" + std::to_string(request.body.size()) + "}";
    return response;
  }
  bool rest() override { return false; }
};

struct Server {
  Server() {
    samen::base::set_log_level(samen::base::LogLevel::error);
    ListenOptions options;
    options.port = 0;
    options.plain = true;
    options.stop_on_signals = false;
    options.believe_forwarded_for = true;
    options.limits.body_bytes = 4096;
    options.limits.header_bytes = 2048;
    options.limits.connections_per_source = 0;
    listener = Listener::open(options, {}, handler).value();
    thread = std::thread([this] { listener->run({}, 0); });
  }
  ~Server() {
    listener->stop();
    thread.join();
  }
  Echo handler;
  std::unique_ptr<Listener> listener;
  std::thread thread;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Server server;
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(server.listener->port());
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  require(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  // Whoever sends more than is read meanwhile is cut off; that is an answer, too.
  (void)::send(fd, data, size, MSG_NOSIGNAL);
  ::shutdown(fd, SHUT_WR);
  std::string answer;
  char piece[4096];
  timeval patience{.tv_sec = 20, .tv_usec = 0};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  for (;;) {
    const ssize_t got = ::recv(fd, piece, sizeof piece, 0);
    require(got >= 0 || errno == ECONNRESET);  // never silent for ever
    if (got <= 0) break;
    answer.append(piece, static_cast<std::size_t>(got));
  }
  // No port may stay behind: thousands of inputs come one after the other.
  const linger now{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(fd);
  require(answer.empty() || answer.starts_with("HTTP/1.1 "));
  return 0;
}
