// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/consents.hpp"

#include "base/say.hpp"
#include "domain/proposal_life.hpp"
#include "sync/matcher/explain/readiness.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/proposals.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using base::say_count;

namespace {

Result<domain::Record> household_of(Store& store, std::string_view label) {
  SAMEN_TRY(auto record, household_record(store, label));
  if (record && std::holds_alternative<domain::Household>(record->body)) return std::move(*record);
  return fail(Errc::not_found,
              say("no household has the label {}; the label stands on its card and in "
                  "proposals (H-7Q2)",
                  label));
}

bool is_shown(domain::ProposalState state) {
  return domain::waits_for_a_verdict(state) || state == domain::ProposalState::accepted;
}

Result<void> tell_cards(Store& store, const domain::Record& record) {
  SAMEN_TRY(const auto trace, trace_record(store, record.id));
  SAMEN_TRY(const auto about, proposals_about(store, record.id, trace));
  for (const auto& each : about) {
    SAMEN_TRY(auto proposal, find_proposal(store, each.id));
    if (!proposal || !is_shown(proposal->card.state)) continue;
    matcher::put_consents(proposal->card.cautions,
                          std::get<domain::Household>(record.body).consents_to_ask());
    SAMEN_CHECK(publish_changed_card(store, *proposal));
  }
  return {};
}

}  // namespace

Result<std::vector<AdultConsent>> consents_of(Store& store, std::string_view label) {
  SAMEN_TRY(const auto record, household_of(store, label));
  std::vector<AdultConsent> all;
  for (const auto& adult : std::get<domain::Household>(record.body).adults) {
    const bool given = all.empty() || !adult.consents.empty();  // the first is the household's
    all.push_back(given ? AdultConsent::given : AdultConsent::to_ask);
  }
  return all;
}

Result<void> note_consent(Store& store, std::string_view label, int adult) {
  SAMEN_TRY(auto record, household_of(store, label));
  auto& household = std::get<domain::Household>(record.body);
  const auto adults = static_cast<int>(household.adults.size());
  if (adult < 1 || adult > adults) {
    return fail(Errc::invalid_input,
                say_count(adults, "{1} has 1 adult; consent without --adult lists them",
                          "{1} has {0} adults; consent without --adult lists them", label));
  }
  auto& said = household.adults[static_cast<std::size_t>(adult - 1)].consents;
  if (adult == 1 || !said.empty()) {
    return fail(Errc::conflict,
                say("adult {} of {} has said yes already; nothing was changed", adult, label));
  }
  // The words that the first of them was asked with; by voice and in person, so in no language of
  // ours.
  for (const auto& first : household.consents) {
    if (first.purpose == domain::Purpose::service) {
      said.push_back({domain::Purpose::service, true, first.text_version, ""});
    }
  }
  SAMEN_CHECK(replace_sign_up(store, record));
  return tell_cards(store, record);
}

}  // namespace samen::server
