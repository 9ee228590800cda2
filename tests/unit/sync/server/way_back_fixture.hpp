// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>

#include "protocol/receipt_request.hpp"
#include "sync/server/store/people.hpp"
#include "unit/sync/server/matcher_fixture.hpp"
#include "vault/padding.hpp"

// People with receipts at kiosks of a matcher.
namespace samen::server {

using domain::Outcome;
using domain::Standing;
using domain::Wish;

// Somebody with a receipt. Keys without the slow hash: what derives them has tests of its own.
struct Holder {
  vault::SigningKey sign;
  vault::SealKeyPair seal;
  explicit Holder(base::Random& random)
      : sign(vault::SigningKey::generate(random)), seal(vault::SealKeyPair::generate(random)) {}
  domain::WayBack keys() const { return {sign.verify_key().bytes(), seal.public_key().bytes()}; }
  // Nothing when it is not for this receipt.
  std::optional<domain::ReceiptAnswer> open(const protocol::FeedItem& item) const {
    const auto padded = vault::open(seal, item.sealed);
    if (!padded) return std::nullopt;
    return protocol::read_answer(vault::unpad(*padded).value()).value();
  }
};

class WayBackTest : public MatcherTest {
 protected:
  // As after a restore, without what it does about the list of erasures.
  void put_back_the_copy() {
    service.reset();
    store.reset();
    std::filesystem::copy_file(folder.backup(), folder.database(),
                               std::filesystem::copy_options::overwrite_existing);
    store = std::make_unique<Store>(std::move(*Store::open(folder, clock, random)));
  }
  void SetUp() override {
    MatcherTest::SetUp();
    clock.advance(86'400'000);
  }
  static domain::Record with(domain::Record record, const Holder& holder) {
    record.way_back = holder.keys();
    return record;
  }
  domain::Record request(test::FakeKiosk& kiosk, const Holder& holder, Wish wish,
                         std::optional<std::int64_t> counter = std::nullopt) {
    auto record = kiosk.record("request", domain::ReceiptRequest{});
    auto& body = std::get<domain::ReceiptRequest>(record.body);
    body = {holder.keys(), counter.value_or(clock.wall_ms()), wish};
    protocol::sign_receipt_request(body, record.id, holder.sign);
    return record;
  }
  domain::Record request_about(test::FakeKiosk& kiosk, const Holder& holder, Wish wish,
                               const domain::MatchWord& word,
                               std::optional<std::int64_t> counter = std::nullopt) {
    auto record = kiosk.record("request", domain::ReceiptRequest{});
    auto& body = std::get<domain::ReceiptRequest>(record.body);
    body = {holder.keys(), counter.value_or(clock.wall_ms()), wish, {}, word};
    protocol::sign_receipt_request(body, record.id, holder.sign);
    return record;
  }
  // Asks at this kiosk; every answer in its feed that this receipt opens, by request.
  std::map<base::Uuid, domain::ReceiptAnswer> answers(test::FakeKiosk& kiosk,
                                                      const Holder& holder) {
    std::map<base::Uuid, domain::ReceiptAnswer> out;
    std::string cursor;
    for (bool more = true; more;) {
      const auto page = feed(kiosk, cursor);
      for (const auto& item : page.items) {
        if (item.kind != protocol::FeedKind::answer) continue;
        if (const auto answer = holder.open(item)) out[item.id] = *answer;
      }
      cursor = page.cursor;
      more = page.more;
    }
    return out;
  }
  domain::ReceiptAnswer ask(test::FakeKiosk& kiosk, const Holder& holder, Wish wish,
                            std::optional<std::int64_t> counter = std::nullopt) {
    clock.advance(1000);
    return answer_to(kiosk, holder, wish, request(kiosk, holder, wish, counter));
  }
  // What they told, changed, as a kiosk sends it.
  domain::Record correction(domain::Record told, const Holder& holder,
                            std::optional<std::int64_t> counter = std::nullopt) {
    told.id = base::make_uuid(clock, random);
    told.receipt = {};
    told.way_back.reset();
    told.correction.emplace(holder.keys(), counter.value_or(clock.wall_ms()), Wish::correct);
    protocol::sign_correction(told, holder.sign);
    return told;
  }
  domain::ReceiptAnswer correct(test::FakeKiosk& kiosk, const Holder& holder,
                                const domain::Record& told,
                                std::optional<std::int64_t> counter = std::nullopt) {
    clock.advance(1000);
    return answer_to(kiosk, holder, Wish::correct, correction(told, holder, counter));
  }
  domain::ReceiptAnswer answer_to(test::FakeKiosk& kiosk, const Holder& holder, Wish wish,
                                  const domain::Record& record) {
    send(kiosk, {kiosk.envelope(record)});
    const auto all = answers(kiosk, holder);  // the same exchange: nobody called apply()
    const auto mine = all.find(record.id);
    if (mine == all.end()) {
      ADD_FAILURE() << "no answer";
      return {};
    }
    EXPECT_EQ(mine->second.wish, wish);
    EXPECT_EQ(mine->second.at_ms, clock.wall_ms());
    return mine->second;
  }
  std::size_t waiting() { return waiting_households(*store)->size(); }
  std::int64_t number(std::string_view sql) {
    return store->database().integer(sql).value().value_or(0);
  }
};

}  // namespace samen::server
