// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formats/proof.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "sync/matcher/model/mix.hpp"

namespace samen::matcher {
namespace {

// New numbers for those who stand in a pair, in an order that nobody knows without their keys.
std::vector<std::uint32_t> renumber(const std::vector<bool>& stands,
                                    const std::vector<std::uint64_t>& keys, std::uint64_t seed,
                                    std::uint32_t& count) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> there;
  for (std::uint32_t i = 0; i < stands.size(); ++i) {
    if (stands[i]) there.emplace_back(mix64(mix64(keys[i] + kGoldenStep) ^ seed), i);
  }
  std::ranges::sort(there);
  std::vector<std::uint32_t> number(stands.size(), kUnassigned);
  count = 0;
  for (const auto& [drawn, i] : there) number[i] = count++;
  return number;
}

struct ProofEntry {
  std::uint32_t row;
  std::uint32_t column;
  std::int64_t value;
  auto operator<=>(const ProofEntry&) const = default;
};

void put_prices(std::string_view name, const std::vector<std::uint32_t>& number,
                const std::vector<std::int64_t>& prices, std::string& text) {
  std::vector<std::pair<std::uint32_t, std::int64_t>> list;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (number[i] != kUnassigned && prices[i] != 0) list.emplace_back(number[i], prices[i]);
  }
  std::ranges::sort(list);
  text.append(",\n\"").append(name).append("\":[");
  for (std::size_t i = 0; i < list.size(); ++i) {
    text += (i == 0 ? "[" : ",[") + std::to_string(list[i].first) + "," +
            std::to_string(list[i].second) + "]";
  }
  text += "]";
}

}  // namespace

std::string write_proof(const ChoiceProof& proof, std::uint64_t seed) {
  const auto& problem = proof.problem;
  std::vector<bool> rows(problem.rows, false);
  std::vector<bool> columns(problem.columns, false);
  std::vector<ProofEntry> entries;
  std::vector<ProofEntry> chosen;
  std::int64_t total = 0;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      const ProofEntry entry{row, problem.column[e], problem.value[e]};
      if (entry.value <= 0) continue;
      rows[row] = columns[entry.column] = true;
      entries.push_back(entry);
      if (proof.column_of_row[row] != entry.column) continue;
      chosen.push_back(entry);
      total += entry.value;
    }
  }
  std::uint32_t households = 0;
  std::uint32_t groups = 0;
  const auto household = renumber(rows, proof.row_key, seed, households);
  const auto group = renumber(columns, proof.column_key, seed, groups);
  for (auto* list : {&entries, &chosen}) {
    for (auto& entry : *list) {
      entry.row = household[entry.row];
      entry.column = group[entry.column];
    }
    std::ranges::sort(*list);
  }

  std::string text =
      "{\"format\":\"samen-proof/1\",\n\"households\":" + std::to_string(households) +
      ",\"groups\":" + std::to_string(groups) + ",\"value\":" + std::to_string(total) +
      ",\"bound\":" + std::to_string(proof.best.value) + ",\n\"pairs\":[";
  std::string_view between = "\n[";
  for (const auto& entry : entries) {
    text.append(between).append(std::to_string(entry.row)).append(",");
    text.append(std::to_string(entry.column)).append(",");
    text.append(std::to_string(entry.value)).append("]");
    between = ",\n[";
  }
  text += "],\n\"chosen\":[";
  between = "[";
  for (const auto& entry : chosen) {
    text.append(between).append(std::to_string(entry.row)).append(",");
    text.append(std::to_string(entry.column)).append("]");
    between = ",[";
  }
  text += "]";
  put_prices("household_prices", household, proof.best.row_price, text);
  put_prices("group_prices", group, proof.best.column_price, text);
  return text;
}

}  // namespace samen::matcher
