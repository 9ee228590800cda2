// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sync/server/store/store.hpp"

// Exact numbers of what the store holds, for `status` and for tests that count after a crash.
namespace samen::server {

struct KindCount {
  std::int64_t from_kiosks = 0;  // distinct record ids
  std::int64_t synthetic = 0;
};

struct StoreCounts {
  std::map<std::string, std::int64_t> envelopes;   // by state: stored, applied, needs_review
  std::map<std::string, std::int64_t> households;  // by state: waiting, proposed, matched, …
  std::map<std::string, std::int64_t> groups;     // by state; "unstarted": coordinator not here yet
  std::map<std::string, std::int64_t> proposals;  // by state
  std::map<std::string, std::int64_t> decisions;  // by outcome: taken, stale
  std::map<std::string, KindCount> records;       // household, group, member, single, decision
  std::int64_t passed_over = 0;
  std::int64_t erased = 0;  // records, on request
  std::int64_t declined_pairs = 0;
  std::int64_t rounds = 0;
  std::int64_t open_codes = 0;
};
base::Result<StoreCounts> count_everything(Store& store);

// Groups that count toward a round, by how many members have signed up, coordinator included.
base::Result<std::map<std::int64_t, std::int64_t>> group_sizes(Store& store);

struct DeviceCounts {
  std::int64_t envelopes = 0;
  std::int64_t feed_items = 0;
};
base::Result<DeviceCounts> count_for_device(Store& store, std::int64_t device);

struct Review {
  base::Uuid id;
  std::int64_t device = 0;
  std::int64_t received_ms = 0;
  std::string why;
};
base::Result<std::vector<Review>> reviews(Store& store);

// The join code of the group with this label; Errc::not_found.
base::Result<std::string> group_with_label(Store& store, std::string_view label);

}  // namespace samen::server
