// SPDX-License-Identifier: Apache-2.0
#include "forms/answers.hpp"

#include <cstring>

#include <gtest/gtest.h>

#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms {
namespace {

using namespace testing_support;
using domain::Language;

const Question& question(const char* form_id, const char* id) {
  const auto& f = form(form_id);
  return f.questions[static_cast<std::size_t>(f.find(id))];
}

TEST(Answers, TellSeenFromNeverSeen) {
  Answers answers;
  EXPECT_FALSE(answers.seen({0, -1}));
  answers.set({0, -1}, std::monostate());
  EXPECT_TRUE(answers.seen({0, -1}));
  EXPECT_FALSE(answers.seen({0, 0}));
  answers.erase({0, -1});
  EXPECT_TRUE(answers.empty());
}

TEST(Answers, LeaveNothingInMemoryWhenTheyAreCleared) {
  Answers answers;
  answers.set({0, -1}, secret("Amal Haddad uit Almere, een lange naam"));
  const char* text = std::get<base::SecretText>(*answers.find({0, -1})).view().data();
  const auto* entry = reinterpret_cast<const unsigned char*>(answers.find({0, -1}));
  answers.set({1, -1}, Choice{0x5a5a5a5a});
  entry = reinterpret_cast<const unsigned char*>(answers.find({1, -1}));
  answers.clear();
  EXPECT_EQ(std::string_view(text + 16, 16).find_first_not_of('\0'), std::string_view::npos);
  const int marker = 0x5a5a5a5a;
  EXPECT_NE(std::memcmp(entry, &marker, sizeof marker), 0);
}

TEST(Answers, ToANumberOfAdultsStayWithinReason) {
  const auto& f = form("household");
  Answers answers;
  EXPECT_EQ(answers.adults(f), 1);
  answers.set(at(f, "adults"), 4);
  EXPECT_EQ(answers.adults(f), 4);
  answers.set(at(f, "adults"), 400);
  EXPECT_EQ(answers.adults(f), 8);
  answers.set(at(f, "adults"), std::monostate());
  EXPECT_EQ(answers.adults(f), 1);
  EXPECT_EQ(Answers().adults(form("single")), 1);
}

TEST(AFirstLook, OffersDutchAndTheLanguageOfTheScreen) {
  const auto value = initial_value(question("household", "languages"), "ar");
  const auto& list = std::get<LanguageList>(value);
  ASSERT_EQ(list.spoken.size(), 2U);
  EXPECT_EQ(list.spoken[0], (Spoken{Language::nl, std::nullopt}));
  EXPECT_EQ(list.spoken[1], (Spoken{Language::ar, std::nullopt}));
  EXPECT_TRUE(is_empty(value)) << "offered is not answered";
}

TEST(AFirstLook, DoesNotOfferDutchTwice) {
  const auto value = initial_value(question("single", "languages"), "nl-NL");
  EXPECT_EQ(std::get<LanguageList>(value).spoken.size(), 1U);
}

TEST(AFirstLook, AnswersNothingForAnybody) {
  for (const auto& one : shipped().forms()) {
    for (const auto& each : one.questions) {
      const Value value = initial_value(each, "nl");
      EXPECT_EQ(is_empty(value), each.kind != Kind::stepper) << one.id << " " << each.id;
    }
  }
}

TEST(AValue, FitsOnlyTheQuestionsThatCanHaveIt) {
  EXPECT_TRUE(fits(question("household", "name"), secret("Amal")));
  EXPECT_FALSE(fits(question("household", "name"), true));
  EXPECT_TRUE(fits(question("household", "company"), Choice{2}));
  EXPECT_FALSE(fits(question("household", "company"), Choice{3}));
  EXPECT_FALSE(fits(question("household", "company"), Choice{-1}));
  EXPECT_FALSE(fits(question("household", "needs"), Choices{8}));
  EXPECT_FALSE(fits(question("household", "children"), ChildCounts{{-1, 0, 0}}));
  EXPECT_FALSE(
      fits(question("household", "goals"), ranks({domain::Goal::work, domain::Goal::work})));
  EXPECT_FALSE(fits(question("group", "contact"),
                    ContactAnswer{domain::ContactChannel::caseworker, {}, {}}));
  for (const auto& one : shipped().forms()) {
    for (const auto& each : one.questions) {
      EXPECT_TRUE(fits(each, initial_value(each, "ar"))) << one.id << " " << each.id;
    }
  }
}

TEST(AContactField, KeepsWhatWasTypedForTheOtherChannel) {
  const auto& q = question("household", "contact");
  Value value = ContactAnswer{domain::ContactChannel::phone, secret("061234"), secret("a@b.nl")};
  EXPECT_EQ(editable_text(q, value)->view(), "061234");
  EXPECT_EQ(text_field(q, value), TextField::phone);
  std::get<ContactAnswer>(value).channel = domain::ContactChannel::email;
  EXPECT_EQ(editable_text(q, value)->view(), "a@b.nl");
  std::get<ContactAnswer>(value).channel = domain::ContactChannel::caseworker;
  EXPECT_EQ(text_field(q, value), TextField::caseworker);
  EXPECT_EQ(editable_text(q, value)->view(), "");
  *editable_text(q, value) = secret("Halima");
  std::get<ContactAnswer>(value).channel = domain::ContactChannel::phone;
  EXPECT_EQ(editable_text(q, value)->view(), "061234");
}

}  // namespace
}  // namespace samen::forms
