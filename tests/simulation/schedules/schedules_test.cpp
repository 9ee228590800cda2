// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include <gtest/gtest.h>

#include "simulation/options.hpp"
#include "simulation/schedules/schedule.hpp"

namespace samen::simulation {
namespace {

std::string told(const std::vector<std::string>& story) {
  std::string words;
  for (const auto& line : story) words += "  " + line + "\n";
  return words;
}

TEST(Schedules, WhoWasThankedIsAtTheKioskAtTheMatcherOrErased) {
  Town village(1);
  Town town(2);
  const auto& wanted = options();
  std::uint64_t confirmed = 0;
  std::uint64_t erased = 0;
  std::uint64_t asked = 0;
  std::uint64_t broken = 0;
  std::uint64_t done = 0;
  for (std::uint64_t i = 0; i < wanted.schedules && broken < 5; ++i) {
    const std::uint64_t seed = wanted.seed * 1'000'003 + i;
    if (wanted.replay && *wanted.replay != seed) continue;
    const auto result = (seed % 4 == 0 ? town : village).run(seed);
    ++done;
    confirmed += result.confirmed;
    erased += result.erased;
    asked += result.asked;
    if (!result.broken) continue;
    ++broken;
    ADD_FAILURE() << *result.broken << "\n"
                  << told(result.story) << "once more: --seed=" << wanted.seed
                  << " --schedules=" << wanted.schedules << " --replay=" << seed;
  }
  std::cout << done << " schedules, " << confirmed << " people thanked, " << erased << " erased, "
            << asked << " requests by receipt, " << broken << " broken\n";
  EXPECT_GT(confirmed, 0U);
}

// That schedules can fail: the same towns with a fault built into a database, and how many of some
// schedules it takes until somebody notices.
struct Fault {
  const char* name;
  Town::Spoil spoil;
};
const Fault kFaults[] = {
    {"a courier that deletes on a receipt, before there is a backup",
     {"CREATE TRIGGER spoil AFTER UPDATE OF state ON outbox WHEN new.state = 'received'"
      " BEGIN DELETE FROM outbox WHERE id = new.id; END",
      ""}},
    {"a matcher that lets kiosks delete what only the newest copy holds",
     {"", "INSERT INTO setting (name, value) VALUES ('copies_before_delete', '1')"}},
    {"a kiosk that does not offer again after a restore",
     {"CREATE TRIGGER spoil BEFORE UPDATE OF state ON outbox"
      " WHEN old.state = 'received' AND new.state = 'waiting' BEGIN SELECT RAISE(IGNORE); END",
      ""}},
    {"a kiosk that keeps what was erased",
     {"CREATE TRIGGER spoil BEFORE DELETE ON outbox WHEN old.state = 'waiting'"
      " BEGIN SELECT RAISE(IGNORE); END",
      ""}},
    {"a matcher that signs for what it does not keep",
     {"",
      "CREATE TRIGGER spoil BEFORE INSERT ON envelope WHEN new.sequence = 3"
      " BEGIN SELECT RAISE(IGNORE); END"}},
    {"a matcher that takes a record in twice",
     {"",
      "CREATE TRIGGER spoil AFTER INSERT ON household WHEN new.receipt NOT LIKE 'twin%'"
      " BEGIN INSERT INTO household SELECT randomblob(16), label || 'b', 'twin' || receipt,"
      " centre, state, waiting_since_ms, synthetic, sealed FROM household"
      " WHERE id = new.id; END"}},
    {"a matcher that forgets that somebody withdrew",
     {"",
      "CREATE TRIGGER spoil BEFORE UPDATE OF standing ON receipt_key"
      " WHEN new.standing = 'withdrawn' BEGIN SELECT RAISE(IGNORE); END"}},
    {"a matcher that carries out what is late",
     {"",
      "CREATE TRIGGER spoil AFTER UPDATE OF counter ON receipt_key"
      " WHEN new.counter > 0 OR new.told_counter > 0"
      " BEGIN UPDATE receipt_key SET counter = 0, told_counter = 0 WHERE record = new.record; "
      "END"}},
    {"a matcher that forgets what was asked before the sign-up came",
     {"",
      "CREATE TRIGGER spoil AFTER INSERT ON receipt_request WHEN new.outcome = 'kept'"
      " BEGIN UPDATE receipt_request SET outcome = 'done' WHERE id = new.id; END"}},
    {"a kiosk that loses an answer",
     {"CREATE TRIGGER spoil BEFORE INSERT ON inbox WHEN new.kind = 'answer'"
      " BEGIN SELECT RAISE(IGNORE); END",
      ""}},
};

// For the list of tests, which shows parameters.
void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.name;
}

class SchedulesFind : public testing::TestWithParam<Fault> {};

TEST_P(SchedulesFind, TheFault) {
  Town town(1, GetParam().spoil);
  std::uint64_t tried = 0;
  bool found = false;
  while (!found && tried < 3000) found = town.run(1 + tried++).broken.has_value();
  EXPECT_TRUE(found) << GetParam().name;
  std::cout << GetParam().name << ": found by schedule " << tried << "\n";
}

INSTANTIATE_TEST_SUITE_P(All, SchedulesFind, testing::ValuesIn(kFaults));

}  // namespace
}  // namespace samen::simulation
