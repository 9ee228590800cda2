// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/status_words.hpp"

#include "sync/agent/problem.hpp"

namespace samen::agent {
namespace {

std::string amount(std::int64_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

std::string line(const std::string& text) {
  return text + "\n";
}

}  // namespace

std::optional<std::string> age_in_words(const base::Stamp& stamp, const base::Clock& clock) {
  // Within one boot the monotonic clock is right whatever happened to the wall clock.
  const bool same_boot = stamp.boot == clock.boot_id();
  const std::int64_t age_ms =
      same_boot ? clock.mono_ms() - stamp.mono_ms : clock.wall_ms() - stamp.wall_ms;
  if (age_ms < 0) return std::nullopt;
  const std::int64_t minutes = age_ms / 60'000;
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return amount(minutes, "minute", "minutes");
  if (minutes < 48 * 60) return amount(minutes / 60, "hour", "hours");
  return amount(minutes / (24 * 60), "day", "days");
}

std::string status_in_words(const StatusFacts& facts, const base::Clock& clock) {
  std::string words;
  if (facts.trust) {
    words += line("Connected to \"" + facts.trust->centre + "\" at " + facts.trust->server_url +
                  " as kiosk " + std::to_string(facts.trust->device_number) + ".");
  } else {
    words += line(std::string(info_of(Problem::not_enrolled).words));
  }
  const auto& counts = facts.counts;
  std::string waiting = "On this kiosk, not sent yet: " + std::to_string(counts.waiting);
  if (facts.oldest_waiting) {
    if (const auto age = age_in_words(*facts.oldest_waiting, clock)) {
      waiting += " (the oldest for " + *age + ")";
    }
  }
  words += line(waiting);
  words += line("Received by the matcher, still kept here: " + std::to_string(counts.received));
  words += line("Safely stored, no longer here: " + std::to_string(counts.safely_stored));
  if (counts.refused > 0) {
    words += line("Refused by the matcher, kept aside for a person to look at: " +
                  std::to_string(counts.refused));
  }
  if (counts.quarantined > 0) {
    words += line("Kept aside because something is wrong with them, tell the coordinator: " +
                  std::to_string(counts.quarantined));
  }
  if (counts.erased > 0) words += line("Erased on request: " + std::to_string(counts.erased));

  const auto since = facts.courier.last_success ? age_in_words(*facts.courier.last_success, clock)
                                                : std::optional<std::string>("");
  if (!facts.courier.last_success) {
    words += line("Last contact with the matcher: never");
  } else {
    words += line("Last contact with the matcher: " +
                  (since ? *since + " ago" : std::string("unknown, the clock has been changed")));
  }
  if (!facts.courier.problem.empty()) {
    const auto problem = problem_from_key("staff.problem." + facts.courier.problem);
    words += line("Problem: " +
                  (problem ? std::string(info_of(*problem).words) : facts.courier.problem));
  }
  return words;
}

}  // namespace samen::agent
