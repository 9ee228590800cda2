// SPDX-License-Identifier: Apache-2.0
#include "forms/summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms {
namespace {

using namespace testing_support;
using domain::TimeBlock;
using testing::ElementsAre;

SummaryLine line_of(const Form& f, const Answers& answers, std::string_view question,
                    int adult = -1) {
  for (auto& line : summary(f, answers)) {
    if (line.instance == at(f, question, adult)) return line;
  }
  ADD_FAILURE() << "no line for " << question;
  return {};
}

std::vector<std::string> keys(const SummaryLine& line) {
  std::vector<std::string> out;
  for (const auto& part : line.parts) out.push_back(part.key);
  return out;
}

TEST(CheckYourAnswers, HasOneLineForEveryQuestionAsked) {
  const auto& f = form("household");
  const Answers answers = household(2);
  const auto lines = summary(f, answers);
  const auto asked = plan(f, answers);
  ASSERT_EQ(lines.size(), asked.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i].instance, asked[i]);
    EXPECT_FALSE(lines[i].parts.empty());
    EXPECT_FALSE(lines[i].needs_answer);
  }
}

TEST(CheckYourAnswers, SaysWhoseAnswerALineIs) {
  const auto& f = form("household");
  const auto line = line_of(f, household(2), "languages", 1);
  ASSERT_EQ(line.title_arguments.size(), 2U);
  EXPECT_EQ(line.title_arguments[0], (Argument{"adult", {}, 2}));
  EXPECT_EQ(line.title_arguments[1], (Argument{"adults", {}, 2}));
}

TEST(CheckYourAnswers, ShowsTypedTextAsItIsStored) {
  const auto& f = form("household");
  const auto name = line_of(f, household(), "name");
  EXPECT_EQ(name.parts[0].secret.view(), "Amal");
  EXPECT_FALSE(name.parts[0].left_to_right);
  const auto contact = line_of(f, household(), "contact");
  EXPECT_EQ(contact.parts[0].secret.view(), "+31 6 12345678");
  EXPECT_TRUE(contact.parts[0].left_to_right);
}

TEST(CheckYourAnswers, GroupsALongCode) {
  const auto line = line_of(form("member"), volunteer("member"), "join_code");
  ASSERT_EQ(line.parts[0].secret.size(), 13U);
  EXPECT_TRUE(line.parts[0].secret.view().starts_with("G-"));
  EXPECT_EQ(line.parts[0].secret.view()[5], '-');
}

TEST(CheckYourAnswers, GathersADaysPartsInOneLine) {
  const auto& f = form("household");
  Answers answers = household();
  answers.set(at(f, "times"),
              TimeSet{TimeBlock::mon_morning, TimeBlock::mon_evening, TimeBlock::sun_morning,
                      TimeBlock::sun_afternoon, TimeBlock::sun_evening});
  const auto line = line_of(f, answers, "times");
  EXPECT_THAT(keys(line), ElementsAre("check.day", "check.whole_day"));
  EXPECT_THAT(line.parts[0].arguments[0].terms, ElementsAre("weekday.mon"));
  EXPECT_THAT(line.parts[0].arguments[1].terms, ElementsAre("part.morning", "part.evening"));
}

TEST(CheckYourAnswers, KeepsTheOrderOfWishes) {
  const auto& f = form("household");
  Answers answers = household();
  answers.set(at(f, "goals", 0), ranks({domain::Goal::sport, domain::Goal::work}));
  const auto line = line_of(f, answers, "goals", 0);
  EXPECT_EQ(line.parts[0].arguments[0].number, 1);
  EXPECT_THAT(line.parts[0].arguments[1].terms, ElementsAre("goal.sport"));
  EXPECT_THAT(line.parts[1].arguments[1].terms, ElementsAre("goal.work"));
}

TEST(CheckYourAnswers, SaysInWordsWhatWasSkipped) {
  const auto& f = form("household");
  Answers answers = household();
  answers.set(at(f, "interests", 0), Choices());  // seen and left open
  const auto line = line_of(f, answers, "interests", 0);
  EXPECT_FALSE(line.answered);
  EXPECT_THAT(keys(line), ElementsAre("check.no_answer"));
}

TEST(CheckYourAnswers, CountsChildren) {
  const auto& f = form("household");
  Answers answers = household();
  answers.set(at(f, "children"), ChildCounts{{2, 0, 1}});
  const auto line = line_of(f, answers, "children");
  EXPECT_THAT(keys(line), ElementsAre("check.children", "check.children"));
  EXPECT_EQ(line.parts[0].arguments[0].number, 2);
  EXPECT_THAT(line.parts[1].arguments[1].terms, ElementsAre("child.12_17"));
  answers.set(at(f, "children"), ChildCounts());
  EXPECT_THAT(keys(line_of(f, answers, "children")), ElementsAre("check.no_children"));
}

TEST(CheckYourAnswers, ShowsEachConsentOnItsOwn) {
  const auto line = line_of(form("household"), household(), "consent");
  EXPECT_THAT(keys(line), ElementsAre("check.consent.service.yes", "check.consent.research.no"));
}

TEST(CheckYourAnswers, SaysWhoIsAskedLater) {
  const auto& f = form("household");
  Answers answers = household(2);
  answers.set(at(f, "their_consent", 1), ConsentAnswer{{}, NotGiven::later});
  EXPECT_THAT(keys(line_of(f, answers, "their_consent", 1)), ElementsAre("check.consent.later"));
}

TEST(CheckYourAnswers, MarksALineThatCannotBeSentLikeThis) {
  const auto& f = form("household");
  Answers answers = household();
  answers.set(at(f, "company"), choice(domain::CompanyWish::same_gender));
  const auto line = line_of(f, answers, "gender", 0);
  EXPECT_FALSE(line.answered);
  EXPECT_TRUE(line.needs_answer);
}

}  // namespace
}  // namespace samen::forms
