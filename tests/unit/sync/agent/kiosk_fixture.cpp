// SPDX-License-Identifier: Apache-2.0
#include "unit/sync/agent/kiosk_fixture.hpp"

#include "protocol/envelope.hpp"

namespace samen::agent::test {

void KioskFixture::SetUp() {
  auto store = storage::KioskStore::open(folder_.path(), storage::StoreUser::kiosk);
  ASSERT_TRUE(store) << store.error().message;
  store_.emplace(std::move(*store));
  trust_ = matcher_.trust();
  matcher_key_ = matcher_.sign_key();
  ASSERT_TRUE(store_->save_trust(trust_, matcher_.epoch, clock_.wall_ms()));
  meet_matcher();
}

void KioskFixture::meet_matcher() {
  exchange_.reset();
  channel_.emplace(matcher_, clock_, random_, matcher_.courier_key(), trust_.server_url,
                   trust_.device);
  exchange_.emplace(*store_, *channel_, trust_, *matcher_key_, limits_);
}

std::vector<std::int64_t> KioskFixture::sign_up(int count, std::size_t body_bytes,
                                                const std::optional<storage::DecisionNote>& note) {
  std::vector<std::int64_t> sequences;
  for (int i = 0; i < count; ++i) {
    protocol::Envelope envelope;
    envelope.id = base::make_uuid(clock_, random_);
    envelope.device = trust_.device;
    envelope.key_id = trust_.seal_key_id;
    envelope.stamp = {clock_.boot_id(), clock_.mono_ms(), clock_.wall_ms(), true};
    envelope.body.resize(body_bytes);
    random_.fill(envelope.body);
    const auto make = [&](std::int64_t seq) -> base::Result<storage::OutboxRow> {
      envelope.seq = seq;
      protocol::sign_envelope(envelope, device_key_);
      return storage::OutboxRow{.envelope = envelope, .hash = envelope.hash()};
    };
    const auto seq = store_->append(make, {}, note);
    if (!seq) {
      ADD_FAILURE() << seq.error().message;
      return sequences;
    }
    sequences.push_back(*seq);
    ids_[*seq] = envelope.id;
    clock_.advance(1000);
  }
  return sequences;
}

storage::OutboxCounts KioskFixture::counts() {
  const auto counts = store_->counts();
  if (!counts) ADD_FAILURE() << counts.error().message;
  return counts.value_or(storage::OutboxCounts{});
}

storage::OutboxRow KioskFixture::row(std::int64_t seq) {
  const auto row = store_->row(ids_.at(seq));
  if (!row || !*row) {
    ADD_FAILURE() << "row " << seq << " is not in the outbox";
    return {};
  }
  return **row;
}

}  // namespace samen::agent::test
