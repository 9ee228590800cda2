// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/match_life.hpp"
#include "domain/way_back.hpp"
#include "sync/server/store/store.hpp"

// What people said with their receipt about a match they are in. All that write expect a running
// transaction.
namespace samen::server {

struct SaidOnMatch {
  base::Uuid id;  // of the request
  base::Uuid record;
  std::int64_t at_ms = 0;  // in the person's own order
  domain::Wish wish = domain::Wish::yes;
  domain::MatchWord word;
};
// Behind the step that it made, if it made one.
base::Result<void> add_match_word(Store& store, const SaidOnMatch& said);

struct LastAnswer {
  domain::OwnAnswer answer = domain::OwnAnswer::unsure;
  std::int64_t at_ms = 0;
};
// What somebody answered to the offer last.
base::Result<std::optional<LastAnswer>> last_answer(Store& store, const base::Uuid& proposal,
                                                    const base::Uuid& record);

struct LastCheckIn {
  std::int64_t at_ms = 0;
  std::int64_t step = 0;  // the match's last one then
};
base::Result<std::optional<LastCheckIn>> last_check_in(Store& store, const base::Uuid& proposal,
                                                       const base::Uuid& record);
// How often they met since then, according to the check-ins of this side behind this step.
base::Result<std::int64_t> met_behind(Store& store, const base::Uuid& proposal,
                                      domain::SaidBy said_by, std::int64_t step,
                                      std::int64_t since_ms);

// Who said no to an offer with their receipt, and nothing else since; for staff.
struct SaidNo {
  std::string who;     // the label of a household or a group, or of who signed up alone
  std::string whom;    // the other side's
  std::string centre;  // of the household
  std::int64_t at_ms = 0;
  std::optional<domain::NoBecause> because = {};  // nothing: they did not say
};
base::Result<std::vector<SaidNo>> noes_since(Store& store, std::int64_t since_ms);  // newest first

base::Result<void> forget_match_words(Store& store, const base::Uuid& record);

}  // namespace samen::server
