// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/other_side.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace samen::server {
namespace {

using domain::OtherSide;
using domain::Reason;

// Nobody learns from an offer that somebody looks for a doctor.
constexpr domain::SetOf<domain::Goal> kGoalsUnseen{domain::Goal::health_system};

// The first few values that the reason names; of other vocabularies nothing.
template <class E>
domain::SetOf<E> values_in(const Reason& reason, domain::SetOf<E> unseen = {}) {
  const std::string prefix = std::string(domain::Vocabulary<E>::kPrefix) + ".";
  domain::SetOf<E> out;
  for (const auto& argument : reason.arguments) {
    for (const std::string_view term : argument.terms) {
      if (!term.starts_with(prefix) || out.size() == domain::kMostShared) continue;
      const auto value = domain::from_name<E>(term.substr(prefix.size()));
      if (value && !unseen.has(*value)) out.add(*value);
    }
  }
  return out;
}

// Which reasons of a card people see, and what of each. Whatever is not here they never see: needs,
// ages, work, children's ages, how long somebody waits, cautions, scores.
struct Seen {
  std::string_view reason;
  void (*show)(const Reason&, OtherSide&);
};
constexpr Seen kSeen[] = {
    {"reason.languages",
     [](const Reason& reason, OtherSide& out) {
       out.languages = values_in<domain::Language>(reason);
     }},
    {"reason.goals_covered",
     [](const Reason& reason, OtherSide& out) {
       out.goals = values_in<domain::Goal>(reason, kGoalsUnseen);
     }},
    {"reason.interests",
     [](const Reason& reason, OtherSide& out) {
       out.interests = values_in<domain::Interest>(reason);
     }},
    {"reason.shared_times",
     [](const Reason& reason, OtherSide& out) {
       for (const auto& argument : reason.arguments) {
         if (argument.name == "count") out.times = static_cast<int>(argument.number);
       }
     }},
};

// Rounded up, so that a few streets more or less tell nobody an address.
int about(int minutes) {
  constexpr int kStep = 5;
  return std::max(1, (minutes + kStep - 1) / kStep) * kStep;
}

}  // namespace

OtherSide other_side(const domain::ProposalCard& card, Side viewer) {
  OtherSide out;
  if (viewer == Side::household) {
    out.members = card.group_size;
  } else {
    out.adults = card.adults;
    out.children = static_cast<int>(card.children.size());
  }
  out.minutes = about(card.travel_minutes);
  for (const auto& reason : card.reasons) {
    for (const Seen& seen : kSeen) {
      if (seen.reason == reason.key) seen.show(reason, out);
    }
  }
  return out;
}

}  // namespace samen::server
