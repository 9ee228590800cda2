// SPDX-License-Identifier: Apache-2.0
#include "forms/plan.hpp"

#include <algorithm>

namespace samen::forms {
namespace {

const Question& question_of(const Form& form, Instance instance) {
  return form.questions[static_cast<std::size_t>(instance.question)];
}

bool is_skipped(const Form& form, const Answers& answers, Instance instance) {
  const auto& skip_if = question_of(form, instance).skip_if;
  return skip_if && is_fulfilled(*skip_if, form, answers, instance.adult);
}

// What a condition compares with, or nothing without an answer.
std::optional<int> comparable(const Value& value) {
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? 1 : 0;
  if (const auto* number = std::get_if<int>(&value)) return *number;
  if (const auto* choice = std::get_if<Choice>(&value)) return choice->option;
  if (const auto* list = std::get_if<LanguageList>(&value)) {
    const Spoken* dutch = list->find(domain::Language::nl);
    if (dutch != nullptr && dutch->level) return static_cast<int>(*dutch->level);
  }
  return std::nullopt;
}

}  // namespace

// Ends, because a condition only refers to questions before the one that carries it.
bool is_fulfilled(const Condition& condition, const Form& form, const Answers& answers, int adult) {
  const Question& about = form.questions[static_cast<std::size_t>(condition.question)];
  if (about.repeat != Repeat::once && adult < 0) {
    for (int each = 0; each < answers.adults(form); ++each) {
      if (!is_fulfilled(condition, form, answers, each)) return false;
    }
    return true;
  }
  const Instance instance{condition.question, about.repeat == Repeat::once ? -1 : adult};
  std::optional<int> value;
  if (!is_skipped(form, answers, instance)) value = comparable(answer_to(form, answers, instance));
  const bool among = value && std::ranges::find(condition.any_of, *value) != condition.any_of.end();
  return among != condition.negated;
}

std::vector<Instance> plan(const Form& form, const Answers& answers) {
  auto instances = whole_plan(form, answers);
  std::erase_if(instances,
                [&](Instance one) { return question_of(form, one).later && !answers.seen(one); });
  return instances;
}

std::vector<Instance> left_for_later(const Form& form, const Answers& answers) {
  auto instances = whole_plan(form, answers);
  std::erase_if(instances,
                [&](Instance one) { return !question_of(form, one).later || answers.seen(one); });
  return instances;
}

std::vector<Instance> whole_plan(const Form& form, const Answers& answers) {
  std::vector<Instance> instances;
  const int adults = answers.adults(form);
  const auto repeat = [&](int question) {
    return form.questions[static_cast<std::size_t>(question)].repeat;
  };
  const int count = static_cast<int>(form.questions.size());
  const auto add = [&](Instance instance) {
    if (!is_skipped(form, answers, instance)) instances.push_back(instance);
  };
  for (int at = 0; at < count;) {
    int end = at;
    while (end < count && repeat(end) != Repeat::once) ++end;
    for (int adult = 0; adult < adults && end > at; ++adult) {
      for (int question = at; question < end; ++question) {
        if (adult > 0 || repeat(question) != Repeat::other_adults) add({question, adult});
      }
    }
    if (end == at) {
      add({at, -1});
      ++end;
    }
    at = end;
  }
  return instances;
}

bool is_required(const Form& form, const Answers& answers, Instance instance) {
  const Question& question = question_of(form, instance);
  return question.required || (question.required_if &&
                               is_fulfilled(*question.required_if, form, answers, instance.adult));
}

}  // namespace samen::forms
