// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/human_code.hpp"
#include "domain/papers.hpp"
#include "sync/server/store/store.hpp"

// What staff have seen of each volunteer (domain/papers.hpp); it goes with the volunteer. All that
// write expect a running transaction.
namespace samen::server {

struct SeenPaper {
  domain::Paper paper = domain::Paper::conduct;
  std::optional<std::int64_t> day_ms = {};  // nothing: noted before days were
};
// In place of what was noted of this paper before. Errc::not_found for nobody.
base::Result<void> note_paper(Store& store, const base::Uuid& volunteer, const SeenPaper& seen);
base::Result<void> take_back_paper(Store& store, const base::Uuid& volunteer, domain::Paper paper);

// Of everybody of whom anything was seen.
using AllPapers = std::map<base::Uuid, std::vector<SeenPaper>>;
base::Result<AllPapers> all_papers(Store& store);

// A volunteer who takes part, and what was seen of them.
struct PaperHolder {
  base::Uuid id;
  std::string label;   // V-... of who signed up alone, else the reference of their receipt
  std::string group;   // its label; empty: in none
  std::string centre;  // where they signed up
  std::int64_t arrived_ms = 0;
  std::optional<std::int64_t> introduced_ms = {};  // of matched_holders()
  std::vector<SeenPaper> seen;
};
// By group and label, those without a group last.
base::Result<std::vector<PaperHolder>> all_holders(Store& store);
// The volunteer of this id; empty for who is none.
base::Result<std::vector<PaperHolder>> holder_with(Store& store, const base::Uuid& id);
// Everybody in this group now, who started it first.
base::Result<std::vector<PaperHolder>> holders_in(Store& store, const base::HumanCode& join_code);

// Those whose match was introduced and is not over.
base::Result<std::vector<PaperHolder>> matched_holders(Store& store);

}  // namespace samen::server
