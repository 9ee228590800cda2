// SPDX-License-Identifier: Apache-2.0
// samen-store-worker kiosk|courier FOLDER COUNT SEED
//   kiosk:   submits COUNT made-up sign-ups; prints the id of each after its receipt was given
//   courier: marks COUNT rows received and durable, whichever wait, and delivers cards meanwhile
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include <unistd.h>

#include "kiosk/records/records.hpp"
#include "storage/kiosk_store.hpp"
#include "support/random_record.hpp"

namespace {

using namespace samen;

// One write() a line: what the reader of the pipe has seen was really given out.
void say(const std::string& line) {
  const std::string whole = line + "\n";
  if (::write(STDOUT_FILENO, whole.data(), whole.size()) < 0) std::_Exit(3);
}

int fail(const base::Error& error) {
  say("error " + std::string(base::to_string(error.code)) + " " + error.message);
  return 1;
}

int run_kiosk(const char* folder, int count, std::uint64_t seed) {
  const base::SystemClock clock;
  base::SystemRandom random;
  auto records = records::Records::open(folder, clock, random, vault::ReceiptCost::for_tests());
  if (!records) return fail(records.error());
  test::RandomRecords made(seed);
  for (int i = 0; i < count; ++i) {
    domain::Record record;
    record.form = "household";
    record.body = made.household();
    const auto receipt = (*records)->submit(record);
    if (!receipt) return fail(receipt.error());
    say("done " + record.id.str());
  }
  return 0;
}

int run_courier(const char* folder, int count, std::uint64_t seed) {
  auto store = storage::KioskStore::open(folder, storage::StoreUser::courier);
  if (!store) return fail(store.error());
  test::RandomRecords made(seed);
  for (int settled = 0; settled < count;) {
    const auto rows = store->waiting(storage::KioskStore::Order::oldest_first, 8, 1U << 20);
    if (!rows) return fail(rows.error());
    std::vector<storage::KioskStore::Outcome> outcomes;
    for (const auto& row : *rows) {
      outcomes.push_back(
          {row.envelope.id, storage::KioskStore::Outcome::What::received, {}, "receipt"});
    }
    if (const auto done = store->apply(outcomes, 0); !done) return fail(done.error());
    for (const auto& row : *rows) say("done " + row.envelope.id.str());
    settled += static_cast<int>(rows->size());
    const auto page = store->apply_page(
        {{{made.uuid(), 1, protocol::FeedKind::card, base::Bytes(1072, 1)}}, "c", false, false});
    if (!page) return fail(page.error());
    if (rows->empty()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const std::string role = argv[1];
  const int count = std::atoi(argv[3]);
  const std::uint64_t seed = std::strtoull(argv[4], nullptr, 10);
  return role == "kiosk" ? run_kiosk(argv[2], count, seed) : run_courier(argv[2], count, seed);
}
