// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>

// How much it tells, in bits, that two sign-ups give the same answer: the more, the rarer it is.
namespace samen::server {

double agreement_bits(double share);

// How often each value occurs.
struct Tally {
  std::unordered_map<std::uint64_t, std::uint32_t> count;
  std::uint32_t total = 0;
  void add(std::uint64_t value);
  // Among others than two who share it; `usual` is its share where few are here.
  double share(std::uint64_t value, double usual) const;
};

// In bits, for each value of a list that both, one or none of two sign-ups names.
struct Choices {
  std::array<std::uint32_t, 32> count{};
  std::uint32_t total = 0;
  double all_none = 0;  // where neither names any
  std::array<double, 32> both{};
  std::array<double, 32> one{};
  std::size_t values = 0;
  void add(std::uint32_t chosen);
  void weigh();
  double bits(std::uint32_t a, std::uint32_t b) const;
};

}  // namespace samen::server
