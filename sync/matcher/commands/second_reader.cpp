// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/commands/second_reader.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "base/say.hpp"
#include "sync/matcher/commands/flat_json.hpp"

namespace samen::matcher::second {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using base::to_say;

constexpr std::int64_t kMostNodes = 8'000'000;
constexpr std::int64_t kMostValue = AssignmentProblem::kMaxAbsValue;

struct Arc {
  std::uint32_t row;
  std::uint32_t column;
  std::int64_t value;
};

Result<AssignmentProblem> problem_of(std::size_t rows, std::size_t columns, std::vector<Arc> arcs) {
  std::ranges::sort(arcs, [](const Arc& a, const Arc& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  AssignmentProblem made;
  made.rows = static_cast<std::uint32_t>(rows);
  made.columns = static_cast<std::uint32_t>(columns);
  made.row_begin.push_back(0);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (i > 0 && arcs[i].row == arcs[i - 1].row && arcs[i].column == arcs[i - 1].column) {
      return fail(Errc::invalid_input, say("instance: one pair stands twice"));
    }
    while (made.row_begin.size() <= arcs[i].row) made.row_begin.push_back(i);
    made.column.push_back(arcs[i].column);
    made.value.push_back(arcs[i].value);
  }
  while (made.row_begin.size() <= rows) made.row_begin.push_back(arcs.size());
  return made;
}

// The numbers of one line behind its letter, exactly `count` of them.
bool numbers_of(std::string_view line, std::size_t count, std::int64_t* to) {
  const char* at = line.data() + 1;
  const char* const end = line.data() + line.size();
  const auto skip = [&] {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r')) ++at;
  };
  for (std::size_t i = 0; i < count; ++i) {
    const char* const before = at;
    skip();
    const auto [next, error] = std::from_chars(at, end, to[i]);
    if (error != std::errc{} || before == at) return false;
    at = next;
  }
  skip();
  return at == end;
}

class Dimacs {
 public:
  Result<Instance> read(std::string_view text) {
    for (std::size_t number = 1; !text.empty(); ++number) {
      const auto end = text.find('\n');
      auto line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      const auto first = line.find_first_not_of(" \t\r");
      if (first == std::string_view::npos) continue;
      line.remove_prefix(first);
      if (line[0] == 'c' && line.find_first_not_of(" \t\r", 1) != 1) continue;
      if (const auto wrong = take(line); !wrong.empty()) {
        return fail(Errc::invalid_input,
                    say("instance, line {}: {}", number, base::translated(wrong)));
      }
    }
    if (kinds_.empty() || static_cast<std::int64_t>(arcs_.size()) != announced_) {
      return fail(Errc::invalid_input, say("instance: not the arcs that its line 'p' announces"));
    }
    make_numbers();
    SAMEN_TRY(made_.problem,
              problem_of(made_.row_ids.size(), made_.column_ids.size(), std::move(arcs_)));
    made_.costs = true;
    return std::move(made_);
  }

 private:
  // What is wrong with the line; empty when nothing is.
  std::string_view take(std::string_view line) {
    std::int64_t n[3] = {};
    if (line.starts_with("p")) {
      auto rest = line.substr(1);
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
      if (!kinds_.empty() || !rest.starts_with("asn") || !numbers_of(rest.substr(2), 2, n) ||
          n[0] < 0 || n[0] > kMostNodes || n[1] < 0) {
        return to_say("expected one line 'p asn NODES ARCS'");
      }
      kinds_.assign(static_cast<std::size_t>(n[0]) + 1, Kind::column);
      announced_ = n[1];
      return {};
    }
    const auto inside = [&](std::int64_t id) {
      return id >= 1 && id < static_cast<std::int64_t>(kinds_.size());
    };
    if (line.starts_with("n")) {
      if (!numbers_of(line, 1, n) || !inside(n[0]) || !arcs_.empty())
        return to_say("a wrong line 'n'");
      auto& kind = kinds_[static_cast<std::size_t>(n[0])];
      if (kind == Kind::row) return to_say("a node stands twice");
      kind = Kind::row;
      return {};
    }
    if (!line.starts_with("a") || !numbers_of(line, 3, n) || !inside(n[0]) || !inside(n[1])) {
      return to_say("not a line of the format");
    }
    if (n[2] < -kMostValue || n[2] > kMostValue) return to_say("a cost out of range");
    if (kinds_[static_cast<std::size_t>(n[0])] != Kind::row ||
        kinds_[static_cast<std::size_t>(n[1])] != Kind::column) {
      return to_say("an arc that does not lead from a row to a column");
    }
    make_numbers();
    arcs_.push_back(
        {at_[static_cast<std::size_t>(n[0])], at_[static_cast<std::size_t>(n[1])], -n[2]});
    return {};
  }

  void make_numbers() {
    if (!at_.empty()) return;
    at_.assign(kinds_.size(), 0);
    for (std::size_t id = 1; id < kinds_.size(); ++id) {
      auto& ids = kinds_[id] == Kind::row ? made_.row_ids : made_.column_ids;
      at_[id] = static_cast<std::uint32_t>(ids.size());
      ids.push_back(static_cast<std::uint32_t>(id));
    }
  }

  enum class Kind : std::uint8_t { column, row };
  std::vector<Kind> kinds_;  // by id; 0 is nobody
  std::vector<std::uint32_t> at_;
  std::vector<Arc> arcs_;
  std::int64_t announced_ = 0;
  Instance made_;
};

Result<Instance> instance_of(const FlatJson& json) {
  const auto format = json.words.find("format");
  const auto households = json.numbers.find("households");
  const auto groups = json.numbers.find("groups");
  const auto pairs = json.lists.find("pairs");
  if (format == json.words.end() || format->second != "samen-assignment/1" ||
      households == json.numbers.end() || groups == json.numbers.end() ||
      json.words.size() + json.numbers.size() + json.lists.size() !=
          (pairs == json.lists.end() ? 3U : 4U)) {
    return fail(Errc::invalid_input, say("instance: not of the format samen-assignment/1"));
  }
  const std::int64_t counts[] = {households->second, groups->second};
  for (const auto count : counts) {
    if (count < 0 || count > kMostNodes / 2) return fail(Errc::limit, say("instance: too many"));
  }
  Instance made;
  std::vector<Arc> arcs;
  if (pairs != json.lists.end() && pairs->second.width != 0) {
    const auto& numbers = pairs->second.numbers;
    if (pairs->second.width != 3) return fail(Errc::invalid_input, say("instance: pairs of three"));
    for (std::size_t i = 0; i < numbers.size(); i += 3) {
      if (numbers[i] < 0 || numbers[i] >= counts[0] || numbers[i + 1] < 0 ||
          numbers[i + 1] >= counts[1] || numbers[i + 2] < -kMostValue ||
          numbers[i + 2] > kMostValue) {
        return fail(Errc::invalid_input, say("instance: pair {} is out of range", i / 3 + 1));
      }
      arcs.push_back({static_cast<std::uint32_t>(numbers[i]),
                      static_cast<std::uint32_t>(numbers[i + 1]), numbers[i + 2]});
    }
  }
  for (std::uint32_t i = 0; i < counts[0]; ++i) made.row_ids.push_back(i);
  for (std::uint32_t i = 0; i < counts[1]; ++i) made.column_ids.push_back(i);
  SAMEN_TRY(made.problem, problem_of(made.row_ids.size(), made.column_ids.size(), std::move(arcs)));
  return made;
}

std::unexpected<base::Error> wrong(const std::string& what) {
  return fail(Errc::invalid_input, say("solution: {}", what));
}

// Where an id of the instance stands; nothing when it has none.
std::optional<std::size_t> place(const std::vector<std::uint32_t>& ids, std::int64_t id) {
  const auto at = std::ranges::lower_bound(ids, id);
  if (at == ids.end() || *at != id) return std::nullopt;
  return static_cast<std::size_t>(at - ids.begin());
}

Result<std::vector<std::int64_t>> prices(const FlatJson::List& list,
                                         const std::vector<std::uint32_t>& ids) {
  std::vector<std::int64_t> made(ids.size(), 0);
  if (list.width != 0 && list.width != 2) return wrong(say("prices are pairs of two"));
  for (std::size_t i = 0; i < list.numbers.size(); i += 2) {
    const auto at = place(ids, list.numbers[i]);
    if (!at) return wrong(say("a price of nobody, {}", list.numbers[i]));
    if (made[*at] != 0 || list.numbers[i + 1] <= 0)
      return wrong(say("a price twice, or not above 0"));
    made[*at] = list.numbers[i + 1];
  }
  return made;
}

}  // namespace

Result<Instance> read_instance(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return Dimacs().read(text);
  SAMEN_TRY(const auto json, FlatJson::parse(text, to_say("instance")));
  return instance_of(json);
}

Result<Claim> read_claim(std::string_view text, const Instance& instance) {
  SAMEN_TRY(const auto json, FlatJson::parse(text, to_say("solution")));
  const auto format = json.words.find("format");
  if (format == json.words.end() || format->second != "samen-solution/1" ||
      json.words.size() != 1 || json.numbers.size() != 4 || json.lists.size() != 3) {
    return wrong(say("not a complete solution of the format samen-solution/1"));
  }
  for (const auto* name : {"most_pairs", "bonus", "total", "value"}) {
    if (!json.numbers.contains(name)) return wrong(say("{} is missing", name));
  }
  for (const auto* name : {"pairs", "row_prices", "column_prices"}) {
    if (!json.lists.contains(name)) return wrong(say("{} is missing", name));
  }
  Claim claim;
  const auto most_pairs = json.numbers.at("most_pairs");
  if (most_pairs != 0 && most_pairs != 1) return wrong(say("most_pairs is 0 or 1"));
  claim.most_pairs = most_pairs == 1;
  claim.bonus = json.numbers.at("bonus");
  claim.total = json.numbers.at("total");
  claim.solution.value = json.numbers.at("value");
  SAMEN_TRY(claim.solution.row_price, prices(json.lists.at("row_prices"), instance.row_ids));
  SAMEN_TRY(claim.solution.column_price,
            prices(json.lists.at("column_prices"), instance.column_ids));
  auto& column_of_row = claim.solution.column_of_row;
  column_of_row.assign(instance.row_ids.size(), kUnassigned);
  const auto& pairs = json.lists.at("pairs");
  if (pairs.width != 0 && pairs.width != 2) return wrong(say("pairs are of two"));
  for (std::size_t i = 0; i < pairs.numbers.size(); i += 2) {
    const auto row = place(instance.row_ids, pairs.numbers[i]);
    const auto column = place(instance.column_ids, pairs.numbers[i + 1]);
    if (!row || !column) return wrong(say("a pair of somebody who is not in the instance"));
    if (column_of_row[*row] != kUnassigned) return wrong(say("a row stands twice"));
    column_of_row[*row] = static_cast<std::uint32_t>(*column);
  }
  return claim;
}

}  // namespace samen::matcher::second
