// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "base/random.hpp"
#include "unit/shared/forms/filled_forms.hpp"

namespace samen::forms::testing_support {

// Anything this question takes, and nothing where that is allowed.
inline Value any_answer(const Question& question, bool required, base::Random& random) {
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
        const auto language = static_cast<domain::Language>(option());
        if (list.find(language) != nullptr) continue;
        list.spoken.push_back({language, static_cast<domain::LanguageLevel>(1 + random.below(3))});
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

// A form filled in anyhow, of whoever may sign up with it.
inline Answers any_answers(const std::string& id, base::Random& random) {
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
                  ContactAnswer{domain::ContactChannel::email, {}, secret("a.b@VOORBEELD.nl")});
      break;
    default:
      answers.set(at(f, "contact"),
                  ContactAnswer{domain::ContactChannel::caseworker, {}, {}, secret("Halima")});
  }
  return answers;
}

}  // namespace samen::forms::testing_support
