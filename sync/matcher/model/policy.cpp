// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/model/policy.hpp"

#include <numeric>
#include <string>

#include "base/say.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;

Result<void> in_range(std::string_view field, int value, int lowest, int highest) {
  if (value >= lowest && value <= highest) return {};
  return fail(Errc::invalid_input,
              base::say("{}: {} is outside {} to {}", field, value, lowest, highest));
}

Result<void> check_weights(const Policy& policy) {
  for (std::size_t i = 0; i < kCriteria; ++i) {
    SAMEN_CHECK(in_range("weights." + std::string(kCriterionNames[i]), policy.weights[i], 0, 100));
  }
  const int sum = std::accumulate(policy.weights.begin(), policy.weights.end(), 0);
  if (sum == 100) return {};
  return fail(Errc::invalid_input,
              base::say("weights: they are percentages and add up to {}, not 100", sum));
}

Result<void> check_unsaid(const Unsaid& unsaid) {
  constexpr int kMost = 1000;
  SAMEN_CHECK(in_range("unsaid.goals", unsaid.goals, 0, kMost));
  SAMEN_CHECK(in_range("unsaid.interests", unsaid.interests, 0, kMost));
  SAMEN_CHECK(in_range("unsaid.life_stage", unsaid.life_stage, 0, kMost));
  return in_range("unsaid.shared_time", unsaid.shared_time, 0, kMost);
}

Result<void> check_guarantee(const Policy& policy) {
  if (policy.guarantee_days.size() > 8) {
    return fail(Errc::limit, base::say("guarantee_days: at most 8 classes"));
  }
  int previous = 36501;
  for (const int days : policy.guarantee_days) {
    SAMEN_CHECK(in_range("guarantee_days", days, 0, 36500));
    if (days >= previous) {
      return fail(
          Errc::invalid_input,
          base::say("guarantee_days: list the longest wait first, each shorter than the one "
                    "before; found {} after {}",
                    days, previous));
    }
    previous = days;
  }
  return {};
}

Result<void> check_coarse(const Policy& policy) {
  int previous = 0;
  for (const int minutes : policy.coarse_minutes) {
    SAMEN_CHECK(in_range("coarse_minutes", minutes, 1, 999));
    if (minutes < previous) {
      return fail(Errc::invalid_input,
                  base::say("coarse_minutes: fewer digits in common cannot be nearer; list rising "
                            "minutes; found {} after {}",
                            minutes, previous));
    }
    previous = minutes;
  }
  return {};
}

Result<void> check_check_ins(const std::vector<int>& days) {
  constexpr std::size_t kMost = 24;
  constexpr int kLast = 1500;  // a match lasts a year, some go on
  if (days.empty() || days.size() > kMost) {
    return fail(Errc::invalid_input,
                base::say("match_days.check_ins: list 1 to 24 days; found {}", days.size()));
  }
  int previous = 0;
  for (const int day : days) {
    SAMEN_CHECK(in_range("match_days.check_ins", day, 1, kLast));
    if (day <= previous) {
      return fail(Errc::invalid_input,
                  base::say("match_days.check_ins: list rising days, each once; found {} after {}",
                            day, previous));
    }
    previous = day;
  }
  return {};
}

Result<void> check_look_ahead(const LookAhead& look) {
  SAMEN_CHECK(in_range("look_ahead.days", look.days, 0, 365));
  SAMEN_CHECK(in_range("look_ahead.stay_per_mille", look.stay_per_mille, 900, 1000));
  return in_range("look_ahead.urgency_per_mille", look.urgency_per_mille, 0, 100'000);
}

Result<void> check_scarcity(const Scarcity& scarcity) {
  SAMEN_CHECK(in_range("scarcity.groups_percent", scarcity.groups_percent, 1, 100));
  return in_range("scarcity.most_percent", scarcity.most_percent, 100, 1000);
}

// Longer than a season, and nobody would notice what a day is there for.
Result<void> check_match_days(const domain::MatchDays& days) {
  constexpr int kSeason = 92;
  const auto in_a_season = [](std::string_view field, int value, int lowest) {
    return in_range("match_days." + std::string(field), value, lowest, kSeason);
  };
  SAMEN_CHECK(in_a_season("answer", days.answer, 1));
  SAMEN_CHECK(in_a_season("introduce", days.introduce, 1));
  SAMEN_CHECK(in_a_season("first_meeting", days.first_meeting, days.introduce));
  SAMEN_CHECK(in_a_season("hear_of_meeting", days.hear_of_meeting, 1));
  SAMEN_CHECK(in_a_season("think", days.think, 1));
  SAMEN_CHECK(check_check_ins(days.check_ins));
  SAMEN_CHECK(in_a_season("later_check_ins", days.later_check_ins, 1));
  SAMEN_CHECK(in_a_season("closing_talk", days.closing_talk, 1));
  SAMEN_CHECK(in_a_season("quiet_first", days.quiet_first, 1));
  SAMEN_CHECK(in_range("match_days.first_weeks", days.first_weeks, 0, 52));
  return in_a_season("quiet_later", days.quiet_later, days.quiet_first);
}

Result<void> check_papers(const domain::PaperRules& papers) {
  constexpr int kTenYears = 120;
  for (const auto& [paper, months] : papers.asked) {
    SAMEN_CHECK(
        in_range("papers.asked." + std::string(domain::name_of(paper)), months, 0, kTenYears));
  }
  SAMEN_CHECK(in_range("papers.members_in_order", papers.members_in_order, 0, kMostMembers));
  return in_range("papers.remind_days", papers.remind_days, 1, 366);
}

// Two years at most, and nobody goes before staff could have seen it.
Result<void> check_retention(const domain::RetentionRules& rules) {
  constexpr int kTwoYears = 731;
  SAMEN_CHECK(in_range("retention.notice", rules.notice, 1, 92));
  SAMEN_CHECK(in_range("retention.unheard", rules.unheard, 92, kTwoYears));
  SAMEN_CHECK(in_range("retention.withdrawn", rules.withdrawn, rules.notice, kTwoYears));
  SAMEN_CHECK(in_range("retention.words", rules.words, 28, kTwoYears));
  return in_range("retention.reconfirm", rules.reconfirm, 28, rules.unheard);
}

}  // namespace

Result<void> validate(const Policy& policy) {
  SAMEN_CHECK(check_weights(policy));
  SAMEN_CHECK(check_unsaid(policy.unsaid));
  SAMEN_CHECK(in_range("alpha", policy.alpha, 0, 1000));
  SAMEN_CHECK(in_range("wait_cap_days", policy.wait_cap_days, 0, 3650));
  SAMEN_CHECK(in_range("reserve", policy.reserve, 0, 10000));
  SAMEN_CHECK(check_look_ahead(policy.look_ahead));
  SAMEN_CHECK(check_scarcity(policy.scarcity));
  SAMEN_CHECK(check_guarantee(policy));
  SAMEN_CHECK(in_range("travel_limit_minutes", policy.travel_limit_minutes, 5, 600));
  SAMEN_CHECK(in_range("bicycle_km_per_hour", policy.bicycle_km_per_hour, 4, 30));
  SAMEN_CHECK(in_range("detour_percent", policy.detour_percent, 100, 300));
  SAMEN_CHECK(check_coarse(policy));
  SAMEN_CHECK(in_range("largest_group", policy.largest_group, 2, kMostMembers));
  SAMEN_CHECK(in_range("members_present", policy.members_present, 1, policy.largest_group));
  SAMEN_CHECK(in_range("smallest_group", policy.smallest_group, 1, policy.largest_group));
  SAMEN_CHECK(
      in_range("target_group", policy.target_group, policy.smallest_group, policy.largest_group));
  SAMEN_CHECK(in_range("smallest_formed", policy.smallest_formed, 2, policy.largest_group));
  SAMEN_CHECK(in_range("off_target_penalty", policy.off_target_penalty, 0, 1000));
  SAMEN_CHECK(in_range("formed_household", policy.formed_household, 1, 255));
  SAMEN_CHECK(in_range("formation_seconds", policy.formation_seconds, 1, 3600));
  SAMEN_CHECK(in_range("round_seconds", policy.round_seconds, 1, 3600));
  SAMEN_CHECK(in_range("lottery_bin", policy.lottery_bin, 0, 1000));
  SAMEN_CHECK(in_range("lottery_draws", policy.lottery_draws, 0, 10'000));
  SAMEN_CHECK(in_range("floor_per_mille", policy.floor_per_mille, 0, 1000));
  SAMEN_CHECK(check_match_days(policy.match_days));
  SAMEN_CHECK(check_papers(policy.papers));
  return check_retention(policy.retention);
}

}  // namespace samen::matcher
