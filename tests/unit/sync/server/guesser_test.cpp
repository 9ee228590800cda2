// SPDX-License-Identifier: Apache-2.0
// Somebody tries secrets at a kiosk, as many as SAMEN_GUESSES says (usually 1,000; the target
// guesses_long tries a million), while others use theirs.
#include <cstdlib>
#include <iostream>
#include <map>

#include "base/spans.hpp"
#include "protocol/receipt_request.hpp"
#include "sync/server/cases/way_back.hpp"
#include "unit/sync/server/matcher_fixture.hpp"
#include "vault/padding.hpp"
#include "vault/receipt_keys.hpp"

namespace samen::server {
namespace {

using domain::Standing;
using domain::Wish;

class Guessing : public MatcherTest {
 protected:
  static std::int64_t wanted() {
    const char* count = std::getenv("SAMEN_GUESSES");
    return count != nullptr ? std::atoll(count) : 1000;
  }
  static vault::ReceiptKeys keys_of(const base::ReceiptSecret& secret) {
    return vault::derive_receipt_keys(secret, vault::ReceiptCost::for_tests()).value();
  }
  static domain::WayBack public_halves(const vault::ReceiptKeys& made) {
    return {made.sign.verify_key().bytes(), made.seal.public_key().bytes()};
  }
  protocol::Envelope asking(test::FakeKiosk& kiosk, const vault::ReceiptKeys& theirs, Wish wish) {
    auto record = kiosk.record("request", domain::ReceiptRequest{});
    auto& body = std::get<domain::ReceiptRequest>(record.body);
    body = {public_halves(theirs), clock.wall_ms(), wish};
    protocol::sign_receipt_request(body, record.id, theirs.sign);
    return kiosk.envelope(record);
  }
  // What the answers from `cursor` on say to who asked for them.
  using Asked = std::map<base::Uuid, vault::ReceiptKeys>;
  std::vector<domain::ReceiptAnswer> read(test::FakeKiosk& kiosk, std::string& cursor,
                                          const Asked& asked) {
    std::vector<domain::ReceiptAnswer> out;
    for (bool more = true; more;) {
      clock.advance(1000);  // no faster than a kiosk may ask
      const auto page = feed(kiosk, cursor);
      for (const auto& item : page.items) {
        const auto mine = asked.find(item.id);
        if (mine == asked.end()) continue;
        const auto padded = vault::open(mine->second.seal, item.sealed);
        out.push_back(protocol::read_answer(vault::unpad(*padded).value()).value());
      }
      cursor = page.cursor;
      more = page.more;
    }
    return out;
  }
};

TEST_F(Guessing, HitsNobodyAndDisturbsNobody) {
  clock.advance(24 * base::kHourMs);
  auto library = enrolled(1);
  auto guesser = enrolled(2, "Elders");
  std::vector<base::ReceiptSecret> secrets;
  for (int batch = 0; batch < 10; ++batch) {
    std::vector<protocol::Envelope> people;
    for (int i = 0; i < 20; ++i) {
      secrets.push_back(base::ReceiptSecret::mint(random));
      auto record = library->household("Amal");
      record.way_back = public_halves(keys_of(secrets.back()));
      people.push_back(library->envelope(record));
    }
    send(*library, std::move(people));
  }
  apply();
  std::string theirs;
  std::string ours;
  std::int64_t guesses = 0;
  std::int64_t hits = 0;
  std::int64_t answers = 0;
  for (std::size_t hours = 0; guesses < wanted(); ++hours) {
    // As many as a kiosk is answered in an hour, and then the next hour: never told to come later.
    Asked tried;
    while (tried.size() < static_cast<std::size_t>(kMostAtOneKiosk) && guesses < wanted()) {
      std::vector<protocol::Envelope> batch;
      for (int i = 0; i < 40 && guesses < wanted(); ++i, ++guesses) {
        auto made = keys_of(base::ReceiptSecret::mint(random));
        batch.push_back(asking(*guesser, made, static_cast<Wish>(guesses % 5)));
        tried.emplace(batch.back().id, std::move(made));
      }
      send(*guesser, std::move(batch));
    }
    apply();
    for (const auto& answer : read(*guesser, theirs, tried)) {
      ++answers;
      hits += answer.standing != Standing::unknown;
    }
    const auto& holder = secrets[hours % secrets.size()];
    const auto envelope = asking(*library, keys_of(holder), Wish::status);
    send(*library, {envelope});
    apply();
    Asked asked;
    asked.emplace(envelope.id, keys_of(holder));
    const auto told = read(*library, ours, asked);
    ASSERT_EQ(told.size(), 1U);
    ASSERT_EQ(told[0].standing, Standing::waiting) << "after " << guesses << " guesses";
    clock.advance(base::kHourMs + 1000);
  }
  const auto touched = store->database().integer(
      "SELECT count(*) FROM receipt_key WHERE standing <> 'active' OR counter <> 0");
  EXPECT_EQ(touched.value(), 0);
  EXPECT_EQ(store->database().integer("SELECT count(*) FROM household").value(), 200);
  EXPECT_EQ(answers, guesses) << "each is answered, and none with more than that";
  EXPECT_EQ(hits, 0);
  std::cout << guesses << " secrets tried, " << hits << " hits; " << secrets.size()
            << " receipts untouched\n";
}

}  // namespace
}  // namespace samen::server
