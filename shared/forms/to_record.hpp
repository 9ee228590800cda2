// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "domain/records.hpp"
#include "forms/answers.hpp"
#include "forms/form.hpp"

namespace samen::forms {

// The record the answers say. Only planned questions count: answers of an adult who was taken back
// out, or of a question that is now skipped, stay behind. `id`, `receipt`, `made` and a new group's
// join code are left empty for the one who stores it. Fails with Errc::invalid_input (naming the
// question, never the answer) when validate_all() would report a problem.
base::Result<domain::Record> to_record(const Form& form, const Answers& answers,
                                       std::string_view interface_language);

}  // namespace samen::forms
