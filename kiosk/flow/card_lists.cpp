// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flow/card_lists.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <string>

#include "base/human_code.hpp"
#include "domain/proposal_life.hpp"
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

// More than any label; what is typed beyond it finds nothing anyway.
constexpr std::size_t kLongestSearch = 16;

// As codes are compared: capitals, no dashes and spaces, O and 0 alike.
template <class Text>
void fold_into(Text& out, std::string_view label) {
  for (const char& c : label) {
    if (c == '-' || c == ' ') continue;
    const int value = base::crockford_value(c);
    const char letter = value < 0 ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
                                  : base::kCrockford[static_cast<std::size_t>(value)];
    out.append(std::string_view(&letter, 1));
  }
}

struct Search {
  base::SecretText wanted;
  std::string label = {};  // used again and again: ten thousand cards make no garbage

  bool finds(std::string_view code) {
    label.clear();
    fold_into(label, code);
    return label.find(wanted.view()) != std::string::npos;
  }
  bool finds(const domain::ProposalCard& card) {
    return wanted.empty() || finds(card.household_label) || finds(card.group_label);
  }
};

bool passes(CardFilter filter, const domain::ProposalCard& card, domain::ProposalState state) {
  switch (filter) {
    case CardFilter::all:
      return true;
    case CardFilter::to_discuss:
      return !card.cautions.empty();
    case CardFilter::held:
      return state == domain::ProposalState::held;
  }
  return true;
}

// What was decided here last comes first, then what the matcher has changed last.
struct Settled {
  std::uint32_t card;
  std::size_t count;  // which decision of this kiosk; 0: not one of them
  std::int64_t updated_ms;
};

}  // namespace

CardLists list_cards(const Staff& staff) {
  CardLists lists;
  Search search;
  fold_into(search.wanted, staff.search.view());
  std::map<base::Uuid, const LocalDecision*> here;
  for (const LocalDecision& one : staff.decisions) here.emplace(one.decision.proposal, &one);
  std::vector<Settled> decided;
  for (std::uint32_t i = 0; i < staff.cards.size(); ++i) {
    const domain::ProposalCard& card = staff.cards[i];
    if (!search.finds(card)) continue;
    const auto found = here.find(card.proposal);
    const LocalDecision* local = found == here.end() ? nullptr : found->second;
    const domain::ProposalState state = state_of(card, local);
    if (!domain::waits_for_a_verdict(state)) {
      const auto count = local == nullptr ? 0 : local - staff.decisions.data() + 1;
      decided.push_back({i, static_cast<std::size_t>(count), card.updated_wall_ms});
      if (state == domain::ProposalState::accepted && card.work) lists.work.push_back(i);
    } else if (passes(staff.filter, card, state)) {
      lists.open.push_back(i);
    }
  }
  std::ranges::stable_sort(lists.open, std::ranges::greater{},
                           [&](std::uint32_t i) { return staff.cards[i].waiting_days; });
  std::ranges::stable_sort(lists.work, {},
                           [&](std::uint32_t i) { return staff.cards[i].work->next.due_ms; });
  std::ranges::stable_sort(decided, std::ranges::greater{},
                           [](const Settled& one) { return std::pair(one.count, one.updated_ms); });
  for (const Settled& one : decided) lists.decided.push_back(one.card);
  return lists;
}

// --- how the lists are narrowed

namespace {

bool narrow(Machine& m) {
  Staff& staff = m.state.staff;
  ++staff.narrowed;
  staff.lists = list_cards(staff);
  return true;
}

}  // namespace

bool on(Machine& m, const SearchOpened&) {
  return m.state.staff.tab != StaffTab::status && change(m.state.staff.searching, true);
}

bool on(Machine& m, const SearchClosed&) {
  return change(m.state.staff.searching, false);
}

bool on(Machine& m, const FilterChosen& tap) {
  return change(m.state.staff.filter, tap.filter) && narrow(m);
}

bool search_type(Machine& m, std::string_view text) {
  Staff& staff = m.state.staff;
  if (!staff.searching) return false;
  bool typed = false;
  for (const char& c : text) {
    const auto letter = static_cast<unsigned char>(c);
    const bool seen = letter > 0x20 && letter < 0x7F;  // codes are ASCII; nothing else finds one
    if (!seen || staff.search.size() == kLongestSearch) continue;
    staff.search.append({&c, 1});
    typed = true;
  }
  return typed && narrow(m);
}

bool search_backspace(Machine& m) {
  base::SecretText& search = m.state.staff.search;
  if (!m.state.staff.searching || search.empty()) return false;
  search.replace(search.size() - 1, 1, "");
  return narrow(m);
}

bool search_clear(Machine& m) {
  if (m.state.staff.search.empty()) return false;
  m.state.staff.search.clear();
  return narrow(m);
}

}  // namespace samen::flow
