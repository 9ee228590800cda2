// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/assignment/repair_state.hpp"

#include <concepts>
#include <cstring>

#include "sync/matcher/assignment/repair.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr std::string_view kFamily = "samen-repair ";
constexpr std::string_view kMagic = "samen-repair 1\n";

template <std::unsigned_integral T>
void put(std::string& bytes, T value) {
  for (std::size_t i = 0; i < sizeof value; ++i) {
    bytes.push_back(static_cast<char>(static_cast<std::uint8_t>(value >> (8 * i))));
  }
}

// Takes numbers off the front; the caller has made sure that there are enough bytes.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}
  template <std::unsigned_integral T>
  T take() {
    T value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) {
      value |= static_cast<T>(static_cast<T>(static_cast<std::uint8_t>(bytes_[i])) << (8 * i));
    }
    bytes_.remove_prefix(sizeof value);
    return value;
  }
  std::int64_t take_signed() { return static_cast<std::int64_t>(take<std::uint64_t>()); }
  std::size_t left() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
};

}  // namespace

std::string write_repair_state(const AssignmentProblem& problem,
                               const AssignmentSolution& solution) {
  std::string bytes(kMagic);
  bytes.reserve(64 + problem.entries() * 12 + std::size_t{problem.rows} * 16 +
                std::size_t{problem.columns} * 8);
  put(bytes, problem.rows);
  put(bytes, problem.columns);
  put(bytes, std::uint64_t{problem.entries()});
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    put(bytes, static_cast<std::uint32_t>(problem.row_begin[row + 1] - problem.row_begin[row]));
  }
  for (const auto column : problem.column) put(bytes, column);
  for (const auto value : problem.value) put(bytes, static_cast<std::uint64_t>(value));
  for (const auto column : solution.column_of_row) put(bytes, column);
  for (const auto price : solution.row_price) put(bytes, static_cast<std::uint64_t>(price));
  for (const auto price : solution.column_price) put(bytes, static_cast<std::uint64_t>(price));
  return bytes;
}

Result<RepairState> read_repair_state(std::string_view bytes) {
  if (bytes.size() > Repair::kMaxStateBytes) {
    return fail(Errc::limit, "repair state: larger than 1 GiB");
  }
  if (!bytes.starts_with(kFamily)) {
    return fail(Errc::invalid_input, "repair state: does not begin with 'samen-repair'");
  }
  if (!bytes.starts_with(kMagic)) {
    return fail(Errc::unsupported, "repair state: written by another version; solve again");
  }
  Cursor cursor(bytes.substr(kMagic.size()));
  if (cursor.left() < 16) return fail(Errc::invalid_input, "repair state: ends in its counts");
  RepairState state;
  auto& problem = state.problem;
  problem.rows = cursor.take<std::uint32_t>();
  problem.columns = cursor.take<std::uint32_t>();
  const auto entries = cursor.take<std::uint64_t>();
  // Each is far below 2^59 when it fits the bytes at all, so the sum cannot wrap.
  const std::size_t left = cursor.left();
  if (entries > left / 12 || problem.rows > left / 16 || problem.columns > left / 8 ||
      entries * 12 + std::uint64_t{problem.rows} * 16 + std::uint64_t{problem.columns} * 8 !=
          left) {
    return fail(Errc::invalid_input,
                "repair state: its counts do not fit its length (cut off, or not all of it)");
  }
  problem.row_begin.reserve(std::size_t{problem.rows} + 1);
  problem.row_begin.push_back(0);
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    const auto length = cursor.take<std::uint32_t>();
    if (length > entries - problem.row_begin.back()) {
      return fail(Errc::invalid_input, "repair state, row " + std::to_string(row) +
                                           ": longer than all entries together");
    }
    problem.row_begin.push_back(problem.row_begin.back() + length);
  }
  if (problem.row_begin.back() != entries) {
    return fail(Errc::invalid_input, "repair state: the rows do not add up to the entries");
  }
  problem.column.resize(entries);
  for (auto& column : problem.column) column = cursor.take<std::uint32_t>();
  problem.value.resize(entries);
  for (auto& value : problem.value) value = cursor.take_signed();
  state.solution.column_of_row.resize(problem.rows);
  for (auto& column : state.solution.column_of_row) column = cursor.take<std::uint32_t>();
  state.solution.row_price.resize(problem.rows);
  for (auto& price : state.solution.row_price) {
    price = cursor.take_signed();
    state.solution.value = static_cast<std::int64_t>(
        static_cast<std::uint64_t>(state.solution.value) + static_cast<std::uint64_t>(price));
  }
  state.solution.column_price.resize(problem.columns);
  for (auto& price : state.solution.column_price) {
    price = cursor.take_signed();
    state.solution.value = static_cast<std::int64_t>(
        static_cast<std::uint64_t>(state.solution.value) + static_cast<std::uint64_t>(price));
  }
  return state;
}

}  // namespace samen::matcher
