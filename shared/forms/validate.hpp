// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/proposal.hpp"
#include "forms/answers.hpp"
#include "forms/form.hpp"
#include "forms/text_facts.hpp"

namespace samen::forms {

// An argument of a message: numbers, or other message keys to translate first. The same shape as in
// the reasons of a proposal, so that a screen needs one function for both.
using Argument = domain::ReasonArgument;

// What is wrong with an answer and how to mend it: a message key ("error.phone.digits") with its
// arguments. Never holds what was typed.
struct FieldError {
  std::string key;
  std::vector<Argument> arguments;
  std::string suggestion = {};  // "gmail.com", from a data file: the argument {suggestion}
  bool operator==(const FieldError&) const = default;
};

// Checks one answer; nothing when it is fine. A soft question may stay empty.
std::optional<FieldError> validate(const Form& form, const Answers& answers, Instance instance);

// What is right as far as anybody can tell and is probably not meant: a mail domain one letter
// beside a common one, a postcode that no letter reaches or that is far away. To be said once;
// whoever goes on means it. Only asked about answers that validate() found right.
std::optional<FieldError> doubt(const Form& form, const Answers& answers, Instance instance,
                                const TextFacts& facts);

struct Problem {
  Instance instance;
  FieldError error;
  bool operator==(const Problem&) const = default;
};

// Every problem of the planned questions, in the order they are asked.
std::vector<Problem> validate_all(const Form& form, const Answers& answers);

}  // namespace samen::forms
