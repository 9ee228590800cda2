// SPDX-License-Identifier: Apache-2.0
// Forming against CBC, a general solver that knows nothing of prices or annealing: every possible
// set of units is written out as a column of an integer program.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "mixed_crowd.hpp"
#include "problem_of.hpp"
#include "sync/matcher/formation/checker.hpp"
#include "sync/matcher/formation/formation.hpp"
#include "sync/matcher/formation/value.hpp"

namespace samen::matcher::formation {
namespace {

struct Set {
  HouseholdIndex household = 0;
  std::vector<GroupIndex> units;
  std::int64_t value = 0;
};

// All that may serve and are worth something, straight from the definition.
class AllSets {
 public:
  explicit AllSets(const Problem& problem) : problem_(problem) {
    for (HouseholdIndex h = 0; h < problem.instance.households.size(); ++h) grow(h, 0, 0);
  }
  std::vector<Set> sets;

 private:
  void grow(HouseholdIndex household, GroupIndex from, int members) {
    for (GroupIndex unit = from; unit < problem_.instance.groups.size(); ++unit) {
      const int size = members + problem_.instance.groups.members[unit];
      if (size > problem_.policy.largest_group && !units_.empty()) continue;
      units_.push_back(unit);
      const bool enough = units_.size() == 1 || size >= problem_.policy.smallest_formed;
      if (enough && may_serve(problem_, household, units_)) {
        const auto value = set_value(problem_, household, units_);
        if (value > 0) sets.push_back({household, units_, value});
      }
      grow(household, unit + 1, size);
      units_.pop_back();
    }
  }

  const Problem& problem_;
  std::vector<GroupIndex> units_;
};

// The greatest total by CBC, or -1 when it does not say "Optimal".
std::int64_t cbc_optimum(const std::vector<Set>& sets) {
  if (sets.empty()) return 0;
  char folder[] = "/tmp/samen-cbc-XXXXXX";
  if (mkdtemp(folder) == nullptr) return -1;
  const std::string model = std::string(folder) + "/model.lp";
  const std::string answer = std::string(folder) + "/answer.txt";
  {
    std::ofstream out(model);
    std::map<std::string, std::string> rows;
    out << "Minimize\n cost:";
    for (std::size_t i = 0; i < sets.size(); ++i) {
      const std::string name = " x" + std::to_string(i);
      out << " - " << sets[i].value << name << "\n";
      rows["h" + std::to_string(sets[i].household)] += " +" + name;
      for (const auto unit : sets[i].units) rows["u" + std::to_string(unit)] += " +" + name + "\n";
    }
    out << "Subject To\n";
    for (const auto& [name, terms] : rows) out << " " << name << ":" << terms << " <= 1\n";
    out << "Binaries\n";
    for (std::size_t i = 0; i < sets.size(); ++i) out << " x" << i << "\n";
    out << "End\n";
  }
  const std::string command =
      "cbc " + model + " -ratio 0 -allow 0 -solve -solution " + answer + " > /dev/null 2>&1";
  std::int64_t total = -1;
  if (std::system(command.c_str()) == 0) {
    std::ifstream in(answer);
    std::string line;
    if (std::getline(in, line) && line.starts_with("Optimal")) {
      total = 0;
      std::size_t row = 0;
      std::string name;
      double chosen = 0;
      double reduced = 0;
      while (in >> row >> name >> chosen >> reduced) {
        if (chosen > 0.5) total += sets[std::stoul(name.substr(1))].value;
      }
    }
  }
  std::remove(model.c_str());
  std::remove(answer.c_str());
  rmdir(folder);
  return total;
}

// SAMEN_FORMATION_SEEDS asks for more than the fifty of a normal run.
TEST(CbcAgrees, OnGroupsFormedOfTwelveToTwentyPeople) {
  const char* wanted = std::getenv("SAMEN_FORMATION_SEEDS");
  const std::uint64_t seeds = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 50;
  std::size_t most_sets = 0;
  int several = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Policy policy;
    policy.reserve = seed % 3 == 0 ? 600 : 200;
    if (seed % 2 == 0) policy.guarantee_days.clear();
    const auto mixed = test::make_mixed({.seed = seed,
                                         .households = 3 + static_cast<int>(seed % 4),
                                         .complete = static_cast<int>(seed % 2),
                                         .partial = static_cast<int>(seed % 4),
                                         .singles = 8 + static_cast<int>(seed % 5),
                                         .municipalities = {static_cast<Municipality>(seed % 3)}},
                                        policy);
    const auto problem = test::problem_of(mixed.instance, policy);
    const AllSets all(problem);
    const auto made = form_groups(problem, {.seed = seed, .effort = 4});
    ASSERT_TRUE(made.has_value()) << made.error().message;
    EXPECT_EQ(made->value, cbc_optimum(all.sets)) << "seed " << seed;
    EXPECT_TRUE(made->optimal()) << "seed " << seed << ": " << made->bound - made->value;
    const auto checked = check_formation(problem, *made);
    EXPECT_TRUE(checked.has_value()) << checked.error().message;
    most_sets = std::max(most_sets, all.sets.size());
    several += made->groups.size() >= 2 ? 1 : 0;
  }
  EXPECT_GT(most_sets, 300U);  // the choice was not trivial
  EXPECT_GT(several, static_cast<int>(seeds / 4));
}

}  // namespace
}  // namespace samen::matcher::formation
