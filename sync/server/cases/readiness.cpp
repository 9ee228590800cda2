// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/readiness.hpp"

#include <algorithm>

#include "sync/server/cases/publish.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/proposals.hpp"

namespace samen::server {

using base::Result;

namespace {

// The matching core writes the same two cautions, first of all.
void put_cautions(domain::ProposalCard& card, bool screened, bool trained) {
  std::erase_if(card.cautions, [](const auto& caution) {
    return caution.key == "caution.not_screened" || caution.key == "caution.not_trained";
  });
  if (!trained) card.cautions.insert(card.cautions.begin(), {"caution.not_trained", {}, 0});
  if (!screened) card.cautions.insert(card.cautions.begin(), {"caution.not_screened", {}, 0});
}

}  // namespace

Result<void> note_readiness(Store& store, std::string_view group_label, bool screened,
                            bool trained) {
  SAMEN_TRY(const auto code_text, group_with_label(store, group_label));
  SAMEN_TRY(const auto join_code, base::HumanCode::parse(code_text));
  SAMEN_CHECK(set_group_ready(store, join_code, screened, trained));
  SAMEN_TRY(auto proposal, open_proposal_of_group(store, join_code));
  if (!proposal) return {};
  const auto before = proposal->card.cautions;
  put_cautions(proposal->card, screened, trained);
  if (proposal->card.cautions == before) return {};
  ++proposal->card.version;
  proposal->card.updated_wall_ms = store.now_ms();
  SAMEN_CHECK(update_proposal(store, *proposal));
  return publish_card(store, *proposal);
}

}  // namespace samen::server
