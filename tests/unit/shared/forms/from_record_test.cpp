// SPDX-License-Identifier: Apache-2.0
#include "forms/from_record.hpp"

#include <gtest/gtest.h>

#include "forms/to_record.hpp"
#include "forms/validate.hpp"
#include "unit/shared/forms/any_answers.hpp"

namespace samen::forms {
namespace {

using namespace testing_support;
using namespace domain;

// Who asks for what they told and sends it again has told the same.
TEST(WhatWasTold, IsTheSameAfterItWasAnswersAgain) {
  base::SeededRandom random(2026);
  for (const std::string id : {"household", "group", "member", "single"}) {
    int seen = 0;
    for (int i = 0; i < 400; ++i) {
      const auto told = to_record(form(id), any_answers(id, random), "ar");
      if (!told) continue;  // more children than may be
      const auto answers = from_record(form(id), *told);
      ASSERT_TRUE(answers) << answers.error().message;
      EXPECT_TRUE(validate_all(form(id), *answers).empty()) << id << i;
      const auto again = to_record(form(id), *answers, "ar");
      ASSERT_TRUE(again) << again.error().message;
      EXPECT_EQ(*again, *told) << id << i;
      for (const Instance instance : plan(form(id), *answers)) {
        EXPECT_TRUE(answers->seen(instance)) << "nothing is asked anew";
      }
      ++seen;
    }
    EXPECT_GT(seen, 200) << id;
  }
}

// What was left for later is neither said nor asked of who changes something else; it can be told.
TEST(WhatWasTold, LeavesForLaterWhatWasNotTold) {
  for (const std::string id : {"household", "group", "member", "single"}) {
    const Form& f = form(id);
    Answers answers = id == "household" ? household(2) : volunteer(id);
    const auto left = left_for_later(f, answers);
    ASSERT_GT(left.size(), 5U) << id;
    EXPECT_EQ(left_for_later(f, from_record(f, to_record(f, answers, "nl").value()).value()), left);
    answers.set(at(f, "times"), TimeSet{TimeBlock::sat_morning});
    const auto told = from_record(f, to_record(f, answers, "nl").value()).value();
    EXPECT_EQ(left_for_later(f, told).size(), left.size() - 1) << id;
  }
}

// A consent is to the words that were read, whichever the form has now.
TEST(WhatWasTold, KeepsWhichWordsWereAgreedTo) {
  const Form& f = form("household");
  auto told = to_record(f, household(2), "nl").value();
  auto& before = std::get<Household>(told.body);
  before.consents[0].text_version = 1;
  before.adults[1].consents = {{Purpose::service, true, 2, ""}};  // heard by staff
  auto answers = from_record(f, told).value();
  const auto again = to_record(f, answers, "uk").value();
  const auto& after = std::get<Household>(again.body);
  EXPECT_EQ(after.consents, before.consents);
  EXPECT_EQ(after.adults[1].consents[0].text_version, 2);
}

TEST(WhatWasTold, ByAnOlderVersionIsAskedOnlyWhatIsNew) {
  const Form& f = form("household");
  auto told = to_record(f, household(2), "nl").value();
  told.form_version = 1;
  std::get<Household>(told.body).adults[1].consents.clear();
  const auto answers = from_record(f, told);
  ASSERT_TRUE(answers);
  EXPECT_TRUE(validate_all(f, *answers).empty()) << "their yes is asked by staff, as before";
  told.form_version = f.version + 1;
  EXPECT_EQ(from_record(f, told).error().code, base::Errc::unsupported);
  EXPECT_EQ(from_record(form("single"), told).error().code, base::Errc::unsupported);
}

TEST(WhatWasTold, LeavesOutWhatTheFormDoesNotOfferAnyMore) {
  Form f = form("household");
  const auto told = to_record(f, household(), "nl").value();
  auto& arrival = f.questions[static_cast<std::size_t>(f.find("arrival"))];
  std::erase(arrival.options, static_cast<int>(ArrivalPeriod::under_1_year));
  const auto answers = from_record(f, told).value();
  const auto problems = validate_all(f, answers);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].instance.question, f.find("arrival"));
}

}  // namespace
}  // namespace samen::forms
