// SPDX-License-Identifier: Apache-2.0
#include "domain/values.hpp"

#include <gtest/gtest.h>

namespace samen::domain {
namespace {

TEST(Postcode, HasFourDigitsAndNoLetters) {
  EXPECT_EQ(Postcode4::parse("1315").value().number(), 1315);
  EXPECT_EQ(Postcode4::parse("9999").value().str(), "9999");
  for (const char* text : {"", "131", "13155", "0999", "1315AB", "13 5", " 1315", "-131", "١٣١٥"}) {
    EXPECT_FALSE(Postcode4::parse(text)) << text;
  }
  EXPECT_FALSE(Postcode4::from_number(999));
  EXPECT_FALSE(Postcode4::from_number(10000));
}

TEST(LanguageSkills, KnowsWhoCanHoldAConversation) {
  LanguageSkills skills;
  skills.set(Language::ar, LanguageLevel::fluent);
  skills.set(Language::nl, LanguageLevel::basic);
  EXPECT_EQ(skills.at_least(LanguageLevel::conversational), SetOf<Language>{Language::ar});
  EXPECT_EQ(skills.level(Language::nl), LanguageLevel::basic);
  EXPECT_EQ(skills.level(Language::en), LanguageLevel::none);
}

TEST(LanguageSkills, NoneMeansAbsent) {
  LanguageSkills skills;
  skills.set(Language::nl, LanguageLevel::basic);
  skills.set(Language::nl, LanguageLevel::none);
  EXPECT_TRUE(skills.empty());
  EXPECT_EQ(skills, LanguageSkills());
}

struct TextCase {
  const char* name;
  const char* text;
  bool good;
};
void PrintTo(const TextCase& one, std::ostream* out) {
  *out << one.name;
}
constexpr auto kName = [](const auto& one) { return std::string(one.param.name); };

class Names : public testing::TestWithParam<TextCase> {};
TEST_P(Names, InAnyScript) {
  EXPECT_EQ(check_name(GetParam().text).has_value(), GetParam().good);
}
INSTANTIATE_TEST_SUITE_P(
    , Names,
    testing::Values(TextCase{"latin", "Zoë", true}, TextCase{"one_letter", "O", true},
                    TextCase{"arabic", "أمل", true}, TextCase{"ethiopic", "ሰላም", true},
                    TextCase{"cyrillic", "Олена", true}, TextCase{"two_words", "Umm Yusuf", true},
                    TextCase{"empty", "", false}, TextCase{"spaces", "   ", false},
                    TextCase{"newline", "A\nB", false}, TextCase{"bad_utf8", "Zo\xeb", false}),
    kName);

TEST(AName, MayBeEightyCharactersInEveryScript) {
  std::string arabic;
  for (int i = 0; i < 80; ++i) arabic += "أ";
  EXPECT_TRUE(check_name(arabic));
  EXPECT_EQ(check_name(arabic + "أ").error().code, base::Errc::limit);
}

class Phones : public testing::TestWithParam<TextCase> {};
TEST_P(Phones, HaveEightToFifteenDigits) {
  EXPECT_EQ(check_phone(GetParam().text).has_value(), GetParam().good);
}
INSTANTIATE_TEST_SUITE_P(, Phones,
                         testing::Values(TextCase{"mobile", "0612345678", true},
                                         TextCase{"international", "+31 6 12 34 56 78", true},
                                         TextCase{"dashes", "06-12345678", true},
                                         TextCase{"seven", "1234567", false},
                                         TextCase{"fifteen", "123456789012345", true},
                                         TextCase{"sixteen", "1234567890123456", false},
                                         TextCase{"plus_inside", "06+12345678", false},
                                         TextCase{"letters", "06A2345678", false},
                                         TextCase{"empty", "", false}),
                         kName);

class Emails : public testing::TestWithParam<TextCase> {};
TEST_P(Emails, HaveOneAtAndADomain) {
  EXPECT_EQ(check_email(GetParam().text).has_value(), GetParam().good);
}
INSTANTIATE_TEST_SUITE_P(
    , Emails,
    testing::Values(TextCase{"plain", "amal@voorbeeld.nl", true},
                    TextCase{"plus", "a.b+c@mail.example.org", true},
                    TextCase{"no_at", "amal.voorbeeld.nl", false},
                    TextCase{"two_at", "a@b@c.nl", false}, TextCase{"at_first", "@b.nl", false},
                    TextCase{"no_dot", "a@localhost", false},
                    TextCase{"dot_last", "a@voorbeeld.", false},
                    TextCase{"one_letter_end", "a@b.c", false},
                    TextCase{"double_dot", "a@b..nl", false}, TextCase{"space", "a b@c.nl", false},
                    TextCase{"comma", "a,b@c.nl", false}, TextCase{"empty", "", false}),
    kName);

TEST(AnEmail, EndsAtEightyCharacters) {
  EXPECT_TRUE(check_email(std::string(68, 'a') + "@voorbeel.nl").has_value());
  EXPECT_FALSE(check_email(std::string(69, 'a') + "@voorbeel.nl").has_value());
}

TEST(Vocabulary, ReadsItsOwnNamesAndNoOthers) {
  EXPECT_EQ(from_name<Goal>("health_system"), Goal::health_system);
  EXPECT_EQ(name_of(TimeBlock::sun_evening), "sun_evening");
  EXPECT_EQ(from_name<Goal>("Work"), std::nullopt);
  EXPECT_EQ(from_name<Goal>(""), std::nullopt);
  static_assert(vocabulary_size<TimeBlock>() == 21);
}

template <class E>
void expect_names_are_unique() {
  for (std::size_t i = 0; i < vocabulary_size<E>(); ++i) {
    EXPECT_EQ(from_name<E>(name_of(static_cast<E>(i))), static_cast<E>(i))
        << Vocabulary<E>::kPrefix;
  }
}

TEST(Vocabulary, NeverUsesANameTwice) {
  expect_names_are_unique<Language>();
  expect_names_are_unique<LanguageLevel>();
  expect_names_are_unique<Goal>();
  expect_names_are_unique<Interest>();
  expect_names_are_unique<Sector>();
  expect_names_are_unique<AgeBand>();
  expect_names_are_unique<ChildBand>();
  expect_names_are_unique<Gender>();
  expect_names_are_unique<ArrivalPeriod>();
  expect_names_are_unique<CompanyWish>();
  expect_names_are_unique<Need>();
  expect_names_are_unique<TimeBlock>();
  expect_names_are_unique<DeclineReason>();
  expect_names_are_unique<ProposalState>();
}

TEST(SetOf, IgnoresBitsThatHaveNoName) {
  EXPECT_EQ(SetOf<Need>::from_bits(~0ULL).size(), 3);
  SetOf<Need> set{Need::no_pets};
  set.add(Need::step_free);
  set.remove(Need::no_pets);
  EXPECT_EQ(set, SetOf<Need>{Need::step_free});
  EXPECT_TRUE((set & SetOf<Need>{Need::no_smoke}).empty());
}

}  // namespace
}  // namespace samen::domain
