// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/validate.hpp"
#include "sync/server/pages/page.hpp"

// How the answers of a form travel as the fields of a page: named after the question and the adult,
// options by their names. Any form of assets/forms; which questions there are is said nowhere else.
namespace samen::server {

// The most that a page of ours sends: eight adults who ticked everything.
inline constexpr std::size_t kMaxSignUpFields = 1200;
// Rows for languages at first; more appear as they are filled.
inline constexpr int kLanguageRows = 4;
inline constexpr std::size_t kLongestTyped = 200;

// Every asking that is typed at the desk, also those that do not apply as things stand. Consents
// are asked on a screen of their own.
std::vector<forms::Instance> desk_questions(const forms::Form& form, const forms::Answers& answers);
// "q-languages-1", "q-languages-1-level-0".
std::string desk_field(const forms::Form& form, const forms::Instance& instance,
                       std::string_view part = {});

// The names that an option has in `vocabulary`, and back.
std::string_view option_name(const forms::VocabularyView& vocabulary, int option);
std::optional<int> option_named(const forms::VocabularyView& vocabulary, std::string_view name);

struct TypedAnswers {
  forms::Answers answers;
  std::vector<forms::Problem> unread;  // where something stands that is no answer
};
// Nothing that is not an answer to this form gets in.
TypedAnswers read_typed(const forms::Form& form, const FormFields& fields);

// The fields "service" and "research" ("yes" or "no"; of another adult "service" may be "later").
// Nothing when something was not answered.
std::optional<forms::ConsentAnswer> read_consent(const forms::Question& question,
                                                 const FormFields& fields);

}  // namespace samen::server
