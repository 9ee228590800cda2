// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/lottery.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <span>

#include "base/hurry.hpp"
#include "base/random.hpp"
#include "base/say.hpp"
#include "sync/matcher/assignment/exact/components.hpp"
#include "sync/matcher/round/redraw.hpp"
#include "sync/matcher/scoring/scan/scan.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

// Counts over the households; adding up is the same in any order.
struct Counts {
  std::vector<std::int32_t> same;
  std::vector<std::int32_t> any;
};

// The whole without noise, and its parts.
struct Whole {
  AssignmentProblem problem;
  std::vector<std::uint16_t> score;
  std::vector<std::int32_t> points;
};

Whole whole_of(const Problem& problem, const PairList& pairs, const Objective& objective) {
  const auto& days = problem.instance.households.days_waiting;
  Whole made;
  auto& [whole, score, points] = made;
  whole.rows = static_cast<std::uint32_t>(problem.instance.households.size());
  whole.columns = static_cast<std::uint32_t>(problem.instance.groups.size());
  whole.row_begin.push_back(0);
  for (HouseholdIndex row = 0; row < whole.rows; ++row) {
    for (auto i = pairs.begin[row]; i < pairs.begin[row + 1]; ++i) {
      const int left = pairs.score[i] - problem.instance.taken_off(row, pairs.group[i]);
      const std::int64_t value = objective.without_noise(left, days[row]);
      if (value <= 0) continue;
      whole.column.push_back(pairs.group[i]);
      whole.value.push_back(value);
      score.push_back(pairs.score[i]);
      points.push_back(pair_value(problem.policy, left, days[row]));
    }
    whole.row_begin.push_back(whole.column.size());
  }
  return made;
}

PartRedraw::Input part_of(const Problem& problem, const Whole& whole,
                          const exact::Components& parts, std::size_t part) {
  PartRedraw::Input made;
  made.per_mille = problem.policy.floor_per_mille;
  made.problem.rows = parts.row_begin[part + 1] - parts.row_begin[part];
  made.problem.columns = parts.column_begin[part + 1] - parts.column_begin[part];
  made.problem.row_begin.push_back(0);
  for (std::uint32_t i = 0; i < made.problem.rows; ++i) {
    const auto row = parts.rows[parts.row_begin[part] + i];
    made.row_key.push_back(problem.instance.households.key[row]);
    made.guarantee.push_back(static_cast<std::uint8_t>(
        guarantee_class(problem.policy, problem.instance.households.days_waiting[row])));
    for (auto e = whole.problem.row_begin[row]; e < whole.problem.row_begin[row + 1]; ++e) {
      made.problem.column.push_back(parts.column_place[whole.problem.column[e]]);
      made.problem.value.push_back(whole.problem.value[e]);
      made.score.push_back(whole.score[e]);
      made.points.push_back(whole.points[e]);
    }
    made.problem.row_begin.push_back(made.problem.column.size());
  }
  for (std::uint32_t i = 0; i < made.problem.columns; ++i) {
    const auto column = parts.columns[parts.column_begin[part] + i];
    made.column_key.push_back(problem.instance.groups.key[column]);
  }
  return made;
}

// All parts, and some draws after the others: what has been drawn for everybody counts.
class Drawing {
 public:
  Drawing(const Problem& problem, const PairList& pairs, const Choice& carried_out, int threads,
          const std::function<bool()>& hurry)
      : columns_(carried_out.solution.column_of_row),
        hurry_(hurry),
        lanes_(scan::thread_count(kNone - 1, threads)),
        total_{std::vector<std::int32_t>(columns_.size(), 0),
               std::vector<std::int32_t>(columns_.size(), 0)} {
    for (std::uint64_t seed = 0; objectives_.size() < Objective::kBeginnings; ++seed) {
      if (Objective::beginning(seed) == objectives_.size()) {
        objectives_.push_back(carried_out.objective.of_seed(seed));
      }
    }
    for (std::size_t i = 0; i < objectives_.size(); ++i) {
      const Whole whole = whole_of(problem, pairs, objectives_[i]);
      if (i == 0) parts_ = exact::find_components(whole.problem);  // the same pairs have a value
      for (std::size_t part = 0; part < parts_.size(); ++part) {
        redraws_[i].push_back(std::make_unique<PartRedraw>(part_of(problem, whole, parts_, part),
                                                           objectives_[i], hurry_));
      }
    }
  }

  // Draws them for everybody, or for nobody: false when time was up.
  base::Result<bool> draw(std::span<const std::uint64_t> seeds) {
    const Counts before = total_;
    const auto count = static_cast<std::uint32_t>(parts_.size());
    // Few parts: threads share the draws of each. Many: each thread takes whole ones.
    const bool many = count >= 8 * lanes_;
    failed_.reset();
    scan::share_out(count, many ? lanes_ : 1, [&](std::size_t, std::uint32_t part) {
      scan::share_out(static_cast<std::uint32_t>(seeds.size()), many ? 1 : lanes_,
                      [&](std::size_t, std::uint32_t turn) { draw_one(part, seeds[turn]); });
    });
    if (!failed_) return true;
    if (failed_->code != base::Errc::timeout)
      return std::unexpected(failed_->context(base::say("lottery")));
    total_ = before;
    return false;
  }

  Counts counts() && { return std::move(total_); }

 private:
  void draw_one(std::uint32_t part, std::uint64_t seed) {
    {
      const std::lock_guard lock(mutex_);
      if (failed_) return;
      if (base::is_up(hurry_)) {
        failed_ = base::Error{base::Errc::timeout, "time is up"};
        return;
      }
    }
    const auto drawn = redraws_[Objective::beginning(seed)][part]->draw(seed);
    const std::lock_guard lock(mutex_);
    if (!drawn) {
      failed_ = drawn.error();
      return;
    }
    const auto* rows = &parts_.rows[parts_.row_begin[part]];
    const auto* columns = &parts_.columns[parts_.column_begin[part]];
    for (std::size_t i = 0; i < drawn->size(); ++i) {
      if ((*drawn)[i] == kUnassigned) continue;
      ++total_.any[rows[i]];
      if (columns[(*drawn)[i]] == columns_[rows[i]]) ++total_.same[rows[i]];
    }
  }

  const std::vector<std::uint32_t>& columns_;  // that were carried out
  const std::function<bool()>& hurry_;
  std::vector<Objective> objectives_;  // by where bins begin
  exact::Components parts_;
  std::size_t lanes_;
  Counts total_;
  // By where bins begin, then by part.
  std::array<std::vector<std::unique_ptr<PartRedraw>>, Objective::kBeginnings> redraws_;
  std::mutex mutex_;
  std::optional<base::Error> failed_;
};

}  // namespace

std::vector<std::uint64_t> seeds_of_draws(std::uint64_t seed, int draws) {
  std::vector<std::uint64_t> seeds;
  base::SeededRandom random(seed);
  for (int i = 0; i < draws; ++i) seeds.push_back(random.next_u64());
  return seeds;
}

base::Result<Propensities> draw_again(const Problem& problem, const PairList& pairs,
                                      const Choice& carried_out, std::uint64_t seed, int draws,
                                      int threads, const std::function<bool()>& hurry) {
  constexpr std::size_t kTogether = 10;            // draws; what is cut loses at most so many
  if (problem.policy.lottery_bin <= 1) draws = 0;  // nothing is left to chance
  const auto seeds = seeds_of_draws(seed, draws);
  Drawing drawing(problem, pairs, carried_out, threads, hurry);
  std::size_t done = 0;
  while (done < seeds.size()) {
    const auto some = std::span(seeds).subspan(done, std::min(kTogether, seeds.size() - done));
    SAMEN_TRY(const bool drawn, drawing.draw(some));
    if (!drawn) break;
    done += some.size();
  }
  Counts total = std::move(drawing).counts();
  Propensities made;
  made.draws = static_cast<int>(done) + 1;
  const auto& columns = carried_out.solution.column_of_row;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool placed = columns[i] != kUnassigned;
    if (placed) {  // the draw that was carried out
      ++total.any[i];
      ++total.same[i];
    }
    const auto share = [&](std::int32_t count) {
      return static_cast<std::int32_t>(count * kMillion / made.draws);
    };
    made.this_group.push_back(share(total.same[i]));
    made.any_group.push_back(share(total.any[i]));
    const bool certain = placed ? total.same[i] == made.draws : total.any[i] == 0;
    if (!certain) ++made.randomised;
  }
  return made;
}

}  // namespace samen::matcher
