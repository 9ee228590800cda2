// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/pair_row.hpp"

namespace samen::server {

ProposalRow pair_row(const WaitingHousehold& household, const matcher::PairExplanation& fits,
                     std::int64_t now_ms) {
  ProposalRow row;
  row.household = household.id;
  row.centre = household.centre;
  auto& card = row.card;
  card.household_label = household.label;
  card.adults = static_cast<int>(household.household.adults.size());
  card.children = household.household.children;
  card.waiting_days = days_waiting(household, now_ms);
  card.score = fits.terms.score;
  card.travel_minutes = fits.travel.minutes;
  card.travel_is_coarse = fits.travel.coarse;
  card.reasons = fits.reasons;
  card.cautions = fits.cautions;
  const auto& contact = household.household.contact;
  if (contact.channel == domain::ContactChannel::caseworker) card.through = contact.value;
  card.synthetic = household.synthetic;
  card.updated_wall_ms = now_ms;
  return row;
}

}  // namespace samen::server
