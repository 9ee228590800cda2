// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flow/state.hpp"

#include <algorithm>
#include <array>

#include "domain/proposal_life.hpp"

namespace samen::flow {

std::string_view to_string(Overlay overlay) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "none",      "stop_confirm", "idle_warning",  "language_picker",
      "text_size", "who_sees",     "other_language"};
  return kNames[static_cast<std::size_t>(overlay)];
}

std::string_view to_string(Theme theme) {
  static constexpr std::array<std::string_view, 3> kNames = {"standard", "high_contrast", "dark"};
  return kNames[static_cast<std::size_t>(theme)];
}

std::string_view to_string(NotReady why) {
  static constexpr std::array<std::string_view, 5> kNames = {"none", "starting", "not_enrolled",
                                                             "storage_full", "damaged"};
  return kNames[static_cast<std::size_t>(why)];
}

const domain::ProposalCard* Staff::selected_card() const {
  if (!selected) return nullptr;
  const auto found = std::ranges::find(cards, *selected, &domain::ProposalCard::proposal);
  return found == cards.end() ? nullptr : &*found;
}

const std::vector<std::uint32_t>& Staff::listed(StaffTab under) const {
  static const std::vector<std::uint32_t> kNone;
  switch (under) {
    case StaffTab::proposals:
      return lists.open;
    case StaffTab::work:
      return lists.work;
    case StaffTab::decided:
      return lists.decided;
    case StaffTab::status:
      break;
  }
  return kNone;
}

const LocalDecision* Staff::decision_on(const base::Uuid& proposal) const {
  const auto found = std::ranges::find_if(
      decisions, [&](const LocalDecision& one) { return one.decision.proposal == proposal; });
  return found == decisions.end() ? nullptr : &*found;
}

domain::ProposalState state_of(const domain::ProposalCard& card, const LocalDecision* local) {
  if (local == nullptr) return card.state;
  const auto* move = domain::find_move(card.state, domain::event_of(local->decision.verdict));
  return move == nullptr ? card.state : move->to;  // loaded again, the card says it itself
}

const forms::Question* current_question(const State& state, const forms::FormSet& forms) {
  if (state.screen != Screen::question || state.session.form < 0) return nullptr;
  const auto at = static_cast<std::size_t>(state.session.current.question);
  return &forms.at(state.session.form).questions[at];
}

const forms::Value* current_value(const State& state) {
  return state.session.answers.find(state.session.current);
}

bool is_correcting(const State& state) {
  return state.returning.open && state.session.form >= 0;
}

bool can_change(const State& state, const forms::FormSet& forms, forms::Instance line) {
  if (!is_correcting(state)) return true;
  const auto& question =
      forms.at(state.session.form).questions[static_cast<std::size_t>(line.question)];
  return question.kind != forms::Kind::join_code && question.stop_on_no.empty();
}

std::optional<domain::OwnAnswer> own_answer(const Returning& returning) {
  using domain::OwnAnswer;
  using domain::Wish;
  if (returning.asked == Wish::yes) return OwnAnswer::yes;
  if (returning.asked == Wish::no) return OwnAnswer::no;
  if (returning.asked == Wish::unsure) return OwnAnswer::unsure;
  if (!returning.answer || !returning.answer->offer) return std::nullopt;
  return returning.answer->offer->own;
}

namespace {

// Of who is in a match: what is asked of them comes first. Only a matcher that takes such a word
// asks for it.
std::vector<domain::Wish> wishes_in_a_match(const Returning& returning) {
  using domain::OwnAnswer;
  using domain::Wish;
  std::vector<Wish> wishes;
  const auto own = own_answer(returning);
  if (returning.answer->offer) {
    if (own != OwnAnswer::yes) wishes.push_back(Wish::yes);
    if (own != OwnAnswer::no) wishes.push_back(Wish::no);
    if (!own) wishes.push_back(Wish::unsure);
  }
  if (returning.answer->check_in && returning.asked != Wish::check_in) {
    wishes.push_back(Wish::check_in);
  }
  wishes.push_back(Wish::read);
  const bool asked_to_talk = std::ranges::find(wishes, Wish::unsure) != wishes.end();
  if (!asked_to_talk) wishes.push_back(Wish::talk);
  wishes.insert(wishes.end(), {Wish::withdraw, Wish::erase});
  return wishes;
}

}  // namespace

std::vector<domain::Wish> wishes_of(const Returning& returning) {
  using domain::Standing;
  using domain::Wish;
  if (!returning.open || (returning.asked && !returning.slow)) return {};
  if (returning.asked == Wish::erase) return {};
  if (returning.asked == Wish::withdraw) return {Wish::erase};
  const Standing standing = returning.answer ? returning.answer->standing : Standing::unknown;
  switch (standing) {
    case Standing::erased:
      return {};
    case Standing::withdrawn:
      return {Wish::erase};
    case Standing::matched:
      return wishes_in_a_match(returning);
    case Standing::paused:
      return {Wish::read, Wish::talk, Wish::resume, Wish::withdraw, Wish::erase};
    case Standing::waiting:
    case Standing::proposed:
      return {Wish::read, Wish::talk, Wish::pause, Wish::withdraw, Wish::erase};
    case Standing::unknown:
      break;
  }
  return {Wish::pause, Wish::withdraw, Wish::erase};
}

bool takes_badge(const State& state) {
  return state.queue && state.queue->staff_badge;
}

bool can_decide(const State& state) {
  const auto* card = state.staff.selected_card();
  if (!state.staff.open || card == nullptr) return false;
  return domain::waits_for_a_verdict(state_of(*card, state.staff.decision_on(card->proposal)));
}

}  // namespace samen::flow
