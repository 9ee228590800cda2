// SPDX-License-Identifier: Apache-2.0
// Whatever loads as a repair state must be optimal, come back the same, and survive an event.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/repair.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using samen::matcher::Repair;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto loaded = Repair::load(bytes);
  if (!loaded) return 0;
  if (!samen::matcher::check(loaded->problem(), loaded->solution())) std::abort();
  const auto again = Repair::load(loaded->save());
  if (!again || again->save() != loaded->save()) std::abort();
  if (loaded->rows() == 0) return 0;
  static_cast<void>(loaded->remove_row(0));
  if (!samen::matcher::check(loaded->problem(), loaded->solution())) std::abort();
  return 0;
}
