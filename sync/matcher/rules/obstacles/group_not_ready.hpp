// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// Where screening and training bind before the proposal.
struct GroupNotReady {
  static constexpr std::string_view kName = "group_not_ready";
  static constexpr Kind kKind = Kind::of_people;

  using Asks = Nothing;
  static Asks asks(const Instance&, const Policy&, HouseholdIndex) { return {}; }
  static constexpr bool always(const Asks&) { return false; }
  static std::tuple<bool> has(const Policy& policy, const GroupView& group) {
    return {policy.readiness != Readiness::before_proposal || group.ready == 3};
  }
  static constexpr bool met(const Asks&, bool ready) { return ready; }
  static constexpr bool hopeless(const Asks&, bool ready) { return !ready; }
};

}  // namespace samen::matcher::rules
