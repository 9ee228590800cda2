// SPDX-License-Identifier: Apache-2.0
#include "forms/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms {
namespace {

using namespace testing_support;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

// "goals/1" for the second adult, "name" otherwise.
std::vector<std::string> asked(const Form& f, const Answers& answers) {
  std::vector<std::string> out;
  for (const auto instance : plan(f, answers)) {
    std::string text = f.questions[static_cast<std::size_t>(instance.question)].id;
    if (instance.adult >= 0) text += "/" + std::to_string(instance.adult);
    out.push_back(text);
  }
  return out;
}

TEST(APlan, ForOneAdultAsksEverythingOnce) {
  EXPECT_THAT(asked(form("household"), household(1)),
              ElementsAre("name", "contact", "postcode", "adults", "children", "arrival", "company",
                          "languages/0", "interpreter", "consent"));
}

TEST(APlan, ForMoreAdultsFinishesOneBeforeTheNext) {
  const auto questions = asked(form("household"), household(3));
  EXPECT_THAT(std::vector(questions.begin() + 7, questions.begin() + 12),
              ElementsAre("languages/0", "called/1", "languages/1", "called/2", "languages/2"));
  EXPECT_EQ(questions.size(), 10U + 2 * 3);
  EXPECT_THAT(std::vector(questions.end() - 3, questions.end()),
              ElementsAre("consent", "their_consent/1", "their_consent/2"));
}

TEST(APlan, AsksGenderOnlyWhenTheWishNeedsIt) {
  const auto& f = form("household");
  Answers answers = household(2);
  EXPECT_THAT(asked(f, answers), Not(Contains("gender/0")));
  answers.set(at(f, "company"), choice(domain::CompanyWish::women_only));
  EXPECT_THAT(asked(f, answers), Not(Contains("gender/0")));
  answers.set(at(f, "company"), choice(domain::CompanyWish::same_gender));
  EXPECT_THAT(asked(f, answers), Contains("gender/0"));
  EXPECT_THAT(asked(f, answers), Contains("gender/1"));
}

TEST(APlan, BeforeAnyAnswerIsTheShortOne) {
  const auto& f = form("household");
  EXPECT_EQ(asked(f, Answers()), asked(f, household(1)));
}

TEST(APlan, AsksVolunteersNothingTwice) {
  for (const char* id : {"group", "member", "single"}) {
    EXPECT_EQ(whole_plan(form(id), volunteer(id)).size(), form(id).questions.size()) << id;
  }
}

TEST(APlan, LeavesForLaterWhatNobodyOpened) {
  const auto& f = form("household");
  Answers answers = household(2);
  const auto left = left_for_later(f, answers);
  EXPECT_EQ(left.size(), 3U + 2 * 4) << "needs, times and audio; the rest of each adult";
  answers.set(left.front(), Choices());  // looked at and left open
  EXPECT_THAT(plan(f, answers), Contains(left.front()));
  EXPECT_EQ(left_for_later(f, answers).size(), left.size() - 1);
  EXPECT_EQ(whole_plan(f, answers).size(), plan(f, household(2)).size() + left.size());
}

// Nothing is asked that follows from what was told.
TEST(APlan, AsksForAnInterpreterOnlyWhereSomebodyDoesNotSpeakDutchWell) {
  const auto& f = form("household");
  Answers answers = household(2);
  EXPECT_THAT(asked(f, answers), Contains("interpreter"));
  const auto dutch = [&](int adult, domain::LanguageLevel level) {
    answers.set(at(f, "languages", adult), speaks({{domain::Language::nl, level}}));
  };
  dutch(0, domain::LanguageLevel::conversational);
  EXPECT_THAT(asked(f, answers), Contains("interpreter")) << "the other one may need one";
  dutch(1, domain::LanguageLevel::fluent);
  EXPECT_THAT(asked(f, answers), Not(Contains("interpreter")));
  dutch(1, domain::LanguageLevel::basic);
  EXPECT_THAT(asked(f, answers), Contains("interpreter"));
}

// A small form of our own: c is skipped when b is yes, b is skipped when a is yes.
Form chain() {
  Form f;
  f.id = "chain";
  for (const char* id : {"a", "b", "c"}) {
    Question question;
    question.id = id;
    question.kind = Kind::yes_no;
    f.questions.push_back(question);
  }
  f.questions[1].skip_if = Condition{0, false, {1}};
  f.questions[2].skip_if = Condition{1, false, {1}};
  f.questions[2].required_if = Condition{0, true, {1}};
  return f;
}

TEST(ASkippedQuestion, NoLongerHasASay) {
  const Form f = chain();
  Answers answers;
  answers.set({1, -1}, true);
  EXPECT_THAT(asked(f, answers), ElementsAre("a", "b"));
  answers.set({0, -1}, true);  // b is out, and with it its old "yes"
  EXPECT_THAT(asked(f, answers), ElementsAre("a", "c"));
}

TEST(AConditionOnAnOpenQuestion, IsNoneOfItsValues) {
  const Form f = chain();
  EXPECT_FALSE(is_fulfilled(Condition{0, false, {0, 1}}, f, Answers(), -1));
  EXPECT_TRUE(is_fulfilled(Condition{0, true, {0, 1}}, f, Answers(), -1));
}

TEST(ASoftQuestion, CanBecomeRequiredByAnAnswer) {
  const Form f = chain();
  Answers answers;
  answers.set({0, -1}, false);
  EXPECT_TRUE(is_required(f, answers, {2, -1}));
  answers.set({0, -1}, true);
  EXPECT_FALSE(is_required(f, answers, {2, -1}));
}

}  // namespace
}  // namespace samen::forms
