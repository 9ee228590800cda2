// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <variant>

#include "base/number.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/decide.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/pages/case_page.hpp"

namespace samen::server {

using base::Errc;
using base::Result;
using domain::MatchEvent;

namespace {

// Nothing: done. A Mend: what the page asks to put right.
using Outcome = Result<std::optional<Mend>>;

constexpr int kMostTimes = 99;
constexpr std::string_view kConsent = "consent-";

// One posted form, read as a step of a match; what is missing in it is said, field by field.
class StepReader {
 public:
  StepReader(MatchEvent event, const FormFields& fields) : fields_(fields) {
    step.event = event;
    const auto name = domain::name_of(event);
    for (const auto& form : step_forms()) {
      if (std::ranges::find(form.acts, name) != form.acts.end()) form_ = &form;
    }
  }

  MatchStep step;
  AfterClosing after;

  std::string_view form() const { return form_ == nullptr ? std::string_view() : form_->name; }

  std::optional<Mend> read(std::int64_t now_ms) {
    if (form_ == nullptr) return std::nullopt;
    for (const StepField field : form_->asks) {
      if (auto wrong = read(field, now_ms)) return wrong;
    }
    return std::nullopt;
  }

  Mend wrong(std::string key, std::string field) const {
    return {std::move(key), std::string(form()), std::move(field), fields_};
  }

 private:
  std::string_view typed(std::string_view name) const { return field_of(fields_, name); }

  std::optional<Mend> read(StepField field, std::int64_t now_ms) {
    switch (field) {
      case StepField::day: {
        const auto day = parse_day(typed("day"));
        if (!day) return wrong(typed("day").empty() ? "day_missing" : "day_wrong", "day");
        step.day_ms = *day;
        return std::nullopt;
      }
      case StepField::met: {
        const auto met = base::parse_number<int>(typed("met"));
        if (!met || *met < 0 || *met > kMostTimes) return wrong("met", "met");
        step.met = *met;
        return std::nullopt;
      }
      case StepField::mood:
        step.mood = domain::from_name<domain::Mood>(typed("mood"));
        if (!step.mood) return wrong("mood", "mood");
        return std::nullopt;
      case StepField::reason:
        step.reason = domain::from_name<domain::EndReason>(typed("reason"));
        if (!step.reason) return wrong("reason", "reason");
        return std::nullopt;
      case StepField::household_then:
        return read_after("household", after.household, now_ms);
      case StepField::group_then:
        return read_after("group", after.group, now_ms);
      case StepField::declined:
        break;
    }
    return std::nullopt;
  }

  std::optional<Mend> read_after(const std::string& side, AfterEnd& end, std::int64_t now_ms) {
    const auto then = domain::from_name<domain::Afterwards>(typed(side + "_then"));
    if (!then) return wrong("then", side + "_then");
    end.what = *then;
    if (*then != domain::Afterwards::pause) return std::nullopt;
    const auto until = parse_day(typed(side + "_until"));
    if (!until || *until <= now_ms) return wrong("until", side + "_until");
    end.until_ms = *until;
    return std::nullopt;
  }

  const FormFields& fields_;
  const StepForm* form_ = nullptr;
};

Outcome take_step(Store& store, const PageContext& context, ProposalRow& proposal, MatchEvent event,
                  const FormFields& fields) {
  StepReader reader(event, fields);
  if (auto wrong = reader.read(store.now_ms())) return wrong;
  const auto taken = take_match_step(store, proposal, reader.step, reader.after);
  if (!taken) {
    const auto code = taken.error().code;
    if (code == Errc::conflict) return reader.wrong("changed", "");
    if (code != Errc::invalid_input) return std::unexpected(taken.error());
    if (event == MatchEvent::plan) return reader.wrong("day_over", "day");
    if (event == MatchEvent::meet) return reader.wrong("day_met", "day");
    return reader.wrong("until", "household_until");
  }
  SAMEN_CHECK(
      write_audit(store, context.viewer.actor(), "match",
                  proposal.card.household_label + " " + std::string(domain::name_of(event))));
  return std::nullopt;
}

Outcome decide(Store& store, const PageContext& context, ProposalRow& proposal,
               domain::Verdict verdict, const FormFields& fields) {
  domain::Decision decision{
      .proposal = proposal.card.proposal,
      .version = base::parse_number<int>(field_of(fields, "version")).value_or(0),
      .verdict = verdict,
      .reason = {}};
  if (verdict == domain::Verdict::decline) {
    decision.reason = domain::from_name<domain::DeclineReason>(field_of(fields, "reason"));
    if (!decision.reason) return Mend{"reason", "decline", "reason", fields};
  }
  const auto taken = decide_in_office(store, proposal, decision, context.viewer.actor());
  if (taken) return std::nullopt;
  if (taken.error().code != Errc::conflict) return std::unexpected(taken.error());
  return Mend{"changed", "", "", fields};
}

Outcome undo(Store& store, const PageContext& context, ProposalRow& proposal,
             const FormFields& fields) {
  SAMEN_TRY(const bool may, may_undo(store, context, proposal));
  if (!may) return Mend{"undo", "", "", fields};
  const auto done = undo_decision(store, proposal, context.viewer.actor());
  if (done) return std::nullopt;
  if (done.error().code != Errc::conflict) return std::unexpected(done.error());
  return Mend{"undo", "", "", fields};
}

Outcome note_yes(Store& store, const PageContext& context, const ProposalRow& proposal,
                 std::string_view adult, const FormFields& fields) {
  const auto& label = proposal.card.household_label;
  const auto noted = note_consent(store, label, base::parse_number<int>(adult).value_or(0));
  if (!noted) {
    const auto code = noted.error().code;
    if (code == Errc::conflict || code == Errc::invalid_input) {
      return Mend{"changed", "", "", fields};
    }
    return std::unexpected(noted.error());
  }
  SAMEN_CHECK(write_audit(store, context.viewer.actor(), "consent",
                          label + " adult " + std::string(adult)));
  return std::nullopt;
}

Outcome carry_out(Store& store, const PageContext& context, ProposalRow& proposal,
                  std::string_view act, const FormFields& fields) {
  if (const auto event = domain::from_name<MatchEvent>(act)) {
    return take_step(store, context, proposal, *event, fields);
  }
  if (const auto verdict = domain::from_name<domain::Verdict>(act)) {
    return decide(store, context, proposal, *verdict, fields);
  }
  if (act == "undo") return undo(store, context, proposal, fields);
  if (act.starts_with(kConsent)) {
    return note_yes(store, context, proposal, act.substr(kConsent.size()), fields);
  }
  return Mend{"changed", "", "", fields};
}

// Committed, or nothing has happened.
Outcome carry_out_whole(Store& store, const PageContext& context, std::string_view label,
                        std::string_view act, const FormFields& fields,
                        std::string& household_label) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(auto proposal, case_row(store, context.viewer, label));
  household_label = proposal.card.household_label;
  SAMEN_TRY(auto wrong, carry_out(store, context, proposal, act, fields));
  if (wrong) return wrong;
  SAMEN_CHECK(transaction.commit());
  return std::nullopt;
}

}  // namespace

Acted Pages::act(Store& store, const matcher::Policy& policy, const PageContext& context,
                 std::string_view label, const FormFields& fields) {
  const auto act = field_of(fields, "act");
  std::string household_label;
  const auto outcome = carry_out_whole(store, context, label, act, fields, household_label);
  if (!outcome) return {{}, failed_page(*parts_, context, outcome.error())};
  if (outcome->has_value()) {
    return {{}, case_page(*parts_, store, policy, context, label, {}, &**outcome)};
  }
  const std::string done(act.starts_with(kConsent) ? "consent" : act);
  return {"/case/" + household_label + "?done=" + done, {}};
}

}  // namespace samen::server
