// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "sync/server/http/message.hpp"
#include "sync/server/keys/tls_identity.hpp"

namespace samen::server {

// What one client may cost us. A client that is slower or larger is cut off; the others go on.
struct ListenLimits {
  std::uint32_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 1024 * 1024;
  // One path may be sent a larger body, by so many connections at a time; the next one has the
  // usual limit.
  std::string larger_path = {};
  std::uint64_t larger_bytes = 0;
  std::size_t larger_at_once = 4;
  // Above this many connections the one that has waited longest without a complete request goes.
  std::size_t connections = 512;
  // The same within one source (source.hpp), so that one address cannot push out the others. Many
  // kiosks may share an address; each needs one connection. 0: no such limit.
  std::size_t connections_per_source = 64;
  int handshake_ms = 10'000;
  int header_ms = 10'000;   // from the first byte of a request to the end of its header
  int request_ms = 30'000;  // from the first byte of a request to the end of its body
  int idle_ms = 90'000;     // a kept connection without a new request: longer than kiosks rest
  int answer_ms = 30'000;   // sending the answer
  int requests_per_connection = 1'000;
};

struct ListenOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8443;  // 0: the system chooses a free one
  ListenLimits limits;
  bool stop_on_signals = true;  // SIGTERM and SIGINT end run()
  // Without TLS, for a loopback address only: behind a reverse proxy, or for numbers about this
  // program. Errc::invalid_input for any other address.
  bool plain = false;
  // A proxy that is ours names the client: HttpRequest::peer is the last X-Forwarded-For entry.
  bool believe_forwarded_for = false;
  // Sent with every answer, also where a request could not be read.
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// What a listener has seen since it started; may be asked from any thread.
struct ConnectionCounts {
  std::uint64_t accepted = 0;
  std::uint64_t cut = 0;  // pushed out by newer ones
  std::uint64_t open = 0;
};

// The HTTPS front: TLS 1.2 and 1.3, HTTP/1.1 with kept connections, limits on everything. One
// thread speaks TLS with all clients, one worker thread calls the handler, so a slow disk never
// stops a handshake and a slow client never stops the disk. Hides Boost.Beast from everyone else.
class Listener {
 public:
  // Binds the address; nothing is answered before run(). The handler must outlive the listener.
  static base::Result<std::unique_ptr<Listener>> open(const ListenOptions& options,
                                                      const TlsIdentity& identity,
                                                      HttpHandler& handler);
  virtual ~Listener() = default;

  virtual std::uint16_t port() const = 0;
  virtual ConnectionCounts counts() const = 0;

  // Serves until stop() or a signal: then takes no new request, lets the running one answer, calls
  // the handler's rest() no more and returns. `tick` is called on the worker thread every
  // `tick_ms` (0: never).
  virtual void run(std::function<void()> tick, int tick_ms) = 0;

  // From the next handshake on, this certificate of the same key. May be called from any thread.
  virtual void show(const TlsIdentity& identity) = 0;

  // May be called from any thread.
  virtual void stop() = 0;
};

}  // namespace samen::server
