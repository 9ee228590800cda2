// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gtest/gtest.h>

#include "problems.hpp"
#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/formats/assignment_text.hpp"

namespace samen::matcher {
namespace {

constexpr std::string_view kDimacs =
    "c two by two\n"
    "p asn 4 3\n"
    "n 1\n"
    "n 3\n"
    "a 1 2 5\n"
    "a 1 4 -7\n"
    "a 3 4 -6\n";

constexpr std::string_view kScored =
    "{\"format\":\"samen-assignment/1\",\n\"households\":2,\"groups\":2,\n"
    "\"pairs\":[[0,0,10],\n[0,1,9],\n[1,0,8]]}\n";

struct Case {
  std::string_view text;
  std::string_view message;
};
void expect_refused(const Case& given) {
  const auto read = read_assignment(given.text);
  ASSERT_FALSE(read.has_value()) << given.text;
  EXPECT_NE(read.error().message.find(given.message), std::string::npos)
      << given.text << " says: " << read.error().message;
}

TEST(Dimacs, NodesKeepTheirNumbersAndCostsAreMinimised) {
  const auto input = read_assignment(kDimacs).value();
  EXPECT_TRUE(input.costs);
  EXPECT_EQ(input.row_ids, (std::vector<std::uint32_t>{1, 3}));
  EXPECT_EQ(input.column_ids, (std::vector<std::uint32_t>{2, 4}));
  EXPECT_EQ(solve(input.problem)->value, 7);
}

TEST(Dimacs, EveryMistakeNamesItsLine) {
  const Case cases[] = {
      {"", "line 1: there is no line 'p asn NODES ARCS'"},
      {"n 1\n", "line 1: the line 'p asn NODES ARCS' must come first"},
      {"p asn 4 1\np asn 4 1\n", "line 2: there is a second line 'p'"},
      {"p max 4 1\n", "line 1: expected 'p asn NODES ARCS'"},
      {"p asn 1000000000 5\n", "line 1: number of nodes 1000000000 is outside 0 to 8000000"},
      {"p asn 4 99999999999999999999\n", "line 1: number of arcs does not fit 64 bits"},
      {"p asn 4 -1\n", "line 1: number of arcs -1 is outside"},
      {"p asn 4 1 7\n", "line 1: there is more on the line"},
      {"p asn 4 1\nn 5\n", "line 2: node 5 is outside 1 to 4"},
      {"p asn 4 1\nn 1\nn 1\n", "line 3: this node stands twice"},
      {"p asn 4 1\nn 1\na 2 3 4\n", "line 3: the arc's first node has no line 'n'"},
      {"p asn 4 1\nn 1\nn 2\na 1 2 4\n", "line 4: the arc's second node has a line 'n'"},
      {"p asn 4 1\nn 1\na 1 2 nan\n", "line 3: cost must be a whole number"},
      {"p asn 4 1\nn 1\na 1 2 1.5\n", "line 3: cost must be a whole number"},
      {"p asn 4 1\nn 1\na 1 2 1e9\n", "line 3: cost must be a whole number"},
      {"p asn 4 1\nn 1\na 1 2 9007199254740992\n", "line 3: cost 9007199254740992 is outside"},
      {"p asn 4 1\nn 1\na 1 2\n", "line 3: cost must be a whole number"},
      {"p asn 4 2\nn 1\na 1 2 3\n", "the text ends after 1 of 2 arcs"},
      {"p asn 4 1\nn 1\na 1 2 3\na 1 3 3\n", "line 4: more arcs than the line 'p' announces"},
      {"p asn 4 2\nn 1\na 1 2 3\na 1 2 4\n", "line 4: the same pair stands on line 3 already"},
      {"p asn 4 1\nn 1\na 1 2 3\nn 2\n", "line 4: lines 'n' must come before"},
      {"x\n", "line 1: lines begin with c, p, n or a"},
  };
  for (const auto& one : cases) expect_refused(one);
}

TEST(Scored, EveryMistakeNamesItsLine) {
  const Case cases[] = {
      {"{", "line 1: the text ends too early"},
      {"{}", "format, households or groups is missing"},
      {"{\"format\":\"other/1\"}", "line 1: format: expected \"samen-assignment/1\""},
      {"{\"households\":1000000000}", "households 1000000000 is outside"},
      {"{\"households\":2.5}", "households must be a whole number"},
      {"{\"pairs\":[]}", "households and groups must come before pairs"},
      {"{\"households\":2,\n\"households\":2}", "line 2: a name stands twice"},
      {"{\"origin\":2}", "expected format, households, groups and pairs only"},
      {"{\"households\":2,\"groups\":2,\"pairs\":[\n[0,0,1],\n[2,0,1]]}",
       "line 3: household 2 is outside"},
      {"{\"households\":2,\"groups\":2,\"pairs\":[\n[0,-1,1]]}", "line 2: group -1 is outside"},
      {"{\"households\":2,\"groups\":2,\"pairs\":[\n[0,1]]}", "line 2: expected ','"},
      {"{\"households\":2,\"groups\":2,\"pairs\":[\n[0,1,NaN]]}",
       "line 2: value must be a whole number"},
      {"{\"households\":2,\"groups\":2,\"pairs\":[[0,1,1]", "the text ends too early"},
      {"{\"format\":\"samen-assignment/"
       "1\",\"households\":2,\"groups\":2,\"pairs\":[\n[0,1,1],\n[0,1,2]]}",
       "line 3: the same pair stands on line 2 already"},
      {"{\"format\":\"samen-assignment/1\",\"households\":2,\"groups\":2} x",
       "more text after the end"},
  };
  for (const auto& one : cases) expect_refused(one);
}

TEST(Formats, WhatIsWrittenReadsBackTheSame) {
  base::SeededRandom random(3);
  for (int i = 0; i < 20; ++i) {
    const auto problem = test::random_problem(random, 9, 7, 50, -5, 1000);
    for (const auto& text : {write_dimacs(problem), write_scored(problem)}) {
      const auto again = read_assignment(text).value().problem;
      EXPECT_EQ(again.row_begin, problem.row_begin);
      EXPECT_EQ(again.column, problem.column);
      EXPECT_EQ(again.value, problem.value);
    }
  }
}

TEST(Solve, ItsSolutionVerifiesAndNothingElseDoes) {
  for (const auto instance : {kDimacs, kScored}) {
    const auto solution = run_solve({.input = instance}).value();
    const auto verdict = run_verify(instance, solution);
    ASSERT_TRUE(verdict.has_value()) << verdict.error().message;
    // Any digit changed anywhere is noticed.
    for (std::size_t i = solution.find("total"); i < solution.size(); ++i) {
      if (solution[i] < '0' || solution[i] > '9') continue;
      auto altered = solution;
      altered[i] = altered[i] == '9' ? '8' : static_cast<char>(altered[i] + 1);
      EXPECT_FALSE(run_verify(instance, altered).has_value()) << altered;
    }
    for (std::size_t length = 0; length + 2 < solution.size(); ++length) {
      EXPECT_FALSE(run_verify(instance, solution.substr(0, length)).has_value()) << length;
    }
  }
}

TEST(Solve, TellsCostsAndValuesApart) {
  EXPECT_EQ(run_verify(kDimacs, run_solve({.input = kDimacs}).value()).value(),
            "feasible and optimal: 1 pairs, cost -7\n");
  EXPECT_EQ(run_verify(kScored, run_solve({.input = kScored}).value()).value(),
            "feasible and optimal: 2 pairs, value 17\n");
}

TEST(Solve, PerfectAssignsEverybodyOrSaysWhyNot) {
  const auto perfect = run_solve({.input = kDimacs, .perfect = true}).value();
  EXPECT_EQ(run_verify(kDimacs, perfect).value(), "feasible and optimal: 2 pairs, cost -1\n");
  const auto refused =
      run_solve({.input = "p asn 4 2\nn 1\nn 2\na 1 3 5\na 2 3 5\n", .perfect = true});
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.find("at most 1 of 2 rows"), std::string::npos);
}

TEST(Solve, ASeedChoosesAmongEqualSolutionsAndEachIsOptimal) {
  base::SeededRandom random(6);
  const auto problem = test::random_problem(random, 8, 8, 90, 1, 3);
  const auto instance = write_scored(problem);
  std::set<std::string> different;
  std::set<std::string> verdicts;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    const auto solution = run_solve({.input = instance, .seed = seed}).value();
    EXPECT_EQ(solution, run_solve({.input = instance, .threads = 3, .seed = seed}).value());
    different.insert(solution);
    verdicts.insert(run_verify(instance, solution).value());
  }
  EXPECT_GT(different.size(), 1U);
  EXPECT_EQ(verdicts.size(), 1U);
}

TEST(Solve, ReportsProgress) {
  std::string heard;
  run_solve({.input = kScored}, [&](std::string_view line) { heard += line; }).value();
  EXPECT_NE(heard.find("certificate checked: value 17"), std::string::npos);
}

}  // namespace
}  // namespace samen::matcher
