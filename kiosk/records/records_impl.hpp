// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "device/layout.hpp"
#include "device/lock.hpp"
#include "kiosk/flow/ports.hpp"
#include "kiosk/records/records.hpp"
#include "kiosk/records/reserve.hpp"
#include "storage/kiosk_store.hpp"
#include "vault/receipt_keys.hpp"
#include "vault/seal.hpp"
#include "vault/sign.hpp"
#include "vault/staff_key.hpp"

// Inside this room only.
namespace samen::records {

struct Records::Impl {
  device::KioskFolder folder;
  const base::Clock& clock;
  base::Random& random;
  device::Lock lock;
  Reserve reserve;
  vault::SigningKey device_key;
  vault::StaffPublicKeys staff_public;
  base::Bytes staff_wrapped;
  std::optional<storage::KioskStore> open_store;  // none after a failure; opened again on use
  std::optional<vault::StaffKeys> staff;          // only while staff are at the kiosk
  struct Undoable {
    domain::Decision decision;
    base::Uuid row;
    std::int64_t until_ms;  // on the monotonic clock
  };
  // Of this run of the program: what an earlier one left is released when the folder is opened.
  std::vector<Undoable> undoable = {};

  // The secret of a record whose storing has not succeeded yet: a commit may have come through with
  // an error, and then the next try gives its receipt.
  struct Minted {
    base::Uuid record;
    base::ReceiptSecret secret;
  };
  std::optional<Minted> minted = {};
  struct OpenReceipt {
    vault::ReceiptKeys keys;
    base::Uuid last = {};      // the request that was made last
    std::int64_t counter = 0;  // the highest that was given out here or named by an answer
  };
  vault::ReceiptCost receipt_cost = {};
  std::optional<OpenReceipt> receipt = {};  // only while its holder is at the kiosk
  std::vector<std::int64_t> openings = {};  // monotonic ms of those that count for the limit

  // Decisions whose time is over may leave. What cannot be written now is tried again with the next
  // call, and when the folder is opened.
  void release_decisions();

  base::Result<storage::KioskStore*> store();

  // Runs f(store). On a full disk the reserve is given back, on a damaged file the store is opened
  // again (which sets the file aside), and f runs once more. f must not do half a thing.
  template <class F>
  auto with_store(F f) -> decltype(f(std::declval<storage::KioskStore&>()));

  // --- staff_key.cpp
  base::Result<void> publish_staff_key() const;
  base::Result<void> write_staff_key(const base::SecretText& pin, base::ByteView badge,
                                     vault::PinCost cost);
  void upgrade_staff_key(const base::SecretText& pin, base::ByteView badge);

  // --- receipt.cpp: the next request of the open receipt
  base::Result<domain::ReceiptRequest> next_request(domain::Wish wish, domain::Record& record);
  base::Result<void> store_request(const domain::Record& record,
                                   const domain::ReceiptRequest& request);

  // --- submit.cpp
  base::Result<base::Stamp> stamp();
  base::Result<bool> clock_trusted(storage::KioskStore& store);
  base::Result<base::HumanCode> mint(base::HumanCode::Use use, std::uint32_t device_number);
  // A decision gets the staff's signature on the way: `staff` is open.
  base::Result<void> store_record(domain::Record record, const storage::Trust& trust,
                                  const std::vector<base::HumanCode>& codes,
                                  const std::optional<storage::DecisionNote>& note);
  base::Result<storage::Trust> trust();  // Errc::not_found: not enrolled
};

template <class F>
auto Records::Impl::with_store(F f) -> decltype(f(std::declval<storage::KioskStore&>())) {
  for (int attempt = 0;; ++attempt) {
    SAMEN_TRY(auto* const now, store());
    auto result = f(*now);
    if (result || attempt > 0) return result;
    const base::Errc code = result.error().code;
    if (code == base::Errc::storage_damaged) {
      open_store.reset();
    } else if (code != base::Errc::storage_full || !reserve.release()) {
      return result;
    }
  }
}

// The part of a code's hash that is kept to avoid handing it out again: 18 of its 25 bits.
std::uint32_t fold_of(const base::HumanCode& code);

// A caseworker's decision as it is kept beside the card until the matcher answers.
base::Result<base::Bytes> seal_note(const vault::SealPublicKey& to,
                                    const domain::Decision& decision);
void apply_note(const vault::SealKeyPair& key, const storage::DecisionNote& note,
                domain::ProposalCard& card);

}  // namespace samen::records
