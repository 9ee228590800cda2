// SPDX-License-Identifier: Apache-2.0
// The key that opens sign-ups changes while kiosks are away: none is lost, and none goes back.
#include "protocol/feed_signature.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/seal_reports.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

class RotationTest : public MatcherTest {
 protected:
  // What `keys rotate` does in another process while this one serves.
  std::string rotate_elsewhere() {
    auto elsewhere = SealKeys::load(folder);
    EXPECT_TRUE(elsewhere);
    clock.advance(60'000);
    EXPECT_TRUE(elsewhere->rotate(clock.wall_ms(), random));
    return elsewhere->public_key().id();
  }
  protocol::FeedPage look(test::FakeKiosk& kiosk, const std::string& needs) {
    const auto response =
        send_signed(kiosk, "GET", "/v1/feed?cursor=&limit=16&sealedTo=" + needs, "");
    EXPECT_EQ(response.status, 200) << response.body;
    return protocol::read_feed_page(response.body).value_or(protocol::FeedPage{});
  }
  void take(test::FakeKiosk& kiosk, const protocol::SealKey& key) {
    auto trust = kiosk.trust();
    trust.seal_key = key.key;
    trust.seal_key_id = vault::key_id(key.key);
    kiosk.trust(trust);
  }
  std::vector<std::int64_t> users(const std::string& key) {
    std::vector<std::int64_t> numbers;
    const auto found = users_of_key(*store, key).value();
    for (const auto& user : found) numbers.push_back(user.number);
    return numbers;
  }
};

TEST_F(RotationTest, TwoKiosksOneOfThemAwayLoseNothing) {
  auto here = enrolled(1);
  auto away = enrolled(2);
  const auto first = keys->seal.public_key().id();
  EXPECT_FALSE(look(*here, first).seal_key) << "nothing to say before the first change";
  look(*away, first);
  const auto packed = away->envelope(away->household("Sealed before"));

  const auto second = rotate_elsewhere();
  ASSERT_NE(second, first);
  const auto page = look(*here, first);
  ASSERT_TRUE(page.seal_key);
  EXPECT_EQ(vault::key_id(page.seal_key->key), second);
  EXPECT_TRUE(protocol::verify_seal_key(*page.seal_key, keys->sign.verify_key()));
  take(*here, *page.seal_key);
  look(*here, second);
  EXPECT_EQ(users(first), std::vector<std::int64_t>{2}) << "the one that is away still needs it";

  send(*here, {here->envelope(here->household("Sealed after"))});
  send(*away, {packed, away->envelope(away->household("Sealed in between"))});
  apply();
  EXPECT_EQ(counts().envelopes["applied"], 3);
  EXPECT_EQ(counts().envelopes["needs_review"], 0);

  take(*away, *look(*away, first + "," + second).seal_key);
  EXPECT_EQ(users(first), std::vector<std::int64_t>{2}) << "its outbox still holds such rows";
  look(*away, second);
  EXPECT_TRUE(users(first).empty());
  EXPECT_EQ(unopened_with_key(*store, first).value(), 0);

  auto elsewhere = SealKeys::load(folder);
  EXPECT_FALSE(elsewhere->retire(second)) << "kiosks seal to it";
  ASSERT_TRUE(elsewhere->retire(first));
  look(*here, second);
  EXPECT_EQ(keys->seal.all().size(), 1U) << "the one that serves has noticed";
  // What is sealed to the retired key can no longer be opened here: the kiosk keeps it.
  auto late = away->envelope(away->household("Too late"));
  late.key_id = first;
  away->sign_again(late);
  const auto answer = send(*away, {late});
  EXPECT_EQ(answer.results[0].result, protocol::ResultClass::refused);
  EXPECT_EQ(answer.results[0].error->code, "unreadable");
}

TEST_F(RotationTest, AKioskEnrolledAfterwardsGetsTheNewKeyAndItsAge) {
  const auto second = rotate_elsewhere();
  auto kiosk = enrolled(1);
  EXPECT_EQ(kiosk->trust().seal_key_id, second);
  EXPECT_EQ(kiosk->trust().seal_key_since, clock.wall_ms());
  EXPECT_EQ(look(*kiosk, second).seal_key->since_ms, clock.wall_ms());
}

TEST_F(RotationTest, AClockSetBackMakesNoKeyOlderThanThePresentOne) {
  rotate_elsewhere();
  auto seal = SealKeys::load(folder);
  const auto since = seal->since_ms();
  clock.advance(-3'600'000);
  ASSERT_TRUE(seal->rotate(clock.wall_ms(), random));
  EXPECT_GT(seal->since_ms(), since);
}

TEST_F(RotationTest, AnswersAreSignedForTheKioskThatAsked) {
  auto kiosk = enrolled(1);
  const auto answer = send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  back_up();
  const auto page = feed(*kiosk);
  EXPECT_EQ(page.durable_through, 1);
  const auto key = keys->sign.verify_key();
  const auto device = kiosk->trust().device;
  EXPECT_EQ(protocol::believed_durable(page.durable_through, page.durable_signature, page.epoch,
                                       device, key)
                .value(),
            1);
  EXPECT_TRUE(protocol::believed_durable(answer.durable_through, answer.durable_signature,
                                         answer.epoch, device, key));
  EXPECT_FALSE(protocol::believed_durable(2, page.durable_signature, page.epoch, device, key));
  EXPECT_FALSE(protocol::believed_durable(1, page.durable_signature, base::make_uuid(clock, random),
                                          device, key));
  EXPECT_EQ(protocol::believed_durable(9, {}, page.epoch, device, key).value(), 0);
}

TEST_F(RotationTest, NonsenseAboutKeysIsNotKept) {
  auto kiosk = enrolled(1);
  look(*kiosk, "a%27b");
  look(*kiosk, std::string(600, 'a'));
  EXPECT_EQ(store->database().integer("SELECT count(*) FROM seal_report").value(), 0);
}

}  // namespace
}  // namespace samen::server
