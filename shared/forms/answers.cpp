// SPDX-License-Identifier: Apache-2.0
#include "forms/answers.hpp"

#include <algorithm>

#include "forms/normal_text.hpp"

namespace samen::forms {
namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

// The language of an interface tag such as "ar" or "nl-NL", if people can say they speak it.
std::optional<domain::Language> spoken_language(std::string_view tag) {
  return domain::from_name<domain::Language>(tag.substr(0, tag.find('-')));
}

template <class Text, class AnyValue>
Text* text_in(const Question& question, AnyValue& value) {
  switch (text_field(question, value)) {
    case TextField::none:
      return nullptr;
    case TextField::phone:
      return &std::get<ContactAnswer>(value).phone;
    case TextField::email:
      return &std::get<ContactAnswer>(value).email;
    case TextField::caseworker:
      return &std::get<ContactAnswer>(value).caseworker;
    default:
      return std::get_if<base::SecretText>(&value);
  }
}

bool offers(const Question& question, int option) {
  return std::ranges::find(question.options, option) != question.options.end();
}

bool offers_all(const Question& question, const SecretVector<int>& options) {
  for (auto one = options.begin(); one != options.end(); ++one) {
    if (!offers(question, *one) || std::find(options.begin(), one, *one) != one) return false;
  }
  return true;
}

bool offers_all(const Question& question, const SecretVector<Spoken>& spoken) {
  SecretVector<int> options;
  for (const Spoken& one : spoken) {
    const bool known = !one.level || *one.level <= domain::LanguageLevel::fluent;
    options.push_back(known ? static_cast<int>(one.language) : -1);
  }
  return offers_all(question, options);
}

bool offers_all(const Question& question, std::uint64_t bits) {
  std::uint64_t offered = 0;
  for (const int option : question.options) offered |= std::uint64_t{1} << option;
  return (bits & ~offered) == 0;
}

}  // namespace

int Ranking::rank_of(int option) const {
  const auto found = std::ranges::find(options, option);
  return found == options.end() ? 0 : static_cast<int>(found - options.begin()) + 1;
}

const Spoken* LanguageList::find(domain::Language language) const {
  const auto found = std::ranges::find(spoken, language, &Spoken::language);
  return found == spoken.end() ? nullptr : &*found;
}

int ChildCounts::total() const {
  int sum = 0;
  for (const int one : count) sum += one;
  return sum;
}

bool is_empty(const Value& value) {
  return std::visit(Overloaded{
                        [](std::monostate) { return true; },
                        [](const base::SecretText& text) { return text.empty(); },
                        [](bool) { return false; },
                        [](int) { return false; },
                        [](const Choice&) { return false; },
                        [](const Choices& choices) { return choices.bits == 0; },
                        [](const Ranking& ranking) { return ranking.options.empty(); },
                        [](const LanguageList& list) {
                          return std::ranges::none_of(
                              list.spoken, [](const Spoken& one) { return one.level.has_value(); });
                        },
                        [](const TimeSet& times) { return times.empty(); },
                        [](const ChildCounts& children) { return children.total() == 0; },
                        [](const ContactAnswer& contact) { return !contact.channel.has_value(); },
                        [](const ConsentAnswer& consent) {
                          return consent.otherwise == NotGiven::yet &&
                                 std::ranges::none_of(consent.mark, &ConsentMark::given);
                        },
                    },
                    value);
}

bool fits(const Question& question, const Value& value) {
  const Kind kind = question.kind;
  return std::visit(
      Overloaded{
          [&](std::monostate) { return true; },
          [&](const base::SecretText&) {
            return kind == Kind::name || kind == Kind::postcode || kind == Kind::join_code;
          },
          [&](bool) { return kind == Kind::yes_no; },
          [&](int) { return kind == Kind::stepper; },
          [&](const Choice& choice) {
            return kind == Kind::single && offers(question, choice.option);
          },
          [&](const Choices& choices) {
            return kind == Kind::multi && offers_all(question, choices.bits);
          },
          [&](const Ranking& ranking) {
            return kind == Kind::ranked && offers_all(question, ranking.options);
          },
          [&](const LanguageList& list) {
            return kind == Kind::languages && offers_all(question, list.spoken);
          },
          [&](const TimeSet&) { return kind == Kind::times; },
          [&](const ChildCounts& children) {
            const auto sane = [](int count) { return count >= 0 && count <= 99; };
            return kind == Kind::children && std::ranges::all_of(children.count, sane);
          },
          [&](const ContactAnswer& contact) {
            return kind == Kind::contact &&
                   (!contact.channel || offers(question, static_cast<int>(*contact.channel)));
          },
          [&](const ConsentAnswer& consent) {
            return kind == Kind::consent &&
                   (consent.otherwise == NotGiven::yet || question.repeat == Repeat::other_adults);
          },
      },
      value);
}

Value initial_value(const Question& question, std::string_view interface_language) {
  switch (question.kind) {
    case Kind::name:
    case Kind::postcode:
    case Kind::join_code:
      return base::SecretText();
    case Kind::contact:
      return ContactAnswer();
    case Kind::stepper:
      return question.initial;
    case Kind::multi:
      return Choices();
    case Kind::ranked:
      return Ranking();
    case Kind::times:
      return TimeSet();
    case Kind::children:
      return ChildCounts();
    case Kind::consent:
      return ConsentAnswer();
    case Kind::yes_no:
    case Kind::single:
      return std::monostate();
    case Kind::languages:
      break;
  }
  LanguageList list;
  list.spoken.push_back({domain::Language::nl, std::nullopt});
  const auto own = spoken_language(interface_language);
  if (own && *own != domain::Language::nl) list.spoken.push_back({*own, std::nullopt});
  return list;
}

TextField text_field(const Question& question, const Value& value) {
  switch (question.kind) {
    case Kind::name:
      return TextField::name;
    case Kind::postcode:
      return TextField::postcode;
    case Kind::join_code:
      return TextField::join_code;
    case Kind::contact:
      break;
    default:
      return TextField::none;
  }
  const auto* contact = std::get_if<ContactAnswer>(&value);
  if (contact == nullptr || !contact->channel) return TextField::none;
  switch (*contact->channel) {
    case domain::ContactChannel::phone:
      return TextField::phone;
    case domain::ContactChannel::email:
      return TextField::email;
    case domain::ContactChannel::caseworker:
      return TextField::caseworker;
  }
  return TextField::none;
}

base::SecretText* editable_text(const Question& question, Value& value) {
  return text_in<base::SecretText>(question, value);
}

const base::SecretText* editable_text(const Question& question, const Value& value) {
  return text_in<const base::SecretText>(question, value);
}

const Value* Answers::find(Instance instance) const {
  const auto found = std::ranges::find(entries_, instance, &Entry::instance);
  return found == entries_.end() ? nullptr : &found->value;
}

Value* Answers::find(Instance instance) {
  const auto found = std::ranges::find(entries_, instance, &Entry::instance);
  return found == entries_.end() ? nullptr : &found->value;
}

void Answers::set(Instance instance, Value value) {
  if (Value* old = find(instance)) {
    *old = std::move(value);
  } else {
    entries_.push_back({instance, std::move(value)});
  }
}

void Answers::erase(Instance instance) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.instance == instance; });
}

int Answers::adults(const Form& form) const {
  const Value* value = find({form.find("adults"), -1});
  const int* count = value == nullptr ? nullptr : std::get_if<int>(value);
  return count == nullptr ? 1 : std::clamp(*count, 1, domain::kMaxAdults);
}

base::SecretText Answers::called(const Form& form, int adult) const {
  const int question = form.find(adult == 0 ? "name" : "called");
  const Value* value = find({question, adult == 0 ? -1 : adult});
  const auto* text = value == nullptr ? nullptr : std::get_if<base::SecretText>(value);
  return text == nullptr ? base::SecretText() : normal_text(text->view());
}

void Answers::leave_out(const Form& form, int adult) {
  const int adults = this->adults(form);
  if (adult < 1 || adult >= adults) return;
  std::erase_if(entries_, [&](const Entry& entry) { return entry.instance.adult == adult; });
  for (Entry& entry : entries_) {
    if (entry.instance.adult > adult) --entry.instance.adult;
  }
  set({form.find("adults"), -1}, adults - 1);
}

const Value& answer_to(const Form& form, const Answers& answers, Instance instance) {
  static const Value kNothing;
  const Value* value = answers.find(instance);
  const auto at = static_cast<std::size_t>(instance.question);
  return value != nullptr && fits(form.questions[at], *value) ? *value : kNothing;
}

}  // namespace samen::forms
