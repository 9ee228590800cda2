// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "domain/proposal.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/server/store/store.hpp"

// The worklist on its way to the staff pages: every accepted card says what is done next, by whom
// and by when. Most of it changes when somebody does something, some of it because a day is over;
// so it is looked at again and again, and only what says something else than before is sent.
namespace samen::server {

class WorkOnCards {
 public:
  // Sends the cards that have to say something else now, a part of them at a time; how many. Begins
  // a transaction of its own.
  base::Result<int> look(Store& store, const matcher::Policy& policy);

 private:
  std::map<base::Uuid, domain::WorkOnCard> said_;  // of the open matches, by proposal
};

}  // namespace samen::server
