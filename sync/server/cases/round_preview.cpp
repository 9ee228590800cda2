// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/round_preview.hpp"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "sync/server/cases/round_log.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/round_logs.hpp"

namespace samen::server {

using base::Result;

namespace {

using CentreNames = std::map<std::int64_t, std::string>;

std::string name_in(const CentreNames& centres, std::int64_t centre) {
  const auto at = centres.find(centre);
  return at == centres.end() ? std::string() : at->second;
}

PreviewPair pair_of(const ComputedRound& round, const matcher::Proposal& made,
                    const CentreNames& centres) {
  const auto& waiting = round.pool.households[made.household];
  const auto units = units_of(round.pool, round.joint.formed, made.group);
  PreviewPair pair;
  pair.household = waiting.label;
  pair.centre = name_in(centres, waiting.centre);
  if (units.group != nullptr) pair.group = units.group->row.label;
  pair.group_size = units.members();
  pair.adults = static_cast<int>(waiting.household.adults.size());
  pair.children = static_cast<int>(waiting.household.children.size());
  pair.waiting_days = days_waiting(waiting, round.now_ms);
  pair.travel_minutes = made.explanation.travel.minutes;
  pair.score = made.score;
  pair.cautions = !made.explanation.cautions.empty();
  pair.by_hand = std::ranges::any_of(round.outcome.by_hand, [&](const SetByHand& set) {
    return set.as == SetAs::together && set.household == waiting.label;
  });
  return pair;
}

std::vector<PreviewWaiting> waiting_of(const ComputedRound& round, const CentreNames& centres) {
  std::vector<PreviewWaiting> all;
  for (const auto& why : round.joint.round.why_not) {
    const auto& waiting = round.pool.households[why.household];
    const auto& people = waiting.household;
    all.push_back({waiting.label, name_in(centres, waiting.centre),
                   static_cast<int>(people.adults.size() + people.children.size()),
                   days_waiting(waiting, round.now_ms), why.reason});
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &PreviewWaiting::waiting_days);
  return all;
}

void count_why_not(const ComputedRound& round, RoundPreview& preview) {
  std::map<std::string, PreviewWhyNot> by_key;
  for (const auto& why : round.joint.round.why_not) {
    const auto& waiting = round.pool.households[why.household];
    const int days = days_waiting(waiting, round.now_ms);
    auto& kind = by_key[why.reason.key];
    if (kind.count++ == 0) {
      kind.reason = why.reason;
    } else {
      kind.differ = kind.differ || kind.reason != why.reason;
    }
    if (kind.longest.empty() || days > kind.longest_days) {
      kind.longest_days = days;
      kind.longest = waiting.label;
    }
    preview.longest_left = std::max(preview.longest_left, days);
  }
  for (auto& [key, kind] : by_key) preview.why_not.push_back(std::move(kind));
  std::ranges::stable_sort(preview.why_not, std::ranges::greater{}, &PreviewWhyNot::count);
}

PreviewShortage shortage_of(const ComputedRound& round, const matcher::Shortage& found) {
  PreviewShortage shortage;
  shortage.kind = found.kind;
  domain::SetOf<domain::Language>::from_bits(found.languages).each([&](domain::Language l) {
    shortage.languages.push_back("language." + std::string(domain::name_of(l)));
  });
  shortage.times = week_part(found.times);
  shortage.women_only = found.women_only;
  shortage.area = found.area;
  shortage.needed = found.needed;
  shortage.unlocked = found.unlocked;
  for (const auto household : found.households) {
    shortage.households.push_back(round.pool.households[household].label);
  }
  return shortage;
}

std::int64_t number_in(const nlohmann::json& log, const char* name) {
  const auto at = log.find(name);
  return at != log.end() && at->is_number_integer() ? at->get<std::int64_t>() : 0;
}

Result<std::optional<RoundPreview::Last>> last_round(Store& store) {
  SAMEN_TRY(const auto stored, find_round(store, std::nullopt));
  if (!stored) return std::nullopt;
  const auto log = nlohmann::json::parse(stored->log_json, nullptr, /*allow_exceptions=*/false);
  if (!log.is_object()) return std::nullopt;
  RoundPreview::Last last{.round = stored->id, .made_ms = stored->made_ms};
  last.households = number_in(log, "households");
  const auto pairs = log.find("pairs");
  if (pairs != log.end() && pairs->is_array())
    last.proposals = static_cast<std::int64_t>(pairs->size());
  std::int64_t total = 0;
  for (std::int64_t i = 0; i < last.proposals; ++i) {
    const auto score = number_in(pairs->at(static_cast<std::size_t>(i)), "score");
    total += score;
    last.lowest_score = i == 0 ? score : std::min(last.lowest_score, score);
  }
  last.mean_score = last.proposals > 0 ? total / last.proposals : 0;
  return last;
}

}  // namespace

int RoundPreview::mean_score() const {
  if (summary.proposals == 0) return 0;
  return static_cast<int>(summary.total_score / static_cast<std::int64_t>(summary.proposals));
}

Result<RoundPreview> preview_of(Store& store, const ComputedRound& round) {
  RoundPreview preview;
  preview.summary = round.outcome.summary;
  CentreNames centres;
  SAMEN_TRY(const auto all, all_centres(store));
  for (const auto& centre : all) centres.emplace(centre.id, centre.name);
  for (const auto& made : round.joint.round.proposals) {
    preview.pairs.push_back(pair_of(round, made, centres));
    preview.longest_proposed =
        std::max(preview.longest_proposed, preview.pairs.back().waiting_days);
  }
  std::ranges::stable_sort(preview.pairs, std::ranges::greater{}, &PreviewPair::waiting_days);
  count_why_not(round, preview);
  preview.waiting = waiting_of(round, centres);
  for (const auto& found : round.joint.round.shortages) {
    preview.shortages.push_back(shortage_of(round, found));
  }
  preview.not_yet = round.joint.round.why_not.size();
  preview.held = round.outcome.held.size();
  preview.unplaced = round.outcome.unplaced.size();
  preview.synthetic = std::ranges::any_of(
      round.pool.households, [](const WaitingHousehold& waiting) { return waiting.synthetic; });
  SAMEN_TRY(const auto open, proposals_to_decide(store));
  preview.waiting_for_word = open.size();
  SAMEN_TRY(preview.last, last_round(store));
  return preview;
}

}  // namespace samen::server
