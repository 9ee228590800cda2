// SPDX-License-Identifier: Apache-2.0
#include "forms/validate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/values.hpp"
#include "forms/text_rules.hpp"
#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms {
namespace {

using namespace testing_support;
using domain::Language;
using domain::LanguageLevel;

struct Case {
  const char* name;
  const char* form;
  const char* question;
  Value value;
  const char* error;  // nullptr: fine
  int adult = -1;
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}
class AnAnswer : public testing::TestWithParam<Case> {};

TEST_P(AnAnswer, IsFineOrSaysHowToMendIt) {
  const Case& one = GetParam();
  const auto& f = form(one.form);
  Answers answers = std::string(one.form) == "household" ? household() : volunteer(one.form);
  answers.set(at(f, one.question, one.adult), one.value);
  const auto error = validate(f, answers, at(f, one.question, one.adult));
  ASSERT_EQ(error.has_value(), one.error != nullptr) << (error ? error->key : "");
  EXPECT_EQ(error ? error->key : "", one.error == nullptr ? "" : one.error);
}

ContactAnswer contact(std::optional<domain::ContactChannel> channel, const char* number,
                      const char* address, const char* caseworker = "") {
  return {channel, secret(number), secret(address), secret(caseworker)};
}
constexpr auto kPhone = domain::ContactChannel::phone;
constexpr auto kEmail = domain::ContactChannel::email;
constexpr auto kCaseworker = domain::ContactChannel::caseworker;
constexpr const char* kHome = "household";

INSTANTIATE_TEST_SUITE_P(
    Text, AnAnswer,
    testing::Values(
        Case{"name", kHome, "name", secret("أمل"), nullptr},
        Case{"no_name", kHome, "name", secret(""), "error.name.empty"},
        Case{"only_spaces", kHome, "name", secret("  "), "error.name.empty"},
        Case{"never_typed", kHome, "name", std::monostate(), "error.name.empty"},
        Case{"long_name", kHome, "name", secret(std::string(81, 'a')), "error.text.long"},
        Case{"control", kHome, "name", secret("a\tb"), "error.name.character"},
        Case{"postcode", kHome, "postcode", secret("1315"), nullptr},
        Case{"no_postcode", kHome, "postcode", secret(""), "error.postcode.empty"},
        Case{"short_postcode", kHome, "postcode", secret("131"), "error.postcode.length"},
        Case{"letters", kHome, "postcode", secret("131A"), "error.postcode.digits"},
        Case{"zero_postcode", kHome, "postcode", secret("0131"), "error.postcode.range"}),
    [](const auto& one) { return std::string(one.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Contact, AnAnswer,
    testing::Values(
        Case{"none", kHome, "contact", contact({}, "", ""), "error.contact.empty"},
        Case{"phone", kHome, "contact", contact(kPhone, "+31612345678", ""), nullptr},
        Case{"no_phone", kHome, "contact", contact(kPhone, "", "a@b.nl"), "error.phone.empty"},
        Case{"short_phone", kHome, "contact", contact(kPhone, "0612345", ""), "error.phone.short"},
        Case{"long_phone", kHome, "contact", contact(kPhone, "0612345678901234", ""),
             "error.phone.long"},
        Case{"plus_inside", kHome, "contact", contact(kPhone, "06+12345678", ""),
             "error.phone.character"},
        Case{"email", kHome, "contact", contact(kEmail, "junk", "a@voorbeeld.nl"), nullptr},
        Case{"no_email", kHome, "contact", contact(kEmail, "", ""), "error.email.empty"},
        Case{"no_at", kHome, "contact", contact(kEmail, "", "voorbeeld.nl"), "error.email.at"},
        Case{"two_at", kHome, "contact", contact(kEmail, "", "a@b@c.nl"), "error.email.at"},
        Case{"no_dot", kHome, "contact", contact(kEmail, "", "a@b"), "error.email.domain"},
        Case{"comma", kHome, "contact", contact(kEmail, "", "a,b@c.nl"), "error.email.character"},
        Case{"caseworker", kHome, "contact", contact(kCaseworker, "12", "", "هاليمة"), nullptr},
        Case{"centre", kHome, "contact", contact(kCaseworker, "", "", "COA Almere 2"), nullptr},
        Case{"no_caseworker", kHome, "contact", contact(kCaseworker, "0612345678", "a@b.nl"),
             "error.caseworker.empty"},
        Case{"caseworker_of_spaces", kHome, "contact", contact(kCaseworker, "", "", "  "),
             "error.caseworker.empty"},
        Case{"caseworker_of_dots", kHome, "contact", contact(kCaseworker, "", "", "..."),
             "error.caseworker.empty"},
        Case{"long_caseworker",
             kHome,
             "contact",
             {ContactAnswer{kCaseworker, {}, {}, secret(std::string(81, 'a'))}},
             "error.text.long"}),
    [](const auto& one) { return std::string(one.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Choices, AnAnswer,
    testing::Values(
        Case{"no_wish", kHome, "company", std::monostate(), "error.choice.empty"},
        Case{"wish", kHome, "company", Choice{1}, nullptr},
        Case{"outside", kHome, "company", Choice{7}, "error.choice.empty"},
        Case{"soft_age_open", kHome, "age", std::monostate(), nullptr, 0},
        Case{"interpreter_open", kHome, "interpreter", std::monostate(), "error.yes_no.empty"},
        Case{"interpreter_no", kHome, "interpreter", false, nullptr},
        Case{"audio_open", kHome, "audio", std::monostate(), nullptr},
        Case{"no_times", kHome, "times", TimeSet(), nullptr},
        Case{"no_goals", kHome, "goals", Ranking(), nullptr, 0},
        Case{"four_goals", kHome, "goals",
             ranks({domain::Goal::work, domain::Goal::dutch, domain::Goal::sport,
                    domain::Goal::housing}),
             "error.choices.many", 0},
        Case{"nobody", kHome, "adults", 0, "error.number.range"},
        Case{"crowd", kHome, "adults", 9, "error.number.range"},
        Case{"no_children", kHome, "children", ChildCounts(), nullptr},
        Case{"thirteen_children", kHome, "children", ChildCounts{{13, 0, 0}},
             "error.children.many"},
        Case{"no_consent", kHome, "consent", ConsentAnswer(), "error.consent.service"},
        Case{"consent", kHome, "consent", consent(false), nullptr},
        Case{"nobody_asks_later_for_oneself", kHome, "consent", ConsentAnswer{{}, NotGiven::later},
             "error.consent.service"},
        Case{"theirs_unsaid", kHome, "their_consent", ConsentAnswer(), "error.consent.other", 1},
        Case{"theirs_only_research", kHome, "their_consent",
             ConsentAnswer{{ConsentMark{}, ConsentMark{true, "nl"}}}, "error.consent.other", 1},
        Case{"theirs", kHome, "their_consent", consent(false), nullptr, 1},
        Case{"theirs_later", kHome, "their_consent", ConsentAnswer{{}, NotGiven::later}, nullptr,
             1},
        Case{"no_word", kHome, "called", secret(""), nullptr, 1},
        Case{"a_word", kHome, "called", secret("mijn broer"), nullptr, 1},
        Case{"no_letter", kHome, "called", secret("..."), "error.name.letter", 1},
        Case{"wrong_kind_of_value", kHome, "company", true, "error.choice.empty"}),
    [](const auto& one) { return std::string(one.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Languages, AnAnswer,
    testing::Values(Case{"none", kHome, "languages", LanguageList(), "error.languages.empty", 0},
                    Case{"not_rated", kHome, "languages", speaks({{Language::ar, {}}}),
                         "error.languages.empty", 0},
                    Case{"one_not_rated", kHome, "languages",
                         speaks({{Language::nl, {}}, {Language::ar, LanguageLevel::fluent}}),
                         "error.languages.level", 0},
                    Case{"only_no_dutch", kHome, "languages",
                         speaks({{Language::nl, LanguageLevel::none}}), "error.languages.none", 0},
                    Case{"arabic_no_dutch_yet", kHome, "languages",
                         speaks({{Language::nl, LanguageLevel::none},
                                 {Language::ar, LanguageLevel::basic}}),
                         nullptr, 0}),
    [](const auto& one) { return std::string(one.param.name); });

INSTANTIATE_TEST_SUITE_P(
    JoinCode, AnAnswer,
    testing::Values(
        Case{"none", "member", "join_code", secret(""), "error.code.empty"},
        Case{"short_code", "member", "join_code", secret("K7M2"), "error.code.length"},
        Case{"letter_u", "member", "join_code", secret("UUUUUUUUU"), "error.code.character"},
        Case{"mistyped_old", "member", "join_code", secret("000000001"), "error.code.check"},
        Case{"mistyped", "member", "join_code", secret("G000000000"), "error.code.check"},
        Case{"end_left_out", "member", "join_code", secret("G00000000"), "error.code.length"},
        Case{"letter_of_nothing", "member", "join_code", secret("K000000000"), "error.code.first"},
        Case{"own_code", "member", "join_code", secret("P00000000A"), "error.code.own"},
        Case{"own_code_mistyped", "member", "join_code", secret("P000000001"), "error.code.own"},
        Case{"group_code", "member", "join_code", secret("g-000 000-00W"), nullptr},
        Case{"code_from_before", "member", "join_code", secret("000-000-000"), nullptr}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(AnAnswer, ToAQuestionThatBecameRequiredCannotStayOpen) {
  const auto& f = form("household");
  Answers answers = household();
  answers.set(at(f, "company"), choice(domain::CompanyWish::same_gender));
  EXPECT_EQ(validate(f, answers, at(f, "gender", 0))->key, "error.choice.empty");
}

TEST(AnError, CarriesTheNumbersOfItsRule) {
  const auto& f = form("household");
  Answers answers = household();
  answers.set(at(f, "languages", 0),
              speaks({{Language::ar, LanguageLevel::fluent}, {Language::ti, {}}}));
  const auto error = validate(f, answers, at(f, "languages", 0));
  ASSERT_TRUE(error);
  ASSERT_EQ(error->arguments.size(), 1U);
  EXPECT_EQ(error->arguments[0].name, "language");
  EXPECT_THAT(error->arguments[0].terms, testing::ElementsAre("language.ti"));
}

TEST(AWholeForm, ThatIsFilledInHasNoProblems) {
  EXPECT_TRUE(validate_all(form("household"), household(3)).empty());
  for (const char* id : {"group", "member", "single"}) {
    EXPECT_TRUE(validate_all(form(id), volunteer(id)).empty()) << id;
  }
}

TEST(AWholeForm, ListsItsProblemsInTheOrderTheyAreAsked) {
  const auto& f = form("household");
  Answers answers = household(2);
  answers.erase(at(f, "interpreter"));
  answers.erase(at(f, "languages", 1));
  answers.erase(at(f, "name"));
  std::vector<Instance> where;
  for (const auto& problem : validate_all(f, answers)) where.push_back(problem.instance);
  EXPECT_EQ(where, (std::vector{at(f, "name"), at(f, "languages", 1), at(f, "interpreter")}));
}

// The rules on the screen and the rules of the record are written twice, for words and for safety:
// whatever the screen takes the record must take.
TEST(TextRules, AreNeverLaxerThanTheDomain) {
  base::SeededRandom random(40);
  constexpr std::string_view kLetters = "0123456789+-  a@.,;Aé\x7f\xff";
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    const auto size = random.below(18);
    for (std::uint64_t k = 0; k < size; ++k) text += kLetters[random.below(kLetters.size())];
    EXPECT_TRUE(phone_fault(text) || domain::check_phone(text)) << text;
    EXPECT_TRUE(email_fault(text) || domain::check_email(text)) << text;
    EXPECT_TRUE(name_fault(text) || domain::check_name(text)) << text;
    EXPECT_EQ(!postcode_fault(text), domain::Postcode4::parse(text).has_value()) << text;
    const auto code = base::HumanCode::parse(text);
    EXPECT_EQ(!join_code_fault(text), code && code->use() != base::HumanCode::Use::own) << text;
  }
}

}  // namespace
}  // namespace samen::forms
