// SPDX-License-Identifier: Apache-2.0
#include "forms/validate.hpp"

#include <algorithm>

#include "base/human_code.hpp"
#include "domain/values.hpp"
#include "forms/field_error.hpp"
#include "forms/normal_text.hpp"
#include "forms/plan.hpp"
#include "forms/text_rules.hpp"

namespace samen::forms {
namespace {

using Fault = std::optional<FieldError>;

Fault check_number(const Question& question, const int* value) {
  if (value == nullptr || *value < question.min || *value > question.max) {
    return error("error.number.range", {number("min", question.min), number("max", question.max)});
  }
  return std::nullopt;
}

Fault check_count(const Question& question, int chosen, bool required, const char* empty_key) {
  if (chosen == 0) return required ? Fault(error(empty_key)) : std::nullopt;
  if (chosen < question.min) {
    return error("error.choices.few", {number("min", question.min)});
  }
  if (chosen > question.max) return error("error.choices.many", {number("max", question.max)});
  return std::nullopt;
}

Fault check_languages(const Question& question, const LanguageList* list, bool required) {
  if (list == nullptr || is_empty(*list)) {
    return required ? Fault(error("error.languages.empty")) : std::nullopt;
  }
  for (const Spoken& one : list->spoken) {
    if (one.level) continue;
    const auto key = option_key(question, static_cast<int>(one.language));
    return error("error.languages.level", {{"language", {key}, 0}});
  }
  if (static_cast<int>(list->spoken.size()) > question.max) {
    return error("error.choices.many", {number("max", question.max)});
  }
  const bool any = std::ranges::any_of(
      list->spoken, [](const Spoken& one) { return *one.level != domain::LanguageLevel::none; });
  if (!any) return error("error.languages.none");
  return std::nullopt;
}

// Called as people and organisations are.
Fault caseworker_fault(std::string_view text) {
  auto fault = name_fault(text);
  const bool unsaid =
      fault && (fault->key == "error.name.empty" || fault->key == "error.name.letter");
  return unsaid ? Fault(error("error.caseworker.empty")) : fault;
}

Fault check_contact(const ContactAnswer* contact) {
  if (contact == nullptr || !contact->channel) return error("error.contact.empty");
  switch (*contact->channel) {
    case domain::ContactChannel::phone:
      return phone_fault(normal_text(contact->phone.view()).view());
    case domain::ContactChannel::email:
      return email_fault(normal_text(contact->email.view()).view());
    case domain::ContactChannel::caseworker:
      return caseworker_fault(normal_text(contact->caseworker.view()).view());
  }
  return std::nullopt;
}

Fault check_consent(const Question& question, const ConsentAnswer* consent) {
  const bool other = question.repeat == Repeat::other_adults;
  if (other && consent != nullptr && consent->otherwise != NotGiven::yet) return std::nullopt;
  for (const auto& purpose : question.purposes) {
    if (purpose.required && (consent == nullptr || !consent->given(purpose.purpose))) {
      return error(other ? std::string("error.consent.other")
                         : "error.consent." + std::string(domain::name_of(purpose.purpose)));
    }
  }
  return std::nullopt;
}

// A soft text question may stay empty; what is typed must still be right.
template <class Rule>
Fault check_text(const Value& value, bool required, Rule rule) {
  const auto* text = std::get_if<base::SecretText>(&value);
  const auto normal = normal_text(text == nullptr ? std::string_view() : text->view());
  if (normal.empty() && !required) return std::nullopt;
  return rule(normal.view());
}

Fault check_choice(const Question& question, const Choice* choice, bool required) {
  if (choice == nullptr) return required ? Fault(error("error.choice.empty")) : std::nullopt;
  if (std::ranges::find(question.options, choice->option) == question.options.end()) {
    return error("error.choice.empty");
  }
  return std::nullopt;
}

Fault check(const Question& question, const Value& value, bool required) {
  switch (question.kind) {
    case Kind::name:
      return check_text(value, required, name_fault);
    case Kind::postcode:
      return check_text(value, required, postcode_fault);
    case Kind::join_code:
      return check_text(value, required, join_code_fault);
    case Kind::contact:
      if (!required && is_empty(value)) return std::nullopt;
      return check_contact(std::get_if<ContactAnswer>(&value));
    case Kind::yes_no:
      if (required && !std::holds_alternative<bool>(value)) return error("error.yes_no.empty");
      return std::nullopt;
    case Kind::single:
      return check_choice(question, std::get_if<Choice>(&value), required);
    case Kind::multi: {
      const auto* choices = std::get_if<Choices>(&value);
      return check_count(question, choices ? choices->size() : 0, required, "error.choices.empty");
    }
    case Kind::ranked: {
      const auto* ranking = std::get_if<Ranking>(&value);
      return check_count(question, ranking ? static_cast<int>(ranking->options.size()) : 0,
                         required, "error.choices.empty");
    }
    case Kind::stepper:
      return check_number(question, std::get_if<int>(&value));
    case Kind::languages:
      return check_languages(question, std::get_if<LanguageList>(&value), required);
    case Kind::times: {
      const auto* times = std::get_if<TimeSet>(&value);
      const bool missing = required && (times == nullptr || times->empty());
      return missing ? Fault(error("error.times.empty")) : std::nullopt;
    }
    case Kind::children: {
      const auto* children = std::get_if<ChildCounts>(&value);
      const bool many = children != nullptr && children->total() > question.max;
      return many ? Fault(error("error.children.many", {number("max", question.max)}))
                  : std::nullopt;
    }
    case Kind::consent:
      return check_consent(question, std::get_if<ConsentAnswer>(&value));
  }
  return std::nullopt;
}

}  // namespace

Fault validate(const Form& form, const Answers& answers, Instance instance) {
  const Question& question = form.questions[static_cast<std::size_t>(instance.question)];
  return check(question, answer_to(form, answers, instance), is_required(form, answers, instance));
}

Fault doubt(const Form& form, const Answers& answers, Instance instance, const TextFacts& facts) {
  const Question& question = form.questions[static_cast<std::size_t>(instance.question)];
  const Value& value = answer_to(form, answers, instance);
  if (is_empty(value)) return std::nullopt;
  switch (text_field(question, value)) {
    case TextField::email: {
      const auto address = normal_text(editable_text(question, value)->view());
      const std::size_t at = address.view().rfind('@');
      if (at == std::string_view::npos) return std::nullopt;
      const std::string meant = facts.mail.meant(address.view().substr(at + 1));
      return meant.empty() ? Fault() : Fault(FieldError{"error.email.meant", {}, meant});
    }
    case TextField::postcode: {
      const auto text = normal_text(editable_text(question, value)->view());
      const auto postcode = domain::Postcode4::parse(text.view());
      if (!postcode) return std::nullopt;
      if (!facts.postcodes.exists(postcode->number())) return error("error.postcode.unknown");
      if (!facts.postcodes.nearby(postcode->number())) return error("error.postcode.far");
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

std::vector<Problem> validate_all(const Form& form, const Answers& answers) {
  std::vector<Problem> problems;
  for (const Instance instance : plan(form, answers)) {
    if (auto fault = validate(form, answers, instance)) {
      problems.push_back({instance, std::move(*fault)});
    }
  }
  return problems;
}

}  // namespace samen::forms
