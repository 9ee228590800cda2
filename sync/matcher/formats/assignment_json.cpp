// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <numeric>

#include "base/say.hpp"
#include "sync/matcher/formats/assignment_text.hpp"
#include "sync/matcher/formats/text_cursor.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr std::string_view kInstanceFormat = "samen-assignment/1";
constexpr std::string_view kSolutionFormat = "samen-solution/1";

// A small JSON reader of our own: these files hold millions of whole numbers and nothing else, and
// every error must name its line.
Result<void> read_members(TextCursor& cursor,
                          const std::function<Result<void>(std::string_view)>& member) {
  SAMEN_CHECK(cursor.expect('{'));
  if (!cursor.take('}')) {
    std::vector<std::string_view> seen;
    do {
      cursor.skip_white();
      SAMEN_TRY(const auto name, cursor.quoted(base::translated("a name")));
      if (std::ranges::find(seen, name) != seen.end())
        return cursor.wrong(base::say("a name stands twice"));
      if (seen.size() == 16) return cursor.wrong(base::say("too many names"), Errc::limit);
      seen.push_back(name);
      SAMEN_CHECK(cursor.expect(':'));
      cursor.skip_white();
      SAMEN_CHECK(member(name));
    } while (cursor.take(','));
    SAMEN_CHECK(cursor.expect('}'));
  }
  cursor.skip_white();
  if (!cursor.at_end()) return cursor.wrong(base::say("there is more text after the end"));
  return {};
}

// [[a, b], ...] or [[a, b, c], ...]: `one` reads the numbers of one inner list.
Result<void> read_lists(TextCursor& cursor, const std::function<Result<void>()>& one) {
  SAMEN_CHECK(cursor.expect('['));
  if (cursor.take(']')) return {};
  std::int64_t count = 0;
  do {
    if (++count > kMaxEntries) return cursor.wrong(base::say("too many entries"), Errc::limit);
    SAMEN_CHECK(cursor.expect('['));
    cursor.skip_white();
    SAMEN_CHECK(one());
    SAMEN_CHECK(cursor.expect(']'));
  } while (cursor.take(','));
  return cursor.expect(']');
}

Result<std::int64_t> next_number(TextCursor& cursor, std::string_view name, std::int64_t lowest,
                                 std::int64_t highest) {
  SAMEN_CHECK(cursor.expect(','));
  cursor.skip_white();
  return cursor.whole_number(name, lowest, highest);
}

Result<void> read_format(TextCursor& cursor, std::string_view wanted) {
  SAMEN_TRY(const auto format, cursor.quoted("format"));
  if (format != wanted) return cursor.wrong(base::say("format: expected \"{}\"", wanted));
  return {};
}

// What a text that no reader could say anything sensible about begins with or holds.
Result<void> refuse_bytes(std::string_view text) {
  const auto refuse = [](std::size_t line, std::string_view why) {
    return fail(Errc::invalid_input, base::say("instance, line {}: {}", line, why));
  };
  if (text.starts_with("\xef\xbb\xbf")) {
    return refuse(1,
                  base::say("begins with a byte order mark; save the file as UTF-8 without one"));
  }
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    return refuse(1, base::say("begins with a byte order mark of UTF-16; save the file as UTF-8"));
  }
  const auto nul = text.find('\0');
  if (nul == std::string_view::npos) return {};
  const auto before = text.substr(0, nul);
  return refuse(1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
                base::say("holds a byte of value 0, which no text has"));
}

}  // namespace

Result<AssignmentInput> read_assignment(std::string_view text) {
  SAMEN_CHECK(refuse_bytes(text));
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{' ? read_scored(text)
                                                               : read_dimacs(text);
}

Result<AssignmentInput> read_scored(std::string_view text) {
  TextCursor cursor(text, base::to_say("instance"));
  std::int64_t households = -1;
  std::int64_t groups = -1;
  bool format = false;
  std::vector<RawEntry> entries;
  const auto read_pair = [&]() -> Result<void> {
    const auto line = static_cast<std::uint32_t>(cursor.line());
    SAMEN_TRY(const auto household, cursor.whole_number("household", 0, households - 1));
    SAMEN_TRY(const auto group, next_number(cursor, "group", 0, groups - 1));
    SAMEN_TRY(const auto value, next_number(cursor, "value", -AssignmentProblem::kMaxAbsValue,
                                            AssignmentProblem::kMaxAbsValue));
    entries.push_back(
        {static_cast<std::uint32_t>(household), static_cast<std::uint32_t>(group), value, line});
    return {};
  };
  SAMEN_CHECK(read_members(cursor, [&](std::string_view name) -> Result<void> {
    if (name == "format") {
      format = true;
      return read_format(cursor, kInstanceFormat);
    }
    if (name == "households") {
      SAMEN_TRY(households, cursor.whole_number("households", 0, kMaxNodes / 2));
      return {};
    }
    if (name == "groups") {
      SAMEN_TRY(groups, cursor.whole_number("groups", 0, kMaxNodes / 2));
      return {};
    }
    if (name == "pairs") {
      if (households < 0 || groups < 0) {
        return cursor.wrong(base::say("households and groups must come before pairs"));
      }
      return read_lists(cursor, read_pair);
    }
    return cursor.wrong(base::say("expected format, households, groups and pairs only"));
  }));
  if (!format || households < 0 || groups < 0) {
    return cursor.wrong(base::say("format, households or groups is missing"));
  }
  AssignmentInput input;
  input.row_ids.resize(static_cast<std::size_t>(households));
  input.column_ids.resize(static_cast<std::size_t>(groups));
  std::iota(input.row_ids.begin(), input.row_ids.end(), 0U);
  std::iota(input.column_ids.begin(), input.column_ids.end(), 0U);
  SAMEN_TRY(input.problem, compress(static_cast<std::uint32_t>(households),
                                    static_cast<std::uint32_t>(groups), std::move(entries)));
  return input;
}

std::string write_scored(const AssignmentProblem& problem) {
  std::string text = "{\"format\":\"" + std::string(kInstanceFormat) +
                     "\",\n\"households\":" + std::to_string(problem.rows) +
                     ",\"groups\":" + std::to_string(problem.columns) + ",\n\"pairs\":[";
  std::string_view between = "\n";
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      text += between;
      text += "[" + std::to_string(row) + "," + std::to_string(problem.column[e]) + "," +
              std::to_string(problem.value[e]) + "]";
      between = ",\n";
    }
  }
  return text + "]}\n";
}

Result<std::int64_t> prefer_most_pairs(AssignmentProblem& problem) {
  if (problem.value.empty()) return 0;
  const auto [lowest, highest] = std::ranges::minmax(problem.value);
  const std::int64_t pairs = std::min(problem.rows, problem.columns);
  std::int64_t bonus = 0;
  const bool overflow =
      __builtin_mul_overflow(pairs, highest - lowest, &bonus) ||
      __builtin_add_overflow(bonus, 1 - std::min<std::int64_t>(lowest, 0), &bonus);
  if (overflow || bonus > AssignmentProblem::kMaxAbsValue) {
    return fail(Errc::limit,
                base::say("instance: with values so far apart the number of pairs cannot be put "
                          "first in 64 bits; use smaller values"));
  }
  for (auto& value : problem.value) value += bonus;
  SAMEN_CHECK(validate(problem));
  return bonus;
}

std::int64_t total_of(const AssignmentInput& input, const AssignmentSolution& solution,
                      std::int64_t bonus) {
  std::int64_t total = solution.value;
  for (const auto column : solution.column_of_row) total -= column != kUnassigned ? bonus : 0;
  return input.costs ? -total : total;
}

std::string write_solution(const AssignmentInput& input, const AssignmentSolution& solution,
                           const SolutionText& header) {
  std::string text = "{\"format\":\"" + std::string(kSolutionFormat) +
                     "\",\n\"most_pairs\":" + (header.most_pairs ? "1" : "0") +
                     ",\"bonus\":" + std::to_string(header.bonus) +
                     ",\"total\":" + std::to_string(header.total) +
                     ",\"value\":" + std::to_string(solution.value) + ",\n\"pairs\":[";
  std::string_view between;
  const auto put = [&](std::uint32_t id, std::int64_t number) {
    text += between;
    text += "[" + std::to_string(id) + "," + std::to_string(number) + "]";
    between = ",\n";
  };
  for (std::size_t row = 0; row < input.row_ids.size(); ++row) {
    const auto column = solution.column_of_row[row];
    if (column != kUnassigned) put(input.row_ids[row], input.column_ids[column]);
  }
  const auto put_prices = [&](std::string_view name, const std::vector<std::uint32_t>& ids,
                              const std::vector<std::int64_t>& prices) {
    text += "],\n\"" + std::string(name) + "\":[";
    between = "";
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (prices[i] != 0) put(ids[i], prices[i]);
    }
  };
  put_prices("row_prices", input.row_ids, solution.row_price);
  put_prices("column_prices", input.column_ids, solution.column_price);
  return text + "]}\n";
}

}  // namespace samen::matcher
