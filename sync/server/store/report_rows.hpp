// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "sync/server/store/store.hpp"

// What a report counts of proposals and of the households they were made for: no names, no labels.
namespace samen::server {

struct ReportedHousehold {
  std::int64_t signed_up_ms = 0;       // Unix milliseconds
  std::int64_t first_proposal_ms = 0;  // likewise; of all that were made for it
  std::string centre;
  bool synthetic = false;
};
struct ReportedProposals {
  std::map<base::Uuid, ReportedHousehold> households;  // by id, each that ever had a proposal
  std::map<base::Uuid, base::Uuid> accepted;           // a match, and its household
};
base::Result<ReportedProposals> reported_proposals(Store& store);

}  // namespace samen::server
