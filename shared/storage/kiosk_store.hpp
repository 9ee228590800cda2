// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"
#include "device/pin.hpp"
#include "protocol/envelope.hpp"
#include "protocol/feed_item.hpp"
#include "storage/database.hpp"
#include "storage/outbox_table.hpp"
#include "vault/digest.hpp"

// kiosk.db: what the kiosk program and the courier share, each with its own connection. Rows are
// plain bytes; nothing here can be read without a key that is not in this file.
namespace samen::storage {

// How the kiosk came to know its matcher; written once by the courier's `enrol`.
struct Trust {
  std::string server_url;  // "https://host:port"
  base::Bytes tls_pin;     // SHA-256 of the server's SubjectPublicKeyInfo, 32 bytes
  base::Uuid device;
  std::uint32_t device_number = 0;
  std::string centre;
  base::Bytes seal_key;  // matcher's public key for records, 32 bytes
  std::string seal_key_id;
  base::Bytes sign_key;  // matcher's public key for receipts, 32 bytes
  // The key the matcher has announced as its next one, accepted beside tls_pin; empty: none.
  base::Bytes next_tls_pin{};
  std::int64_t seal_key_since = 0;  // protocol::SealKey::since_ms of seal_key
  bool operator==(const Trust&) const = default;
};

struct OutboxRow {
  protocol::Envelope envelope;
  vault::Digest hash{};  // of the envelope when it was kept
  OutboxState state = OutboxState::waiting;
  std::string receipt{};  // JSON as in protocol::write_json(Receipt); empty while there is none
  std::int64_t attempts = 0;
  std::string last_error{};  // class of the last failure, e.g. "unreachable"; empty: none
  bool operator==(const OutboxRow&) const = default;
};

struct OutboxCounts {
  std::int64_t waiting = 0;
  std::int64_t received = 0;
  std::int64_t refused = 0;
  std::int64_t quarantined = 0;
  std::int64_t safely_stored = 0;  // ever: deleted here because a durable copy exists
  std::int64_t erased = 0;         // ever
  bool operator==(const OutboxCounts&) const = default;
};

// Of more people than stand before one kiosk in a week; who comes later asks again.
inline constexpr std::int64_t kMostAnswers = 200;

// What a caseworker decided on a card that the matcher has not answered yet, sealed to the staff
// key like the card itself. Goes when a newer version of the card or its tombstone arrives.
struct DecisionNote {
  base::Uuid item;
  std::int64_t version = 0;
  base::Bytes sealed;
  // The row of a decision on the same card that may still be taken back: this one takes its place.
  std::optional<base::Uuid> replaces = {};
};

// The courier's last words, for the staff page.
struct CourierStatus {
  base::Stamp last_attempt;                 // all zero: never
  std::optional<base::Stamp> last_success;  // last answer of the real matcher
  std::string problem;                      // class of the last failure, empty: none
  std::int64_t clock_offset_ms = 0;         // matcher's time minus ours at the last success
};

enum class StoreUser : std::uint8_t {
  kiosk,    // owns the file: creates it, migrates it, sets a damaged one aside
  courier,  // Errc::not_found when `samen-kiosk init` has not run; a damaged file is left alone
};

// Sequence numbers: the upper bits count generations of this file (protocol/sequence.hpp), the
// lower 32 bits count from 1. A file beside kiosk.db counts the generations.
inline constexpr int kGenerationShift = 32;

// Not for use from several threads at once. Every method that writes is one short transaction and
// durable when it returns. After the kiosk has set a damaged file aside, a courier that still has
// the old one open gets Errc::storage_damaged from its next write: close and open again.
class KioskStore {
 public:
  static base::Result<KioskStore> open(const std::filesystem::path& data_folder, StoreUser user);

  // Where the damaged file lies that this or an earlier open() set aside, if it is still there.
  const std::optional<std::filesystem::path>& damaged_file() const { return damaged_file_; }
  const std::filesystem::path& folder() const { return folder_; }
  Database& database() { return database_; }

  // --- trust. A copy is kept in a file of its own, so that a kiosk whose database was set aside
  // still knows its matcher and goes on taking sign-ups. Under a new device id the sequence numbers
  // go on in a new generation.
  base::Result<std::optional<Trust>> trust();
  base::Result<void> save_trust(const Trust& trust, const base::Uuid& epoch,
                                std::int64_t matcher_time_ms);
  // Which TLS keys are accepted from now on: the one in use, and an announced one (may be empty).
  base::Result<void> save_tls_pins(base::ByteView pin, base::ByteView next);
  // The same matcher under another address.
  base::Result<void> save_server_url(std::string_view url);
  // What is sealed from now on is sealed to this key. An older one than the present is not taken.
  base::Result<void> save_seal_key(base::ByteView key, std::string_view id, std::int64_t since_ms);
  // Ids of the keys that the matcher has to keep for this kiosk: the one it seals to, and those of
  // the rows in the outbox; without repeats.
  base::Result<std::vector<std::string>> seal_keys_in_use();

  // --- outbox, kiosk's side. Takes the next sequence number, lets `make` build and sign the row
  // with it, and commits; `make`'s error rolls back and is returned, so the number is not used up.
  // `codes` are folds of the human codes handed out with it (see code_used). `note` is stored in
  // the same transaction; a row with one may be taken back, and the courier passes it by, until it
  // is released.
  using MakeRow = std::function<base::Result<OutboxRow>(std::int64_t seq)>;
  base::Result<std::int64_t> append(const MakeRow& make, const std::vector<std::uint32_t>& codes,
                                    const std::optional<DecisionNote>& note = std::nullopt);

  // True: the decision is gone as if it had never been made, and its card's note is what it was.
  // False: it may have left already.
  base::Result<bool> take_back(const base::Uuid& id, const base::Uuid& item);
  // All decisions but these may leave from now on; how many that changed.
  base::Result<std::int64_t> release_decisions(const std::vector<base::Uuid>& but);

  // Codes are not kept, only a fold of them, so that a stolen card does not list who may change
  // which record. A fold that is taken means: mint another code.
  base::Result<bool> code_used(std::uint32_t fold);

  // --- outbox, courier's side.
  enum class Order : std::uint8_t { oldest_first, newest_first, smallest_first };
  // Rows that wait, at most `limit` rows and `max_bytes` of bodies (at least one row), without the
  // decisions of this boot that may still be taken back: after a power cut nobody is left to do so.
  using BootId = std::array<std::uint8_t, 16>;
  base::Result<std::vector<OutboxRow>> waiting(Order order, std::size_t limit,
                                               std::size_t max_bytes, const BootId& boot = {});
  base::Result<std::optional<OutboxRow>> row(const base::Uuid& id);
  base::Result<void> note_failed_attempt(const std::vector<base::Uuid>& ids,
                                         std::string_view problem);
  // The lowest number of a row that still has to become durable, or the next one to be given: below
  // it this kiosk waits for nothing.
  base::Result<std::int64_t> held_from();
  // Deletes received rows up to this sequence number; how many.
  base::Result<std::int64_t> drop_durable(std::int64_t durable_through);
  // Every outcome of one answer in one transaction (one fsync instead of one a row).
  struct Outcome {
    using What = OutboxEvent;  // received, refused, quarantined, erased or failed
    base::Uuid id;
    What what;
    std::string reason;   // of refused, quarantined, failed
    std::string receipt;  // of received, refused
  };
  base::Result<void> apply(const std::vector<Outcome>& outcomes, std::int64_t durable_through);
  // Refused rows wait again, once the reason is out of the way; how many.
  base::Result<std::int64_t> offer_refused_again();

  // The matcher's epoch last seen; nil before enrolment. A changed one puts every received row
  // back to waiting and forgets the feed cursor, in one transaction; true when that happened.
  base::Result<base::Uuid> epoch();
  base::Result<bool> meet_epoch(const base::Uuid& epoch);
  base::Result<OutboxCounts> counts();
  base::Result<std::optional<base::Stamp>> oldest_waiting();  // stamp of the oldest waiting row

  // --- inbox.
  base::Result<std::string> feed_cursor();                         // empty before the first page
  base::Result<void> apply_page(const protocol::FeedItems& page);  // items and cursor together
  base::Result<std::vector<protocol::FeedItem>> cards();  // newest version of each, no tombstones
  // Answers to receipts, the newest first; the last kMostAnswers are kept.
  base::Result<std::vector<protocol::FeedItem>> answers();
  base::Result<void> drop_answer(const base::Uuid& id);  // a newer one has come
  base::Result<std::vector<DecisionNote>> decision_notes();

  // --- time, PIN, courier's status.
  base::Result<std::int64_t> clock_floor_ms();  // the matcher's time when it last spoke; 0: never
  // The matcher's last word counts in both directions: a server whose clock once stood in 2040 must
  // not make every later moment untrusted.
  base::Result<void> set_clock_floor(std::int64_t matcher_time_ms);
  base::Result<device::PinThrottle> pin_tries();
  base::Result<void> save_pin_tries(const device::PinThrottle& tries);
  base::Result<CourierStatus> courier_status();
  base::Result<void> save_courier_status(const CourierStatus& status);

 private:
  KioskStore(std::filesystem::path folder, Database database);
  base::Result<void> start_generation();
  base::Result<std::int64_t> put_back(OutboxEvent event);  // expects a transaction
  base::Result<bool> drop_decision(const base::Uuid& id, const base::Uuid& item);  // and this
  base::Result<void> mend_trust_copy();
  base::Result<void> copy_trust();
  std::filesystem::path folder_;
  Database database_;
  std::optional<std::filesystem::path> damaged_file_;
};

}  // namespace samen::storage
