// SPDX-License-Identifier: Apache-2.0
#include "forms/summary.hpp"

#include "base/human_code.hpp"
#include "forms/field_error.hpp"
#include "forms/normal_text.hpp"
#include "forms/phone_number.hpp"
#include "forms/plan.hpp"

namespace samen::forms {
namespace {

using Parts = std::vector<SummaryPart>;

Argument term(std::string name, std::string key) {
  return {std::move(name), {std::move(key)}, 0};
}

SummaryPart message(std::string key, std::vector<Argument> arguments = {}) {
  return {std::move(key), std::move(arguments), {}, false};
}

SummaryPart typed(const base::SecretText& text, bool left_to_right) {
  return {{}, {}, text, left_to_right};
}

SummaryPart grouped_code(const base::SecretText& text) {
  const auto code = base::HumanCode::parse(text.view());
  return typed(code ? base::SecretText(code->str()) : text, true);
}

// A number as its country writes it, so that a slip is seen where it is read back.
base::SecretText as_stored(const base::SecretText& phone) {
  auto normal = normal_text(phone.view());
  auto number = read_phone(normal.view());
  return number ? std::move(number->shown) : std::move(normal);
}

Parts contact_parts(const ContactAnswer& contact) {
  if (!contact.channel) return {};
  switch (*contact.channel) {
    case domain::ContactChannel::phone:
      return {typed(as_stored(contact.phone), true)};
    case domain::ContactChannel::email:
      return {typed(normal_text(contact.email.view()), true)};
    case domain::ContactChannel::caseworker:
      return {message("contact.caseworker"), typed(normal_text(contact.caseworker.view()), false)};
  }
  return {};
}

Parts language_parts(const Question& question, const LanguageList& list) {
  Parts parts;
  for (const Spoken& one : list.spoken) {
    if (!one.level) continue;
    parts.push_back(message("check.language",
                            {term("language", option_key(question, static_cast<int>(one.language))),
                             term("level", "level." + std::string(domain::name_of(*one.level)))}));
  }
  return parts;
}

Parts time_parts(const TimeSet& times) {
  static constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu",
                                                            "fri", "sat", "sun"};
  static constexpr std::array<std::string_view, 3> kParts = {"morning", "afternoon", "evening"};
  Parts parts;
  for (std::size_t day = 0; day < kDays.size(); ++day) {
    Argument when{"parts", {}, 0};
    for (std::size_t part = 0; part < kParts.size(); ++part) {
      if (times.has(static_cast<domain::TimeBlock>(day * kParts.size() + part))) {
        when.terms.push_back("part." + std::string(kParts[part]));
      }
    }
    if (when.terms.empty()) continue;
    const std::string day_key = "weekday." + std::string(kDays[day]);
    parts.push_back(when.terms.size() == kParts.size()
                        ? message("check.whole_day", {term("day", day_key)})
                        : message("check.day", {term("day", day_key), std::move(when)}));
  }
  return parts;
}

Parts children_parts(const Question& question, const ChildCounts& children) {
  Parts parts;
  for (std::size_t band = 0; band < children.count.size(); ++band) {
    if (children.count[band] == 0) continue;
    parts.push_back(
        message("check.children", {number("count", children.count[band]),
                                   term("band", option_key(question, static_cast<int>(band)))}));
  }
  if (parts.empty()) parts.push_back(message("check.no_children"));
  return parts;
}

Parts consent_parts(const Question& question, const ConsentAnswer& consent) {
  if (consent.otherwise == NotGiven::later) return {message("check.consent.later")};
  Parts parts;
  for (const auto& purpose : question.purposes) {
    std::string key = "check.consent." + std::string(domain::name_of(purpose.purpose));
    key += consent.given(purpose.purpose) ? ".yes" : ".no";
    parts.push_back(message(std::move(key)));
  }
  return parts;
}

struct PartsOf {
  const Question& question;

  Parts operator()(std::monostate) const { return {}; }
  Parts operator()(const base::SecretText& text) const {
    if (text.empty()) return {};
    if (question.kind == Kind::join_code) return {grouped_code(text)};
    return {typed(normal_text(text.view()), question.kind == Kind::postcode)};
  }
  Parts operator()(bool yes) const { return {message(yes ? "check.yes" : "check.no")}; }
  Parts operator()(int value) const { return {message("check.number", {number("count", value)})}; }
  Parts operator()(const Choice& choice) const {
    return {message(option_key(question, choice.option))};
  }
  Parts operator()(const Choices& choices) const {
    Parts parts;
    for (const int option : question.options) {
      if (choices.has(option)) parts.push_back(message(option_key(question, option)));
    }
    return parts;
  }
  Parts operator()(const Ranking& ranking) const {
    Parts parts;
    for (const int option : ranking.options) {
      const auto rank = static_cast<std::int64_t>(parts.size()) + 1;
      parts.push_back(message(
          "check.ranked", {number("rank", rank), term("option", option_key(question, option))}));
    }
    return parts;
  }
  Parts operator()(const LanguageList& list) const { return language_parts(question, list); }
  Parts operator()(const TimeSet& times) const { return time_parts(times); }
  Parts operator()(const ChildCounts& counts) const { return children_parts(question, counts); }
  Parts operator()(const ContactAnswer& contact) const { return contact_parts(contact); }
  Parts operator()(const ConsentAnswer& consent) const { return consent_parts(question, consent); }
};

}  // namespace

std::vector<Argument> title_arguments(const Form& form, const Answers& answers, Instance instance) {
  return {number("adult", instance.adult < 0 ? 1 : instance.adult + 1),
          number("adults", answers.adults(form))};
}

std::vector<SummaryLine> summary(const Form& form, const Answers& answers) {
  std::vector<SummaryLine> lines;
  for (const Instance instance : plan(form, answers)) {
    const Question& question = form.questions[static_cast<std::size_t>(instance.question)];
    SummaryLine line;
    line.instance = instance;
    line.title_key = question.label_key;
    line.title_arguments = title_arguments(form, answers, instance);
    line.icon = question.icon;
    line.parts = std::visit(PartsOf{question}, answer_to(form, answers, instance));
    line.answered = !line.parts.empty();
    if (!line.answered) line.parts.push_back(message("check.no_answer"));
    line.needs_answer = validate(form, answers, instance).has_value();
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace samen::forms
