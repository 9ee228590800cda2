// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "base/data_file.hpp"
#include "base/result.hpp"
#include "forms/form.hpp"

// What code expects of each form: which questions to_record() understands and which the record
// cannot do without. A form file may choose order, options, limits and words, never meaning.
namespace samen::forms {

struct Field {
  std::string_view id;
  Kind kind;
  std::string_view vocabulary;  // empty when the kind fixes it or has none
  Repeat repeat = Repeat::once;
  bool must_have = false;  // present and required
};

inline constexpr int kMaxVersion = 9999;

// One question of a form file; `so_far` holds the form's id and the questions before it.
base::Result<Question> read_question(const base::Data& object, const Form& so_far);

// Empty for a form this build does not know.
std::span<const Field> fields_of(std::string_view form_id);

// Checks a parsed form against its fields; the error names the question.
base::Result<void> check_schema(const Form& form);

}  // namespace samen::forms
