// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/listener_thread.hpp"

#include <utility>

namespace samen::server {

using base::Result;

Result<std::unique_ptr<ListenerThread>> ListenerThread::start(ListenOptions options,
                                                              Address address,
                                                              const TlsIdentity& identity,
                                                              HttpHandler& handler,
                                                              ListenerTick tick) {
  options.host = address.host;
  options.port = address.port;
  options.stop_on_signals = false;
  std::unique_ptr<ListenerThread> made(new ListenerThread);
  SAMEN_TRY(made->listener_, Listener::open(options, identity, handler));
  address.port = made->listener_->port();
  made->url_ = address.url(options.plain ? "http" : "https");
  made->thread_ = std::thread([listener = made->listener_.get(), tick = std::move(tick)] {
    listener->run(tick.call, tick.every_ms);
  });
  return made;
}

ListenerThread::~ListenerThread() {
  if (!thread_.joinable()) return;
  listener_->stop();
  thread_.join();
}

}  // namespace samen::server
