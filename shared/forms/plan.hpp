// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "forms/answers.hpp"
#include "forms/form.hpp"

namespace samen::forms {

// The questions to ask given what is answered so far, in order. Neighbouring questions that are
// asked per adult form a block: all of it for adult 1, then all of it for adult 2, and so on.
// Skipped questions are left out. A pure function: the same answers give the same plan.
std::vector<Instance> plan(const Form& form, const Answers& answers);

bool is_fulfilled(const Condition& condition, const Form& form, const Answers& answers, int adult);

// True when this asking must be answered before the sign-up can be sent.
bool is_required(const Form& form, const Answers& answers, Instance instance);

}  // namespace samen::forms
