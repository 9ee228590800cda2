// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/receipt_secret.hpp"
#include "kiosk/records/records.hpp"
#include "protocol/messages.hpp"
#include "simulation/disk/disk.hpp"
#include "simulation/schedules/network.hpp"
#include "support/temporary_folder.hpp"
#include "sync/agent/runner.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/keys/matcher_keys.hpp"
#include "sync/server/store/devices.hpp"

// The machines of a schedule. Each has a disk and a clock of its own, and programs that can be
// killed (their objects go, as with the process) and started again.
namespace samen::simulation {

using Ids = std::set<base::Uuid>;

// As it stands in a story.
inline std::string short_id(const base::Uuid& id) {
  return id.str().substr(24);
}

// The matcher: the real store, service and backups.
class MatcherMachine {
 public:
  explicit MatcherMachine(base::Random& random);
  void rewind();  // to the state of remember()
  void remember() { image_ = disk_.image(); }

  // Starts the program if it is not running; false: it cannot start now.
  bool run();
  void kill();
  std::optional<server::HttpResponse> handle(const server::HttpRequest& request);
  void apply();
  bool back_up();
  // A verified copy takes the store's place: the newest, or, as if that were lost too, the one
  // before.
  enum class Copy : std::uint8_t { newest, before_it };
  bool restore(Copy which);
  // After a power cut: what survived, a new start.
  void recover(base::Random& luck);

  // What `samen-matcher erase` does; false: it says that nothing was erased.
  bool erase(const base::Uuid& id);
  const Ids& erased() const { return erased_; }
  // Of those, the ones nobody had opened yet: whose receipt it was is known to none.
  const Ids& erased_unread() const { return erased_unread_; }

  Ids envelopes();  // every id in the store
  bool clock_was_trusted(const base::Uuid& envelope);
  // Words when something is there twice. `requests`: those of the envelopes that are about a
  // receipt.
  std::optional<std::string> doubled(const Ids& requests);
  // Into the feed of one kiosk; false: it is not there (power, disk).
  bool put_item(const base::Uuid& kiosk, const protocol::FeedItem& item);
  std::string enrolment_code();
  void execute(const std::string& sql);

  Disk& disk() { return disk_; }
  base::ManualClock& clock() { return clock_; }
  agent::KeyDigest tls_key() const { return tls_key_; }

 private:
  test::TemporaryFolder folder_;
  Disk disk_;
  Disk::Image image_;
  base::ManualClock clock_;
  base::Random& random_;
  server::DataFolder data_;
  std::optional<server::MatcherKeys> keys_;
  std::optional<server::Store> store_;
  std::optional<server::MatcherService> service_;
  agent::KeyDigest tls_key_{};
  Ids erased_;
  Ids erased_unread_;
};

// A kiosk with its courier: the real Records and Runner on one kiosk.db.
class KioskMachine {
 public:
  KioskMachine(std::uint64_t number, Network& network);
  void enrol(MatcherMachine& matcher, const std::string& spoil);  // SQL run on kiosk.db at the end
  void rewind(std::uint64_t seed);

  // Nothing when the kiosk thanked nobody.
  struct Thanked {
    base::Uuid record;
    base::ReceiptSecret secret;
  };
  std::optional<Thanked> sign_up(const domain::Record& person);
  // Somebody comes with a secret, looks how it stands, and may want something.
  struct Asked {
    std::vector<base::Uuid> ids;  // of what was asked, in that order
    std::size_t kept = 0;         // of so many the kiosk said that it keeps them
  };
  // `told`: what they tell anew, with Wish::correct.
  Asked come_back(const base::ReceiptSecret& secret, std::optional<domain::Wish> wish,
                  const domain::Record* told = nullptr);
  // What the one who came back is told; they go again.
  std::optional<flow::FoundAnswer> told();
  std::vector<protocol::FeedItem> answers();  // in the inbox, whoever they are for
  // One meeting of the courier with the matcher; true: all went well and nothing is left to offer.
  bool meet();
  const std::string& last_trouble() const { return last_trouble_; }  // of the last meeting
  void kill_kiosk() { records_.reset(); }
  void kill_courier() { courier_.reset(); }
  void reboot();
  void recover(base::Random& luck);

  struct Holdings {
    Ids outbox;                        // whatever the rows' state
    std::map<base::Uuid, bool> inbox;  // id, is it a card that staff could see
  };
  Holdings holdings();
  const base::Uuid& device() const { return device_; }
  Disk& disk() { return disk_; }
  base::ManualClock& clock() { return clock_; }
  const Ids& tried() const { return tried_; }  // ids that may have reached the disk

 private:
  bool open();
  std::optional<storage::KioskStore> look();
  std::filesystem::path data() const { return folder_ / "kiosk"; }

  test::TemporaryFolder folder_;
  Disk disk_;
  Disk::Image image_;
  base::ManualClock clock_;
  base::SeededRandom random_;
  Network& network_;
  base::Uuid device_;
  std::unique_ptr<records::Records> records_;
  struct Courier;
  std::shared_ptr<Courier> courier_;
  Ids tried_;
  std::string last_trouble_;
};

}  // namespace samen::simulation
