// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/status_words.hpp"

#include "base/say.hpp"
#include "sync/agent/problem.hpp"

namespace samen::agent {
namespace {

using base::say;
using base::say_count;

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
  if (minutes < 1) return say("less than a minute");
  if (minutes < 120) return say_count(minutes, "1 minute", "{} minutes");
  if (minutes < 48 * 60) return say_count(minutes / 60, "1 hour", "{} hours");
  return say_count(minutes / (24 * 60), "1 day", "{} days");
}

std::string status_in_words(const StatusFacts& facts, const base::Clock& clock) {
  std::string words;
  if (facts.trust) {
    words += line(say("Connected to \"{}\" at {} as kiosk {}.", facts.trust->centre,
                      facts.trust->server_url, facts.trust->device_number));
  } else {
    words += line(std::string(words_of(Problem::not_enrolled)));
  }
  const auto& counts = facts.counts;
  const auto oldest = facts.oldest_waiting ? age_in_words(*facts.oldest_waiting, clock)
                                           : std::optional<std::string>();
  words += line(
      oldest ? say("On this kiosk, not sent yet: {} (the oldest for {})", counts.waiting, *oldest)
             : say("On this kiosk, not sent yet: {}", counts.waiting));
  words += line(say("Received by the matcher, still kept here: {}", counts.received));
  words += line(say("Safely stored, no longer here: {}", counts.safely_stored));
  if (counts.refused > 0) {
    words +=
        line(say("Refused by the matcher, kept aside for a person to look at: {}", counts.refused));
  }
  if (counts.quarantined > 0) {
    words += line(say("Kept aside because something is wrong with them, tell the coordinator: {}",
                      counts.quarantined));
  }
  if (counts.erased > 0) words += line(say("Erased on request: {}", counts.erased));

  if (!facts.courier.last_success) {
    words += line(say("Last contact with the matcher: never"));
  } else if (const auto since = age_in_words(*facts.courier.last_success, clock)) {
    words += line(say("Last contact with the matcher: {} ago", *since));
  } else {
    words += line(say("Last contact with the matcher: unknown, the clock has been changed"));
  }
  if (!facts.courier.problem.empty()) {
    const auto problem = problem_from_key("staff.problem." + facts.courier.problem);
    words += line(say("Problem: {}", problem ? words_of(*problem) : facts.courier.problem));
  }
  return words;
}

}  // namespace samen::agent
