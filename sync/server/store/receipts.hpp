// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/records.hpp"
#include "domain/way_back.hpp"
#include "sync/server/store/store.hpp"
#include "vault/digest.hpp"

// The receipts that people hold, and every request made with one. What a request does is decided in
// cases/way_back.hpp.
namespace samen::server {

// What the person said last; the state of their case is another matter.
enum class OwnWord : std::uint8_t { active, paused, withdrawn };

struct ReceiptKey {
  domain::WayBack keys;
  base::Uuid record;
  OwnWord word = OwnWord::active;
  std::int64_t counter = 0;       // of the last request that changed the word
  std::int64_t told_counter = 0;  // of the last one that told something anew
};

// All that write expect a running transaction. Errc::conflict when the key or the record has one.
base::Result<void> add_receipt_key(Store& store, const base::Uuid& record,
                                   const domain::WayBack& keys);
base::Result<std::optional<ReceiptKey>> find_receipt_key(Store& store, const domain::WayBack& keys);
base::Result<std::optional<ReceiptKey>> receipt_key_of(Store& store, const base::Uuid& record);
base::Result<void> save_receipt_key(Store& store, const ReceiptKey& key);  // word and counters
// From now on only these keys speak for the record; its word and counters stay.
base::Result<void> exchange_receipt_key(Store& store, const base::Uuid& record,
                                        const domain::WayBack& keys);

// What is kept of a receipt that is void. After a restore the store may hold such a one again: its
// record then answers to nobody.
vault::Digest void_receipt_hash(const domain::WayBack& keys);
base::Result<void> void_receipts_again(Store& store);

// What is kept of the receipt of somebody erased: this hash, in the store and on the list of
// erasures, so that who comes back hears of it also where no copy knows them any more.
// An answer that brings what was told goes; of its requests only that somebody was answered stays,
// until the answer has had its time.
base::Result<std::optional<vault::Digest>> forget_receipt_key(Store& store,
                                                              const base::Uuid& record);
vault::Digest erased_receipt_hash(const domain::WayBack& keys);

// For queries of this folder: this record's holder wants to be proposed; nobody in the group `code`
// keeps it from being proposed; the record counts as a member.
std::string wants_proposals(const Store& store, std::string_view record);
std::string group_wants_proposals(const Store& store, std::string_view code);
std::string still_takes_part(std::string_view record);

// Envelopes in which a record was told anew: their keys go with the record's.
base::Result<void> note_told_anew(Store& store, const base::Uuid& envelope,
                                  const base::Uuid& record);
// Takes them off the list.
base::Result<std::vector<base::Uuid>> take_told_anew(Store& store, const base::Uuid& record);

struct KeptRequest {
  base::Uuid id;
  domain::ReceiptRequest request;           // without its signature: it has been verified
  std::optional<domain::Record> told = {};  // with Wish::correct
};
base::Result<void> add_receipt_request(Store& store, const KeptRequest& asked, std::int64_t device,
                                       domain::Outcome outcome);
// Those that came before the record, in the person's order.
base::Result<std::vector<KeptRequest>> kept_requests(Store& store, const domain::WayBack& keys);
base::Result<void> mark_carried_out(Store& store, const base::Uuid& id);
base::Result<void> drop_requests_of(Store& store, const domain::WayBack& keys);  // and answers

// How often somebody asked since then: with this receipt, at this kiosk, anywhere.
struct Asked {
  std::int64_t with_it = 0;
  std::int64_t at_it = 0;
  std::int64_t in_all = 0;
};
base::Result<Asked> asked_since(Store& store, std::int64_t since_ms, const domain::WayBack& keys,
                                std::int64_t device);

// Answers and requests that have been kept so long go, but not what waits for a record. To be
// called at each request, before it is added.
base::Result<void> drop_old_requests(Store& store, std::int64_t kept_ms);

}  // namespace samen::server
