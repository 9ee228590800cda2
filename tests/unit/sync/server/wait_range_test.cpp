// SPDX-License-Identifier: Apache-2.0
// "How much longer?": what is said is true of as many people as it says.
#include "sync/server/cases/wait_range.hpp"

#include <cmath>
#include <functional>
#include <map>
#include <random>

#include "base/spans.hpp"
#include "sync/server/store/proposals.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

constexpr double kSeenDays = 365;

// A programme's past: people who came at any time in two years, waited so long, and some of whom
// left first.
class WaitsOfThePast {
 public:
  using Draw = std::function<double(std::mt19937&)>;
  WaitsOfThePast(unsigned seed, Draw wait, double mean_days_to_leaving)
      : random_(seed), wait_(std::move(wait)), leaving_(1 / mean_days_to_leaving) {}

  std::vector<Wait> people(int count) {
    std::uniform_real_distribution<double> came(0, 2 * kSeenDays);
    std::vector<Wait> waits;
    for (int i = 0; i < count; ++i) {
      const double ago = came(random_);
      const double ends = wait_(random_);
      const double leaves = leaving_(random_);
      const Wait seen{std::max(0.0, ago - kSeenDays), std::min({ends, leaves, ago}),
                      ends <= std::min(leaves, ago)};
      if (seen.to_day > seen.from_day) waits.push_back(seen);
    }
    return waits;
  }
  // How long somebody waits on who has waited for so long and stays.
  double waits_on(double after_day) {
    for (;;) {
      const double wait = wait_(random_);
      if (wait > after_day) return wait - after_day;
    }
  }

 private:
  std::mt19937 random_;
  Draw wait_;
  std::exponential_distribution<double> leaving_;
};

// Of everybody who was told a range of so many of ten, the share for whom it came true.
struct CameTrue {
  int told = 0;
  int so = 0;
  double share() const { return told == 0 ? 0 : static_cast<double>(so) / told; }
};
std::map<int, CameTrue> came_true(WaitsOfThePast& past, int people) {
  std::map<int, CameTrue> out;
  for (int town = 0; town < 120; ++town) {
    const auto waits = past.people(people);
    for (const double after : {0.0, 3.0, 17.0, 40.0, 90.0}) {
      const auto range = range_after(waits, after);
      if (!range) continue;
      for (int i = 0; i < 20; ++i) {
        const double on = past.waits_on(after);
        auto& so = out[range->of_ten];
        ++so.told;
        so.so += on >= range->from_days && on <= range->to_days ? 1 : 0;
      }
    }
  }
  return out;
}

TEST(HowMuchLonger, IsTrueOfAsManyPeopleAsItSays) {
  const std::map<std::string, WaitsOfThePast::Draw> ways = {
      {"the same every day", std::exponential_distribution<double>(1 / 40.0)},
      {"mostly a month or two", std::lognormal_distribution<double>(std::log(40), 0.6)},
      {"a few very long", std::lognormal_distribution<double>(std::log(30), 1.3)},
      {"by rounds every fortnight",
       [](std::mt19937& r) { return 14 * (1 + std::geometric_distribution<int>(0.4)(r)); }}};
  std::map<int, int> judged;
  for (const auto& [name, wait] : ways) {
    for (const int people : {60, 200, 1000}) {
      for (const double leaving : {60.0, 400.0}) {
        WaitsOfThePast past(7, wait, leaving);
        const auto told = came_true(past, people);
        for (const auto& [of_ten, so] : told) {
          if (so.told < 2000) continue;
          ++judged[of_ten];
          // By rounds, a whole fortnight's people lie on the range's own edge.
          EXPECT_GE(so.share(), of_ten / 10.0 - 0.05)
              << name << ", " << people << " people, leaving " << leaving << ", " << of_ten;
          EXPECT_LE(so.share(), of_ten / 10.0 + (name.starts_with("by rounds") ? 0.4 : 0.08))
              << name << ", " << people << " people, leaving " << leaving << ", " << of_ten;
        }
      }
    }
  }
  EXPECT_GE(judged[8], 12);
  EXPECT_GE(judged[5], 5);
}

std::vector<Wait> one_a_day(int people, int ended) {
  std::vector<Wait> waits;
  for (int i = 1; i <= people; ++i) waits.push_back({0, static_cast<double>(i), i <= ended});
  return waits;
}

TEST(HowMuchLonger, IsNotSaidWhereTooFewWereSeen) {
  EXPECT_FALSE(range_after({}, 0));
  EXPECT_FALSE(range_after(one_a_day(19, 19), 0));
  EXPECT_FALSE(range_after(one_a_day(100, 19), 0));
  EXPECT_FALSE(range_after(one_a_day(100, 100), 81)) << "hardly anybody has waited as long";
  EXPECT_FALSE(range_after(one_a_day(1000, 100), 0)) << "not even half were seen to the end";
  // A tenth of a hundred waits ends on day 10, nine tenths on day 90.
  EXPECT_EQ(range_after(one_a_day(100, 100), 0), (domain::WaitRange{10, 90, 8}));
  EXPECT_EQ(range_after(one_a_day(100, 60), 0), (domain::WaitRange{0, 50, 5}));
  EXPECT_EQ(range_after(one_a_day(100, 100), 50), (domain::WaitRange{5, 45, 8}));
}

class ExpectedWaitTest : public WayBackTest {
 protected:
  // Households of so many people and that language who came one a day and had a yes so many days
  // later; written as the rows that intake, round and decision leave.
  void past(test::FakeKiosk& kiosk, int count, int days, int children, domain::Language language) {
    std::vector<protocol::Envelope> envelopes;
    std::vector<base::Uuid> ids;
    for (int i = 0; i < count; ++i) {
      auto record = kiosk.household("Voor");
      auto& household = std::get<domain::Household>(record.body);
      household.children.assign(static_cast<std::size_t>(children), domain::ChildBand::child_4_11);
      household.adults.resize(1);
      household.adults[0].languages = {};
      household.adults[0].languages.set(language, domain::LanguageLevel::fluent);
      envelopes.push_back(kiosk.envelope(record));
      ids.push_back(record.id);
    }
    send(kiosk, envelopes);
    apply();
    for (int i = 0; i < count; ++i) {
      const std::int64_t came = clock.wall_ms() - (200 - i) * base::kDayMs;
      said_yes("x'" + base::to_hex(ids[static_cast<std::size_t>(i)].bytes) + "'", came,
               came + days * base::kDayMs);
    }
  }
  void said_yes(const std::string& id, std::int64_t came, std::int64_t at_ms) {
    run("UPDATE household SET state = 'matched', waiting_since_ms = " + std::to_string(came) +
        " WHERE id = " + id);
    run("INSERT OR IGNORE INTO round VALUES (1, 0, '1', '{}')");
    const auto group = "'G" + std::to_string(++groups_) + "'";
    run("INSERT INTO welcome_group VALUES (" + group + ", " + group + ", 1, 'matched', 0)");
    run("INSERT INTO proposal VALUES (" + id + ", 1, " + id + ", " + group +
        ", 1, 'accepted', 1, x'00', 0, 0)");
    run("INSERT INTO decision VALUES (" + id + ", " + id + ", 1, 'accept', NULL, 1, " +
        std::to_string(at_ms) + ", 'taken')");
  }
  void run(const std::string& sql) {
    const auto done = store->database().execute(sql);
    ASSERT_TRUE(done) << sql << ": " << done.error().message;
  }
  int groups_ = 0;
};

TEST_F(ExpectedWaitTest, WhoWaitsHearsHowLongPeopleLikeThemWaited) {
  auto kiosk = enrolled(1);
  const auto newcomer = [&](int children) {
    Holder holder(random);
    auto record = with(kiosk->household("Amal"), holder);
    auto& household = std::get<domain::Household>(record.body);
    household.children.assign(static_cast<std::size_t>(children), domain::ChildBand::child_4_11);
    household.adults.resize(1);
    household.adults[0].languages = {};
    household.adults[0].languages.set(domain::Language::ti, domain::LanguageLevel::fluent);
    send(*kiosk, {kiosk->envelope(record)});
    apply();
    return holder;
  };
  const auto alone = newcomer(0);
  EXPECT_EQ(ask(*kiosk, alone, Wish::status).wait, std::nullopt) << "nobody was seen waiting";

  past(*kiosk, 25, 20, 0, domain::Language::ti);
  const auto range = ask(*kiosk, alone, Wish::status).wait;
  ASSERT_TRUE(range);
  EXPECT_EQ(range->of_ten, 8);
  EXPECT_NEAR(range->from_days, 20, 1);
  EXPECT_NEAR(range->to_days, 20, 1);

  past(*kiosk, 25, 60, 5, domain::Language::ti);
  past(*kiosk, 25, 5, 0, domain::Language::uk);
  EXPECT_NEAR(ask(*kiosk, alone, Wish::status).wait->to_days, 20, 1) << "their language";
  const auto six = newcomer(5);
  EXPECT_NEAR(ask(*kiosk, six, Wish::status).wait->to_days, 60, 1) << "their size";
  EXPECT_NEAR(ask(*kiosk, newcomer(3), Wish::status).wait->to_days, 60, 1)
      << "of nobody of that size enough is known: of all there are, the slowest tenth";
  EXPECT_EQ(ask(*kiosk, six, Wish::pause).wait, std::nullopt);

  // Nobody said yes any more: what counts is the yes, not the state of the case.
  run("DELETE FROM decision");
  EXPECT_EQ(ask(*kiosk, alone, Wish::status).wait, std::nullopt);
}

}  // namespace
}  // namespace samen::server
