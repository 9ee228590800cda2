// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/dates.hpp"

#include <charconv>
#include <chrono>
#include <ctime>
#include <iomanip>
#include <sstream>

#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

std::chrono::year_month_day date_of(std::int64_t at_ms) {
  using std::chrono::days;
  return std::chrono::floor<days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(at_ms)));
}

}  // namespace

int local_hour(std::int64_t at_ms) {
  const auto seconds = static_cast<std::time_t>(at_ms / 1000);
  std::tm local{};
  localtime_r(&seconds, &local);
  return local.tm_hour;
}

std::string date_in_words(std::int64_t at_ms) {
  const auto date = date_of(at_ms);
  std::ostringstream out;
  out << std::setfill('0') << std::setw(4) << static_cast<int>(date.year()) << '-' << std::setw(2)
      << static_cast<unsigned>(date.month()) << '-' << std::setw(2)
      << static_cast<unsigned>(date.day());
  return out.str();
}

Result<std::int64_t> parse_day(std::string_view text, std::string_view option) {
  const auto wrong =
      fail(Errc::invalid_input, say("{} takes a date such as 2026-12-31, not '{}'", option, text));
  constexpr std::size_t kLength = 10;
  if (text.size() != kLength || text[4] != '-' || text[7] != '-') return wrong;
  int parts[3] = {};
  const std::string_view words[3] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
  for (std::size_t i = 0; i < 3; ++i) {
    const char* end = words[i].data() + words[i].size();
    const auto [stopped, error] = std::from_chars(words[i].data(), end, parts[i]);
    if (error != std::errc() || stopped != end || parts[i] < 0) return wrong;
  }
  const std::chrono::year_month_day date{std::chrono::year(parts[0]),
                                         std::chrono::month(static_cast<unsigned>(parts[1])),
                                         std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!date.ok()) return wrong;
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::sys_days(date).time_since_epoch())
      .count();
}

}  // namespace samen::server
