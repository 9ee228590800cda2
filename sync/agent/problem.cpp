// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/problem.hpp"

#include <array>

#include "base/say.hpp"
#include "protocol/api_version.hpp"
#include "sync/agent/http_client.hpp"

namespace samen::agent {
namespace {

using base::to_say;
using std::chrono::seconds;
constexpr seconds kSoon{15 * 60};
constexpr seconds kHourly{60 * 60};

// Nothing here waits longer than an hour, well inside the promise of one try a day.
constexpr auto kProblems = std::to_array<ProblemInfo>({
    {Problem::not_enrolled, "staff.problem.not_enrolled",
     to_say("This kiosk is not connected to a programme yet. Run samen-sync enrol."), kSoon,
     Exit::not_initialised},
    {Problem::unreachable, "staff.problem.unreachable",
     to_say("The matcher cannot be reached. Look at the network cable, the Wi-Fi and the address."),
     kSoon, Exit::unreachable},
    {Problem::wrong_key, "staff.problem.wrong_key",
     to_say(
         "Something else answers in the matcher's place, so nothing was sent. This is what a guest "
         "network's sign-in page or an interception looks like. Tell the coordinator if it stays."),
     kHourly, Exit::wrong_key},
    {Problem::insecure, "staff.problem.insecure",
     to_say("No safe connection could be made (TLS 1.2 or newer is needed)."), kHourly,
     Exit::wrong_key},
    {Problem::timeout, "staff.problem.timeout",
     to_say("The matcher takes too long to answer. The network may be weak."), kSoon,
     Exit::unreachable},
    {Problem::cut, "staff.problem.cut",
     to_say("The connection breaks off. The network may be weak."), kSoon, Exit::unreachable},
    {Problem::thin_network, "staff.problem.thin_network",
     to_say("This network breaks off before the next sign-up is through; smaller ones have passed. "
            "Nothing is lost: connect the kiosk to another network."),
     kSoon, Exit::unreachable},
    {Problem::portal, "staff.problem.portal",
     to_say("The answer did not come from the matcher. Look whether this network asks to sign in "
            "first."),
     kSoon, Exit::not_our_server},
    {Problem::proxy, "staff.problem.proxy",
     to_say(
         "The proxy of this network does not let the courier through. Ask who runs the network to "
         "allow the matcher's address, or set https_proxy with a name and password."),
     kSoon, Exit::unreachable},
    {Problem::clock, "staff.problem.clock",
     to_say("The clocks of kiosk and matcher differ too much, and could not be brought together."),
     kHourly, Exit::failed},
    {Problem::unknown_device, "staff.problem.unknown_device",
     to_say("The matcher does not accept this kiosk (any more). Ask the coordinator for a new code "
            "and run samen-sync enrol: what waits here is kept."),
     kHourly, Exit::failed},
    {Problem::second_identity, "staff.problem.second_identity",
     to_say("Another kiosk works under this one's name, as when its card was copied. Everything is "
            "still taken. Tell the coordinator; one of the two has to begin in a new folder "
            "(samen-kiosk init) and enrol with a code of its own, once nothing waits there any "
            "more."),
     kSoon, Exit::failed},
    {Problem::busy, "staff.problem.busy", to_say("The matcher is busy. It will be tried again."),
     kSoon, Exit::too_many_tries},
    {Problem::server_error, "staff.problem.server_error",
     to_say("The matcher has a fault of its own. It will be tried again."), kSoon,
     Exit::not_our_server},
    {Problem::strange_answer, "staff.problem.strange_answer",
     to_say("The matcher gave an answer this program does not understand. It may need an update."),
     kHourly, Exit::not_our_server},
    {Problem::bad_receipt, "staff.problem.bad_receipt",
     to_say(
         "A receipt did not carry the matcher's signature, so it was not believed and nothing was "
         "removed. Tell the coordinator."),
     kHourly, Exit::failed},
    {Problem::storage_full, "staff.problem.storage_full",
     to_say("The kiosk's storage is full: nothing can be noted down."), kSoon, Exit::storage},
    {Problem::read_only, "staff.problem.read_only",
     to_say("The kiosk's storage can only be read. What lies there is delivered, nothing new can "
            "be kept: the storage card has to be replaced."),
     kSoon, Exit::storage},
    {Problem::storage, "staff.problem.storage",
     to_say("The kiosk's own store cannot be read or written."), kSoon, Exit::storage},
    {Problem::stopped, "staff.problem.stopped", to_say("The courier was asked to stop."), kSoon,
     Exit::failed},
    {Problem::usage, "", to_say("This cannot be done with what was typed."), kSoon, Exit::usage},
    {Problem::not_initialised, "", to_say("This folder holds no kiosk yet."), kSoon,
     Exit::not_initialised},
    {Problem::code_mistyped, "", to_say("The code cannot be right."), kSoon, Exit::code_mistyped},
    {Problem::code_refused, "", to_say("The code was refused."), kSoon, Exit::code_refused},
    {Problem::code_expired, "", to_say("The code is too old."), kSoon, Exit::code_expired},
    {Problem::already_enrolled, "", to_say("This kiosk is connected already."), kSoon,
     Exit::already_enrolled},
    {Problem::busy_folder, "", to_say("Another courier works here."), kSoon, Exit::busy_folder},
});

}  // namespace

const ProblemInfo& info_of(Problem problem) {
  return kProblems[static_cast<std::size_t>(problem)];
}

std::string_view words_of(Problem problem) {
  return base::translated(info_of(problem).words);
}

std::optional<Problem> problem_from_key(std::string_view key) {
  for (const auto& info : kProblems) {
    if (!key.empty() && info.key == key) return info.problem;
  }
  return std::nullopt;
}

std::string_view class_of(Problem problem) {
  const std::string_view key = info_of(problem).key;
  return key.substr(key.rfind('.') + 1);
}

Trouble storage_trouble(const base::Error& error) {
  switch (error.code) {
    case base::Errc::storage_full:
      return {Problem::storage_full, error.message};
    case base::Errc::permission:
      return {Problem::read_only, error.message};
    default:
      return {Problem::storage, error.message};
  }
}

std::optional<Problem> problem_of(const HttpAnswer& answer, std::string_view error_code) {
  // Every answer of the matcher is JSON, its errors too. Anything else was written by a portal, a
  // proxy or a web server in between, whatever its status says.
  if (answer.content_type() != "application/json" &&
      (answer.status < 400 || answer.content_type() != protocol::kProblemType)) {
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
