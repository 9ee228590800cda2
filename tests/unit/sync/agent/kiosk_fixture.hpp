// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include <gtest/gtest.h>

#include "sync/agent/channel.hpp"
#include "sync/agent/exchange.hpp"
#include "unit/sync/agent/fake_matcher.hpp"
#include "unit/sync/agent/tls_fixture.hpp"

namespace samen::agent::test {

// An enrolled kiosk on a real kiosk.db, and a scripted matcher.
class KioskFixture : public testing::Test {
 protected:
  void SetUp() override;

  // Signs up `count` people; the sequence numbers used.
  std::vector<std::int64_t> sign_up(int count, std::size_t body_bytes = 1072,
                                    const std::optional<storage::DecisionNote>& note = {});
  void meet_matcher();  // makes channel and exchange anew, as after a restart
  ExchangeReport meet() { return exchange_->meet(); }
  storage::OutboxCounts counts();
  storage::OutboxRow row(std::int64_t seq);

  TemporaryFolder folder_;
  base::ManualClock clock_;
  base::SeededRandom random_{5};
  FakeMatcher matcher_{clock_};
  vault::SigningKey device_key_ = *vault::SigningKey::from_seed(base::Bytes(32, 4));
  BatchLimits limits_{5, 256U << 10};
  std::optional<storage::KioskStore> store_;
  storage::Trust trust_;
  std::optional<vault::VerifyKey> matcher_key_;
  std::optional<Channel> channel_;
  std::optional<Exchange> exchange_;
  std::map<std::int64_t, base::Uuid> ids_;
};

}  // namespace samen::agent::test
