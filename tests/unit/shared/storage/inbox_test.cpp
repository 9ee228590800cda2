// SPDX-License-Identifier: Apache-2.0
#include "storage/inbox_table.hpp"
#include "unit/shared/storage/store_fixture.hpp"

namespace samen::storage::test {
namespace {

TEST_F(Store, FeedKeepsTheNewestAndNeverBringsBackTheErased) {
  auto store = open();
  ASSERT_TRUE(store.apply_page(
      {{{uuid(1), 2, FeedKind::card, {2}}, {uuid(2), 1, FeedKind::card, {9}}}, "c1", true, false}));
  ASSERT_TRUE(
      store.apply_page({{{uuid(1), 1, FeedKind::card, {1}}, {uuid(2), 2, FeedKind::tombstone, {}}},
                        "c2",
                        false,
                        false}));
  EXPECT_EQ(store.cards().value(),
            (std::vector<protocol::FeedItem>{{uuid(1), 2, FeedKind::card, {2}}}));
  ASSERT_TRUE(store.apply_page({{{uuid(2), 1, FeedKind::card, {9}}}, "c3", false, false}));
  EXPECT_EQ(store.cards().value().size(), 1U) << "an old page again";
  EXPECT_EQ(store.feed_cursor().value(), "c3");
}

TEST_F(Store, CompleteListReplacesEverythingOnceItIsAllIn) {
  auto store = open();
  ASSERT_TRUE(store.apply_page(
      {{{uuid(1), 5, FeedKind::card, {1}}, {uuid(2), 5, FeedKind::card, {2}}}, "c", false, false}));
  ASSERT_TRUE(store.apply_page({{{uuid(2), 3, FeedKind::card, {22}}}, "f1", true, true}));
  EXPECT_EQ(store.cards().value().size(), 2U) << "the list goes on: nothing is dropped yet";
  EXPECT_EQ(store.cards().value()[1].version, 3) << "a restored matcher may have gone back";
  ASSERT_TRUE(store.apply_page({{{uuid(3), 1, FeedKind::card, {3}}}, "f2", false, true}));
  const auto cards = store.cards().value();
  ASSERT_EQ(cards.size(), 2U);
  EXPECT_EQ(cards[0].id, uuid(2));
  EXPECT_EQ(cards[1].id, uuid(3));
}

TEST_F(Store, ARestoredMatcherDoesNotBringBackTheErased) {
  auto store = open();
  ASSERT_TRUE(
      store.apply_page({{{uuid(1), 4, FeedKind::tombstone, {}}, {uuid(2), 4, FeedKind::card, {2}}},
                        "c",
                        false,
                        false}));
  // Its backup is older: there the card was still one.
  const protocol::FeedItems old{
      {{uuid(1), 3, FeedKind::card, {1}}, {uuid(2), 3, FeedKind::card, {2}}}, "f", false, true};
  ASSERT_TRUE(store.apply_page(old));
  ASSERT_EQ(store.cards().value().size(), 1U);
  EXPECT_EQ(store.cards().value()[0].id, uuid(2));
  ASSERT_TRUE(store.apply_page({{}, "g", false, true}));
  ASSERT_TRUE(store.apply_page(old));
  EXPECT_EQ(store.cards().value().size(), 1U) << "also after a list that does not name it";
  ASSERT_TRUE(store.apply_page({{{uuid(1), 5, FeedKind::card, {5}}}, "h", false, false}));
  EXPECT_EQ(store.cards().value().size(), 2U) << "a newer version is a new word";
}

// Every event meets every kind of item; what the database does is what the table says, and what the
// promise asks for stands here once more.
TEST_F(Store, InboxItemsMoveOnlyAsTheTableSays) {
  auto store = open();
  std::uint8_t number = 10;
  for (const auto from : {FeedKind::card, FeedKind::tombstone, FeedKind::answer}) {
    for (const auto event :
         {InboxEvent::newer, InboxEvent::listed, InboxEvent::repeated, InboxEvent::unlisted}) {
      for (const auto sent : {FeedKind::card, FeedKind::tombstone, FeedKind::answer}) {
        const auto id = uuid(++number);
        ASSERT_TRUE(store.apply_page({{{id, 5, from, {5}}}, "c", false, false}));
        protocol::FeedItems page{
            {}, "d", false, event == InboxEvent::listed || event == InboxEvent::unlisted};
        const std::int64_t version = event == InboxEvent::newer ? 6 : 4;
        if (event != InboxEvent::unlisted) page.items.push_back({id, version, sent, {6}});
        ASSERT_TRUE(store.apply_page(page));

        const auto found =
            store.database()
                .integer("SELECT version FROM inbox WHERE id=?1", {base::ByteView(id.bytes)})
                .value();
        const auto* move = base::find_move(kInboxMoves, from, event);
        const std::optional<std::int64_t> expected =
            move == nullptr                  ? std::optional<std::int64_t>(5)
            : move->to == InboxEnd::replaced ? std::optional<std::int64_t>(version)
                                             : std::nullopt;
        EXPECT_EQ(found, expected) << number;
        if (from == FeedKind::tombstone && event != InboxEvent::newer) {
          EXPECT_EQ(found, 5) << "what was erased stays erased";
        }
        if (event == InboxEvent::repeated) {
          EXPECT_EQ(found, 5) << "an old page again";
        }
      }
    }
  }
}

TEST_F(Store, AnswersAreKeptUntilANewerOneComesAndNeverWithoutEnd) {
  auto store = open();
  protocol::FeedItems page{{}, "c", false, false};
  for (std::uint8_t n = 0; n < 250; ++n) page.items.push_back({uuid(n), 1, FeedKind::answer, {n}});
  ASSERT_TRUE(store.apply_page(page));
  const auto kept = store.answers().value();
  ASSERT_EQ(kept.size(), static_cast<std::size_t>(kMostAnswers));
  EXPECT_EQ(kept.front().sealed, base::Bytes{249}) << "the newest first";
  EXPECT_EQ(kept.back().sealed, base::Bytes{50}) << "the oldest have made room";
  EXPECT_TRUE(store.cards().value().empty()) << "no caseworker sees them";
  ASSERT_TRUE(store.drop_answer(kept.front().id));
  EXPECT_EQ(store.answers().value().front().sealed, base::Bytes{248});
  ASSERT_TRUE(store.apply_page({{{uuid(7), 1, FeedKind::answer, {7}}}, "d", false, true}));
  EXPECT_EQ(store.answers().value().size(), 1U) << "what a whole list does not name is over";
}

TEST_F(Store, DecisionNotesLastUntilTheMatcherAnswers) {
  auto store = open();
  const auto make = [](std::int64_t seq) { return make_row(seq); };
  ASSERT_TRUE(store.apply_page(
      {{{uuid(1), 1, FeedKind::card, {1}}, {uuid(2), 1, FeedKind::card, {2}}}, "c", false, false}));
  ASSERT_TRUE(store.append(make, {}, DecisionNote{uuid(1), 1, {7}}));
  ASSERT_EQ(store.decision_notes().value().size(), 1U);
  ASSERT_TRUE(store.apply_page({{{uuid(1), 1, FeedKind::card, {1}}}, "c", false, false}));
  EXPECT_EQ(store.decision_notes().value().size(), 1U) << "the same version is no answer";
  ASSERT_TRUE(store.apply_page({{{uuid(1), 2, FeedKind::card, {3}}}, "d", false, false}));
  EXPECT_TRUE(store.decision_notes().value().empty());
}
}  // namespace
}  // namespace samen::storage::test
