// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/server/cases/same_person.hpp"
#include "sync/server/store/store.hpp"

// One person, one group: of sign-ups that look like one person's the first goes on and the others
// are held until staff have looked. Nothing is merged, and what people told is compared in memory.
namespace samen::server {

struct WaitingPool;

struct HeldSignUp {
  base::Uuid id;
  std::string label;  // held: not in this round
  std::string
      like;  // the first whom it looks like: of a household, a volunteer, or a volunteer's group
  CommonFacts common = 0;
};

// Takes out of the pool who looks like somebody who came before, or has a proposal or a match, and
// whom staff have not called two people. Rising by label.
base::Result<std::vector<HeldSignUp>> hold_doubles(Store& store, WaitingPool& pool);

// What staff found out about the two with these labels. Both expect a running transaction.
// Errc::not_found for a label of nobody, invalid_input for one and the same, or a household and
// volunteers. A group's label means everybody who signed up in it.
base::Result<void> say_two_people(Store& store, std::string_view a, std::string_view b);
// `aside` stands aside for `counts`: it is proposed to nobody, what was proposed is taken back, and
// its receipt answers how `counts` stands. say_two_people() takes that back. Errc::conflict when
// `aside` is matched, or `counts` stands aside itself; invalid_input when `aside` is a group.
base::Result<void> say_one_person(Store& store, std::string_view counts, std::string_view aside);

}  // namespace samen::server
