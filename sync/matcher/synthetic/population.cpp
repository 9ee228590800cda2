// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/synthetic/population.hpp"

#include <set>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/say.hpp"
#include "base/spans.hpp"
#include "sync/matcher/synthetic/people.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr int kMost = 1'000'000;

// Numbers people, mints codes that no earlier one has, and stamps records.
class Maker {
 public:
  explicit Maker(const PopulationOptions& options)
      : options_(options), random_(options.seed), draw_(random_, options.seed) {}

  void add_household() {
    auto sign_up = start("household");
    auto household = synthetic::make_household(draw_, sign_up.municipality, ++households_);
    if (options_.unanswered_percent > 0) {
      synthetic::skip_some(draw_, options_.unanswered_percent, household);
    }
    sign_up.record.body = std::move(household);
    finish(std::move(sign_up));
  }

  void add_group() {
    auto first = start("group");
    const auto circle = synthetic::make_circle(draw_, first.municipality);
    first.screened = draw_.chance(75);
    first.trained = first.screened && draw_.chance(85);
    domain::GroupStart group;
    group.join_code = code(base::HumanCode::Use::group);
    group.coordinator = make_volunteer(circle);
    constexpr std::array<int, 8> kLargest = {0, 6, 10, 24, 26, 18, 10, 6};
    group.largest_household = 1 + static_cast<int>(draw_.pick(kLargest));
    group.offers = draw_.subset<domain::Need>(std::array{45, 60, 80});
    constexpr std::array<int, 3> kSizes = {25, 50, 25};
    const int members = 4 + static_cast<int>(draw_.pick(kSizes));
    const auto join_code = group.join_code;
    const auto place = first.municipality;
    const int days_ago = first.days_ago;
    first.record.body = std::move(group);
    finish(std::move(first));
    for (int i = 1; i < members; ++i) {
      auto next = start("member");
      next.municipality = place;
      next.days_ago = days_ago;
      next.record.body = domain::GroupMember{join_code, make_volunteer(circle)};
      finish(std::move(next));
    }
  }

  void add_single() {
    auto sign_up = start("single");
    const auto circle = synthetic::make_circle(draw_, sign_up.municipality);
    sign_up.record.body = domain::SingleVolunteer{make_volunteer(circle)};
    finish(std::move(sign_up));
  }

  std::vector<SyntheticSignUp> take() { return std::move(made_); }

 private:
  domain::Volunteer make_volunteer(const synthetic::Circle& circle) {
    auto volunteer = synthetic::make_volunteer(draw_, circle, ++volunteers_);
    if (options_.unanswered_percent > 0) {
      synthetic::skip_some(draw_, options_.unanswered_percent, volunteer);
    }
    return volunteer;
  }

  SyntheticSignUp start(const char* form) {
    SyntheticSignUp sign_up;
    const auto places = static_cast<int>(options_.municipalities.size());
    sign_up.municipality =
        options_.municipalities[static_cast<std::size_t>(draw_.between(0, places - 1))];
    sign_up.days_ago = draw_.between(0, options_.longest_wait_days);
    sign_up.record.form = form;
    sign_up.record.form_version = 1;
    sign_up.record.language = "nl";
    return sign_up;
  }

  void finish(SyntheticSignUp sign_up) {
    auto& record = sign_up.record;
    const std::int64_t at = options_.now_wall_ms - sign_up.days_ago * base::kDayMs;
    record.made = {.boot = {}, .mono_ms = 0, .wall_ms = at, .trusted = true};
    // Ids decide ties: of the same seed they are the same whenever the people are made.
    const std::int64_t id_time = PopulationOptions{}.now_wall_ms - sign_up.days_ago * base::kDayMs;
    record.id = base::make_uuid(base::ManualClock(id_time), random_);
    record.receipt = code(base::HumanCode::Use::own);
    made_.push_back(std::move(sign_up));
  }

  // A third of a device's codes are enough; then the next lower device number goes on.
  base::HumanCode code(base::HumanCode::Use use) {
    constexpr std::size_t kPerDevice = 10'000'000;
    for (;;) {
      const auto device =
          options_.device_number - static_cast<std::uint32_t>(codes_.size() / kPerDevice);
      auto minted = base::HumanCode::mint(use, device, random_);
      if (codes_.insert(minted).second) return minted;
    }
  }

  const PopulationOptions& options_;
  base::SeededRandom random_;
  synthetic::Draw draw_;
  std::vector<SyntheticSignUp> made_;
  std::set<base::HumanCode> codes_;
  int households_ = 0;
  int volunteers_ = 0;
};

}  // namespace

std::string_view municipality_name(Municipality municipality) {
  switch (municipality) {
    case Municipality::almere:
      return "Almere";
    case Municipality::haarlem:
      return "Haarlem";
    case Municipality::the_hague:
      break;
  }
  return "Den Haag";
}

Result<std::vector<SyntheticSignUp>> make_population(const PopulationOptions& options) {
  for (const int count : {options.households, options.groups, options.singles}) {
    if (count < 0 || count > kMost) {
      return fail(Errc::limit, base::say("population: each count lies between 0 and 1,000,000"));
    }
  }
  if (options.longest_wait_days < 0 || options.longest_wait_days > 36500) {
    return fail(Errc::limit,
                base::say("population: the longest wait lies between 0 and 36,500 days"));
  }
  if (options.unanswered_percent < 0 || options.unanswered_percent > 100) {
    return fail(Errc::limit, base::say("population: unanswered_percent lies between 0 and 100"));
  }
  if (options.municipalities.empty()) {
    return fail(Errc::invalid_input, base::say("population: name at least one municipality"));
  }
  if (options.device_number >= base::HumanCode::kDevices || options.device_number < 8) {
    return fail(Errc::limit, base::say("population: the device number lies between 8 and 32767"));
  }
  Maker maker(options);
  for (int i = 0; i < options.households; ++i) maker.add_household();
  for (int i = 0; i < options.groups; ++i) maker.add_group();
  for (int i = 0; i < options.singles; ++i) maker.add_single();
  return maker.take();
}

}  // namespace samen::matcher
