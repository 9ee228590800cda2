// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/step_forms.hpp"

#include <algorithm>

#include "domain/proposal_life.hpp"
#include "sync/server/cases/dates.hpp"

namespace samen::server {

using domain::MatchEvent;
using domain::NextStep;

namespace {

// Which forms answer what is next, in this order.
struct Answers {
  NextStep step;
  std::vector<std::string_view> forms;
};
const std::vector<Answers>& answers() {
  static const std::vector<Answers> all = {
      {NextStep::ask_both, {"household", "group"}}, {NextStep::ask_group, {"group"}},
      {NextStep::ask_household, {"household"}},     {NextStep::introduce, {"introduce"}},
      {NextStep::plan_meeting, {"plan"}},           {NextStep::hear_of_meeting, {"meet", "cancel"}},
      {NextStep::ask_to_go_on, {"go_on"}},          {NextStep::check_in, {"check_in"}},
      {NextStep::call_both, {"check_in"}},          {NextStep::say_goodbye, {"end"}},
      {NextStep::closing_talk, {"close"}},
  };
  return all;
}

bool can_be_done(const CaseView& view, std::string_view act) {
  if (const auto verdict = domain::from_name<domain::Verdict>(act)) {
    const bool again =
        view.card().state == domain::ProposalState::held && *verdict == domain::Verdict::hold;
    return view.waits() && !again &&
           domain::find_move(view.card().state, domain::event_of(*verdict)) != nullptr;
  }
  const auto event = domain::from_name<MatchEvent>(act);
  if (!event || !view.work || !view.match) return false;
  // Who may not be introduced yet is told why, and not led to a refusal.
  if (*event == MatchEvent::introduce) return view.work->action.step == NextStep::introduce;
  return !domain::is_known(view.match->state, *event) &&
         domain::find_move(view.match->state, *event) != nullptr;
}

// One form on the page, with what was typed into it before.
class FormFiller {
 public:
  FormFiller(Frame& frame, const CaseView& view, const StepForm& form, const Mend* mend,
             ctemplate::TemplateDictionary& list)
      : frame_(frame),
        view_(view),
        form_(form),
        mend_(mend != nullptr && mend->form == form.name ? mend : nullptr),
        out_(list.AddSectionDictionary("EACH_FORM")->AddIncludeDictionary("FORM")) {
    out_->SetFilename("act.tpl");
    out_->AddIncludeDictionary("HIDDEN")->SetFilename("hidden.tpl");
  }

  void fold() {
    auto* folded = out_->AddSectionDictionary("FOLD");
    folded->SetValue("FOLD_WORDS", frame_.word("office.form." + std::string(form_.name)));
    if (mend_ != nullptr) folded->ShowSection("OPEN");
  }

  void fill(bool primary) {
    if (form_.help) {
      out_->AddSectionDictionary("HELP")->SetValue(
          "HELP_WORDS", frame_.word("office.help." + std::string(form_.name)));
    }
    for (const StepField field : form_.asks) ask(field);
    for (const auto act : form_.acts) {
      if (!can_be_done(view_, act)) continue;
      auto* button = out_->AddSectionDictionary("BUTTON");
      const auto event = domain::from_name<MatchEvent>(act);
      const bool ends = (event && (domain::is_a_no(*event) || *event == MatchEvent::rematch ||
                                   *event == MatchEvent::close)) ||
                        act == domain::name_of(domain::Verdict::decline);
      button->SetValue("LOOK", ends ? "danger" : primary ? "primary-action" : "secondary-action");
      primary = false;  // one button stands out
      button->SetValue("ACT", std::string(act));
      button->SetValue("BUTTON_WORDS", frame_.word("office.act." + key_of(act)));
    }
  }

 private:
  std::string id_of(std::string_view field) const {
    return std::string(form_.name) + "-" + std::string(field);
  }
  std::string value_of(std::string_view field, std::string usual = {}) const {
    return mend_ == nullptr ? std::move(usual) : std::string(field_of(mend_->typed, field));
  }
  ctemplate::TemplateDictionary* add_field(const std::string& kind, const std::string& name,
                                           const std::string& value) {
    auto* field = out_->AddSectionDictionary("FIELD")->AddSectionDictionary(kind);
    field->SetValue("ID", id_of(name));
    field->SetValue("NAME", name);
    field->SetValue("VALUE", value);
    field->SetValue("WORDS", frame_.word("office.field." + std::string(form_.name) + "." + name));
    if (mend_ != nullptr && mend_->field == name) field->ShowSection("WRONG");
    return field;
  }

  template <class E>
  void choices(const std::string& name, const std::string& prefix, bool pictures = false) {
    auto* field = add_field("CHOICES", name, {});
    const auto chosen = value_of(name);
    for (const auto word : domain::Vocabulary<E>::kNames) {
      auto* choice = field->AddSectionDictionary("CHOICE");
      choice->SetValue("CHOICE_ID", id_of(name) + "-" + std::string(word));
      choice->SetValue("CHOICE_VALUE", std::string(word));
      choice->SetValue("CHOICE_WORDS", frame_.word(prefix + key_of(word)));
      if (chosen == word) choice->ShowSection("CHOSEN");
      if (!pictures) continue;
      choice->AddSectionDictionary("CHOICE_PICTURE")->SetValue("PICTURE", std::string(word));
    }
  }

  void ask_afterwards(const std::string& side) {
    choices<domain::Afterwards>(side + "_then", "office.then.");
    add_field("DAY", side + "_until", value_of(side + "_until"));
  }

  void ask(StepField asked) {
    switch (asked) {
      case StepField::day: {
        // They met on the day that was planned, most of the time.
        const bool planned = form_.name == "meet" && view_.match && view_.match->meeting_ms &&
                             *view_.match->meeting_ms <= frame_.context().now_ms;
        add_field("DAY", "day",
                  value_of("day", planned ? date_in_words(*view_.match->meeting_ms) : ""));
        return;
      }
      case StepField::met:
        add_field("NUMBER", "met", value_of("met"));
        return;
      case StepField::mood:
        choices<domain::Mood>("mood", "mood.", true);
        return;
      case StepField::reason:
        choices<domain::EndReason>("reason", "office.reason.");
        return;
      case StepField::household_then:
        ask_afterwards("household");
        return;
      case StepField::group_then:
        ask_afterwards("group");
        return;
      case StepField::declined:
        choices<domain::DeclineReason>("reason", "decline.");
        return;
    }
  }

  Frame& frame_;
  const CaseView& view_;
  const StepForm& form_;
  const Mend* mend_;
  ctemplate::TemplateDictionary* out_;
};

std::vector<std::string_view> forms_for_now(const CaseView& view) {
  if (view.waits()) return {"accept", "decline"};
  if (!view.work) return {};
  const auto found = std::ranges::find(answers(), view.work->action.step, &Answers::step);
  return found == answers().end() ? std::vector<std::string_view>() : found->forms;
}

// Adults who have not said yes: one button each.
void fill_consents(Frame& frame, const CaseView& view, ctemplate::TemplateDictionary& list) {
  for (std::size_t i = 0; i < view.adults.size(); ++i) {
    if (view.adults[i] == AdultConsent::given) continue;
    auto* out = list.AddSectionDictionary("EACH_FORM")->AddIncludeDictionary("FORM");
    out->SetFilename("act.tpl");
    out->AddIncludeDictionary("HIDDEN")->SetFilename("hidden.tpl");
    auto* button = out->AddSectionDictionary("BUTTON");
    button->SetValue("LOOK", "primary-action");
    button->SetValue("ACT", "consent-" + std::to_string(i + 1));
    button->SetValue("BUTTON_WORDS", frame.word("office.act.consent",
                                                {{"adult", static_cast<std::int64_t>(i + 1)}}));
  }
}

}  // namespace

const std::vector<StepForm>& step_forms() {
  static const std::vector<StepForm> all = {
      {"accept", {"accept", "hold"}},
      {"decline", {"decline"}, {StepField::declined}, true},
      {"household", {"household-yes", "household-no"}, {}, true},
      {"group", {"group-yes", "group-no"}, {}, true},
      {"introduce", {"introduce"}, {}, true},
      {"plan", {"plan"}, {StepField::day}, true},
      {"meet", {"meet"}, {StepField::day}},
      {"cancel", {"cancel"}},
      {"go_on", {"go-on"}},
      {"check_in", {"check-in"}, {StepField::met, StepField::mood}, true},
      {"end", {"end"}, {}, true},
      {"close",
       {"close"},
       {StepField::reason, StepField::household_then, StepField::group_then},
       true},
      {"rematch",
       {"rematch"},
       {StepField::reason, StepField::household_then, StepField::group_then},
       true},
  };
  return all;
}

void fill_forms(Frame& frame, const CaseView& view, const Mend* mend) {
  auto& main = frame.main();
  auto* now = main.AddIncludeDictionary("NOW_FORMS");
  now->SetFilename("acts.tpl");
  fill_consents(frame, view, *now);
  const auto first = forms_for_now(view);
  ctemplate::TemplateDictionary* more = nullptr;
  for (const StepForm& form : step_forms()) {
    const auto possible = std::ranges::count_if(
        form.acts, [&](std::string_view act) { return can_be_done(view, act); });
    if (possible == 0) continue;
    if (std::ranges::find(first, form.name) != first.end()) {
      FormFiller filler(frame, view, form, mend, *now);
      if (form.name == "decline") filler.fold();
      filler.fill(form.name == first.front() || first.front() == "household");
      continue;
    }
    if (more == nullptr) {
      more = main.AddSectionDictionary("MORE")->AddIncludeDictionary("MORE_FORMS");
      more->SetFilename("acts.tpl");
    }
    FormFiller filler(frame, view, form, mend, *more);
    filler.fold();
    filler.fill(false);
  }
}

std::string key_of(std::string_view act) {
  std::string key(act);
  std::ranges::replace(key, '-', '_');
  return key;
}

}  // namespace samen::server
