// SPDX-License-Identifier: Apache-2.0
#include "kiosk/printing/look.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "base/number.hpp"

namespace samen::printing {

using flow::PrinterState;

namespace {

std::string_view first_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_of(" \n"), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

}  // namespace

std::string write_look(const Look& look) {
  std::array<char, 64> line{};
  const std::string name(domain::name_of(look.state));
  std::snprintf(line.data(), line.size(), "%s %d %.2f\n", name.c_str(), look.paper.width,
                static_cast<double>(look.paper.dots_per_mm));
  return line.data();
}

Look read_look(std::string_view line) {
  constexpr int kLeastDots = 200, kMostDots = 2048;
  constexpr float kLeastFine = 5, kMostFine = 25;
  Look look{.state = read_state(first_word(line))};
  const auto width = base::parse_number<int>(first_word(line));
  const std::string_view fine_word = first_word(line);
  float fine = 0;
  const auto end = fine_word.data() + fine_word.size();
  const auto [stopped, error] = std::from_chars(fine_word.data(), end, fine);
  const bool good = width && *width >= kLeastDots && *width <= kMostDots && error == std::errc{} &&
                    stopped == end && fine >= kLeastFine && fine <= kMostFine;
  if (!good) return {};
  look.paper = {*width, fine};
  return look;
}

std::string write_state(PrinterState state) {
  return std::string(domain::name_of(state)) + "\n";
}

PrinterState read_state(std::string_view line) {
  return domain::from_name<PrinterState>(first_word(line)).value_or(PrinterState::unreachable);
}

}  // namespace samen::printing
