// SPDX-License-Identifier: Apache-2.0
#include "forms/outside.hpp"

#include <algorithm>

#include "domain/values.hpp"
#include "forms/normal_text.hpp"
#include "forms/plan.hpp"

namespace samen::forms {
namespace {

// Planned answers by the question's name; nullptr: not asked, not seen or skipped.
class Said {
 public:
  Said(const Form& form, const Answers& answers)
      : form_(form), answers_(answers), plan_(plan(form, answers)) {}

  template <class T>
  const T* get(std::string_view id, int adult = -1) const {
    const Instance instance{form_.find(id), adult};
    if (std::ranges::find(plan_, instance) == plan_.end()) return nullptr;
    return std::get_if<T>(&answer_to(form_, answers_, instance));
  }
  int people() const {
    const auto* children = get<ChildCounts>("children");
    return answers_.adults(form_) + (children == nullptr ? 0 : children->total());
  }

 private:
  const Form& form_;
  const Answers& answers_;
  std::vector<Instance> plan_;
};

// Nothing this person speaks is shared with others at the level of a conversation. A language that
// has no name here is nobody else's.
bool can_talk_with_nobody(const LanguageList& list) {
  return std::ranges::none_of(list.spoken, [](const Spoken& one) {
    return one.language != domain::Language::other && one.level &&
           *one.level >= domain::LanguageLevel::conversational;
  });
}

bool household_cannot_talk(const Form& form, const Answers& answers, const Said& said) {
  const auto* interpreter = said.get<bool>("interpreter");
  if (interpreter == nullptr || *interpreter) return false;
  for (int adult = 0; adult < answers.adults(form); ++adult) {
    const auto* list = said.get<LanguageList>("languages", adult);
    if (list == nullptr || is_empty(*list) || !can_talk_with_nobody(*list)) return false;
  }
  return true;
}

// Members of a group that is put together have to share a language; who has a group has it already.
bool volunteer_cannot_talk(const Form& form, const Said& said) {
  if (form.id != "single") return false;
  const auto* list = said.get<LanguageList>("languages");
  return list != nullptr && !is_empty(*list) && can_talk_with_nobody(*list);
}

}  // namespace

std::vector<Outside> outside(const Form& form, const Answers& answers, const Programme& programme) {
  const Said said(form, answers);
  std::vector<Outside> out;
  if (form.id != "household") {
    if (volunteer_cannot_talk(form, said)) out.push_back(Outside::language);
    return out;
  }
  const auto* arrival = said.get<Choice>("arrival");
  if (arrival != nullptr && arrival->option > static_cast<int>(programme.latest_arrival)) {
    out.push_back(Outside::not_eligible);
  }
  if (said.people() > programme.largest_household) out.push_back(Outside::size);
  if (household_cannot_talk(form, answers, said)) out.push_back(Outside::language);
  return out;
}

std::string outside_key(const Form& form, Outside why) {
  std::string key = "outside." + std::string(name_of(why));
  return form.id == "household" ? key : key + ".volunteer";
}

std::vector<Argument> outside_arguments(const Form& form, const Answers& answers,
                                        const Programme& programme) {
  return {{"people", {}, Said(form, answers).people()}, {"most", {}, programme.largest_household}};
}

std::vector<const Place*> places_for(const Form& form, const Answers& answers,
                                     const Programme& programme) {
  const auto* typed = Said(form, answers).get<base::SecretText>("postcode");
  const auto postcode =
      domain::Postcode4::parse(typed == nullptr ? "" : normal_text(typed->view()).view());
  return programme.elsewhere.near(postcode ? postcode->number() : 0);
}

}  // namespace samen::forms
