// SPDX-License-Identifier: Apache-2.0
// Every event meets a row in every state; the database does what the table says and nothing else.
#include <algorithm>

#include "unit/shared/storage/store_fixture.hpp"

namespace samen::storage::test {
namespace {

constexpr std::array<OutboxState, 4> kStates = {OutboxState::waiting, OutboxState::received,
                                                OutboxState::refused, OutboxState::quarantined};
constexpr std::array<OutboxEvent, 8> kEvents = {
    OutboxEvent::received,  OutboxEvent::refused,      OutboxEvent::quarantined,
    OutboxEvent::erased,    OutboxEvent::failed,       OutboxEvent::durable,
    OutboxEvent::new_epoch, OutboxEvent::offered_again};

class OutboxTable : public Store {
 protected:
  // A row of its own in this state.
  base::Uuid row_in(KioskStore& store, OutboxState state) {
    ++number_;
    const auto id = uuid(number_);
    EXPECT_TRUE(store.append(
        [&](std::int64_t seq) {
          auto row = make_row(seq);
          row->envelope.id = id;
          return row;
        },
        {}));
    static constexpr std::array kWay = {What::failed, What::received, What::refused,
                                        What::quarantined};
    EXPECT_TRUE(store.apply({{id, kWay[static_cast<std::size_t>(state)], "why", "{}"}}, 0));
    return id;
  }
  void happen(KioskStore& store, OutboxEvent event, const base::Uuid& id) {
    switch (event) {
      case OutboxEvent::durable:
        ASSERT_TRUE(store.drop_durable(store.row(id).value()->envelope.seq));
        return;
      case OutboxEvent::new_epoch:
        ASSERT_TRUE(store.meet_epoch(uuid(static_cast<std::uint8_t>(100 + number_))).value());
        return;
      case OutboxEvent::offered_again:
        ASSERT_TRUE(store.offer_refused_again());
        return;
      default:
        ASSERT_TRUE(store.apply({{id, event, "why", "{\"new\":1}"}}, 0));
    }
  }
  std::uint8_t number_ = 0;
};

TEST_F(OutboxTable, SaysWhatEveryEventDoesToEveryRow) {
  auto store = open();
  for (const auto state : kStates) {
    for (const auto event : kEvents) {
      SCOPED_TRACE(std::to_string(static_cast<int>(state)) + " meets " +
                   std::to_string(static_cast<int>(event)));
      const auto id = row_in(store, state);
      const auto before = store.row(id).value().value();
      ASSERT_EQ(before.state, state);
      const auto counted = store.counts().value();
      happen(store, event, id);
      const auto after = store.row(id).value();
      const OutboxMove* move = base::find_move(kOutboxMoves, state, event);
      if (move == nullptr) {
        EXPECT_EQ(after, before) << "the event passes it by";
      } else if (!move->to) {
        EXPECT_FALSE(after);
        const auto now = store.counts().value();
        EXPECT_EQ(now.safely_stored + now.erased, counted.safely_stored + counted.erased + 1)
            << "nothing goes without being counted";
      } else {
        ASSERT_TRUE(after);
        EXPECT_EQ(after->state, *move->to);
        EXPECT_EQ(after->envelope, before.envelope);
        EXPECT_EQ(after->hash, before.hash);
      }
      // Out of the way of the next one.
      ASSERT_TRUE(settle(store, id, OutboxEvent::erased));
    }
  }
}

// Or taken back by the person who decided, before anybody else saw it.
TEST_F(OutboxTable, NothingIsDeletedThatWasNotReceivedOrErased) {
  for (const auto& move : kOutboxMoves) {
    if (move.to) continue;
    EXPECT_TRUE(move.event == OutboxEvent::erased ||
                (move.event == OutboxEvent::taken_back && move.from == OutboxState::waiting) ||
                (move.event == OutboxEvent::durable && move.from == OutboxState::received));
  }
}

TEST_F(OutboxTable, EveryStateHasAWayOut) {
  for (const auto state : kStates) {
    EXPECT_TRUE(std::ranges::any_of(kOutboxMoves, [state](const auto& move) {
      return move.from == state && move.to != state;
    })) << static_cast<int>(state);
  }
}

}  // namespace
}  // namespace samen::storage::test
