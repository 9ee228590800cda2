// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/say.hpp"
#include "sync/matcher/formats/assignment_text.hpp"
#include "sync/matcher/formats/text_cursor.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::Result;

class DimacsReader {
 public:
  explicit DimacsReader(std::string_view text) : cursor_(text, base::to_say("instance")) {}

  Result<AssignmentInput> read() {
    while (!cursor_.at_end()) {
      cursor_.skip_spaces();
      const char kind = cursor_.peek();
      if (kind == '\n' || kind == '\0') {
        cursor_.skip_line();
        continue;
      }
      const auto line = cursor_.line();
      SAMEN_TRY(const auto word, cursor_.word(base::translated("the line's letter")));
      if (word == "c") {
        cursor_.skip_line();
        continue;
      }
      if (word == "p") {
        SAMEN_CHECK(problem_line());
      } else if (word == "n") {
        SAMEN_CHECK(node_line());
      } else if (word == "a") {
        SAMEN_CHECK(arc_line(line));
      } else {
        return cursor_.wrong(base::say("lines begin with c, p, n or a and a blank, not with \"{}\"",
                                       word.substr(0, 20)));
      }
    }
    return finish();
  }

 private:
  Result<void> problem_line() {
    if (nodes_ >= 0) return cursor_.wrong(base::say("there is a second line 'p'"));
    SAMEN_TRY(const auto kind, cursor_.word(base::translated("the problem's name")));
    if (kind != "asn") return cursor_.wrong(base::say("expected 'p asn NODES ARCS'"));
    SAMEN_TRY(nodes_, cursor_.whole_number(base::translated("number of nodes"), 0, kMaxNodes));
    SAMEN_TRY(arcs_, cursor_.whole_number(base::translated("number of arcs"), 0, kMaxEntries));
    is_row_.assign(static_cast<std::size_t>(nodes_) + 1, false);
    return cursor_.end_of_line();
  }

  Result<void> node_line() {
    if (nodes_ < 0) return cursor_.wrong(base::say("the line 'p asn NODES ARCS' must come first"));
    if (!entries_.empty()) return cursor_.wrong(base::say("lines 'n' must come before lines 'a'"));
    SAMEN_TRY(const auto id, cursor_.whole_number(base::translated("node"), 1, nodes_));
    if (is_row_[static_cast<std::size_t>(id)])
      return cursor_.wrong(base::say("this node stands twice"));
    is_row_[static_cast<std::size_t>(id)] = true;
    return cursor_.end_of_line();
  }

  Result<void> arc_line(std::size_t line) {
    if (nodes_ < 0) return cursor_.wrong(base::say("the line 'p asn NODES ARCS' must come first"));
    if (static_cast<std::int64_t>(entries_.size()) == arcs_) {
      return cursor_.wrong(base::say("more arcs than the line 'p' announces"));
    }
    if (entries_.empty()) number_nodes();
    SAMEN_TRY(const auto row,
              cursor_.whole_number(base::translated("arc's first node"), 1, nodes_));
    SAMEN_TRY(const auto column,
              cursor_.whole_number(base::translated("arc's second node"), 1, nodes_));
    if (!is_row_[static_cast<std::size_t>(row)]) {
      return cursor_.wrong(base::say("the arc's first node has no line 'n'"));
    }
    if (is_row_[static_cast<std::size_t>(column)]) {
      return cursor_.wrong(
          base::say("the arc's second node has a line 'n'; arcs go from rows to columns"));
    }
    SAMEN_TRY(const auto cost,
              cursor_.whole_number(base::translated("cost"), -AssignmentProblem::kMaxAbsValue,
                                   AssignmentProblem::kMaxAbsValue));
    entries_.push_back({index_[static_cast<std::size_t>(row)],
                        index_[static_cast<std::size_t>(column)], -cost,
                        static_cast<std::uint32_t>(line)});
    return cursor_.end_of_line();
  }

  void number_nodes() {
    index_.assign(is_row_.size(), 0);
    for (std::size_t id = 1; id < is_row_.size(); ++id) {
      auto& ids = is_row_[id] ? input_.row_ids : input_.column_ids;
      index_[id] = static_cast<std::uint32_t>(ids.size());
      ids.push_back(static_cast<std::uint32_t>(id));
    }
  }

  Result<AssignmentInput> finish() {
    if (nodes_ < 0) return cursor_.wrong(base::say("there is no line 'p asn NODES ARCS'"));
    if (static_cast<std::int64_t>(entries_.size()) != arcs_) {
      return cursor_.wrong(base::say("the text ends after {} of {} arcs", entries_.size(), arcs_));
    }
    if (entries_.empty()) number_nodes();
    SAMEN_TRY(input_.problem,
              compress(static_cast<std::uint32_t>(input_.row_ids.size()),
                       static_cast<std::uint32_t>(input_.column_ids.size()), std::move(entries_)));
    input_.costs = true;
    return std::move(input_);
  }

  TextCursor cursor_;
  std::int64_t nodes_ = -1;
  std::int64_t arcs_ = 0;
  std::vector<bool> is_row_;          // by node id
  std::vector<std::uint32_t> index_;  // by node id
  std::vector<RawEntry> entries_;
  AssignmentInput input_;
};

}  // namespace

Result<AssignmentInput> read_dimacs(std::string_view text) {
  return DimacsReader(text).read();
}

std::string write_dimacs(const AssignmentProblem& problem) {
  std::string text = "p asn " + std::to_string(problem.rows + problem.columns) + " " +
                     std::to_string(problem.entries()) + "\n";
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    text += "n " + std::to_string(row + 1) + "\n";
  }
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      text += "a " + std::to_string(row + 1) + " " +
              std::to_string(problem.rows + problem.column[e] + 1) + " " +
              std::to_string(-problem.value[e]) + "\n";
    }
  }
  return text;
}

Result<AssignmentProblem> compress(std::uint32_t rows, std::uint32_t columns,
                                   std::vector<RawEntry> entries) {
  std::ranges::sort(entries, {}, [](const RawEntry& e) { return std::pair{e.row, e.column}; });
  AssignmentProblem problem;
  problem.rows = rows;
  problem.columns = columns;
  problem.row_begin.assign(std::size_t{rows} + 1, 0);
  problem.column.reserve(entries.size());
  problem.value.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0 && entries[i].row == entries[i - 1].row &&
        entries[i].column == entries[i - 1].column) {
      const auto [first, second] = std::minmax(entries[i - 1].line, entries[i].line);
      return base::fail(
          Errc::invalid_input,
          base::say("instance, line {}: the same pair stands on line {} already", second, first));
    }
    ++problem.row_begin[entries[i].row + 1];
    problem.column.push_back(entries[i].column);
    problem.value.push_back(entries[i].value);
  }
  for (std::uint32_t row = 0; row < rows; ++row) {
    problem.row_begin[row + 1] += problem.row_begin[row];
  }
  SAMEN_CHECK(validate(problem));
  return problem;
}

}  // namespace samen::matcher
