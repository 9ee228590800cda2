// SPDX-License-Identifier: Apache-2.0
// samen-inject: signs up made-up people through kiosk/records, so that real sealing and real
// storage are under test without a screen. For tests only.
//
// Every sign-up that the kiosk's store has acknowledged is one line on stdout, written before the
// next one begins: "<record id> <receipt code> <join code or ->". What is on stdout has been
// promised; a test may count on it.
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "domain/records.hpp"
#include "kiosk/records/records.hpp"
#include "support/random_record.hpp"
#include "vault/staff_key.hpp"

namespace {

using namespace samen;
using namespace samen::domain;

struct Options {
  std::string data;
  int count = 1;
  std::uint64_t seed = 1;
  int every_ms = 0;
  std::string kind = "mixed";
  std::string name;      // every record's name; empty: made up
  int form_version = 1;  // 99 stands for a form this matcher does not know yet
  int patience_ms = 0;   // go on trying for this long while the store cannot take a record
  std::string init_pin;  // make the kiosk first, with a PIN that is cheap to check
};

class MadeUp {
 public:
  explicit MadeUp(const Options& options)
      : options_(options), random_(options.seed), people_(options.seed + 1) {}

  Record next() {
    Record record;
    record.form_version = options_.form_version;
    record.language = "nl";
    const std::uint64_t dice = random_.below(10);
    const bool mixed = options_.kind == "mixed";
    if (options_.kind == "household" || (mixed && dice < 4)) {
      record.form = "household";
      record.body = household();
    } else if (options_.kind == "group" || (mixed && dice < 6) ||
               (mixed && (group_.empty() || group_ready_))) {
      record.form = "group";
      record.body = GroupStart{{}, volunteer(), static_cast<int>(2 + random_.below(5)), {}};
    } else if (mixed && dice < 9) {
      // Five with the coordinator; a sixth and seventh would be a case for a person to look at.
      if (++members_ == kTargetGroupSize - 1) group_ready_ = true;
      record.form = "member";
      record.body = GroupMember{group_, volunteer()};
    } else {
      record.form = "single";
      record.body = SingleVolunteer{volunteer()};
    }
    return record;
  }
  void started(const base::HumanCode& group) {
    group_ = group;
    members_ = 0;
    group_ready_ = false;
  }

 private:
  Household household() {
    Household made = people_.household();
    if (!options_.name.empty()) made.name = base::SecretText(options_.name);
    return made;
  }
  Volunteer volunteer() {
    Volunteer made = people_.volunteer();
    if (!options_.name.empty()) made.name = base::SecretText(options_.name);
    return made;
  }

  const Options& options_;
  base::SeededRandom random_;
  test::RandomRecords people_;
  base::HumanCode group_;
  int members_ = 0;
  bool group_ready_ = false;
};

int complain(const base::Error& error) {
  std::fprintf(stderr, "samen-inject: %s: %s\n", std::string(to_string(error.code)).c_str(),
               error.message.c_str());
  return 1;
}

int make_kiosk(const Options& options) {
  base::SystemRandom random;
  const auto made = records::init_kiosk(options.data, base::SecretText(options.init_pin), random,
                                        records::InitOptions{vault::PinCost::for_tests()});
  return made ? 0 : complain(made.error());
}

int sign_up(const Options& options) {
  const base::SystemClock clock;
  base::SystemRandom random;  // real ids, keys and codes; only the answers come from the seed
  auto records = records::Records::open(options.data, clock, random);
  if (!records) return complain(records.error());
  MadeUp people(options);
  const std::int64_t give_up = clock.mono_ms() + options.patience_ms;
  for (int i = 0; i < options.count; ++i) {
    Record record = people.next();
    auto receipt = (*records)->submit(record);
    while (!receipt && clock.mono_ms() < give_up) {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      receipt = (*records)->submit(record);
    }
    if (!receipt) return complain(receipt.error());
    std::printf("%s %s %s\n", record.id.str().c_str(), receipt->code.str().c_str(),
                receipt->join_code ? receipt->join_code->str().c_str() : "-");
    std::fflush(stdout);
    if (receipt->join_code) people.started(*receipt->join_code);
    if (options.every_ms > 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(options.every_ms));
    }
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Signs up made-up people on a kiosk's data folder (tests only)", "samen-inject");
  app.add_option("--data", options.data)->required();
  app.add_option("--count", options.count);
  app.add_option("--seed", options.seed);
  app.add_option("--every", options.every_ms, "milliseconds between two sign-ups");
  app.add_option("--kind", options.kind)
      ->check(CLI::IsMember({"mixed", "household", "group", "single"}));
  app.add_option("--name", options.name);
  app.add_option("--form-version", options.form_version);
  app.add_option("--patience", options.patience_ms, "milliseconds");
  app.add_option("--init", options.init_pin, "make the kiosk with this PIN and end");
  CLI11_PARSE(app, argc, argv);
  if (!options.init_pin.empty()) return make_kiosk(options);
  return sign_up(options);
}
