// SPDX-License-Identifier: Apache-2.0
#include "domain/records.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace samen::domain {
namespace {

using testing::HasSubstr;

base::Uuid some_id() {
  return base::Uuid::parse("0190a5f4-7c1e-7abc-8def-0123456789ab").value();
}

base::HumanCode some_code() {
  base::SeededRandom random(21);
  return base::HumanCode::mint(base::HumanCode::Use::any, 3, random);
}

Household household() {
  Household out;
  out.name = base::SecretText("Amal");
  out.contact = {ContactChannel::phone, base::SecretText("0612345678")};
  out.adults.resize(2);
  out.adults[0].goals = {Goal::work, Goal::dutch};
  out.children = {ChildBand::child_0_3};
  out.postcode = Postcode4::from_number(1315).value();
  out.consents = {{Purpose::service, true, 1, "ar"}, {Purpose::research, false, 1, "ar"}};
  return out;
}

Volunteer volunteer() {
  Volunteer out;
  out.name = base::SecretText("Joke");
  out.contact = {ContactChannel::email, base::SecretText("joke@voorbeeld.nl")};
  out.adult = true;
  out.twelve_months = true;
  out.postcode = Postcode4::from_number(2011).value();
  out.consents = {{Purpose::service, true, 1, "nl"}};
  return out;
}

Record record(Body body) {
  Record out;
  out.id = some_id();
  if (is_sign_up(body)) out.receipt = some_code();
  out.form = "household";
  out.language = "nl";
  out.body = std::move(body);
  return out;
}

TEST(ARecord, OfEachKindIsFineWhenItIsWhole) {
  EXPECT_TRUE(validate(record(household())));
  EXPECT_TRUE(validate(record(GroupStart{some_code(), volunteer(), 4, {}})));
  EXPECT_TRUE(validate(record(GroupMember{some_code(), volunteer()})));
  EXPECT_TRUE(validate(record(SingleVolunteer{volunteer()})));
  EXPECT_TRUE(validate(record(Decision{some_id(), 1, Verdict::accept, {}})));
  EXPECT_TRUE(validate(record(Decision{some_id(), 1, Verdict::decline, DeclineReason::too_far})));
}

struct Broken {
  const char* name;
  const char* says;
  std::function<void(Household&)> breaks;
};
void PrintTo(const Broken& one, std::ostream* out) {
  *out << one.name;
}
class BrokenHousehold : public testing::TestWithParam<Broken> {};

TEST_P(BrokenHousehold, IsRefusedAndTheFieldNamed) {
  Household body = household();
  GetParam().breaks(body);
  const auto checked = validate(record(std::move(body)));
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().message, HasSubstr(GetParam().says));
  EXPECT_THAT(checked.error().message, testing::Not(HasSubstr("Amal")));
}

INSTANTIATE_TEST_SUITE_P(
    , BrokenHousehold,
    testing::Values(
        Broken{"no_name", "name", [](Household& h) { h.name.clear(); }},
        Broken{"no_adults", "adults", [](Household& h) { h.adults.clear(); }},
        Broken{"nine_adults", "adults", [](Household& h) { h.adults.resize(9); }},
        Broken{"called_nothing", "name",
               [](Household& h) { h.adults[1].called = base::SecretText(" "); }},
        Broken{"another_says_no", "consents",
               [](Household& h) { h.adults[1].consents = {{Purpose::service, false, 1, "ar"}}; }},
        Broken{"thirteen_children", "children", [](Household& h) { h.children.resize(13); }},
        Broken{"no_postcode", "postcode", [](Household& h) { h.postcode = {}; }},
        Broken{"goal_twice", "goals",
               [](Household& h) { h.adults[1].goals = {Goal::work, Goal::work}; }},
        Broken{"no_consents", "consent", [](Household& h) { h.consents.clear(); }},
        Broken{"only_research", "consent",
               [](Household& h) { h.consents = {{Purpose::research, true, 1, "nl"}}; }},
        Broken{"consent_refused", "consent", [](Household& h) { h.consents[0].given = false; }},
        Broken{"bad_phone", "phone",
               [](Household& h) { h.contact.value = base::SecretText("12"); }},
        Broken{"bad_caseworker", "caseworker",
               [](Household& h) {
                 h.contact = {ContactChannel::caseworker, base::SecretText("a\x07")};
               }}),
    [](const auto& one) { return std::string(one.param.name); });

// Kiosks before version 2 of the form did not ask through whom; what they stored stays valid.
TEST(AHousehold, NamesItsCaseworkerFromVersionTwoOn) {
  Household through = household();
  through.contact = {ContactChannel::caseworker, {}};
  Record old = record(through);
  ASSERT_EQ(old.form_version, 1);
  EXPECT_TRUE(validate(old));
  old.form_version = 2;
  EXPECT_THAT(validate(old).error().message, HasSubstr("caseworker"));
  std::get<Household>(old.body).contact.value = base::SecretText("Halima");
  EXPECT_TRUE(validate(old));
}

TEST(AVolunteer, MustBeAnAdultWithAWayToBeReached) {
  Volunteer young = volunteer();
  young.adult = false;
  EXPECT_THAT(validate(record(SingleVolunteer{young})).error().message, HasSubstr("18 or over"));
  Volunteer unreachable = volunteer();
  unreachable.contact = {ContactChannel::caseworker, {}};
  EXPECT_THAT(validate(record(SingleVolunteer{unreachable})).error().message, HasSubstr("contact"));
}

// Where a group is its starter has said; who is placed in one must say so themselves.
TEST(AVolunteer, WhoJoinsAGroupMayLeaveWhereTheyLiveForLater) {
  Volunteer silent = volunteer();
  silent.postcode = {};
  EXPECT_TRUE(validate(record(GroupMember{some_code(), silent})));
  EXPECT_FALSE(validate(record(SingleVolunteer{silent})));
  EXPECT_FALSE(validate(record(GroupStart{some_code(), silent, 4, {}})));
}

TEST(AGroup, NeedsACodeAndASensibleSize) {
  EXPECT_FALSE(validate(record(GroupStart{{}, volunteer(), 4, {}})));
  EXPECT_FALSE(validate(record(GroupStart{some_code(), volunteer(), 0, {}})));
  EXPECT_FALSE(validate(record(GroupStart{some_code(), volunteer(), 21, {}})));
  EXPECT_FALSE(validate(record(GroupMember{{}, volunteer()})));
}

TEST(ADecision, HasAReasonExactlyWhenItDeclines) {
  EXPECT_FALSE(validate(record(Decision{some_id(), 1, Verdict::decline, {}})));
  EXPECT_FALSE(validate(record(Decision{some_id(), 1, Verdict::accept, DeclineReason::other})));
  EXPECT_FALSE(validate(record(Decision{some_id(), 0, Verdict::hold, {}})));
  EXPECT_FALSE(validate(record(Decision{{}, 1, Verdict::hold, {}})));
}

TEST(ARecord, NeedsItsIdentity) {
  Record no_id = record(household());
  no_id.id = {};
  EXPECT_FALSE(validate(no_id));
  Record no_receipt = record(household());
  no_receipt.receipt = {};
  EXPECT_FALSE(validate(no_receipt));
  Record decision_with_receipt = record(Decision{some_id(), 1, Verdict::accept, {}});
  decision_with_receipt.receipt = some_code();
  EXPECT_FALSE(validate(decision_with_receipt));
  Record long_form = record(household());
  long_form.form = std::string(33, 'x');
  EXPECT_FALSE(validate(long_form));
  Record version = record(household());
  version.form_version = 0;
  EXPECT_FALSE(validate(version));
}

}  // namespace
}  // namespace samen::domain
