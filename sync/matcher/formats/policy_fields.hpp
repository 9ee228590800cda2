// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "sync/matcher/model/policy.hpp"

// What a policy file's numbers are called, and where each goes; for this folder only.
namespace samen::matcher {

// Every whole-number field by its name; the order is the order of the file we write.
template <class Owner>
struct Number {
  std::string_view name;
  int Owner::* field;
};
using NumberField = Number<Policy>;
inline constexpr std::array kNumbers = {
    NumberField{"alpha", &Policy::alpha},
    NumberField{"wait_cap_days", &Policy::wait_cap_days},
    NumberField{"reserve", &Policy::reserve},
    NumberField{"travel_limit_minutes", &Policy::travel_limit_minutes},
    NumberField{"bicycle_km_per_hour", &Policy::bicycle_km_per_hour},
    NumberField{"detour_percent", &Policy::detour_percent},
    NumberField{"members_present", &Policy::members_present},
    NumberField{"smallest_group", &Policy::smallest_group},
    NumberField{"target_group", &Policy::target_group},
    NumberField{"largest_group", &Policy::largest_group},
    NumberField{"smallest_formed", &Policy::smallest_formed},
    NumberField{"off_target_penalty", &Policy::off_target_penalty},
    NumberField{"formed_household", &Policy::formed_household},
    NumberField{"formation_seconds", &Policy::formation_seconds},
    NumberField{"round_seconds", &Policy::round_seconds},
    NumberField{"lottery_bin", &Policy::lottery_bin},
    NumberField{"lottery_draws", &Policy::lottery_draws},
    NumberField{"floor_per_mille", &Policy::floor_per_mille},
};
using DaysField = Number<domain::MatchDays>;
inline constexpr std::array kDays = {
    DaysField{"answer", &domain::MatchDays::answer},
    DaysField{"introduce", &domain::MatchDays::introduce},
    DaysField{"first_meeting", &domain::MatchDays::first_meeting},
    DaysField{"hear_of_meeting", &domain::MatchDays::hear_of_meeting},
    DaysField{"think", &domain::MatchDays::think},
    DaysField{"later_check_ins", &domain::MatchDays::later_check_ins},
    DaysField{"closing_talk", &domain::MatchDays::closing_talk},
    DaysField{"quiet_first", &domain::MatchDays::quiet_first},
    DaysField{"first_weeks", &domain::MatchDays::first_weeks},
    DaysField{"quiet_later", &domain::MatchDays::quiet_later},
};
using UnsaidField = Number<Unsaid>;
inline constexpr std::array kUnsaid = {
    UnsaidField{"goals", &Unsaid::goals},
    UnsaidField{"interests", &Unsaid::interests},
    UnsaidField{"life_stage", &Unsaid::life_stage},
    UnsaidField{"shared_time", &Unsaid::shared_time},
};
using LookAheadField = Number<LookAhead>;
inline constexpr std::array kLookAhead = {
    LookAheadField{"days", &LookAhead::days},
    LookAheadField{"stay_per_mille", &LookAhead::stay_per_mille},
    LookAheadField{"urgency_per_mille", &LookAhead::urgency_per_mille},
};
using ScarcityField = Number<Scarcity>;
inline constexpr std::array kScarcity = {
    ScarcityField{"groups_percent", &Scarcity::groups_percent},
    ScarcityField{"most_percent", &Scarcity::most_percent},
};
inline constexpr std::string_view kCheckIns = "check_ins";
using PapersField = Number<domain::PaperRules>;
inline constexpr std::array kPapers = {
    PapersField{"members_in_order", &domain::PaperRules::members_in_order},
    PapersField{"remind_days", &domain::PaperRules::remind_days},
};
inline constexpr std::string_view kAsked = "asked";
using RetentionField = Number<domain::RetentionRules>;
inline constexpr std::array kRetention = {
    RetentionField{"unheard", &domain::RetentionRules::unheard},
    RetentionField{"withdrawn", &domain::RetentionRules::withdrawn},
    RetentionField{"words", &domain::RetentionRules::words},
    RetentionField{"reconfirm", &domain::RetentionRules::reconfirm},
    RetentionField{"notice", &domain::RetentionRules::notice},
};
inline constexpr std::array<std::string_view, 2> kReadinessNames = {"before_contact",
                                                                    "before_proposal"};

}  // namespace samen::matcher
