// SPDX-License-Identifier: Apache-2.0
// The office on its thread while kiosks hand over on theirs: two connections to one file.
#include <atomic>
#include <thread>

#include "sync/server/office/door.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/counts.hpp"
#include "tests/source_dir.hpp"
#include "unit/sync/office/browser.hpp"
#include "unit/sync/office/signed_in.hpp"
#include "unit/sync/server/two_centres_fixture.hpp"

namespace samen::server {
namespace {

constexpr int kBatches = 12;
constexpr int kLooks = 24;

using BesideKiosksTest = TwoCentresTest;

TEST_F(BesideKiosksTest, NobodyWaitsForEverAndNothingIsLost) {
  base::SystemRandom own;  // one that threads may share
  const auto door =
      Door::open(folder, clock, own,
                 {.assets = SAMEN_SOURCE_DIR "/assets", .cost = vault::PasswordCost::for_tests()});
  ASSERT_TRUE(door) << door.error().message;
  Browser anna(**door);
  sign_in_as(anna, *store, {.role = StaffRole::coordinator});
  const auto lines = read_audit(*store)->size();
  const auto looked_at = "/case/" + linde.card.household_label;
  std::atomic<int> refused = 0;
  std::thread office([&] {
    for (int i = 0; i < kLooks; ++i) {
      if (anna.get(looked_at).status != 200) ++refused;
    }
  });
  int stored = 0;
  for (int i = 0; i < kBatches; ++i) {
    std::vector<protocol::Envelope> batch;
    for (int j = 0; j < 5; ++j) {
      batch.push_back(linde.kiosk->envelope(linde.kiosk->household("Somebody")));
    }
    for (const auto& result : send(*linde.kiosk, std::move(batch)).results) {
      if (result.result == protocol::ResultClass::accepted) ++stored;
    }
    apply();
  }
  office.join();
  EXPECT_EQ(refused, 0);
  EXPECT_EQ(stored, kBatches * 5);
  const auto all = read_audit(*store);
  ASSERT_TRUE(all) << "the chain holds, whoever added a line: " << all.error().message;
  EXPECT_GE(all->size(), lines + kLooks);
}

}  // namespace
}  // namespace samen::server
