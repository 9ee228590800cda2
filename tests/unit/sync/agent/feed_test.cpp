// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/feed.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "unit/sync/agent/kiosk_fixture.hpp"

namespace samen::agent {
namespace {

using protocol::FeedKind;
using Fault = test::FakeMatcher::Fault;

class Feed : public test::KioskFixture {
 protected:
  protocol::FeedItem card(std::uint8_t number, std::int64_t version = 1) {
    base::Uuid id;
    id.bytes[15] = number;
    return {id, version, FeedKind::card, base::Bytes(64, number)};
  }
  std::vector<std::uint8_t> cards() {
    std::vector<std::uint8_t> numbers;
    const auto items = store_->cards().value();
    for (const auto& item : items) numbers.push_back(item.id.bytes[15]);
    std::ranges::sort(numbers);
    return numbers;
  }
  using Numbers = std::vector<std::uint8_t>;
};

TEST_F(Feed, BringsCardsPageByPageAndGoesOnWhereItEnded) {
  for (std::uint8_t i = 1; i <= 5; ++i) matcher_.feed.push_back(card(i));
  auto report = meet();
  ASSERT_FALSE(report.trouble) << report.trouble->detail;
  EXPECT_EQ(report.feed.items, 5);
  EXPECT_EQ(cards(), (Numbers{1, 2, 3, 4, 5}));
  EXPECT_EQ(matcher_.requests, 3);

  matcher_.feed.push_back(card(6));
  report = meet();
  EXPECT_EQ(report.feed.items, 1);
  EXPECT_EQ(cards().size(), 6U);
}

TEST_F(Feed, ABrokenPullGoesOnFromTheLastWholePage) {
  for (std::uint8_t i = 1; i <= 6; ++i) matcher_.feed.push_back(card(i));
  matcher_.faults = {Fault::none, Fault::answer_lost};
  EXPECT_EQ(meet().trouble->problem, Problem::cut);
  EXPECT_EQ(cards(), (Numbers{1, 2}));
  EXPECT_EQ(meet().feed.items, 4);
  EXPECT_EQ(cards().size(), 6U);
}

TEST_F(Feed, ATombstoneTakesTheCardAway) {
  matcher_.feed = {card(1), card(2)};
  meet();
  protocol::FeedItem gone = card(1, 2);
  gone.kind = FeedKind::tombstone;
  gone.sealed.clear();
  matcher_.feed.push_back(gone);
  meet();
  EXPECT_EQ(cards(), (Numbers{2}));
}

TEST_F(Feed, AFullListReplacesWhatWasThere) {
  matcher_.feed = {card(1), card(2)};
  meet();
  matcher_.feed = {card(1), card(2), card(3), card(4)};
  matcher_.feed_full = true;
  meet();
  EXPECT_EQ(cards(), (Numbers{3, 4}));
}

TEST_F(Feed, AnIdleFeedWritesNothing) {
  matcher_.feed = {card(1)};
  meet();
  const auto changes = [this] { return store_->database().integer("SELECT total_changes()"); };
  const auto before = changes().value();
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(meet().trouble);
  EXPECT_EQ(changes().value(), before);
}

TEST_F(Feed, AFeedThatSaysMoreButDoesNotMoveIsNotFollowedForever) {
  matcher_.page_size = 0;
  matcher_.feed = {card(1)};
  auto report = meet();  // "" -> "c0"
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->problem, Problem::strange_answer);
  EXPECT_LE(matcher_.requests, 3);
}

TEST_F(Feed, CardsComeDownAlsoWhenRecordsHaveToWait) {
  sign_up(3);
  matcher_.limited_after = 0;
  matcher_.feed = {card(1)};
  const auto report = meet();
  EXPECT_EQ(report.trouble->problem, Problem::busy);
  EXPECT_EQ(cards(), (Numbers{1}));
}

}  // namespace
}  // namespace samen::agent
