// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/shares.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace samen::server {

namespace {

constexpr double kSame = 0.85;  // how often a fact is told the same way twice
constexpr double kMostOfAList = 8, kLeastOfAList = -1;

}  // namespace

double agreement_bits(double share) {
  return std::max(0.0, std::log2(kSame / share));
}

void Tally::add(std::uint64_t value) {
  ++count[value];
  ++total;
}

double Tally::share(std::uint64_t value, double usual) const {
  constexpr double kUsual = 50;  // so many people's worth
  const auto found = count.find(value);
  const double others = found == count.end() ? 0 : std::max(0.0, found->second - 2.0);
  return (others + kUsual * usual) / (std::max(0.0, total - 2.0) + kUsual);
}

void Choices::add(std::uint32_t chosen) {
  if (chosen == 0) return;  // nobody said anything
  ++total;
  for (std::size_t i = 0; i < 32; ++i) {
    if ((chosen >> i & 1U) == 0) continue;
    ++count[i];
    values = std::max(values, i + 1);
  }
}

void Choices::weigh() {
  all_none = 0;
  for (std::size_t i = 0; i < values; ++i) {
    const double p = std::clamp((count[i] + 5.0) / (total + 20.0), 0.02, 0.8);
    const double none = std::log2((1 - (2 - kSame) * p) / ((1 - p) * (1 - p)));
    all_none += none;
    both[i] = std::log2(kSame / p) - none;
    one[i] = std::log2((1 - kSame) / (1 - p)) - none;
  }
}

double Choices::bits(std::uint32_t a, std::uint32_t b) const {
  if (a == 0 || b == 0) return 0;
  double sum = all_none;
  for (auto left = a & b; left != 0; left &= left - 1) sum += both[std::countr_zero(left)];
  for (auto left = a ^ b; left != 0; left &= left - 1) sum += one[std::countr_zero(left)];
  return std::clamp(sum, kLeastOfAList, kMostOfAList);
}

}  // namespace samen::server
