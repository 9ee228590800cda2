// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <ctime>
#include <iostream>

#include <gmock/gmock.h>

#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;

constexpr int kMany = 10'000;

class ManyMatches : public PagesTest {
 protected:
  void SetUp() override {
    PagesTest::SetUp();
    done("accept");
    auto transaction = store->begin();
    for (int i = 0; i < kMany; ++i) add_copy(i);
    ASSERT_TRUE(transaction->commit());
  }

  struct Timed {
    std::string html;
    std::int64_t cpu_ms = 0;
  };
  Timed timed(const std::string& what) {
    const auto cpu = std::clock();
    const auto begun = std::chrono::steady_clock::now();
    Timed timed{list()};
    timed.cpu_ms = (std::clock() - cpu) * 1000 / CLOCKS_PER_SEC;
    const auto took = std::chrono::steady_clock::now() - begun;
    std::cout << what << ", " << kMany << " open matches: "
              << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms, "
              << timed.cpu_ms << " ms of the processor\n";
    return timed;
  }

  // Another match like the one there is; what is sealed in it opens for nobody, so a page that
  // looks into more than it shows fails.
  void add_copy(int number) {
    const auto household = base::make_uuid(clock, random);
    const auto match = base::make_uuid(clock, random);
    const auto volunteer = base::make_uuid(clock, random);
    const auto code = kiosk->code().str();
    const auto name = std::to_string(number + 100'000);
    const auto run = [&](std::string_view sql, std::initializer_list<storage::Value> values) {
      const auto ran = store->database().run(sql, values);
      ASSERT_TRUE(ran) << ran.error().message;
    };
    run("INSERT INTO household SELECT ?1, 'H-' || ?2, ?2, centre, state, waiting_since_ms, "
        "synthetic, sealed FROM household WHERE id = ?3",
        {bind_id(household), name, bind_id(proposal().household)});
    run("INSERT INTO alike VALUES (?1, 2, ?2)",
        {bind_id(household), number % 2 == 0 ? "ti" : "so"});
    run("INSERT INTO welcome_group SELECT ?1, 'G-' || ?2, centre, state, synthetic FROM "
        "welcome_group WHERE label = ?3",
        {code, name, card.group_label});
    run("INSERT INTO volunteer SELECT ?1, 'coordinator', ?2, 'V' || ?3, centre, 0, synthetic, "
        "sealed FROM volunteer WHERE role = 'coordinator' LIMIT 1",
        {bind_id(volunteer), code, name});
    run("INSERT INTO proposal SELECT ?1, round, ?2, ?3, centre, state, version, sealed, made_ms, "
        "updated_ms FROM proposal WHERE id = ?4",
        {bind_id(match), bind_id(household), code, bind_id(card.proposal)});
    run("INSERT INTO match (proposal, state, since_ms, sign_ms) VALUES (?1, ?2, ?3, ?3)",
        {bind_id(match), number % 3 == 0 ? "running" : "offered",
         clock.wall_ms() - number % 30 * base::kDayMs});
  }
};

TEST_F(ManyMatches, MakeOnePageInAMoment) {
  const auto first = timed("the first page after a start");
  EXPECT_THAT(first.html, HasSubstr("Pagina 1 van 201"));
  EXPECT_LT(first.html.size(), 100'000U);
  EXPECT_LT(first.cpu_ms, 1000);
  // Somebody noted something, as somebody always has.
  done("household-yes");
  const auto second = timed("a page after one change");
  EXPECT_THAT(second.html, HasSubstr("Pagina 1 van 201"));
  // The goal, in the processor's time: whatever else the machine does.
  EXPECT_LT(second.cpu_ms, 100);
  EXPECT_THAT(list({.language = "so", .kind = "ask_both", .search = "G-1000"}),
              HasSubstr("gevonden"));
}

}  // namespace
}  // namespace samen::server
