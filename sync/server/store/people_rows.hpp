// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sync/server/store/people.hpp"

// Sign-ups read back from their rows; for this folder only. One that this program cannot read is
// skipped.
namespace samen::server {

// `condition` is about household h.
base::Result<std::vector<WaitingHousehold>> households_where(Store& store,
                                                             const std::string& condition);
// `condition` is about welcome_group g and its volunteers v. Members of one group stand together,
// the coordinator first; a group without one is left out.
base::Result<std::vector<WaitingGroup>> groups_where(Store& store, const std::string& condition);

CaseState state_from(std::string_view name);

}  // namespace samen::server
