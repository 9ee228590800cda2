// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/problem.hpp"

#include <array>

namespace samen::agent {
namespace {

using std::chrono::seconds;
constexpr seconds kSoon{15 * 60};
constexpr seconds kHourly{60 * 60};

// Nothing here waits longer than an hour, well inside the promise of one try a day.
constexpr auto kProblems = std::to_array<ProblemInfo>({
    {Problem::not_enrolled, "staff.problem.not_enrolled",
     "This kiosk is not connected to a programme yet. Run samen-sync enrol.", kSoon},
    {Problem::unreachable, "staff.problem.unreachable",
     "The matcher cannot be reached. Look at the network cable, the Wi-Fi and the address.", kSoon},
    {Problem::wrong_key, "staff.problem.wrong_key",
     "Something else answers in the matcher's place, so nothing was sent. This is what a guest "
     "network's sign-in page or an interception looks like. Tell the coordinator if it stays.",
     kHourly},
    {Problem::insecure, "staff.problem.insecure",
     "No safe connection could be made (TLS 1.2 or newer is needed).", kHourly},
    {Problem::timeout, "staff.problem.timeout",
     "The matcher takes too long to answer. The network may be weak.", kSoon},
    {Problem::cut, "staff.problem.cut", "The connection breaks off. The network may be weak.",
     kSoon},
    {Problem::portal, "staff.problem.portal",
     "The answer did not come from the matcher. Look whether this network asks to sign in first.",
     kSoon},
    {Problem::clock, "staff.problem.clock",
     "The clocks of kiosk and matcher differ too much, and could not be brought together.",
     kHourly},
    {Problem::unknown_device, "staff.problem.unknown_device",
     "The matcher does not accept this kiosk (any more). Ask the coordinator for a new code.",
     kHourly},
    {Problem::busy, "staff.problem.busy", "The matcher is busy. It will be tried again.", kSoon},
    {Problem::server_error, "staff.problem.server_error",
     "The matcher has a fault of its own. It will be tried again.", kSoon},
    {Problem::strange_answer, "staff.problem.strange_answer",
     "The matcher gave an answer this program does not understand. It may need an update.",
     kHourly},
    {Problem::bad_receipt, "staff.problem.bad_receipt",
     "A receipt did not carry the matcher's signature, so it was not believed and nothing was "
     "removed. Tell the coordinator.",
     kHourly},
    {Problem::storage_full, "staff.problem.storage_full",
     "The kiosk's storage is full: nothing can be noted down.", kSoon},
    {Problem::storage, "staff.problem.storage", "The kiosk's own store cannot be read or written.",
     kSoon},
    {Problem::stopped, "staff.problem.stopped", "The courier was asked to stop.", kSoon},
});

}  // namespace

const ProblemInfo& info_of(Problem problem) {
  return kProblems[static_cast<std::size_t>(problem)];
}

std::optional<Problem> problem_from_key(std::string_view key) {
  for (const auto& info : kProblems) {
    if (info.key == key) return info.problem;
  }
  return std::nullopt;
}

Problem problem_of(HttpFailure failure) {
  switch (failure) {
    case HttpFailure::resolve:
    case HttpFailure::connect:
      return Problem::unreachable;
    case HttpFailure::wrong_key:
      return Problem::wrong_key;
    case HttpFailure::insecure:
      return Problem::insecure;
    case HttpFailure::timeout:
      return Problem::timeout;
    case HttpFailure::cut:
      return Problem::cut;
    case HttpFailure::too_large:
    case HttpFailure::internal:
      return Problem::strange_answer;
    case HttpFailure::not_http:
      return Problem::portal;
    case HttpFailure::stopped:
      return Problem::stopped;
  }
  return Problem::strange_answer;
}

std::optional<Problem> problem_of(const HttpAnswer& answer, std::string_view error_code) {
  // Every answer of the matcher is JSON, its errors too. Anything else was written by a portal, a
  // proxy or a web server in between, whatever its status says.
  if (answer.content_type() != "application/json") {
    if (answer.status == 429) return Problem::busy;
    return answer.status >= 500 ? Problem::server_error : Problem::portal;
  }
  switch (answer.status) {
    case 200:
      return std::nullopt;
    case 401:
      return error_code == "clock" ? Problem::clock : Problem::unknown_device;
    case 403:
      return Problem::unknown_device;
    case 429:
    case 503:
      return Problem::busy;
    default:
      return answer.status >= 500 ? Problem::server_error : Problem::strange_answer;
  }
}

}  // namespace samen::agent
