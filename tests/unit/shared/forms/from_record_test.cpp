// SPDX-License-Identifier: Apache-2.0
#include "forms/from_record.hpp"

#include <gtest/gtest.h>

#include "forms/to_record.hpp"
#include "forms/validate.hpp"
#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms {
namespace {

using namespace testing_support;
using namespace domain;

// Anything this question takes, and nothing where that is allowed.
Value any_answer(const Question& question, bool required, base::Random& random) {
  const auto option = [&] { return question.options[random.below(question.options.size())]; };
  if (!required && random.below(3) == 0) return initial_value(question, "ar");
  switch (question.kind) {
    case Kind::yes_no:
      return question.stop_on_no.empty() ? random.below(2) == 0 : true;
    case Kind::single:
      return Choice{option()};
    case Kind::multi: {
      Choices choices;
      for (const int one : question.options) {
        if (choices.size() < question.max && random.below(2) == 0) choices.toggle(one);
      }
      return choices;
    }
    case Kind::ranked: {
      Ranking ranking;
      for (int i = 0; i < question.max; ++i) {
        const int one = option();
        if (ranking.rank_of(one) == 0) ranking.options.push_back(one);
      }
      return ranking;
    }
    case Kind::stepper:
      return question.min + static_cast<int>(random.below(
                                static_cast<std::uint64_t>(question.max - question.min + 1)));
    case Kind::languages: {
      LanguageList list;
      for (int i = 0; i < question.max; ++i) {
        const auto language = static_cast<Language>(option());
        if (list.find(language) != nullptr) continue;
        list.spoken.push_back({language, static_cast<LanguageLevel>(1 + random.below(3))});
      }
      return list;
    }
    case Kind::times:
      return TimeSet::from_bits((random.next_u64() | 1U) & ((1U << 21) - 1));
    case Kind::children:
      return ChildCounts{{static_cast<int>(random.below(4)), static_cast<int>(random.below(4)),
                          static_cast<int>(random.below(4))}};
    case Kind::consent: {
      auto given = consent(random.below(2) == 0, random.below(2) == 0 ? "ti" : "");
      given.mark[0].text_version = static_cast<int>(random.below(4));
      if (question.repeat == Repeat::other_adults && random.below(3) == 0) {
        return ConsentAnswer{{}, NotGiven::later};
      }
      return given;
    }
    case Kind::name:
    case Kind::contact:
    case Kind::postcode:
    case Kind::join_code:
      break;
  }
  return {};
}

Answers any_answers(const std::string& id, base::Random& random) {
  const Form& f = form(id);
  Answers answers = id == "household" ? household() : volunteer(id);
  if (id == "household") answers.set(at(f, "adults"), 1 + static_cast<int>(random.below(5)));
  for (int round = 0; round < 2; ++round) {  // what is asked depends on what was answered
    for (const Instance instance : whole_plan(f, answers)) {
      const Question& question = f.questions[static_cast<std::size_t>(instance.question)];
      if (question.id == "adults" && round > 0) continue;
      auto value = any_answer(question, is_required(f, answers, instance), random);
      if (std::holds_alternative<std::monostate>(value) && is_required(f, answers, instance)) {
        continue;
      }
      const bool typed = question.kind == Kind::name || question.kind == Kind::contact ||
                         question.kind == Kind::postcode || question.kind == Kind::join_code;
      if (!typed) answers.set(instance, std::move(value));
    }
  }
  const char* const names[] = {"Amina", "عبد الله", "ሰላም", "Оксана", "O'Neill"};
  const int adults = id == "household" ? answers.adults(f) : 1;
  for (int adult = 1; adult < adults; ++adult) {
    if (random.below(2) == 0) answers.set(at(f, "called", adult), secret(names[random.below(5)]));
  }
  answers.set(at(f, "name"), secret(names[random.below(5)]));
  switch (random.below(id == "household" ? 3 : 2)) {
    case 0:
      answers.set(at(f, "contact"), phone("06 1234 5678"));
      break;
    case 1:
      answers.set(at(f, "contact"),
                  ContactAnswer{ContactChannel::email, {}, secret("a.b@VOORBEELD.nl")});
      break;
    default:
      answers.set(at(f, "contact"),
                  ContactAnswer{ContactChannel::caseworker, {}, {}, secret("Halima")});
  }
  return answers;
}

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
