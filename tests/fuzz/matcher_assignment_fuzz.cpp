// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/formats/assignment_text.hpp"

// Any text: refused, or read, solved and certified; and written instances read back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::matcher;
  const auto input = read_assignment({reinterpret_cast<const char*>(data), size});
  if (!input) return 0;
  const auto solution = solve(input->problem);
  if (!solution || !check(input->problem, *solution)) std::abort();
  const auto again = read_assignment(write_scored(input->problem));
  if (!again || again->problem.value != input->problem.value) std::abort();
  return 0;
}
