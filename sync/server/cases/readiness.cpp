// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/readiness.hpp"

#include "sync/matcher/explain/readiness.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/singles.hpp"

namespace samen::server {

using base::Result;

Result<void> note_readiness(Store& store, std::string_view label, bool screened, bool trained) {
  std::optional<base::HumanCode> join_code;
  if (label.starts_with("V-")) {
    SAMEN_TRY(const auto id, single_with_label(store, label));
    SAMEN_CHECK(set_single_ready(store, id, screened, trained));
    SAMEN_TRY(join_code, placed_in(store, id));
  } else {
    SAMEN_TRY(const auto code_text, group_with_label(store, label));
    SAMEN_TRY(join_code, base::HumanCode::parse(code_text));
    SAMEN_CHECK(set_group_ready(store, *join_code, screened, trained));
    SAMEN_TRY(const auto placed, placed_singles(store, *join_code));
    for (const auto& single : placed) {
      SAMEN_CHECK(set_single_ready(store, single.id, screened, trained));
    }
  }
  if (!join_code) return {};
  SAMEN_TRY(auto proposal, open_proposal_of_group(store, *join_code));
  if (!proposal) return {};
  SAMEN_TRY(const auto ready, readiness_of(store, *join_code));
  const auto before = proposal->card.cautions;
  matcher::put_readiness(proposal->card.cautions, ready.screened, ready.trained);
  if (proposal->card.cautions == before) return {};
  return publish_changed_card(store, *proposal);
}

}  // namespace samen::server
