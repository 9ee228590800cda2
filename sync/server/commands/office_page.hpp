// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "device/lock.hpp"
#include "sync/server/commands/listener_thread.hpp"
#include "sync/server/commands/office_commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/office/door.hpp"

namespace samen::server {

// The office on an address, a thread and a connection to the store of its own: what kiosks reach is
// not here, and nothing of it is there. Runs until it goes.
class OfficePage {
 public:
  // Clock and random must outlive it. Notes in the store where it is found. Errc::conflict when
  // another program is the office of that store.
  static base::Result<std::unique_ptr<OfficePage>> open(const OfficePlace& place, Store& store,
                                                        const TlsIdentity& identity);
  const std::string& url() const { return listener_->url(); }  // where it listens
  void show(const TlsIdentity& identity) { listener_->show(identity); }

 private:
  OfficePage(device::Lock lock, std::unique_ptr<Door> door)
      : lock_(std::move(lock)), door_(std::move(door)) {}
  device::Lock lock_;
  std::unique_ptr<Door> door_;
  std::unique_ptr<ListenerThread> listener_;  // goes before the door
};

}  // namespace samen::server
