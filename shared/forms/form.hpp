// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/vocabulary.hpp"
#include "forms/programme.hpp"
#include "forms/text_facts.hpp"

// Forms as data. A form file says which questions are asked, in which order, with which options
// and limits; what the answers mean (which field of which record) is fixed in code and checked when
// the file is loaded, so that a wrong file is refused at start and never after somebody typed.
namespace samen::forms {

enum class Kind : std::uint8_t {
  name,      // free text in any script
  contact,   // a channel, and a phone number or e-mail address unless through the caseworker
  postcode,  // four digits
  yes_no,
  single,     // one option of a vocabulary
  multi,      // any number of options
  ranked,     // up to `max` options, the order of tapping is the rank
  stepper,    // a number from `min` to `max`
  languages,  // languages with a level each
  times,      // blocks of a week, seven days x three parts
  children,   // how many children in each age band
  join_code,  // a human code
  consent,    // a yes or no to each purpose
};
std::string_view to_string(Kind kind);

// A closed list of shared/domain at run time. An option is an index into `names`; its message key
// (text, speech and icon) is option_key(): "goal.work".
struct VocabularyView {
  std::string_view prefix;                  // "goal"
  std::span<const std::string_view> names;  // "work", "dutch", ...
};
const VocabularyView* find_vocabulary(std::string_view prefix);  // nullptr when there is none

// "question is (not) one of these": yes_no as 1/0, single as option index, stepper as number,
// languages as how well they speak Dutch. A question without an answer, or one that is itself
// skipped, is none of them. About a question of each adult: it holds of every one of them.
struct Condition {
  int question = -1;  // index in Form::questions, always before the one that carries the condition
  bool negated = false;
  std::vector<int> any_of;
  bool operator==(const Condition&) const = default;
};

// For whom a question is asked.
enum class Repeat : std::uint8_t {
  once,          // for the sign-up as a whole
  adults,        // for every adult of the household
  other_adults,  // for every adult but the first, who is the one that signs up
};

// One purpose of a consent question.
struct ConsentPurpose {
  domain::Purpose purpose = domain::Purpose::service;
  bool required = false;  // without a yes nothing can be stored
  int text_version = 1;   // which wording was read; grows with every change of the text
  bool operator==(const ConsentPurpose&) const = default;
};

struct Question {
  std::string id;  // "goals"; names the field of the record
  Kind kind = Kind::name;
  const VocabularyView* vocabulary = nullptr;  // single, multi, ranked; languages and children too
  std::vector<int> options;                    // indices into the vocabulary, in display order
  bool required = false;                       // false: Continue reads "skip" while it is empty
  bool hard = false;   // a hard constraint in matching: help text may say so
  bool later = false;  // only makes the match better: behind the others, for who wants to tell more
  Repeat repeat = Repeat::once;
  std::optional<Condition> skip_if;
  std::optional<Condition> required_if;
  int min = 0;      // stepper; ranked and multi: how many at least
  int max = 0;      // stepper; ranked, multi, languages, children: how many at most
  int initial = 0;  // stepper: shown when the question is first seen
  std::vector<ConsentPurpose> purposes;  // consent, in display order
  // yes_no: a "no" ends the sign-up kindly with this notice ("notice.under_18"); empty: it does
  // not.
  std::string stop_on_no;
  std::string icon;       // Material Design Icons name
  std::string title_key;  // arguments of all three: adult (1..), adults, who ("adult 2")
  std::string label_key;  // two or three words for check-your-answers
  std::string help_key;   // one short sentence on why we ask
  bool operator==(const Question&) const = default;
};

struct Form {
  std::string id;  // "household", "group", "member", "single"
  int version = 1;
  // How long it takes somebody alone who reads everything, without what is for later: held against
  // the screens by tests/e2e/effort_test.py.
  int minutes = 0;
  std::vector<Question> questions;

  int find(std::string_view question_id) const;  // index, or -1
  bool operator==(const Form&) const = default;
};

// "goal.work": the message key of an option.
std::string option_key(const VocabularyView& vocabulary, int option);
std::string option_key(const Question& question, int option);

inline constexpr std::size_t kMaxFormBytes = 64 * 1024;
inline constexpr std::size_t kMaxQuestions = 40;

// One form from JSON text. `name` stands in front of every error (a file name).
base::Result<Form> parse_form(std::string_view text, std::string_view name);

// The forms of a kiosk: household, group, member, single, in this order; each exactly once.
class FormSet {
 public:
  static base::Result<FormSet> load(const std::filesystem::path& folder);  // <id>.v<version>.json
  static base::Result<FormSet> from(std::vector<Form> forms);

  std::span<const Form> forms() const { return forms_; }
  const Form& at(int index) const { return forms_[static_cast<std::size_t>(index)]; }
  int find(std::string_view id) const;  // index, or -1
  const TextFacts& facts() const { return facts_; }
  const Programme& programme() const { return programme_; }

 private:
  std::vector<Form> forms_;
  TextFacts facts_;      // of the folder's facts/; none from from()
  Programme programme_;  // likewise: from from() it is for everybody the forms can count
};

}  // namespace samen::forms
