// SPDX-License-Identifier: Apache-2.0
// samen-sync: the courier's command line. Wires the parts together and maps results to words and
// exit codes; everything else is in the room.
#include <csignal>
#include <cstdio>
#include <iostream>

#include <CLI/CLI.hpp>

#include "base/build_version.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "device/layout.hpp"
#include "device/lock.hpp"
#include "sync/agent/curl_client.hpp"
#include "sync/agent/enrolment.hpp"
#include "sync/agent/runner.hpp"
#include "sync/agent/status_words.hpp"

namespace {

using namespace samen;
using agent::Exit;
using std::chrono::milliseconds;

constexpr const char* kAbout =
    "Carries sealed sign-ups from a Samen kiosk to its matcher, and sealed cards back. It can "
    "read\n"
    "none of them.";

constexpr const char* kExample =
    "A new kiosk, from nothing to working:\n"
    "  samen-kiosk init --data /var/lib/samen        make the kiosk's keys and its staff PIN\n"
    "  samen-sync enrol --data /var/lib/samen --server https://matcher.example:8443\n"
    "                                                asks for the code the coordinator gave you\n"
    "  samen-sync run --data /var/lib/samen          leave this running\n"
    "  samen-sync status --data /var/lib/samen       what is on this kiosk, received, safely "
    "stored\n"
    "\n"
    "Exit codes: 0 done, 2 wrong option or address, 3 code mistyped, 4 kiosk not initialised,\n"
    "5 matcher unreachable, 6 wrong key, 7 code refused, 8 code expired, 9 not our server,\n"
    "10 too many tries, 11 enrolled already, 12 storage, 13 another courier runs, 1 anything "
    "else.\n"
    "A proxy is taken from https_proxy and no_proxy; it sees the server's name and nothing more.";

int end(Exit exit) {
  return static_cast<int>(exit);
}

int complain(Exit exit, const std::string& words) {
  std::fprintf(stderr, "samen-sync: %s\n", words.c_str());
  return end(exit);
}

Exit exit_of(base::Errc code) {
  switch (code) {
    case base::Errc::not_found:
      return Exit::not_initialised;
    case base::Errc::conflict:
      return Exit::busy_folder;
    case base::Errc::storage:
    case base::Errc::storage_full:
    case base::Errc::storage_damaged:
    case base::Errc::timeout:
      return Exit::storage;
    default:
      return Exit::failed;
  }
}

Exit exit_of(agent::Problem problem) {
  switch (problem) {
    case agent::Problem::not_enrolled:
      return Exit::not_initialised;
    case agent::Problem::unreachable:
    case agent::Problem::timeout:
    case agent::Problem::cut:
      return Exit::unreachable;
    case agent::Problem::wrong_key:
    case agent::Problem::insecure:
      return Exit::wrong_key;
    case agent::Problem::portal:
    case agent::Problem::strange_answer:
      return Exit::not_our_server;
    case agent::Problem::storage:
    case agent::Problem::storage_full:
      return Exit::storage;
    default:
      return Exit::failed;
  }
}

agent::ClientFactory curl_clients(int stop_fd) {
  return [stop_fd](const agent::KeyPin& pin) -> base::Result<std::unique_ptr<agent::HttpClient>> {
    SAMEN_TRY(auto client, agent::CurlClient::create(pin, stop_fd));
    return client;
  };
}

int do_enrol(agent::EnrolOptions options) {
  if (options.code.empty()) {
    std::fputs("Code from the coordinator: ", stderr);
    std::getline(std::cin, options.code);
  }
  base::SystemRandom random;
  const auto trust = agent::enrol(options, random, curl_clients(-1));
  if (!trust) return complain(trust.error().exit, trust.error().words);
  std::printf("This kiosk now belongs to \"%s\" (%s), as kiosk %u.\n", trust->centre.c_str(),
              trust->server_url.c_str(), trust->device_number);
  return end(Exit::ok);
}

int do_run(const agent::RunOptions& options, bool once) {
  const auto lock =
      device::Lock::take(device::KioskFolder{options.data}.courier_lock(),
                         "another samen-sync already works for " + options.data.string());
  if (!lock) return complain(exit_of(lock.error().code), lock.error().message);
  auto waiter = agent::SystemWaiter::create(options.data);
  if (!waiter) return complain(exit_of(waiter.error().code), waiter.error().message);
  const base::SystemClock clock;
  base::SystemRandom random;
  agent::Runner runner(options, clock, random, **waiter, curl_clients((*waiter)->stop_fd()));
  if (!once) {
    base::log(base::LogLevel::info, "courier_starts",
              {{"version", base::LogValue::public_text(base::build_version())}});
    runner.run();
    return end(Exit::ok);
  }
  for (;;) {
    const auto report = runner.meet_once();
    if (report.more && !report.trouble) continue;
    if (!report.trouble) return end(Exit::ok);
    return complain(exit_of(report.trouble->problem),
                    std::string(agent::info_of(report.trouble->problem).words));
  }
}

int do_offer_again(const std::filesystem::path& data) {
  auto store = storage::KioskStore::open(data, storage::StoreUser::courier);
  if (!store) return complain(exit_of(store.error().code), store.error().message);
  const auto again = store->offer_refused_again();
  if (!again) return complain(exit_of(again.error().code), again.error().message);
  std::printf("%lld refused sign-ups will be offered to the matcher again.\n",
              static_cast<long long>(*again));
  return end(Exit::ok);
}

int do_status(const std::filesystem::path& data) {
  auto store = storage::KioskStore::open(data, storage::StoreUser::courier);
  if (!store) return complain(exit_of(store.error().code), store.error().message);
  const auto read = [&store]() -> base::Result<agent::StatusFacts> {
    agent::StatusFacts facts;
    SAMEN_TRY(facts.trust, store->trust());
    SAMEN_TRY(facts.counts, store->counts());
    SAMEN_TRY(facts.oldest_waiting, store->oldest_waiting());
    SAMEN_TRY(facts.courier, store->courier_status());
    return facts;
  };
  const auto facts = read();
  if (!facts) return complain(exit_of(facts.error().code), facts.error().message);
  std::fputs(agent::status_in_words(*facts, base::SystemClock()).c_str(), stdout);
  return end(Exit::ok);
}

}  // namespace

int main(int argc, char** argv) {
  base::harden_process();  // no core file: it would hold the key that signs requests
  // A connection that breaks while we write is an error of that request, not of the program.
  std::signal(SIGPIPE, SIG_IGN);
  CLI::App app(kAbout, "samen-sync");
  app.footer(kExample);
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("samen-sync ") + base::build_version());

  agent::EnrolOptions enrol;
  CLI::App* enrol_command = app.add_subcommand("enrol", "connect this kiosk to a matcher, once");
  enrol_command->add_option("--data", enrol.data, "the kiosk's data folder")->required();
  enrol_command->add_option("--server", enrol.server_url, "https://host:port of the matcher")
      ->required();
  enrol_command->add_option("--code", enrol.code, "the one-time code; asked for when left out");
  enrol_command->add_flag("--replace", enrol.replace, "move a connected kiosk to another matcher");

  agent::RunOptions run;
  bool once = false;
  double interval_s = 60;
  double retry_first_s = 1;
  double retry_longest_s = 3600;
  CLI::App* run_command = app.add_subcommand("run", "carry records until stopped");
  run_command->add_option("--data", run.data, "the kiosk's data folder")->required();
  run_command->add_flag("--once", once, "one meeting with the matcher, then end");
  run_command->add_option("--interval", interval_s, "seconds between looks for new cards")
      ->check(CLI::Range(0.1, 86'400.0))
      ->capture_default_str();
  run_command->add_option("--retry-first", retry_first_s, "seconds, longest first pause on failure")
      ->check(CLI::Range(0.01, 3'600.0))
      ->capture_default_str();
  run_command->add_option("--retry-longest", retry_longest_s, "seconds, longest pause of all")
      ->check(CLI::Range(0.01, 86'400.0))
      ->capture_default_str();
  run_command->add_option("--batch", run.batch.rows, "most records in one request")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();

  std::filesystem::path again_data;
  CLI::App* again_command = app.add_subcommand(
      "offer-again", "offer what the matcher refused once more, after the reason has been mended");
  again_command->add_option("--data", again_data, "the kiosk's data folder")->required();

  std::filesystem::path status_data;
  CLI::App* status_command = app.add_subcommand("status", "what waits here and how it goes");
  status_command->add_option("--data", status_data, "the kiosk's data folder")->required();

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : end(Exit::usage);
  }
  const auto to_ms = [](double seconds) { return milliseconds(std::llround(seconds * 1000)); };
  run.interval = to_ms(interval_s);
  run.retry = {to_ms(retry_first_s), to_ms(retry_longest_s)};
  if (enrol_command->parsed()) return do_enrol(enrol);
  if (run_command->parsed()) return do_run(run, once);
  if (again_command->parsed()) return do_offer_again(again_data);
  return do_status(status_data);
}
