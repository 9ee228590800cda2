// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/listener_thread.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/office/door.hpp"

namespace samen::server {

// The office on an address, a thread and a connection to the store of its own: what kiosks reach is
// not here, and nothing of it is there. Runs until it goes.
class OfficePage {
 public:
  // `matcher` must outlive it. Notes in the store where it is found.
  static base::Result<std::unique_ptr<OfficePage>> open(const ServeCommand& command,
                                                        Matcher& matcher);
  const std::string& url() const { return listener_->url(); }  // where it listens
  void show(const TlsIdentity& identity) { listener_->show(identity); }

 private:
  explicit OfficePage(std::unique_ptr<Door> door) : door_(std::move(door)) {}
  std::unique_ptr<Door> door_;
  std::unique_ptr<ListenerThread> listener_;  // goes before the door
};

}  // namespace samen::server
