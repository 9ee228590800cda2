// SPDX-License-Identifier: Apache-2.0
#include "forms/outside.hpp"

#include <algorithm>

#include "domain/values.hpp"
#include "forms/normal_text.hpp"
#include "forms/plan.hpp"

namespace samen::forms {
namespace {

int people(const Planned& said) {
  const auto* children = said.get<ChildCounts>("children");
  return said.answers().adults(said.form()) + (children == nullptr ? 0 : children->total());
}

// Nothing this person speaks is shared with others at the level of a conversation. A language that
// has no name here is nobody else's.
bool can_talk_with_nobody(const LanguageList& list) {
  return std::ranges::none_of(list.spoken, [](const Spoken& one) {
    return one.language != domain::Language::other && one.level &&
           *one.level >= domain::LanguageLevel::conversational;
  });
}

bool household_cannot_talk(const Planned& said) {
  const auto* interpreter = said.get<bool>("interpreter");
  if (interpreter == nullptr || *interpreter) return false;
  for (int adult = 0; adult < said.answers().adults(said.form()); ++adult) {
    const auto* list = said.get<LanguageList>("languages", adult);
    if (list == nullptr || is_empty(*list) || !can_talk_with_nobody(*list)) return false;
  }
  return true;
}

// Members of a group that is put together have to share a language; who has a group has it already.
bool volunteer_cannot_talk(const Planned& said) {
  if (said.form().id != "single") return false;
  const auto* list = said.get<LanguageList>("languages");
  return list != nullptr && !is_empty(*list) && can_talk_with_nobody(*list);
}

}  // namespace

std::vector<Outside> outside(const Form& form, const Answers& answers, const Programme& programme) {
  const Planned said(form, answers);
  std::vector<Outside> out;
  if (form.id != "household") {
    if (volunteer_cannot_talk(said)) out.push_back(Outside::language);
    return out;
  }
  const auto* arrival = said.get<Choice>("arrival");
  if (arrival != nullptr && arrival->option > static_cast<int>(programme.latest_arrival)) {
    out.push_back(Outside::not_eligible);
  }
  if (people(said) > programme.largest_household) out.push_back(Outside::size);
  if (household_cannot_talk(said)) out.push_back(Outside::language);
  return out;
}

std::string outside_key(const Form& form, Outside why) {
  std::string key = "outside." + std::string(name_of(why));
  return form.id == "household" ? key : key + ".volunteer";
}

std::vector<Argument> outside_arguments(const Form& form, const Answers& answers,
                                        const Programme& programme) {
  return {{"people", {}, people(Planned(form, answers))},
          {"most", {}, programme.largest_household}};
}

std::vector<const Place*> places_for(const Form& form, const Answers& answers,
                                     const Programme& programme) {
  const auto* typed = Planned(form, answers).get<base::SecretText>("postcode");
  const auto postcode =
      domain::Postcode4::parse(typed == nullptr ? "" : normal_text(typed->view()).view());
  return programme.elsewhere.near(postcode ? postcode->number() : 0);
}

}  // namespace samen::forms
