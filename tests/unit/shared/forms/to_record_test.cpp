// SPDX-License-Identifier: Apache-2.0
#include "forms/to_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms {
namespace {

using namespace testing_support;
using namespace domain;

// What the one who stores a record fills in, so that domain::validate can be asked.
Record stamped(Record record) {
  base::SeededRandom random(50);
  random.fill(record.id.bytes);
  record.receipt = base::HumanCode::mint(base::HumanCode::Use::own, 1, random);
  if (auto* group = std::get_if<GroupStart>(&record.body)) {
    group->join_code = base::HumanCode::mint(base::HumanCode::Use::group, 1, random);
  }
  return record;
}

TEST(AHousehold, BecomesARecordWithEveryFact) {
  const auto& f = form("household");
  Answers a = household(2);
  a.set(at(f, "name"), secret("  Umm Yusuf "));
  a.set(at(f, "children"), ChildCounts{{1, 0, 2}});
  a.set(at(f, "company"), choice(CompanyWish::same_gender));
  a.set(at(f, "gender", 0), choice(Gender::woman));
  a.set(at(f, "gender", 1), choice(Gender::man));
  a.set(at(f, "goals", 1), ranks({Goal::work, Goal::dutch}));
  a.set(at(f, "sectors", 1), Choices{1U << static_cast<int>(Sector::care)});
  a.set(at(f, "interests", 0), Choices{1U << static_cast<int>(Interest::cooking)});
  a.set(at(f, "age", 0), choice(AgeBand::age_35_44));
  a.set(at(f, "needs"), Choices{1U << static_cast<int>(Need::step_free)});
  a.set(at(f, "audio"), true);
  a.set(at(f, "times"), TimeSet{TimeBlock::sat_morning});
  const auto made = to_record(f, a, "ar");
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->form, "household");
  EXPECT_EQ(made->form_version, 4);
  EXPECT_EQ(made->language, "ar");
  EXPECT_TRUE(made->id.is_nil());
  EXPECT_TRUE(made->receipt.empty());

  const auto& h = std::get<Household>(made->body);
  EXPECT_EQ(h.name.view(), "Umm Yusuf");
  EXPECT_EQ(h.contact.value.view(), "+31612345678");
  EXPECT_EQ(h.postcode.number(), 1315);
  EXPECT_THAT(h.children, testing::ElementsAre(ChildBand::child_0_3, ChildBand::child_12_17,
                                               ChildBand::child_12_17));
  EXPECT_EQ(h.arrival, ArrivalPeriod::under_1_year);
  EXPECT_TRUE(h.interpreter);
  EXPECT_EQ(h.times, SetOf<TimeBlock>{TimeBlock::sat_morning});
  EXPECT_EQ(h.company, CompanyWish::same_gender);
  EXPECT_EQ(h.needs, SetOf<Need>{Need::step_free});
  EXPECT_TRUE(h.prefers_audio);
  ASSERT_EQ(h.adults.size(), 2U);
  EXPECT_EQ(h.adults[0].interests, SetOf<Interest>{Interest::cooking});
  EXPECT_EQ(h.adults[0].age, AgeBand::age_35_44);
  EXPECT_EQ(h.adults[0].gender, Gender::woman);
  EXPECT_EQ(h.adults[0].languages.level(Language::ar), LanguageLevel::fluent);
  EXPECT_EQ(h.adults[0].languages.level(Language::nl), LanguageLevel::none);
  EXPECT_EQ(h.adults[1].goals, (std::vector{Goal::work, Goal::dutch}));
  EXPECT_EQ(h.adults[1].sectors, SetOf<Sector>{Sector::care});
  EXPECT_EQ(h.adults[1].gender, Gender::man);
  EXPECT_EQ(h.consents, (std::vector<Consent>{{Purpose::service, true, 5, "ar"},
                                              {Purpose::research, false, 2, "ar"}}));
  EXPECT_TRUE(validate(stamped(*made))) << validate(stamped(*made)).error().message;
}

TEST(AHousehold, LeavesOutAnAdultWhoWasTakenBackOut) {
  const auto& f = form("household");
  Answers a = household(3);
  a.set(at(f, "adults"), 1);
  EXPECT_EQ(std::get<Household>(to_record(f, a, "nl")->body).adults.size(), 1U);
}

TEST(AHousehold, LeavesOutAGenderThatIsNoLongerAsked) {
  const auto& f = form("household");
  Answers a = household();
  a.set(at(f, "gender", 0), choice(Gender::woman));  // from before the wish was changed
  EXPECT_EQ(std::get<Household>(to_record(f, a, "nl")->body).adults[0].gender, std::nullopt);
}

TEST(AHousehold, ReachedThroughTheCaseworkerLeavesNoNumber) {
  const auto& f = form("household");
  Answers a = household();
  ContactAnswer contact{ContactChannel::caseworker, secret("0612345678"), {}};
  a.set(at(f, "contact"), contact);
  EXPECT_FALSE(to_record(f, a, "nl")) << "through whom?";
  contact.caseworker = secret(" Halima,  VluchtelingenWerk ");
  a.set(at(f, "contact"), contact);
  const auto made = to_record(f, a, "nl");
  EXPECT_EQ(std::get<Household>(made->body).contact.value.view(), "Halima, VluchtelingenWerk");
  EXPECT_TRUE(validate(stamped(*made)));
}

// One person cannot say yes for another: each adult does, or is asked later.
TEST(EachAdult, SaysYesOrIsStillToBeAsked) {
  const auto& f = form("household");
  Answers a = household(4);
  a.set(at(f, "called", 1), secret("  mijn\u200f broer "));
  a.set(at(f, "their_consent", 1), consent(true, "ti"));
  a.set(at(f, "their_consent", 2), ConsentAnswer{{}, NotGiven::later});
  const auto made = to_record(f, a, "ar");
  ASSERT_TRUE(made) << made.error().message;
  const auto& h = std::get<Household>(made->body);
  EXPECT_TRUE(h.adults[0].called.empty());
  EXPECT_TRUE(h.adults[0].consents.empty()) << "the household's are the first adult's";
  EXPECT_EQ(h.adults[1].called.view(), "mijn broer");
  EXPECT_EQ(h.adults[1].consents, (std::vector<Consent>{{Purpose::service, true, 5, "ti"},
                                                        {Purpose::research, true, 2, "ti"}}));
  EXPECT_TRUE(h.adults[2].called.empty());
  EXPECT_TRUE(h.adults[2].consents.empty());
  EXPECT_EQ(h.consents_to_ask(), 1);
  EXPECT_TRUE(validate(stamped(*made))) << validate(stamped(*made)).error().message;

  a.set(at(f, "their_consent", 3), ConsentAnswer());
  EXPECT_FALSE(to_record(f, a, "ar")) << "nobody has said anything about the fourth";
}

TEST(EachAdult, IsCalledWhatTheFamilyGives) {
  const auto& f = form("household");
  Answers a = household(3);
  a.set(at(f, "name"), secret(" Amal "));
  a.set(at(f, "called", 1), secret("  mama "));
  EXPECT_EQ(a.called(f, 0).view(), "Amal");
  EXPECT_EQ(a.called(f, 1).view(), "mama");
  EXPECT_TRUE(a.called(f, 2).empty());
}

TEST(ANumber, WithSpacesAndDashesIsStoredOneWay) {
  const auto& f = form("household");
  Answers a = household();
  a.set(at(f, "contact"), phone("+31 6-12 34 56 78"));
  EXPECT_EQ(std::get<Household>(to_record(f, a, "nl")->body).contact.value.view(), "+31612345678");
}

TEST(AGroup, BecomesARecordOfItsFirstMember) {
  const auto& f = form("group");
  Answers a = volunteer("group");
  a.set(at(f, "offers"), Choices{1U << static_cast<int>(Need::no_smoke)});
  a.set(at(f, "help"), Choices{1U << static_cast<int>(Goal::paperwork)});
  a.set(at(f, "children"), Choices{1U << static_cast<int>(ChildBand::child_4_11)});
  a.set(at(f, "gender"), choice(Gender::woman));
  const auto made = to_record(f, a, "nl");
  ASSERT_TRUE(made) << made.error().message;
  const auto& group = std::get<GroupStart>(made->body);
  EXPECT_TRUE(group.join_code.empty());
  EXPECT_EQ(group.largest_household, 5);
  EXPECT_EQ(group.offers, SetOf<Need>{Need::no_smoke});
  EXPECT_EQ(group.coordinator.help, SetOf<Help>{Goal::paperwork});
  EXPECT_EQ(group.coordinator.children, SetOf<ChildBand>{ChildBand::child_4_11});
  EXPECT_EQ(group.coordinator.gender, Gender::woman);
  EXPECT_EQ(group.coordinator.contact.value.view(), "joke@voorbeeld.nl");
  EXPECT_TRUE(group.coordinator.consents[1].given);
  EXPECT_TRUE(validate(stamped(*made)));
}

TEST(AMember, CarriesTheCodeOfTheGroup) {
  const auto& f = form("member");
  const Answers a = volunteer("member");
  const auto made = to_record(f, a, "nl");
  ASSERT_TRUE(made);
  EXPECT_EQ(std::get<GroupMember>(made->body).join_code.device_number(), 12U);
  EXPECT_TRUE(validate(stamped(*made)));
}

TEST(ASingleVolunteer, BecomesARecord) {
  const auto made = to_record(form("single"), volunteer("single"), "en");
  ASSERT_TRUE(made);
  EXPECT_TRUE(validate(stamped(*made)));
}

TEST(AVolunteer, UnderEighteenOrWithoutTwelveMonthsIsNeverStored) {
  for (const char* question : {"adult", "twelve_months"}) {
    const auto& f = form("single");
    Answers a = volunteer("single");
    a.set(at(f, question), false);
    EXPECT_FALSE(to_record(f, a, "nl")) << question;
  }
}

TEST(AnUnfinishedForm, NamesTheQuestionAndNotTheAnswer) {
  const auto& f = form("household");
  Answers a = household();
  a.set(at(f, "contact"), phone("0612"));
  const auto made = to_record(f, a, "nl");
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().message, testing::HasSubstr("contact"));
  EXPECT_THAT(made.error().message, testing::Not(testing::HasSubstr("0612")));
}

TEST(EveryVersion, OfAShippedFormMakesARecordTheDomainTakes) {
  for (const auto& one : shipped().forms()) {
    const Answers a = one.id == "household" ? household(8) : volunteer(one.id);
    const auto made = to_record(one, a, "nl");
    ASSERT_TRUE(made) << one.id;
    EXPECT_TRUE(validate(stamped(*made))) << one.id;
  }
}

}  // namespace
}  // namespace samen::forms
