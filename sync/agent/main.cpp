// SPDX-License-Identifier: Apache-2.0
// samen-sync: the courier's command line. Wires the parts together and maps results to words and
// exit codes; everything else is in the room.
#include <clocale>
#include <csignal>
#include <cstdio>
#include <iostream>

#include <CLI/CLI.hpp>

#include "base/build_version.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "base/secret.hpp"
#include "device/layout.hpp"
#include "device/lock.hpp"
#include "device/service_manager.hpp"
#include "sync/agent/curl_client.hpp"
#include "sync/agent/enrolment.hpp"
#include "sync/agent/runner.hpp"
#include "sync/agent/status_words.hpp"
#include "terminal/language.hpp"
#include "terminal/option_words.hpp"

namespace {

using namespace samen;
using agent::Exit;
using base::say;
using std::chrono::milliseconds;

constexpr std::string_view kAbout = base::to_say(
    "Carries sealed sign-ups from a Samen kiosk to its matcher, and sealed cards back. It can "
    "read\n"
    "none of them.");

constexpr std::string_view kExample = base::to_say(
    "A new kiosk, from nothing to working:\n"
    "  samen-kiosk init --data /var/lib/samen        make the kiosk's keys and its staff PIN\n"
    "  samen-sync enrol --data /var/lib/samen --server https://matcher.example:8443\n"
    "                                                asks for the code the coordinator gave you\n"
    "  samen-sync run --data /var/lib/samen          leave this running\n"
    "  samen-sync move --data /var/lib/samen --server https://new.example/samen\n"
    "                                                the same matcher under another address\n"
    "  samen-sync status --data /var/lib/samen       what is on this kiosk, received, safely "
    "stored\n"
    "\n"
    "Exit codes: 0 done, 2 wrong option or address, 3 code mistyped, 4 kiosk not initialised,\n"
    "5 matcher unreachable, 6 wrong key, 7 code refused, 8 code expired, 9 not our server,\n"
    "10 too many tries, 11 enrolled already, 12 storage, 13 another courier runs, 1 anything "
    "else.\n"
    "A proxy is taken from https_proxy and no_proxy; it sees the server's name and nothing more.");

int end(Exit exit) {
  return static_cast<int>(exit);
}

void print(const std::string& words) {
  std::fputs(words.c_str(), stdout);
}

int complain(Exit exit, const std::string& words) {
  std::fprintf(stderr, "samen-sync: %s\n", words.c_str());
  return end(exit);
}

// A failure before any exchange began: the folder, the lock, the store.
int complain(const base::Error& error) {
  switch (error.code) {
    case base::Errc::not_found:
      return complain(Exit::not_initialised, error.message);
    case base::Errc::conflict:
      return complain(Exit::busy_folder, error.message);
    default:
      return complain(Exit::storage, error.message);
  }
}

int complain(const agent::Trouble& trouble) {
  return complain(agent::info_of(trouble.problem).exit, trouble.detail);
}

agent::ClientFactory curl_clients(int stop_fd) {
  return [stop_fd](const agent::KeyPin& pin) -> base::Result<std::unique_ptr<agent::HttpClient>> {
    SAMEN_TRY(auto client, agent::CurlClient::create(pin, stop_fd));
    return client;
  };
}

int do_enrol(agent::EnrolOptions options) {
  if (options.code.empty()) {
    std::fputs(say("Code from the coordinator: ").c_str(), stderr);
    std::getline(std::cin, options.code);
  }
  base::SystemRandom random;
  const auto trust = agent::enrol(options, random, curl_clients(-1));
  if (!trust) return complain(trust.error());
  print(say("This kiosk now belongs to \"{}\" ({}), as kiosk {}.\n", trust->centre,
            trust->server_url, trust->device_number));
  return end(Exit::ok);
}

int do_move(const std::filesystem::path& data, const std::string& server_url) {
  const auto trust = agent::move_matcher(data, server_url, curl_clients(-1));
  if (!trust) return complain(trust.error());
  print(say("This kiosk now looks for \"{}\" at {}.\n", trust->centre, trust->server_url));
  return end(Exit::ok);
}

int do_run(const agent::RunOptions& options, bool once) {
  const auto lock =
      device::Lock::take(device::KioskFolder{options.data}.courier_lock(),
                         say("another samen-sync already works for {}", options.data));
  if (!lock) return complain(lock.error());
  auto waiter = agent::SystemWaiter::create(options.data);
  if (!waiter) return complain(waiter.error());
  const base::SystemClock clock;
  base::SystemRandom random;
  agent::Runner runner(options, clock, random, **waiter, curl_clients((*waiter)->stop_fd()));
  if (!once) {
    base::speak_english();  // from here on every word is one of the log's
    base::log(base::LogLevel::info, "courier_starts",
              {{"version", base::LogValue::public_text(base::build_version())}});
    device::tell_ready();
    runner.run();
    return end(Exit::ok);
  }
  for (;;) {
    const auto report = runner.meet_once();
    if (report.more && !report.trouble) continue;
    if (!report.trouble) return end(Exit::ok);
    const auto problem = report.trouble->problem;
    return complain(agent::info_of(problem).exit, std::string(agent::words_of(problem)));
  }
}

int do_offer_again(const std::filesystem::path& data) {
  auto store = storage::KioskStore::open(data, storage::StoreUser::courier);
  if (!store) return complain(store.error());
  const auto again = store->offer_refused_again();
  if (!again) return complain(again.error());
  print(base::say_count(*again, "{} refused sign-up will be offered to the matcher again.\n",
                        "{} refused sign-ups will be offered to the matcher again.\n"));
  return end(Exit::ok);
}

int do_status(const std::filesystem::path& data) {
  auto store = storage::KioskStore::open(data, storage::StoreUser::courier);
  if (!store) return complain(store.error());
  const auto read = [&store]() -> base::Result<agent::StatusFacts> {
    agent::StatusFacts facts;
    SAMEN_TRY(facts.trust, store->trust());
    SAMEN_TRY(facts.counts, store->counts());
    SAMEN_TRY(facts.oldest_waiting, store->oldest_waiting());
    SAMEN_TRY(facts.courier, store->courier_status());
    return facts;
  };
  const auto facts = read();
  if (!facts) return complain(facts.error());
  print(agent::status_in_words(*facts, base::SystemClock()));
  return end(Exit::ok);
}

// What was typed, and the commands it was typed for.
struct CommandLine {
  agent::EnrolOptions enrol{};
  agent::RunOptions run{};
  bool once = false;
  double interval_s = 60;
  double retry_first_s = 1;
  double retry_longest_s = 3600;
  std::filesystem::path data{};  // of the commands without options of their own
  std::string move_url{};
};

CLI::App* add_command(CLI::App& app, const char* name, const std::string& what,
                      std::filesystem::path& data) {
  CLI::App* command = app.add_subcommand(name, what);
  command->add_option("--data", data, say("the kiosk's data folder"))->required();
  return command;
}

CLI::App* add_enrol(CLI::App& app, agent::EnrolOptions& enrol) {
  CLI::App* command = add_command(
      app, "enrol", say("connect this kiosk to a matcher, or again to the same one"), enrol.data);
  command->add_option("--server", enrol.server_url, say("https://host:port of the matcher"))
      ->required();
  command->add_option("--code", enrol.code, say("the one-time code; asked for when left out"));
  command->add_flag("--replace", enrol.replace,
                    say("leave the matcher this kiosk knows for another one"));
  return command;
}

CLI::App* add_run(CLI::App& app, CommandLine& line) {
  CLI::App* command = add_command(app, "run", say("carry records until stopped"), line.run.data);
  command->add_flag("--once", line.once, say("one meeting with the matcher, then end"));
  command->add_option("--interval", line.interval_s, say("seconds between looks for new cards"))
      ->check(CLI::Range(0.1, 86'400.0))
      ->capture_default_str();
  command
      ->add_option("--retry-first", line.retry_first_s,
                   say("seconds, longest first pause on failure"))
      ->check(CLI::Range(0.01, 3'600.0))
      ->capture_default_str();
  command->add_option("--retry-longest", line.retry_longest_s, say("seconds, longest pause of all"))
      ->check(CLI::Range(0.01, 86'400.0))
      ->capture_default_str();
  command->add_option("--batch", line.run.batch.rows, say("most records in one request"))
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  return command;
}

}  // namespace

int main(int argc, char** argv) {
  base::harden_process();  // no core file: it would hold the key that signs requests
  // A connection that breaks while we write is an error of that request, not of the program.
  std::signal(SIGPIPE, SIG_IGN);
  std::setlocale(LC_CTYPE, "C.UTF-8");  // international host names are typed in UTF-8
  terminal::choose_language(argc, argv);
  CLI::App app(say(kAbout), "samen-sync");
  app.footer(say(kExample));
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("samen-sync ") + base::build_version());

  CommandLine line;
  const CLI::App* enrol = add_enrol(app, line.enrol);
  const CLI::App* run = add_run(app, line);
  CLI::App* move = add_command(app, "move", say("the same matcher has another address"), line.data);
  move->add_option("--server", line.move_url,
                   say("its new address, https://host:port or with a path"))
      ->required();
  const CLI::App* again = add_command(
      app, "offer-again",
      say("offer what the matcher refused once more, after the reason has been mended"), line.data);
  add_command(app, "status", say("what waits here and how it goes"), line.data);
  terminal::speak_of_options(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : end(Exit::usage);
  }
  const auto& data = enrol->parsed() ? line.enrol.data : run->parsed() ? line.run.data : line.data;
  if (const auto ours = base::refuse_foreign_folder(data); !ours) return complain(ours.error());
  const auto to_ms = [](double seconds) { return milliseconds(std::llround(seconds * 1000)); };
  line.run.interval = to_ms(line.interval_s);
  line.run.retry = {to_ms(line.retry_first_s), to_ms(line.retry_longest_s)};
  if (enrol->parsed()) return do_enrol(line.enrol);
  if (run->parsed()) return do_run(line.run, line.once);
  if (move->parsed()) return do_move(line.data, line.move_url);
  if (again->parsed()) return do_offer_again(line.data);
  return do_status(line.data);
}
