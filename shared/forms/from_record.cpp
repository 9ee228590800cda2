// SPDX-License-Identifier: Apache-2.0
#include "forms/from_record.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "forms/plan.hpp"

namespace samen::forms {
namespace {

using base::Errc;
using base::fail;
using base::Result;

// Puts answers under the names of their questions; what the form does not ask or offer is dropped.
class Filler {
 public:
  Filler(const Form& form, Answers& answers) : form_(form), answers_(answers) {}

  void set(std::string_view id, Value value, int adult = -1) {
    const int question = form_.find(id);
    if (question < 0) return;
    if (!fits(form_.questions[static_cast<std::size_t>(question)], value)) return;
    answers_.set({question, adult}, std::move(value));
  }
  template <class E>
  void one(std::string_view id, const std::optional<E>& value, int adult = -1) {
    if (value) set(id, Choice{static_cast<int>(*value)}, adult);
  }
  template <class E>
  void several(std::string_view id, domain::SetOf<E> chosen, int adult = -1) {
    Choices choices;
    chosen.each([&](E value) {
      if (offers(id, static_cast<int>(value))) choices.toggle(static_cast<int>(value));
    });
    set(id, choices, adult);
  }
  void ranked(std::string_view id, const std::vector<domain::Goal>& goals, int adult) {
    Ranking ranking;
    for (const auto goal : goals) {
      if (offers(id, static_cast<int>(goal))) ranking.options.push_back(static_cast<int>(goal));
    }
    set(id, std::move(ranking), adult);
  }
  void languages(const domain::LanguageSkills& skills, int adult = -1) {
    LanguageList list;
    for (const auto& [language, level] : skills.all()) {
      if (offers("languages", static_cast<int>(language))) list.spoken.push_back({language, level});
    }
    set("languages", std::move(list), adult);
  }
  void contact(const domain::Contact& contact) {
    ContactAnswer answer{contact.channel, {}, {}};
    switch (contact.channel) {
      case domain::ContactChannel::phone:
        answer.phone = contact.value;
        break;
      case domain::ContactChannel::email:
        answer.email = contact.value;
        break;
      case domain::ContactChannel::caseworker:
        answer.caseworker = contact.value;
        break;
    }
    set("contact", std::move(answer));
  }
  // What was said, in the words that were read then.
  void consents(std::string_view id, const std::vector<domain::Consent>& consents, int adult = -1) {
    ConsentAnswer answer;
    for (const auto& consent : consents) {
      answer.mark[static_cast<std::size_t>(consent.purpose)] = {consent.given, consent.language,
                                                                consent.text_version};
    }
    if (consents.empty() && adult > 0) answer.otherwise = NotGiven::later;
    set(id, std::move(answer), adult);
  }

 private:
  bool offers(std::string_view id, int option) const {
    const int question = form_.find(id);
    if (question < 0) return false;
    const auto& options = form_.questions[static_cast<std::size_t>(question)].options;
    return std::ranges::find(options, option) != options.end();
  }

  const Form& form_;
  Answers& answers_;
};

base::SecretText digits_of(domain::Postcode4 postcode) {
  return base::SecretText(std::to_string(postcode.number()));
}

void fill(Filler& into, const domain::Adult& adult, int number) {
  if (number > 0) {
    into.set("called", adult.called, number);
    into.consents("their_consent", adult.consents, number);
  }
  into.languages(adult.languages, number);
  into.ranked("goals", adult.goals, number);
  into.several("sectors", adult.sectors, number);
  into.several("interests", adult.interests, number);
  into.one("age", adult.age, number);
  into.one("gender", adult.gender, number);
}

void fill(Filler& into, const domain::Household& household) {
  into.set("name", household.name);
  into.contact(household.contact);
  into.set("postcode", digits_of(household.postcode));
  into.set("adults", static_cast<int>(household.adults.size()));
  ChildCounts children;
  for (const auto band : household.children) ++children.count[static_cast<std::size_t>(band)];
  into.set("children", children);
  for (std::size_t i = 0; i < household.adults.size(); ++i) {
    fill(into, household.adults[i], static_cast<int>(i));
  }
  into.one("arrival", std::optional(household.arrival));
  into.set("interpreter", household.interpreter);
  into.set("times", household.times);
  into.one("company", std::optional(household.company));
  into.several("needs", household.needs);
  if (household.prefers_audio) into.set("audio", true);
  into.consents("consent", household.consents);
}

void fill(Filler& into, const domain::Volunteer& volunteer) {
  into.set("name", volunteer.name);
  into.contact(volunteer.contact);
  into.set("adult", volunteer.adult);
  if (!volunteer.postcode.empty()) into.set("postcode", digits_of(volunteer.postcode));
  into.languages(volunteer.languages);
  into.set("times", volunteer.times);
  into.set("twelve_months", volunteer.twelve_months);
  into.several("interests", volunteer.interests);
  into.several("help", volunteer.help);
  into.several("sectors", volunteer.sectors);
  into.one("age", volunteer.age);
  into.several("children", volunteer.children);
  into.one("gender", volunteer.gender);
  into.consents("consent", volunteer.consents);
}

void fill(Filler& into, const domain::GroupStart& group) {
  into.set("largest", group.largest_household);
  into.several("offers", group.offers);
  fill(into, group.coordinator);
}

void fill(Filler& into, const domain::GroupMember& member) {
  std::string letters = member.join_code.str();
  std::erase(letters, '-');  // as it is typed
  into.set("join_code", base::SecretText(letters));
  fill(into, member.member);
}

void fill(Filler& into, const domain::SingleVolunteer& single) {
  fill(into, single.volunteer);
}

void fill(Filler&, const domain::Decision&) {}        // nobody's form
void fill(Filler&, const domain::ReceiptRequest&) {}  // likewise

}  // namespace

Result<Answers> from_record(const Form& form, const domain::Record& record) {
  if (record.form != form.id || record.form_version > form.version) {
    return fail(Errc::unsupported, base::say("form: told by another form, or by a newer one"));
  }
  Answers all;
  Filler filler(form, all);
  std::visit([&filler](const auto& body) { fill(filler, body); }, record.body);
  Answers planned;  // an answer to what is not asked now is not offered when it is asked again
  for (const Instance instance : whole_plan(form, all)) {
    Value* value = all.find(instance);
    const auto& question = form.questions[static_cast<std::size_t>(instance.question)];
    if (question.later && (value == nullptr || is_empty(*value))) continue;
    planned.set(instance,
                value != nullptr ? std::move(*value) : initial_value(question, record.language));
  }
  return planned;
}

}  // namespace samen::forms
