// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <list>
#include <memory>
#include <string>

#include "sync/server/http/listener.hpp"
#include "sync/server/http/message.hpp"

namespace boost::asio {
class io_context;
namespace ssl {
class context;
}
}  // namespace boost::asio

namespace samen::server {

class Session;

// What a session needs from the listener around it. All calls happen on the I/O thread.
class SessionHost {
 public:
  virtual ~SessionHost() = default;
  virtual const ListenLimits& limits() const = 0;
  virtual bool believes_forwarded_for() const = 0;
  virtual const std::vector<std::pair<std::string, std::string>>& headers() const = 0;
  // Has the request answered by the handler, then calls send().
  virtual void answer(std::shared_ptr<Session> session, HttpRequest request) = 0;
  // How large the body of a request for this path may be. Until the request is complete, or the
  // session gone, what it was allowed counts.
  virtual std::uint64_t body_limit(Session& session, std::string_view path) = 0;
  virtual void completed_request(Session& session) = 0;  // a good client: the last to be cut off
  virtual void gone(Session& session) = 0;
  virtual bool stopping() const = 0;
};

// One connection: handshake, then request after request, each with its own patience. Keeps itself
// alive while something is under way and ends when nothing is.
class Session {
 public:
  virtual ~Session() = default;
  virtual void start() = 0;
  virtual void send(HttpResponse response) = 0;
  // Cuts the connection unless the handler is at work for it or its answer is on the way.
  virtual void cut() = 0;
  virtual bool answering() const = 0;

  // The listener's own notes.
  std::list<Session*>::iterator place;  // in its queue, longest waiting first
  std::string source;                   // who is at the other end (source.hpp)
};

// Takes over a connected socket of IPv4 or IPv6. No context: no TLS.
std::shared_ptr<Session> make_session(boost::asio::io_context& io, boost::asio::ssl::context* tls,
                                      int descriptor, bool ipv6, SessionHost& host);

}  // namespace samen::server
