// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/human_code.hpp"
#include "forms/answers.hpp"
#include "forms/form.hpp"
#include "forms/plan.hpp"
#include "tests/source_dir.hpp"

// The shipped forms and people who have filled them in, for the tests of forms and flow.
namespace samen::forms::testing_support {

inline const FormSet& shipped() {
  static const FormSet set = [] {
    auto loaded = FormSet::load(std::string(SAMEN_SOURCE_DIR) + "/assets/forms");
    if (!loaded) {
      ADD_FAILURE() << loaded.error().message;
      std::abort();
    }
    return std::move(*loaded);
  }();
  return set;
}

inline const Form& form(std::string_view id) {
  return shipped().at(shipped().find(id));
}

inline Instance at(const Form& form, std::string_view question, int adult = -1) {
  return {form.find(question), adult};
}

inline base::SecretText secret(std::string_view text) {
  return base::SecretText(text);
}

inline LanguageList speaks(std::initializer_list<Spoken> spoken) {
  LanguageList list;
  list.spoken.assign(spoken.begin(), spoken.end());
  return list;
}

inline Ranking ranks(std::initializer_list<domain::Goal> goals) {
  Ranking ranking;
  for (const auto goal : goals) ranking.options.push_back(static_cast<int>(goal));
  return ranking;
}

inline ContactAnswer phone(std::string_view number) {
  return {domain::ContactChannel::phone, secret(number), {}};
}

inline ConsentAnswer consent(bool research, const std::string& language = "nl") {
  ConsentAnswer answer;
  answer.mark[0] = {true, language};
  answer.mark[1] = {research, language};
  return answer;
}

template <class E>
Choice choice(E value) {
  return {static_cast<int>(value)};
}

// Only what is required, so that a test shows what it adds.
inline Answers household(int adults = 1) {
  using namespace domain;
  const Form& f = form("household");
  Answers a;
  a.set(at(f, "name"), secret("Amal"));
  a.set(at(f, "contact"), phone("06 1234 5678"));
  a.set(at(f, "postcode"), secret("1315"));
  a.set(at(f, "adults"), adults);
  a.set(at(f, "arrival"), choice(ArrivalPeriod::under_1_year));
  a.set(at(f, "company"), choice(CompanyWish::no_wish));
  for (int adult = 0; adult < adults; ++adult) {
    a.set(at(f, "languages", adult),
          speaks({{Language::ar, LanguageLevel::fluent}, {Language::nl, LanguageLevel::none}}));
    if (adult > 0) a.set(at(f, "their_consent", adult), consent(false, "ar"));
  }
  a.set(at(f, "interpreter"), true);
  a.set(at(f, "consent"), consent(false, "ar"));
  return a;
}

// For "group", "member" and "single".
inline Answers volunteer(std::string_view form_id) {
  using namespace domain;
  const Form& f = form(form_id);
  Answers a;
  a.set(at(f, "adult"), true);
  a.set(at(f, "twelve_months"), true);
  a.set(at(f, "name"), secret("Joke"));
  a.set(at(f, "contact"), ContactAnswer{ContactChannel::email, {}, secret("joke@voorbeeld.nl")});
  if (form_id != "member") {
    a.set(at(f, "postcode"), secret("2011"));
    a.set(at(f, "languages"), speaks({{Language::nl, LanguageLevel::fluent}}));
  }
  a.set(at(f, "consent"), consent(true));
  if (form_id == "group") a.set(at(f, "largest"), 5);
  if (form_id == "member") {
    base::SeededRandom random(31);
    std::string code = base::HumanCode::mint(base::HumanCode::Use::group, 12, random).str();
    std::erase(code, '-');
    a.set(at(f, "join_code"), secret(code));
  }
  return a;
}

}  // namespace samen::forms::testing_support
