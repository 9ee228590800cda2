// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/meeting_entry.hpp"
#include "sync/server/pages/case_view.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

Result<std::string> Pages::calendar(Store& store, const PageContext& context,
                                    std::string_view label) {
  SAMEN_TRY(const auto proposal, case_row(store, context.viewer, label));
  SAMEN_TRY(const auto match, find_match(store, proposal.card.proposal));
  const bool planned = match && proposal.card.state == domain::ProposalState::accepted &&
                       match->state == domain::MatchState::planned && match->meeting_ms;
  if (!planned) return fail(Errc::not_found, "no meeting is planned");
  const auto& texts = parts_->texts;
  const auto language = texts.language(context.language);
  return calendar_of({.match = proposal.card.proposal,
                      .noted_ms = match->since_ms,
                      .day_ms = *match->meeting_ms,
                      .title = texts.word(language, "office.calendar.subject")});
}

}  // namespace samen::server
