// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "forms/answers.hpp"
#include "forms/form.hpp"

namespace samen::forms {

// The questions to ask given what is answered so far, in order. Neighbouring questions that are
// asked per adult form a block: all of it for adult 1, then all of it for adult 2, and so on.
// Skipped questions are left out, and those for later that nobody has opened. A pure function: the
// same answers give the same plan.
std::vector<Instance> plan(const Form& form, const Answers& answers);
// The same with every question for later, opened or not.
std::vector<Instance> whole_plan(const Form& form, const Answers& answers);
// Those for later that nobody has opened.
std::vector<Instance> left_for_later(const Form& form, const Answers& answers);

// The planned answers by their question's name.
class Planned {
 public:
  Planned(const Form& form, const Answers& answers)
      : form_(form), answers_(answers), plan_(plan(form, answers)) {}

  // nullptr: not asked, not answered or skipped.
  template <class T>
  const T* get(std::string_view id, int adult = -1) const {
    const Instance instance{form_.find(id), adult};
    if (std::ranges::find(plan_, instance) == plan_.end()) return nullptr;
    return std::get_if<T>(&answer_to(form_, answers_, instance));
  }
  const Form& form() const { return form_; }
  const Answers& answers() const { return answers_; }

 private:
  const Form& form_;
  const Answers& answers_;
  std::vector<Instance> plan_;
};

bool is_fulfilled(const Condition& condition, const Form& form, const Answers& answers, int adult);

// True when this asking must be answered before the sign-up can be sent.
bool is_required(const Form& form, const Answers& answers, Instance instance);

}  // namespace samen::forms
