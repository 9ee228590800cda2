// SPDX-License-Identifier: Apache-2.0
// One person, one group: sign-ups that look like one person's.
#include "sync/server/cases/one_person.hpp"

#include <cstdio>
#include <functional>
#include <set>

#include "sync/server/cases/contact_key.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/round_logs.hpp"
#include "unit/sync/server/matcher_fixture.hpp"
#include "unit/sync/server/named_people.hpp"

namespace samen::server {
namespace {

using base::Result;

bool sound_alike(std::string_view a, std::string_view b) {
  std::uint8_t matched = 0;
  return alike(sound_of(a), sound_of(b), matched);
}

TEST(Names, SoundAlikeInEverySpellingScriptAndOrder) {
  for (const auto& names : test::kAllNames) {
    for (const auto* list : {&names.women, &names.men}) {
      for (const auto& spellings : *list) {
        for (const char* one : spellings) {
          for (const char* other : spellings) {
            EXPECT_TRUE(sound_alike(one, other)) << one << " " << other;
          }
        }
      }
    }
  }
  EXPECT_TRUE(sound_alike("Ali Hassan", "Hassan Ali"));
  EXPECT_TRUE(sound_alike("HASSAN, ali", "Ali Hasan"));
  EXPECT_TRUE(sound_alike("Ali", "Ali Hassan"));
  EXPECT_TRUE(sound_alike("al-Hassan", "الحسن"));
  EXPECT_TRUE(sound_alike("van Dijk", "Dijk"));
}

TEST(Names, OfOthersDoNot) {
  constexpr std::pair<const char*, const char*> kOthers[] = {{"Ahmed", "Hamid"},
                                                             {"Mohammed", "Mahmoud"},
                                                             {"Fatima", "Amina"},
                                                             {"Hassan", "Hussein"},
                                                             {"Ali Hassan", "Ali Hussein Omar"},
                                                             {"Yusuf", "Jawad"},
                                                             {"Demo 17", "Demo 18"},
                                                             {"", "Ali"},
                                                             {"Sara", "Lara"}};
  for (const auto& [one, other] : kOthers) {
    EXPECT_FALSE(sound_alike(one, other)) << one << " " << other;
  }
}

TEST(Contacts, AreTheSameHoweverTheyAreWritten) {
  using domain::ContactChannel;
  const auto key = [](ContactChannel channel, std::string_view text) {
    return contact_key({channel, base::SecretText(text)});
  };
  const auto phone = key(ContactChannel::phone, "0612345678");
  for (const char* same : {"+31612345678", "0031612345678", "06-1234 5678", "+31 6 12345678"}) {
    EXPECT_EQ(key(ContactChannel::phone, same), phone) << same;
  }
  EXPECT_NE(key(ContactChannel::phone, "0612345679"), phone);
  const auto mail = key(ContactChannel::email, "yonas.t@gmail.com");
  for (const char* same :
       {"Yonas.T@gmail.com", "yonast@googlemail.com", "yonas.t+samen@GMAIL.com"}) {
    EXPECT_EQ(key(ContactChannel::email, same), mail) << same;
  }
  EXPECT_NE(key(ContactChannel::email, "yonas.t@example.org"), mail);
  EXPECT_NE(key(ContactChannel::email, "yonas.t@example.org"),
            key(ContactChannel::email, "yonast@example.org"));
  EXPECT_EQ(key(ContactChannel::caseworker, "Halima"), 0U) << "one caseworker stands for many";
}

struct Found {
  int people = 0;
  int doubled = 0;
  int missed = 0;
  int false_alarms = 0;
};

// A thousand different households; some of them sign up once more.
Found look(std::uint64_t seed, int count, int doubled) {
  const auto people = test::named_households(seed, count);
  base::SeededRandom random(seed);
  Crowd crowd;
  for (const auto& each : people) crowd.add(each.household, Crowd::Standing::waits);
  std::set<std::pair<std::uint32_t, std::uint32_t>> same;
  Found found{count, doubled, 0, 0};
  for (int i = 0; i < doubled; ++i) {
    auto how = static_cast<test::Twice>(i % test::kTwice);
    auto who = static_cast<std::uint32_t>(random.below(people.size()));
    while (how == test::Twice::by_the_other_adult && people[who].household.adults.size() < 2) {
      who = static_cast<std::uint32_t>(random.below(people.size()));
    }
    crowd.add(test::once_more(people[who], how, random), Crowd::Standing::waits);
    same.emplace(who, static_cast<std::uint32_t>(count + i));
  }
  for (const auto& pair : crowd.like_pairs()) {
    if (same.erase({pair.one, pair.other}) == 0 && pair.one < people.size() &&
        pair.other < people.size()) {
      ++found.false_alarms;
    }
  }
  found.missed = static_cast<int>(same.size());
  return found;
}

TEST(OnePersonOnce, TenOfTenDoublesAreFoundAndNobodyElseAmongAThousand) {
  Found all;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto found = look(seed, 1000, 10);
    EXPECT_EQ(found.missed, 0) << "seed " << seed;
    EXPECT_EQ(found.false_alarms, 0) << "seed " << seed;
    all.people += found.people;
    all.doubled += found.doubled;
    all.missed += found.missed;
    all.false_alarms += found.false_alarms;
  }
  std::printf("doubled sign-ups missed: %d of %d; false alarms: %d among %d people (20 towns)\n",
              all.missed, all.doubled, all.false_alarms, all.people);
}

TEST(OnePersonOnce, NobodyOfAMadeUpPopulationIsHeld) {
  matcher::PopulationOptions options;
  options.households = 1000;
  options.groups = 100;
  options.singles = 500;
  const auto people = matcher::make_population(options);
  using enum Crowd::Standing;
  Crowd households;
  Crowd volunteers;
  for (const auto& each : *people) {
    const auto& body = each.record.body;
    if (const auto* household = std::get_if<domain::Household>(&body)) {
      households.add(*household, waits);
    } else if (const auto* single = std::get_if<domain::SingleVolunteer>(&body)) {
      volunteers.add(single->volunteer, waits);
    } else if (const auto* start = std::get_if<domain::GroupStart>(&body)) {
      volunteers.add(start->coordinator, stands);
    } else {
      volunteers.add(std::get<domain::GroupMember>(body).member, stands);
    }
  }
  EXPECT_EQ(households.like_pairs().size(), 0U);
  EXPECT_EQ(volunteers.like_pairs().size(), 0U);
}

TEST(OnePersonOnce, TwoOfASmallPlaceAreFoundTooAndNeighboursAreNot) {
  auto first = test::test_household("Mohammed");
  auto again = test::test_household("محمد");
  again.contact = {domain::ContactChannel::caseworker, {}};
  auto neighbour = test::test_household("Selam");
  Crowd crowd;
  for (const auto& each : {first, again, neighbour}) crowd.add(each, Crowd::Standing::waits);
  const auto pairs = crowd.like_pairs();
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].one, 0U);
  EXPECT_EQ(pairs[0].other, 1U);
  EXPECT_TRUE(has(pairs[0].common, Common::name));
  EXPECT_TRUE(has(pairs[0].common, Common::postcode));
  EXPECT_FALSE(has(pairs[0].common, Common::contact));
}

class OnePersonTest : public MatcherTest {
 protected:
  void SetUp() override {
    MatcherTest::SetUp();
    here = enrolled(1);
    there = enrolled(2, "Bibliotheek");
  }
  void add_groups(int count) {
    for (int i = 0; i < count; ++i) {
      const auto join_code = here->code();
      const auto name = "Bram" + std::to_string(i);
      std::vector<protocol::Envelope> batch = {here->envelope(here->group_start(join_code, name))};
      for (const char* member : {"Cees", "Dina", "Eva", "Fenna"}) {
        batch.push_back(here->envelope(here->group_member(join_code, member)));
      }
      send(*here, std::move(batch));
    }
    apply();
  }
  void sign_up(test::FakeKiosk& kiosk, const domain::Record& record) {
    send(kiosk, {kiosk.envelope(record)});
    apply();
    clock.advance(60'000);
  }
  RoundOutcome round() {
    auto outcome = run_and_store_round(*store, RoundRequest{});
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome ? std::move(*outcome) : RoundOutcome{};
  }
  std::string label_of(const domain::Record& record) {
    auto rows = store->database().prepare(
        "SELECT label FROM household WHERE id = ?1 UNION ALL SELECT label FROM single_volunteer "
        "WHERE id = ?1");
    EXPECT_TRUE(rows && rows->bind({bind_id(record.id)}) && rows->step().value_or(false));
    return rows->text(0);
  }
  void say(const std::function<Result<void>()>& word) {
    auto transaction = store->begin();
    ASSERT_TRUE(transaction);
    const auto said = word();
    ASSERT_TRUE(said) << said.error().message;
    ASSERT_TRUE(transaction->commit());
  }
  // Whoever this is: the same telephone, at another kiosk, spelled in another way.
  domain::Record again(const domain::Record& first, std::string_view name) {
    auto record = there->household(name);
    std::get<domain::Household>(record.body).contact =
        std::get<domain::Household>(first.body).contact;
    return record;
  }
  std::unique_ptr<test::FakeKiosk> here;
  std::unique_ptr<test::FakeKiosk> there;
};

TEST_F(OnePersonTest, OfTenDoubledSignUpsNoneGetsTwoGroups) {
  add_groups(24);
  std::vector<domain::Record> first;
  std::vector<domain::Record> second;
  for (int i = 0; i < 10; ++i) {
    const auto& names = test::kAllNames[static_cast<std::size_t>(i) % test::kAllNames.size()];
    const auto& spelled = names.men[static_cast<std::size_t>(i) / test::kAllNames.size()];
    first.push_back(here->household(spelled[0]));
    second.push_back(again(first.back(), spelled[2]));
    sign_up(*here, first.back());
    sign_up(*there, second.back());
  }
  int twice = 0;
  for (int number = 0; number < 2; ++number) {  // the first have a proposal by the second round
    const auto outcome = round();
    EXPECT_EQ(outcome.held.size(), 10U);
    EXPECT_EQ(outcome.proposals.size(), number == 0 ? 10U : 0U);
    for (const auto& proposal : outcome.proposals) {
      for (const auto& record : second) twice += proposal.household == record.id ? 1 : 0;
    }
  }
  EXPECT_EQ(twice, 0);
  std::printf("doubled sign-ups with two groups: %d of 10\n", twice);
}

TEST_F(OnePersonTest, StaffReadBothLabelsAndSayTheyAreTwo) {
  const auto first = here->household("Amina");
  const auto second = again(first, "Samira");  // a sister with the same telephone
  sign_up(*here, first);
  sign_up(*there, second);
  add_groups(2);
  auto outcome = round();
  ASSERT_EQ(outcome.held.size(), 1U);
  EXPECT_EQ(outcome.held[0].label, label_of(second)) << "who came first goes on";
  EXPECT_EQ(outcome.held[0].like, label_of(first));
  EXPECT_TRUE(has(outcome.held[0].common, Common::contact));
  EXPECT_EQ(outcome.proposals.size(), 1U);
  EXPECT_NE(outcome.log.text.find("\"held\":[{"), std::string::npos);
  say([&] { return say_two_people(*store, label_of(first), label_of(second)); });
  outcome = round();
  EXPECT_TRUE(outcome.held.empty());
  EXPECT_EQ(outcome.proposals.size(), 1U) << "the sister has one of her own";
}

TEST_F(OnePersonTest, TheSignUpThatCountsWaitsSinceTheFirstAndTheOtherStandsAside) {
  const auto first = here->household("Amina");
  const auto second = again(first, "أمينة");
  const auto since = clock.wall_ms();
  sign_up(*here, first);
  sign_up(*there, second);
  add_groups(2);
  auto outcome = round();
  ASSERT_EQ(outcome.proposals.size(), 1U);
  EXPECT_EQ(outcome.proposals[0].household, first.id);
  say([&] { return say_one_person(*store, label_of(second), label_of(first)); });
  EXPECT_EQ(find_proposal(*store, outcome.proposals[0].card.proposal)->value().card.state,
            domain::ProposalState::withdrawn);
  const auto waiting = waiting_households(*store);
  ASSERT_EQ(waiting->size(), 1U);
  EXPECT_EQ(waiting->front().id, second.id);
  EXPECT_EQ(waiting->front().since_ms, since);
  outcome = round();
  EXPECT_TRUE(outcome.held.empty());
  ASSERT_EQ(outcome.proposals.size(), 1U);
  EXPECT_EQ(outcome.proposals[0].household, second.id);
  EXPECT_EQ(place_of(*store, first.id)->state, CaseState::proposed) << "as the one that counts";
  const auto wrong = say_one_person(*store, label_of(first), label_of(second));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, base::Errc::conflict);
  say([&] { return say_two_people(*store, label_of(first), label_of(second)); });
  EXPECT_EQ(waiting_households(*store)->size(), 1U) << "taken back";
}

TEST_F(OnePersonTest, AVolunteerTwiceIsPlacedOnceAndNotBesideTheirOwnGroup) {
  const auto join_code = here->code();
  auto member = here->group_member(join_code, "Eva de Wit");
  auto alone = there->single("Eva de Wit");
  auto twice = there->single("Cees Bos");
  const auto once = here->single("Cees Bos");
  sign_up(*here, here->group_start(join_code, "Bram"));
  for (const auto& each : {member, once, alone, twice}) sign_up(*here, each);
  auto pool = read_pool(*store);
  ASSERT_TRUE(pool);
  ASSERT_EQ(pool->singles.size(), 1U);
  EXPECT_EQ(pool->singles[0].row.id, once.id);
  ASSERT_EQ(pool->held.size(), 2U);
  std::set<std::string> like = {pool->held[0].like, pool->held[1].like};
  const auto group = waiting_groups(*store)->front().row.label;
  EXPECT_TRUE(like.contains(group));
  EXPECT_TRUE(like.contains(label_of(once)));
  say([&] { return say_two_people(*store, label_of(alone), group); });
  EXPECT_EQ(read_pool(*store)->singles.size(), 2U);
  say([&] { return say_one_person(*store, group, label_of(alone)); });
  EXPECT_EQ(read_pool(*store)->singles.size(), 1U);
  EXPECT_FALSE(say_one_person(*store, label_of(alone), group)) << "a group does not stand aside";
  EXPECT_FALSE(say_two_people(*store, label_of(alone), "H-000"));
}

TEST_F(OnePersonTest, WhoIsErasedLeavesNoTraceInLogAndNoWordOfStaff) {
  const auto first = here->household("Amina");
  const auto second = again(first, "Aminah");
  sign_up(*here, first);
  sign_up(*there, second);
  const auto held = label_of(second);
  ASSERT_EQ(round().held.size(), 1U);
  say([&] { return say_two_people(*store, label_of(first), held); });
  say([&]() -> Result<void> {
    SAMEN_TRY([[maybe_unused]] const auto done, erase_record(*store, second.id, "asked"));
    return {};
  });
  EXPECT_EQ(find_round(*store, std::nullopt)->value().log_json.find(held), std::string::npos);
  EXPECT_TRUE(known_as_two(*store)->empty());
}

}  // namespace
}  // namespace samen::server
