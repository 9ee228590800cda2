// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/sign_up_desk.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "forms/plan.hpp"

namespace samen::server {

using base::Result;
using forms::Instance;

namespace {

const forms::Question& question_at(const forms::Form& form, const Instance& instance) {
  return form.questions[static_cast<std::size_t>(instance.question)];
}

bool is_consent(const forms::Form& form, const Instance& instance) {
  return question_at(form, instance).kind == forms::Kind::consent;
}

void forget_consents(const forms::Form& form, forms::Answers& answers) {
  for (const auto& instance : forms::whole_plan(form, answers)) {
    if (is_consent(form, instance)) answers.erase(instance);
  }
}

// A "no" after which nothing can be stored: the words that a kiosk ends with.
std::optional<forms::FieldError> end_of(const forms::Form& form, const forms::Answers& answers,
                                        const Instance& instance) {
  const auto& question = question_at(form, instance);
  const auto* yes = std::get_if<bool>(&forms::answer_to(form, answers, instance));
  if (question.stop_on_no.empty() || yes == nullptr || *yes) return std::nullopt;
  return forms::FieldError{question.stop_on_no + ".text", {}};
}

}  // namespace

SignUpDraft* SignUpDesk::of(const std::string& session) {
  drop_old();
  const auto found = drafts_.find(session);
  if (found == drafts_.end()) return nullptr;
  found->second.used_ms = means_.clock->wall_ms();
  return &found->second;
}

SignUpDraft* SignUpDesk::begin(const std::string& session, SignUpStart start,
                               const base::Uuid& id) {
  drop_old();
  if (!drafts_.contains(session) && drafts_.size() >= kMostDrafts) return nullptr;
  drop(session);
  auto& draft = drafts_[session];
  draft.start = std::move(start);
  draft.id = id;
  draft.used_ms = means_.clock->wall_ms();
  return &draft;
}

void SignUpDesk::drop(const std::string& session) {
  drafts_.erase(session);
  std::erase_if(handed_, [&](const auto& each) { return each.second == session; });
}

void SignUpDesk::drop_old() {
  const auto now = means_.clock->wall_ms();
  std::erase_if(drafts_, [now](const auto& each) {
    return now < each.second.used_ms || now - each.second.used_ms >= kKeptMs;
  });
  std::erase_if(handed_, [this](const auto& each) { return !drafts_.contains(each.second); });
}

bool SignUpDesk::check(SignUpDraft& draft, forms::Answers answers,
                       std::vector<forms::Problem> unread) const {
  const auto& form = form_of(draft);
  draft.answers = std::move(answers);
  draft.problems = std::move(unread);
  const auto named = [&](const Instance& instance) {
    return std::ranges::find(draft.problems, instance, &forms::Problem::instance) !=
           draft.problems.end();
  };
  for (const auto& instance : forms::plan(form, draft.answers)) {
    if (is_consent(form, instance) || named(instance)) continue;
    auto wrong = forms::validate(form, draft.answers, instance);
    if (!wrong) wrong = end_of(form, draft.answers, instance);
    if (wrong) draft.problems.push_back({instance, std::move(*wrong)});
  }
  std::ranges::stable_sort(draft.problems, {}, &forms::Problem::instance);
  draft.stage = draft.problems.empty() ? SignUpStage::checked : SignUpStage::filling;
  return draft.problems.empty();
}

bool SignUpDesk::hand_over(const std::string& session, const std::string& token) {
  auto* draft = of(session);
  if (draft == nullptr || draft->stage != SignUpStage::checked) return false;
  forget_consents(form_of(*draft), draft->answers);
  draft->stage = SignUpStage::asking;
  draft->read_in = draft->start.language;
  handed_[token] = session;
  return true;
}

std::optional<SignUpDesk::Handed> SignUpDesk::handed(const std::string& token) {
  drop_old();
  const auto found = handed_.find(token);
  if (found == handed_.end()) return std::nullopt;
  auto* draft = of(found->second);
  if (draft == nullptr) return std::nullopt;
  return Handed{found->second, draft};
}

void SignUpDesk::take_back(const std::string& token) {
  const auto back = handed(token);
  if (!back) return;
  handed_.erase(token);
  auto& draft = *back->draft;
  if (draft.stage != SignUpStage::asking && draft.stage != SignUpStage::failed) return;
  forget_consents(form_of(draft), draft.answers);
  draft.ready.reset();
  draft.stage = SignUpStage::checked;
}

std::optional<Instance> SignUpDesk::asked(const SignUpDraft& draft) const {
  if (draft.stage != SignUpStage::asking) return std::nullopt;
  const auto& form = form_of(draft);
  for (const auto& instance : forms::plan(form, draft.answers)) {
    if (is_consent(form, instance) && !draft.answers.seen(instance)) return instance;
  }
  return std::nullopt;
}

void SignUpDesk::take_consent(Store& store, SignUpDraft& draft, forms::ConsentAnswer said) const {
  const auto instance = asked(draft);
  if (!instance) return;
  const auto& form = form_of(draft);
  const auto& question = question_at(form, *instance);
  for (const auto& purpose : question.purposes) {
    auto& mark = said.mark[static_cast<std::size_t>(purpose.purpose)];
    mark.language = draft.read_in;
    mark.text_version = purpose.text_version;
  }
  const bool first = instance->adult < 0;
  if (first && !said.given(domain::Purpose::service)) {
    draft.answers.clear();
    draft.stage = SignUpStage::refused;
    return;
  }
  if (!first && said.otherwise == forms::NotGiven::no) {
    draft.answers.leave_out(form, instance->adult);
  } else {
    draft.answers.set(*instance, std::move(said));
  }
  if (!asked(draft)) finish(store, draft);
}

void SignUpDesk::store_again(Store& store, SignUpDraft& draft) const {
  if (draft.stage == SignUpStage::failed) finish(store, draft);
}

void SignUpDesk::finish(Store& store, SignUpDraft& draft) const {
  const auto done = put(store, draft);
  if (!done) base::log(base::LogLevel::warning, "sign_up_failed", {{"code", done.error().code}});
  draft.stage = done ? SignUpStage::stored : SignUpStage::failed;
}

Result<void> SignUpDesk::put(Store& store, SignUpDraft& draft) const {
  const auto& start = draft.start;
  if (!draft.ready) {
    SAMEN_TRY(draft.ready, ready_sign_up(store, draft.id, form_of(draft), draft.answers,
                                         start.language, means_.cost));
  }
  const auto now = store.now_ms();
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY([[maybe_unused]] const auto taken,
            take_office_sign_up(store, draft.ready->record,
                                {.centre = start.centre,
                                 .since_ms = now,
                                 .actor = start.actor,
                                 .consent = {domain::ConsentHow::screen, now}},
                                means_.policy));
  SAMEN_CHECK(transaction.commit());
  draft.receipt = receipt_of(*draft.ready);
  draft.ready.reset();
  draft.answers.clear();
  return {};
}

}  // namespace samen::server
