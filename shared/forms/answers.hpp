// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/secret.hpp"
#include "domain/values.hpp"
#include "domain/vocabulary.hpp"
#include "forms/form.hpp"

// What a person has answered so far. Everything lives in locked memory that is overwritten when it
// is given back; drafts never touch the disk.
namespace samen::forms {

template <class T>
using SecretVector = std::vector<T, base::LockedAllocator<T>>;

// One asking of a question: `question` is its index in the form, `adult` counts from 0 for
// questions that are asked per adult and is -1 for the others.
struct Instance {
  int question = -1;
  int adult = -1;
  auto operator<=>(const Instance&) const = default;
};

struct Choice {  // single
  int option = 0;
  bool operator==(const Choice&) const = default;
};

struct Choices {  // multi: bit i is option i of the vocabulary
  std::uint64_t bits = 0;
  bool has(int option) const { return (bits >> static_cast<unsigned>(option) & 1U) != 0; }
  void toggle(int option) { bits ^= std::uint64_t{1} << static_cast<unsigned>(option); }
  int size() const { return __builtin_popcountll(bits); }
  bool operator==(const Choices&) const = default;
};

struct Ranking {  // ranked: options, most wanted first, no repeats
  SecretVector<int> options;
  int rank_of(int option) const;  // 1.., or 0 when not chosen
  bool operator==(const Ranking&) const = default;
};

struct Spoken {
  domain::Language language = domain::Language::other;
  std::optional<domain::LanguageLevel> level;  // empty: tapped, level not chosen yet
  bool operator==(const Spoken&) const = default;
};

struct LanguageList {  // languages, in the order they were tapped
  SecretVector<Spoken> spoken;
  const Spoken* find(domain::Language language) const;
  bool operator==(const LanguageList&) const = default;
};

using TimeSet = domain::SetOf<domain::TimeBlock>;  // times

struct ChildCounts {  // children: how many in each band, by ChildBand
  std::array<int, domain::vocabulary_size<domain::ChildBand>()> count{};
  int total() const;
  bool operator==(const ChildCounts&) const = default;
};

// What is typed for each channel is kept apart, so that trying another one and coming back loses
// nothing; only the chosen one reaches the record.
struct ContactAnswer {
  std::optional<domain::ContactChannel> channel;
  base::SecretText phone;
  base::SecretText email;
  base::SecretText caseworker = {};  // whom messages go through: a person or an organisation
  bool operator==(const ContactAnswer&) const = default;
};

struct ConsentMark {
  bool given = false;
  std::string language;  // interface language the text was read in when it was last tapped
  int text_version = 0;  // which wording that was; 0: the form's
  bool operator==(const ConsentMark&) const = default;
};

// What another adult's answer is when it is no yes: nothing so far; not here, and asked by the
// caseworker; no, so that nothing about them is kept.
enum class NotGiven : std::uint8_t { yet, later, no };

struct ConsentAnswer {  // consent, by Purpose
  std::array<ConsentMark, domain::vocabulary_size<domain::Purpose>()> mark{};
  NotGiven otherwise = NotGiven::yet;
  bool given(domain::Purpose purpose) const {
    return mark[static_cast<std::size_t>(purpose)].given;
  }
  bool operator==(const ConsentAnswer&) const = default;
};

// monostate: seen but not answered (skipped). SecretText: name, postcode, join_code. bool: yes_no.
// int: stepper.
using Value = std::variant<std::monostate, base::SecretText, bool, int, Choice, Choices, Ranking,
                           LanguageList, TimeSet, ChildCounts, ContactAnswer, ConsentAnswer>;

// True when there is nothing in it that a person chose or typed (a stepper never is).
bool is_empty(const Value& value);

// True when the value is one this question can have: the right kind, only options it offers, no
// negative counts. Says nothing about whether it is a good answer.
bool fits(const Question& question, const Value& value);

// What a question shows when it is first seen: steppers and child counts start at a number, the
// language list starts with Dutch and the interface language (levels still to choose).
Value initial_value(const Question& question, std::string_view interface_language);

// Which keyboard and which filter the text of a question needs.
enum class TextField : std::uint8_t { none, name, phone, email, postcode, join_code, caseworker };
// Words in any script, as a person or an organisation is called.
constexpr bool is_words(TextField field) {
  return field == TextField::name || field == TextField::caseworker;
}
TextField text_field(const Question& question, const Value& value);

// The text being typed in this question, or nullptr when there is no text field (now).
base::SecretText* editable_text(const Question& question, Value& value);
const base::SecretText* editable_text(const Question& question, const Value& value);

class Answers {
 public:
  // nullptr when the question was never seen.
  const Value* find(Instance instance) const;
  Value* find(Instance instance);
  void set(Instance instance, Value value);
  void erase(Instance instance);  // as if it was never seen
  bool seen(Instance instance) const { return find(instance) != nullptr; }
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  void clear() { SecretVector<Entry>().swap(entries_); }

  // How many adults the form is about: the answer of the stepper "adults", 1 without one.
  int adults(const Form& form) const;
  // What this adult (from 0) is called: the name of who signs up, else the name or word that was
  // given. In its normal form; empty when there is none.
  base::SecretText called(const Form& form, int adult) const;
  // Takes out all that was told about this adult (from 1, never who signs up) and counts one adult
  // fewer; those behind move up.
  void leave_out(const Form& form, int adult);

  bool operator==(const Answers&) const = default;

 private:
  struct Entry {
    Instance instance;
    Value value;
    bool operator==(const Entry&) const = default;
  };
  SecretVector<Entry> entries_;
};

// The answer of this asking; nothing (monostate) when it was never seen or does not fit().
const Value& answer_to(const Form& form, const Answers& answers, Instance instance);

}  // namespace samen::forms
