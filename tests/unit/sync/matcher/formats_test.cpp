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

struct FormatCase {
  std::string_view text;
  std::string_view message;
};
void expect_refused(const FormatCase& given) {
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
  const FormatCase cases[] = {
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
  const FormatCase cases[] = {
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

TEST(Formats, BytesAndWordsThatNoReaderSeesAreNamedWithTheirLine) {
  const struct {
    std::string text;
    std::string words;
  } cases[] = {
      {"\xef\xbb\xbfp asn 2 0\n", "line 1: begins with a byte order mark"},
      {std::string("\xff\xfep\0", 4), "line 1: begins with a byte order mark of UTF-16"},
      {std::string("p asn 2 0\nn 1\n\0\n", 17), "line 3: holds a byte of value 0"},
      {std::string("{\n\0}", 4), "line 2: holds a byte of value 0"},
      {"p asn 2 0\ncost 5\n",
       "line 2: lines begin with c, p, n or a and a blank, not with \"cost\""},
      {"c\nc x\nc\ty\ncc\n", "line 4: "},
  };
  for (const auto& [text, words] : cases) {
    const auto read = read_assignment(text);
    ASSERT_FALSE(read.has_value()) << words;
    EXPECT_NE(read.error().message.find(words), std::string::npos) << read.error().message;
  }
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

base::Result<std::string> verdict_of(std::string_view instance, std::string_view solution) {
  return run_verify({.instance = instance, .solution = solution});
}

TEST(Solve, ItsSolutionVerifiesAndNothingElseDoes) {
  for (const auto& [instance, aim] : {std::pair{kDimacs, Aim::usual},
                                      {kDimacs, Aim::best_total},
                                      {kScored, Aim::usual},
                                      {kScored, Aim::most_first}}) {
    const auto solution = run_solve({.input = instance, .aim = aim}).value();
    const auto verdict = verdict_of(instance, solution);
    ASSERT_TRUE(verdict.has_value()) << verdict.error().message;
    // Any digit changed anywhere is noticed.
    for (std::size_t i = solution.find("total"); i < solution.size(); ++i) {
      if (solution[i] < '0' || solution[i] > '9') continue;
      auto altered = solution;
      altered[i] = altered[i] == '9' ? '8' : static_cast<char>(altered[i] + 1);
      EXPECT_FALSE(verdict_of(instance, altered).has_value()) << altered;
    }
    for (std::size_t length = 0; length + 2 < solution.size(); ++length) {
      EXPECT_FALSE(verdict_of(instance, solution.substr(0, length)).has_value()) << length;
    }
  }
}

TEST(Solve, ADimacsFileMeansEverybodyAndAScoredOneTheBestTotal) {
  const auto verdict = [](std::string_view instance, Aim aim) {
    return verdict_of(instance, run_solve({.input = instance, .aim = aim}).value()).value();
  };
  EXPECT_EQ(verdict(kDimacs, Aim::usual), "feasible and optimal: 2 pairs, cost -1; perfect\n");
  EXPECT_EQ(verdict(kDimacs, Aim::perfect), "feasible and optimal: 2 pairs, cost -1; perfect\n");
  EXPECT_EQ(verdict(kDimacs, Aim::best_total), "feasible and optimal: 1 pairs, cost -7\n");
  EXPECT_EQ(verdict(kScored, Aim::usual), "feasible and optimal: 2 pairs, value 17; perfect\n");
}

// Costs above 0 only, so that by the total alone nobody would be paired.
TEST(Solve, SaysWhatItDidWhereNoPerfectAssignmentIs) {
  constexpr std::string_view kLone = "p asn 4 2\nn 1\nn 2\na 1 3 5\na 2 3 4\n";
  std::string said;
  const auto found = [&](std::string_view line) { said = line; };
  const auto lone = run_solve({.input = kLone}, {}, found).value();
  EXPECT_EQ(said,
            "no assignment pairs every row or every column: 1 of 2 rows and 2 columns are "
            "paired, which is the most, at the least cost, 4");
  EXPECT_EQ(verdict_of(kLone, lone).value(),
            "feasible and optimal: 1 pairs, cost 4; no solution pairs more than these 1 of 2 rows "
            "and 2 columns\n");
  EXPECT_FALSE(run_verify({.instance = kLone, .solution = lone, .perfect = true}).has_value());
  const auto refused = run_solve({.input = kLone, .aim = Aim::perfect});
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.find("at most 1 of 2 rows"), std::string::npos);
  run_solve({.input = kLone, .aim = Aim::best_total}, {}, found).value();
  EXPECT_NE(said.find("0 of 2 rows"), std::string::npos);
  // More columns than rows.
  constexpr std::string_view kWide = "p asn 5 4\nn 1\nn 2\na 1 3 5\na 1 4 9\na 2 3 1\na 2 5 6\n";
  const auto wide = run_solve({.input = kWide}, {}, found).value();
  EXPECT_EQ(said, "every row is paired, at the least cost, 10");
  EXPECT_TRUE(verdict_of(kWide, wide).has_value());
  run_solve({.input = kDimacs}, {}, found).value();
  EXPECT_EQ(said, "perfect: every row and column is paired, at the least cost, -1");
}

TEST(Solve, AgreesWithASecondReaderOnRandomProblems) {
  base::SeededRandom random(8);
  for (int i = 0; i < 60; ++i) {
    const auto problem =
        test::random_problem(random, 1 + static_cast<std::uint32_t>(random.below(9)),
                             1 + static_cast<std::uint32_t>(random.below(9)), 60, -20, 50);
    for (const auto& text : {write_dimacs(problem), write_scored(problem)}) {
      for (const auto aim : {Aim::usual, Aim::most_first, Aim::best_total}) {
        const auto verdict = verdict_of(text, run_solve({.input = text, .aim = aim}).value());
        EXPECT_TRUE(verdict.has_value()) << verdict.error().message << text;
      }
    }
  }
}

// A bonus that is too small proves the best total, not the most pairs.
TEST(Verify, RefusesABonusThatDoesNotPutPairsFirst) {
  constexpr std::string_view kTwo =
      R"({"format":"samen-assignment/1","households":2,"groups":2,"pairs":[[0,0,9],[0,1,1],[1,0,1]]})";
  const auto one = run_solve({.input = kTwo}).value();
  EXPECT_EQ(verdict_of(kTwo, one).value(), "feasible and optimal: 1 pairs, value 9\n");
  auto claimed = one;
  claimed.replace(claimed.find("\"most_pairs\":0"), 14, "\"most_pairs\":1");
  const auto verdict = verdict_of(kTwo, claimed);
  ASSERT_FALSE(verdict.has_value());
  EXPECT_NE(verdict.error().message.find("bonus: too small"), std::string::npos);
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
    verdicts.insert(verdict_of(instance, solution).value());
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
