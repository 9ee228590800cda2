// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/secret.hpp"
#include "forms/answers.hpp"
#include "forms/form.hpp"
#include "forms/validate.hpp"

namespace samen::forms {

// One piece of an answer: a message with its arguments, or (when `key` is empty) text the person
// typed, to be shown as it is.
struct SummaryPart {
  std::string key;  // "goal.work", "check.ranked", "check.no_answer", ...
  std::vector<Argument> arguments;
  base::SecretText secret;
  bool left_to_right = false;  // the secret is a phone number, e-mail address, postcode or code
  bool operator==(const SummaryPart&) const = default;
};

// One line of check-your-answers; every line can be edited.
struct SummaryLine {
  Instance instance;
  std::string title_key;                  // the question's label: two or three words
  std::vector<Argument> title_arguments;  // adult, adults
  std::string icon;
  std::vector<SummaryPart> parts;  // at least one; several are listed
  bool answered = true;            // false: nothing was answered; parts say so in words
  bool needs_answer = false;       // it cannot be sent like this; Send will go there
  bool operator==(const SummaryLine&) const = default;
};

std::vector<SummaryLine> summary(const Form& form, const Answers& answers);

// The arguments every title and help text gets: adult (1..; 1 when not per adult) and adults.
std::vector<Argument> title_arguments(const Form& form, const Answers& answers, Instance instance);

}  // namespace samen::forms
