// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <cassert>
#include <numeric>

#include "base/say.hpp"
#include "sync/matcher/formation/tables.hpp"
#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher::formation {

using base::Result;

namespace {

constexpr std::size_t kMaxEntries = 20'000'000;
constexpr std::uint32_t kAllTimes = (1U << rules::kTimeBlocks) - 1;

std::vector<std::uint32_t> by_key(const std::vector<std::uint64_t>& keys) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&keys](std::uint32_t i) { return keys[i]; });
  return order;
}

std::int32_t narrow(std::int64_t value) {
  return static_cast<std::int32_t>(value);
}

}  // namespace

class TablesMaker {
 public:
  explicit TablesMaker(const Problem& problem) : problem_(problem) {}

  Result<Tables> make(int threads, const std::function<bool()>& hurry) {
    const auto& instance = problem_.instance;
    SAMEN_CHECK(check_range(problem_.policy, instance.households.size()));
    tables_.policy_ = problem_.policy;
    collect_places();
    for (const auto unit : by_key(instance.groups.key)) add_unit(unit);
    const auto order = longest_waiting_first();
    std::vector<Row> rows(order.size());
    std::atomic<std::size_t> entries = 0;
    in_parallel(order.size(), threads, [&](std::size_t i) {
      if (entries > kMaxEntries || is_up(hurry)) return;
      rows[i] = Row{*this, order[i]};
      entries += rows[i].entries.size();
    });
    if (entries > kMaxEntries) {
      return base::fail(
          base::Errc::limit,
          base::say("formation: more than 20 million possible pairs of household and unit"));
    }
    put_together(order, rows);
    tables_.index_entries();
    return std::move(tables_);
  }

 private:
  // One household with all units that can serve it.
  struct Row {
    bool looked_at = false;
    bool counts = false;  // rules about the household alone let it have a proposal
    HouseholdTable table;
    std::vector<Entry> entries;

    Row() = default;
    Row(const TablesMaker& maker, HouseholdIndex index);

   private:
    void add_entry(const TablesMaker& maker, std::uint32_t number);
    void add_members(const TablesMaker& maker, const UnitTable& unit, Entry& entry) const;
    bool may_be_part(const TablesMaker& maker, std::uint32_t number) const;

    std::vector<bool> near_;    // each distinct postcode of members to the household
    rules::Elements elements_;  // of the household
  };

  std::vector<HouseholdIndex> longest_waiting_first() const {
    const auto& h = problem_.instance.households;
    auto order = by_key(h.key);
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&h](HouseholdIndex i) { return h.days_waiting[i]; });
    return order;
  }

  void put_together(const std::vector<HouseholdIndex>& order, std::vector<Row>& rows) {
    std::size_t count = 0;
    for (const Row& row : rows) count += row.entries.size();
    tables_.entries_.reserve(count);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto row = std::move(rows[i]);
      if (!row.looked_at) tables_.left_out_.push_back(order[i]);
      if (!row.counts) continue;
      row.table.begin = static_cast<std::uint32_t>(tables_.entries_.size());
      tables_.entries_.insert(tables_.entries_.end(), row.entries.begin(), row.entries.end());
      row.table.end = static_cast<std::uint32_t>(tables_.entries_.size());
      tables_.households_.push_back(row.table);
    }
  }

  void collect_places() {
    places_ = problem_.instance.members.postcode;
    std::ranges::sort(places_);
    places_.erase(std::ranges::unique(places_).begin(), places_.end());
    tables_.places_ = places_.size();
    tables_.near_.assign(places_.size() * places_.size(), 1);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        // Both ways: nothing says that a rule for travel is the same in both directions.
        const bool near = problem_.within_reach(places_[i], places_[j]) &&
                          problem_.within_reach(places_[j], places_[i]);
        tables_.near_[i * places_.size() + j] = near ? 1 : 0;
        tables_.near_[j * places_.size() + i] = near ? 1 : 0;
      }
    }
  }

  std::uint16_t slot(std::uint16_t postcode) const {
    return static_cast<std::uint16_t>(std::ranges::lower_bound(places_, postcode) -
                                      places_.begin());
  }

  void add_unit(GroupIndex index) {
    const auto& g = problem_.instance.groups;
    UnitTable unit;
    unit.index = index;
    unit.kind = unit_kind(problem_, index);
    unit.part = part_of(problem_, index);
    bool part = unit.kind != UnitKind::complete && unit.members() > 0 &&
                unit.members() < problem_.policy.largest_group;
    for (auto i = g.member_begin[index]; part && i < g.member_begin[index + 1]; ++i) {
      const auto here = slot(problem_.instance.members.postcode[i]);
      const auto known = std::span(unit.places.data(), unit.place_count);
      if (std::ranges::find(known, here) == known.end()) unit.places[unit.place_count++] = here;
    }
    part = part && unit.part.view.times != 0 && unit.part.together != 0 && tables_.near(unit, unit);
    may_be_part_.push_back(part);
    tables_.units_.push_back(unit);
  }

  const Problem& problem_;
  Tables tables_;
  std::vector<std::uint16_t> places_;  // distinct postcodes of members, rising
  std::vector<bool> may_be_part_;
};

TablesMaker::Row::Row(const TablesMaker& maker, HouseholdIndex index) : looked_at(true) {
  const auto& [instance, policy, reach] = maker.problem_;
  const auto& h = instance.households;
  table.asks = rules::asks_of(instance, policy, index);
  counts = rules::household_may_be_proposed(table.asks);
  if (!counts) return;
  table.index = index;
  table.twice_adults = 2 * rules::adults_of(instance, index).count();
  table.times = h.times[index] == 0 ? kAllTimes : h.times[index];
  const rules::GroupView volunteers{.largest_household =
                                        static_cast<std::uint8_t>(policy.formed_household)};
  table.alone = rules::starter_breaks(policy, table.asks, volunteers);
  elements_ = rules::elements_of(maker.problem_, index);
  assert(elements_.list.size() <= kElements);
  for (std::size_t e = 0; e < elements_.list.size(); ++e) {
    for (std::size_t i = 0; i < 3; ++i) table.gains[e][i] = narrow(elements_.list[e].gain[i]);
  }
  const int days = h.days_waiting[index];
  table.constant = elements_.constant +
                   kPoint * (pair_value(policy, 0, days) - instance.taken_off(index)) +
                   guarantee_bonus(policy, guarantee_class(policy, days));
  table.most = most_value(policy, days);
  near_.assign(maker.places_.size(), false);
  for (std::size_t i = 0; i < maker.places_.size(); ++i) {
    near_[i] = maker.problem_.within_reach(h.postcode[index], maker.places_[i]);
  }
  const auto units = static_cast<std::uint32_t>(maker.tables_.units_.size());
  for (std::uint32_t unit = 0; unit < units; ++unit) add_entry(maker, unit);
}

bool TablesMaker::Row::may_be_part(const TablesMaker& maker, std::uint32_t number) const {
  const auto& unit = maker.tables_.units_[number];
  const auto& [instance, policy, reach] = maker.problem_;
  if (!maker.may_be_part_[number] || (unit.part.view.times & table.times) == 0 ||
      rules::forbidden(instance, table.index, unit.index) ||
      rules::hopeless(policy, table.asks, unit.part.view)) {
    return false;
  }
  if (unit.kind == UnitKind::partial && rules::starter_breaks(policy, table.asks, unit.part.view)) {
    return false;
  }
  for (std::size_t i = 0; i < unit.place_count; ++i) {
    if (!near_[unit.places[i]]) return false;
  }
  return true;
}

void TablesMaker::Row::add_entry(const TablesMaker& maker, std::uint32_t number) {
  const auto& unit = maker.tables_.units_[number];
  Entry entry;
  entry.unit = number;
  entry.part = may_be_part(maker, number);
  const bool whole =
      unit.kind != UnitKind::single && obstacles(maker.problem_, table.index, unit.index) == 0;
  if (!entry.part && !whole) return;
  add_members(maker, unit, entry);
  if (whole) {
    const std::int64_t value = table.constant + sum_of(table.gains, entry.cover) +
                               entry.base / (table.twice_adults * unit.members()) -
                               kPoint * maker.problem_.instance.groups.waiting_worth[unit.index];
    entry.whole = value > 0 ? value : -1;
  }
  if (entry.part || entry.whole > 0) entries.push_back(entry);
}

void TablesMaker::Row::add_members(const TablesMaker& maker, const UnitTable& unit,
                                   Entry& entry) const {
  const auto& g = maker.problem_.instance.groups;
  const auto& m = maker.problem_.instance.members;
  std::int64_t base = 0;
  for (auto i = g.member_begin[unit.index]; i < g.member_begin[unit.index + 1]; ++i) {
    Cover covers;
    for (std::size_t e = 0; e < elements_.list.size(); ++e) {
      const auto& element = elements_.list[e];
      if (((m.*element.of)[i] & element.mask) != 0) covers.one |= 1ULL << e;
    }
    entry.cover.add(covers);
    base += rules::average_of(maker.problem_, table.index, i);
  }
  entry.base = narrow(base);
}

Result<Tables> Tables::make(const Problem& problem, int threads,
                            const std::function<bool()>& hurry) {
  return TablesMaker(problem).make(threads, hurry);
}

}  // namespace samen::matcher::formation
