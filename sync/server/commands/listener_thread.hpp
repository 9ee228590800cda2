// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "sync/server/commands/open.hpp"
#include "sync/server/http/listener.hpp"

namespace samen::server {

// What is called on the thread of the answers, every so often; 0: never.
struct ListenerTick {
  std::function<void()> call = {};
  int every_ms = 0;
};

// Beside what kiosks reach: an address with a thread of its own, until it goes.
class ListenerThread {
 public:
  // Host and port of `options` are the address's, and signals are left to others. The handler must
  // outlive it.
  static base::Result<std::unique_ptr<ListenerThread>> start(ListenOptions options, Address address,
                                                             const TlsIdentity& identity,
                                                             HttpHandler& handler,
                                                             ListenerTick tick = {});
  ~ListenerThread();
  ListenerThread(const ListenerThread&) = delete;
  ListenerThread& operator=(const ListenerThread&) = delete;

  const std::string& url() const { return url_; }
  void show(const TlsIdentity& identity) { listener_->show(identity); }

 private:
  ListenerThread() = default;
  std::unique_ptr<Listener> listener_;
  std::string url_;
  std::thread thread_;
};

}  // namespace samen::server
