// SPDX-License-Identifier: Apache-2.0
#include "forms/form.hpp"

#include <algorithm>
#include <array>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::forms {
namespace {

using base::Errc;
using base::fail;
using base::Result;

template <class E>
constexpr VocabularyView view_of() {
  return {domain::Vocabulary<E>::kPrefix, domain::Vocabulary<E>::kNames};
}

// Every vocabulary a question can choose from.
constexpr std::array kVocabularies = {
    view_of<domain::Language>(), view_of<domain::Goal>(),           view_of<domain::Interest>(),
    view_of<domain::Sector>(),   view_of<domain::AgeBand>(),        view_of<domain::ChildBand>(),
    view_of<domain::Gender>(),   view_of<domain::ArrivalPeriod>(),  view_of<domain::CompanyWish>(),
    view_of<domain::Need>(),     view_of<domain::ContactChannel>(),
};

constexpr std::array<std::string_view, 13> kKindNames = {
    "name",    "contact",   "postcode", "yes_no",   "single",    "multi",  "ranked",
    "stepper", "languages", "times",    "children", "join_code", "consent"};

constexpr std::array<std::string_view, 4> kFormIds = {"household", "group", "member", "single"};

// People in the largest household that any group can say it welcomes.
int largest_household(const Form& group) {
  const int at = group.find("largest");
  const int all = domain::kMaxAdults + domain::kMaxChildren;
  return at < 0 ? all : group.questions[static_cast<std::size_t>(at)].max;
}

}  // namespace

std::string_view to_string(Kind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

const VocabularyView* find_vocabulary(std::string_view prefix) {
  const auto found = std::ranges::find(kVocabularies, prefix, &VocabularyView::prefix);
  return found == kVocabularies.end() ? nullptr : &*found;
}

std::string option_key(const VocabularyView& vocabulary, int option) {
  std::string key(vocabulary.prefix);
  key += '.';
  key += vocabulary.names[static_cast<std::size_t>(option)];
  return key;
}

std::string option_key(const Question& question, int option) {
  return option_key(*question.vocabulary, option);
}

int Form::find(std::string_view question_id) const {
  const auto found = std::ranges::find(questions, question_id, &Question::id);
  return found == questions.end() ? -1 : static_cast<int>(found - questions.begin());
}

Result<FormSet> FormSet::from(std::vector<Form> forms) {
  FormSet set;
  for (const auto id : kFormIds) {
    const auto found = std::ranges::find(forms, id, &Form::id);
    if (found == forms.end()) {
      return fail(Errc::not_found, base::say("the form \"{}\" is missing", id));
    }
    set.forms_.push_back(std::move(*found));
    forms.erase(found);
  }
  if (!forms.empty()) {
    return fail(Errc::invalid_input,
                base::say("the form \"{}\" stands twice; a kiosk asks one version of each form",
                          forms.front().id));
  }
  set.programme_.largest_household = largest_household(set.at(set.find("group")));
  return set;
}

Result<FormSet> FormSet::load(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() == ".json") files.push_back(at->path());
  }
  if (error) {
    return fail(Errc::not_found,
                base::say("cannot read the folder of forms {}: {}", folder, error.message()));
  }
  std::ranges::sort(files);
  std::vector<Form> forms;
  for (const auto& path : files) {
    const std::string name = path.filename().string();
    SAMEN_TRY(const std::string text, base::read_file(path, kMaxFormBytes));
    SAMEN_TRY(Form form, parse_form(text, name));
    const std::string expected = form.id + ".v" + std::to_string(form.version) + ".json";
    if (name != expected) {
      return fail(Errc::invalid_input,
                  base::say("{}: holds version {} of \"{}\", so it must be called {}", name,
                            form.version, form.id, expected));
    }
    forms.push_back(std::move(form));
  }
  auto set = from(std::move(forms));
  if (!set) return std::unexpected(set.error().context(folder.string()));
  SAMEN_TRY(set->facts_, TextFacts::load(folder / "facts"));
  const int largest = set->programme_.largest_household;
  SAMEN_TRY(set->programme_, Programme::load(folder));
  set->programme_.largest_household = largest;
  return set;
}

int FormSet::find(std::string_view id) const {
  const auto found = std::ranges::find(forms_, id, &Form::id);
  return found == forms_.end() ? -1 : static_cast<int>(found - forms_.begin());
}

}  // namespace samen::forms
