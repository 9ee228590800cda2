// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/sign_up_fields.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "forms/plan.hpp"

namespace samen::server {

using forms::Instance;
using forms::Kind;

namespace {

constexpr int kMostOfAnAge = 99;  // children; forms::fits() takes no more

// The fields of one asking.
class Typed {
 public:
  Typed(const forms::Form& form, const FormFields& fields, const Instance& instance)
      : form_(&form), fields_(&fields), instance_(instance) {}

  const forms::Question& question() const {
    return form_->questions[static_cast<std::size_t>(instance_.question)];
  }
  std::string_view text(std::string_view part = {}) const {
    return typed_in(*fields_, desk_field(*form_, instance_, part)).substr(0, kMaxText);
  }
  bool has(std::string_view part) const {
    return std::ranges::find(*fields_, desk_field(*form_, instance_, part), &FormField::name) !=
           fields_->end();
  }
  std::vector<std::string_view> all() const {
    const auto name = desk_field(*form_, instance_);
    std::vector<std::string_view> values;
    for (const auto& field : *fields_) {
      if (field.name == name) values.emplace_back(field.value);
    }
    return values;
  }
  std::optional<int> offered(std::string_view name) const {
    const auto option = option_named(*question().vocabulary, name);
    const bool there =
        option && std::ranges::find(question().options, *option) != question().options.end();
    return there ? option : std::nullopt;
  }

 private:
  static constexpr std::size_t kMaxText = 4096;  // what is longer than a name is refused as one
  const forms::Form* form_;
  const FormFields* fields_;
  Instance instance_;
};

forms::Value contact_typed(const Typed& typed) {
  forms::ContactAnswer contact;
  if (const auto channel = typed.offered(typed.text())) {
    contact.channel = static_cast<domain::ContactChannel>(*channel);
  }
  contact.phone = base::SecretText(typed.text("phone"));
  contact.email = base::SecretText(typed.text("email"));
  contact.caseworker = base::SecretText(typed.text("caseworker"));
  return contact;
}

forms::Value languages_typed(const Typed& typed) {
  forms::LanguageList list;
  for (int row = 0; row < typed.question().max; ++row) {
    const auto number = std::to_string(row);
    const auto language = typed.offered(typed.text("language-" + number));
    if (!language) continue;
    const forms::Spoken spoken{
        static_cast<domain::Language>(*language),
        domain::from_name<domain::LanguageLevel>(typed.text("level-" + number))};
    const auto known = std::ranges::find(list.spoken, spoken.language, &forms::Spoken::language);
    if (known == list.spoken.end()) {
      list.spoken.push_back(spoken);
    } else if (spoken.level) {
      known->level = spoken.level;
    }
  }
  return list;
}

forms::Value ranking_typed(const Typed& typed) {
  forms::Ranking ranking;
  for (int rank = 1; rank <= typed.question().max; ++rank) {
    const auto option = typed.offered(typed.text(std::to_string(rank)));
    if (option && ranking.rank_of(*option) == 0) ranking.options.push_back(*option);
  }
  return ranking;
}

forms::Value choices_typed(const Typed& typed) {
  forms::Choices choices;
  for (const auto name : typed.all()) {
    const auto option = typed.offered(name);
    if (option && !choices.has(*option)) choices.toggle(*option);
  }
  return choices;
}

forms::Value times_typed(const Typed& typed) {
  forms::TimeSet times;
  for (const auto name : typed.all()) {
    if (const auto block = domain::from_name<domain::TimeBlock>(name)) times.add(*block);
  }
  return times;
}

// Nothing when a number is none, or too large to be one of children.
std::optional<forms::Value> children_typed(const Typed& typed) {
  forms::ChildCounts counts;
  for (const int band : typed.question().options) {
    const auto text = typed.text(option_name(*typed.question().vocabulary, band));
    if (text.empty()) continue;
    const auto number = base::parse_number<int>(text);
    if (!number || *number < 0 || *number > kMostOfAnAge) return std::nullopt;
    counts.count[static_cast<std::size_t>(band)] = *number;
  }
  return counts;
}

// What stands there as an answer; nothing when it is none.
std::optional<forms::Value> value_typed(const Typed& typed) {
  switch (typed.question().kind) {
    case Kind::name:
    case Kind::postcode:
    case Kind::join_code:
      return base::SecretText(typed.text());
    case Kind::contact:
      return contact_typed(typed);
    case Kind::yes_no:
      if (typed.text() == "yes" || typed.text() == "no") return typed.text() == "yes";
      return std::monostate();
    case Kind::single:
      if (const auto option = typed.offered(typed.text())) return forms::Choice{*option};
      return std::monostate();
    case Kind::multi:
      return choices_typed(typed);
    case Kind::ranked:
      return ranking_typed(typed);
    case Kind::languages:
      return languages_typed(typed);
    case Kind::times:
      return times_typed(typed);
    case Kind::children:
      return children_typed(typed);
    case Kind::stepper:
      if (const auto number = base::parse_number<int>(typed.text())) return *number;
      return std::nullopt;
    case Kind::consent:
      break;
  }
  return std::monostate();
}

forms::FieldError out_of_range(const forms::Question& question) {
  return {"error.number.range", {{"min", {}, question.min}, {"max", {}, question.max}}};
}

}  // namespace

std::vector<Instance> desk_questions(const forms::Form& form, const forms::Answers& answers) {
  auto all = form;
  for (auto& question : all.questions) question.skip_if.reset();
  auto instances = forms::whole_plan(all, answers);
  std::erase_if(instances, [&](const Instance& one) {
    return form.questions[static_cast<std::size_t>(one.question)].kind == Kind::consent;
  });
  return instances;
}

std::string desk_field(const forms::Form& form, const Instance& instance, std::string_view part) {
  std::string name = "q-" + form.questions[static_cast<std::size_t>(instance.question)].id;
  if (instance.adult >= 0) name += "-" + std::to_string(instance.adult);
  if (!part.empty()) name += "-" + std::string(part);
  return name;
}

std::string_view option_name(const forms::VocabularyView& vocabulary, int option) {
  return vocabulary.names[static_cast<std::size_t>(option)];
}

std::optional<int> option_named(const forms::VocabularyView& vocabulary, std::string_view name) {
  const auto found = std::ranges::find(vocabulary.names, name);
  if (found == vocabulary.names.end()) return std::nullopt;
  return static_cast<int>(found - vocabulary.names.begin());
}

TypedAnswers read_typed(const forms::Form& form, const FormFields& fields) {
  TypedAnswers typed;
  const auto take = [&](const Instance& instance) {
    const Typed one(form, fields, instance);
    // Of an adult who was not on the page that was sent: it begins as a kiosk's does.
    if (one.question().kind == Kind::languages && !one.has("language-0")) return;
    auto value = value_typed(one);
    if (!value) {
      typed.unread.push_back({instance, out_of_range(one.question())});
    } else if (!one.question().later || !forms::is_empty(*value)) {
      typed.answers.set(instance, std::move(*value));
    }
  };
  // How many adults there are says which questions are read.
  const int adults = form.find("adults");
  if (adults >= 0) take({adults, -1});
  for (const auto& instance : desk_questions(form, typed.answers)) {
    if (instance.question != adults) take(instance);
  }
  return typed;
}

std::optional<forms::ConsentAnswer> read_consent(const forms::Question& question,
                                                 const FormFields& fields) {
  const bool other = question.repeat == forms::Repeat::other_adults;
  forms::ConsentAnswer answer;
  const auto service = field_of(fields, domain::name_of(domain::Purpose::service));
  if (service == "no" && other) answer.otherwise = forms::NotGiven::no;
  if (service == "later" && other) answer.otherwise = forms::NotGiven::later;
  if (service != "yes" && service != "no" && answer.otherwise == forms::NotGiven::yet) {
    return std::nullopt;
  }
  for (const auto& purpose : question.purposes) {
    auto& mark = answer.mark[static_cast<std::size_t>(purpose.purpose)];
    const auto said = field_of(fields, domain::name_of(purpose.purpose));
    if (service == "yes" && said != "yes" && said != "no") return std::nullopt;
    mark.given = service == "yes" && said == "yes";
  }
  return answer;
}

}  // namespace samen::server
