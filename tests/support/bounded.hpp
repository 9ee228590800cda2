// SPDX-License-Identifier: Apache-2.0
// Waiting that ends: a test says how long it is willing to wait, and hears when that was too short.
#pragma once

#include <chrono>
#include <thread>

namespace samen::test {

// True as soon as `holds()`; false when it did not within `longest`.
template <class Condition>
[[nodiscard]] bool within(std::chrono::milliseconds longest, const Condition& holds) {
  const auto give_up = std::chrono::steady_clock::now() + longest;
  while (std::chrono::steady_clock::now() < give_up) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return holds();
}

// True as soon as `holds()`, with `step()` in between at most `times`; false when it never did.
template <class Condition, class Step>
[[nodiscard]] bool after_steps(int times, const Condition& holds, const Step& step) {
  for (int i = 0; i < times && !holds(); ++i) step();
  return holds();
}

}  // namespace samen::test
