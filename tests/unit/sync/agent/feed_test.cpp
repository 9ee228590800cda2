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
  matcher_.faults = {Fault::none, Fault::unreachable};
  EXPECT_EQ(meet().trouble->problem, Problem::unreachable);
  EXPECT_EQ(cards(), (Numbers{1, 2}));
  EXPECT_EQ(meet().feed.items, 4);
  EXPECT_EQ(cards().size(), 6U);
}

TEST_F(Feed, APageThatNoConnectionCarriesIsAskedForInSmallerOnes) {
  matcher_.page_size = 64;
  matcher_.connection_lives_bytes = 6'000;
  for (std::uint8_t i = 1; i <= 40; ++i) {
    matcher_.feed.push_back(card(i));
    matcher_.feed.back().sealed = base::Bytes(700, i);
  }
  const auto report = meet();
  EXPECT_FALSE(report.trouble) << report.trouble->detail;
  EXPECT_EQ(cards().size(), 40U);
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

TEST_F(Feed, ItemsThatTheMatcherDidNotSignAreLeftOut) {
  matcher_.feed = {card(1), card(2)};
  meet();
  protocol::FeedItem gone = card(1, 7);
  gone.kind = FeedKind::tombstone;
  gone.sealed.clear();
  matcher_.feed.insert(matcher_.feed.end(), {gone, card(3, 7), card(4)});
  matcher_.forge_items = {7};
  const auto report = meet();
  ASSERT_TRUE(report.trouble) << "staff hear of it";
  EXPECT_EQ(report.trouble->problem, Problem::bad_receipt);
  EXPECT_EQ(cards(), (Numbers{1, 2, 4})) << "neither a forged card nor a forged removal counts";
  const auto held = store_->cards().value();
  for (const auto& item : held) EXPECT_EQ(item.signature.size(), 64U);
}

class KeyChange : public Feed {
 protected:
  void announce(std::uint8_t number) { matcher_.next_tls_pin = vault::Digest{number}; }
  // As the runner does when keys have changed: everything anew from the stored trust.
  ExchangeReport meet_anew() {
    trust_ = store_->trust().value().value();
    meet_matcher();
    return meet();
  }
  base::Bytes pin(std::uint8_t number) {
    base::Bytes bytes(32);
    bytes[0] = number;
    return bytes;
  }
};

TEST_F(KeyChange, AnAnnouncedKeyIsAcceptedBesideTheOldOneAndReplacesItOnceShown) {
  announce(44);
  auto report = meet();
  EXPECT_FALSE(report.trouble);
  EXPECT_TRUE(report.keys_changed);
  EXPECT_EQ(store_->trust().value()->tls_pin, trust_.tls_pin);
  EXPECT_EQ(store_->trust().value()->next_tls_pin, pin(44));
  EXPECT_FALSE(meet_anew().keys_changed) << "the same announcement again is no news";

  matcher_.shown_key = KeyDigest{44};
  EXPECT_TRUE(meet_anew().keys_changed);
  EXPECT_EQ(store_->trust().value()->tls_pin, pin(44));
  EXPECT_TRUE(store_->trust().value()->next_tls_pin.empty()) << "the old key has had its day";
  matcher_.next_tls_pin.reset();
  EXPECT_FALSE(meet_anew().keys_changed);
}

TEST_F(KeyChange, AnAnnouncementCanBeTakenBack) {
  announce(44);
  meet();
  matcher_.next_tls_pin.reset();
  EXPECT_TRUE(meet_anew().keys_changed);
  EXPECT_TRUE(store_->trust().value()->next_tls_pin.empty());
}

TEST_F(KeyChange, OnlyTheMatchersSignatureAnnouncesAKey) {
  announce(66);
  matcher_.forge_next_key = true;
  const auto report = meet();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->problem, Problem::bad_receipt);
  EXPECT_FALSE(report.keys_changed);
  EXPECT_EQ(store_->trust().value(), trust_);
}

TEST_F(KeyChange, ANewSealingKeyIsTakenOnceItIsSignedAndNeverAnEarlierOne) {
  sign_up(2);
  protocol::SealKey next{};
  next.key.fill(21);
  next.since_ms = 2'000;
  matcher_.seal_key = next;
  matcher_.forge_seal_key = true;
  auto report = meet();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->problem, Problem::bad_receipt);
  EXPECT_EQ(store_->trust().value(), trust_);

  matcher_.forge_seal_key = false;
  const auto before = trust_.seal_key_id;
  report = meet_anew();
  EXPECT_FALSE(report.trouble);
  EXPECT_TRUE(report.keys_changed);
  EXPECT_EQ(store_->trust().value()->seal_key, base::Bytes(32, 21));
  EXPECT_EQ(store_->trust().value()->seal_key_id, vault::key_id(next.key));
  EXPECT_FALSE(meet_anew().keys_changed);
  // The matcher hears of both keys while rows sealed to the first are here, then of the new one.
  EXPECT_NE(matcher_.urls.back().find(before), std::string::npos);
  EXPECT_NE(matcher_.urls.back().find(vault::key_id(next.key)), std::string::npos);
  matcher_.durable_through = 2;
  meet();
  meet();
  EXPECT_EQ(matcher_.urls.back().find(before), std::string::npos);

  auto earlier = next;
  earlier.key.fill(7);
  earlier.since_ms = 1'999;
  matcher_.seal_key = earlier;
  EXPECT_FALSE(meet_anew().keys_changed);
  EXPECT_EQ(store_->trust().value()->seal_key, base::Bytes(32, 21));
}

}  // namespace
}  // namespace samen::agent
