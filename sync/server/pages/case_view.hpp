// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sync/server/cases/consents.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/papers.hpp"
#include "sync/server/pages/page.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/match_words.hpp"
#include "sync/server/store/office_sign_ups.hpp"
#include "sync/server/store/proposals.hpp"

namespace samen::server {

// What staff may know of one case, read at once. No name and no number is in it.
struct CaseView {
  ProposalRow proposal;
  std::string centre;
  std::optional<MatchRow> match;      // once it was accepted
  std::optional<WorkItem> work;       // while it is open
  std::optional<GroupPapers> papers;  // when they are what is next
  std::vector<AdultConsent> adults;   // likewise
  std::vector<WrittenStep> steps;
  std::vector<AuditLine> acts;
  std::optional<LastAnswer> household_said;  // with the receipt
  std::optional<LastAnswer> group_said;
  // Of those who signed up at the office: by label, and how they had said yes.
  std::vector<std::pair<std::string, OfficeOrigin>> at_office;

  const domain::ProposalCard& card() const { return proposal.card; }
  bool waits() const;  // for a caseworker's word
};

// Errc::not_found for an unknown label, permission for who may not see it.
base::Result<ProposalRow> case_row(Store& store, const Viewer& viewer, std::string_view label);
base::Result<CaseView> read_case(Store& store, const matcher::Policy& policy, const Viewer& viewer,
                                 std::string_view label);

// The coordinator may take every verdict back, somebody else their own for an hour.
base::Result<bool> may_undo(Store& store, const PageContext& context, const ProposalRow& proposal);

}  // namespace samen::server
