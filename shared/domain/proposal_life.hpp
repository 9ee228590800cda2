// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/life_table.hpp"
#include "domain/vocabulary.hpp"

// The life of a proposal; the matcher makes its SQL from it.
namespace samen::domain {

enum class ProposalEvent : std::uint8_t {
  accept,  // a caseworker's verdicts, on the newest version of its card
  decline,
  hold,
  undo,         // the coordinator takes the last verdict back
  emptied,      // nobody is left in its group
  stood_aside,  // somebody in it wants no proposal now
  said_no,      // one of the two sides, when they were asked (match_life.hpp)
  ended,        // the match is over
};

using ProposalMove = base::Move<ProposalState, ProposalEvent>;

inline constexpr auto kProposalMoves = std::to_array<ProposalMove>({
    {ProposalState::proposed, ProposalEvent::accept, ProposalState::accepted},
    {ProposalState::proposed, ProposalEvent::decline, ProposalState::declined},
    {ProposalState::proposed, ProposalEvent::hold, ProposalState::held},
    {ProposalState::held, ProposalEvent::accept, ProposalState::accepted},
    {ProposalState::held, ProposalEvent::decline, ProposalState::declined},
    {ProposalState::held, ProposalEvent::hold, ProposalState::held},
    {ProposalState::held, ProposalEvent::undo, ProposalState::proposed},
    {ProposalState::accepted, ProposalEvent::undo, ProposalState::proposed},
    // Only while household and group are both still free.
    {ProposalState::declined, ProposalEvent::undo, ProposalState::proposed},
    {ProposalState::proposed, ProposalEvent::emptied, ProposalState::withdrawn},
    {ProposalState::held, ProposalEvent::emptied, ProposalState::withdrawn},
    {ProposalState::accepted, ProposalEvent::emptied, ProposalState::withdrawn},
    {ProposalState::proposed, ProposalEvent::stood_aside, ProposalState::withdrawn},
    {ProposalState::held, ProposalEvent::stood_aside, ProposalState::withdrawn},
    {ProposalState::accepted, ProposalEvent::said_no, ProposalState::declined},
    {ProposalState::accepted, ProposalEvent::ended, ProposalState::withdrawn},
});

// What a state means for the two that were brought together.
enum class CaseFate : std::uint8_t { proposed, matched, free };
struct ProposalStateRow {
  ProposalState state;
  CaseFate fate;
};
inline constexpr auto kProposalStates = std::to_array<ProposalStateRow>({
    {ProposalState::proposed, CaseFate::proposed},
    {ProposalState::held, CaseFate::proposed},
    {ProposalState::accepted, CaseFate::matched},
    {ProposalState::declined, CaseFate::free},
    {ProposalState::withdrawn, CaseFate::free},
});

static_assert(base::has_one_way_each(kProposalMoves));

// nullptr: the event comes too late.
constexpr const ProposalMove* find_move(ProposalState from, ProposalEvent event) {
  return base::find_move(kProposalMoves, from, event);
}

constexpr CaseFate fate_of(ProposalState state) {
  for (const auto& row : kProposalStates) {
    if (row.state == state) return row.fate;
  }
  return CaseFate::free;
}

constexpr bool waits_for_a_verdict(ProposalState state) {
  return find_move(state, ProposalEvent::accept) != nullptr;
}

constexpr ProposalEvent event_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::accept:
      return ProposalEvent::accept;
    case Verdict::decline:
      return ProposalEvent::decline;
    case Verdict::hold:
      break;
  }
  return ProposalEvent::hold;
}

}  // namespace samen::domain
