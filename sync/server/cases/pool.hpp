// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/formation/joint_round.hpp"
#include "sync/matcher/model/instance.hpp"
#include "sync/server/cases/one_person.hpp"
#include "sync/server/store/papers.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/singles.hpp"
#include "sync/server/store/store.hpp"

// Everybody who waits, and the same people as the matching core sees them.
namespace samen::server {

struct WaitingPool {
  std::vector<HeldSignUp> held;  // in no other list
  std::vector<WaitingHousehold> households;
  std::vector<WaitingGroup> groups;
  std::vector<WaitingSingle> singles;
  std::vector<std::pair<base::Uuid, base::HumanCode>> declined;
  std::vector<std::pair<base::Uuid, base::Uuid>> declined_singles;
  AllPapers papers;
};
base::Result<WaitingPool> read_pool(Store& store);  // by hold_doubles()

// Households and groups have the indices they have in the pool; single volunteers follow the
// groups.
base::Result<matcher::Instance> build_instance(const WaitingPool& pool,
                                               const matcher::Policy& policy,
                                               const matcher::Places& places, std::int64_t now_ms);

// The same into a builder to which others may be added behind them.
base::Result<void> add_pool(const WaitingPool& pool, const matcher::Policy& policy,
                            std::int64_t now_ms, matcher::InstanceBuilder& builder);

// The key of a household or group in an instance, from its id or join code.
std::uint64_t tie_key(std::string_view id);

int days_waiting(const WaitingHousehold& household, std::int64_t now_ms);

// What stands behind a group of the core's: one that people started, volunteers alone, or both.
struct Units {
  const WaitingGroup* group = nullptr;
  std::vector<const WaitingSingle*> singles;
  int members() const;
  bool synthetic() const;
};
Units units_of(const WaitingPool& pool, const matcher::formation::FormedProblem& formed,
               matcher::GroupIndex index);

// What staff call them: "G-4MX", "V-7Q2"; for volunteers brought together but not proposed only how
// many, so that a log names each of them in few places.
std::string label_of(const Units& units);
// What such a label begins with; how many follows.
inline constexpr std::string_view kNewGroupOf = "new group of ";

}  // namespace samen::server
