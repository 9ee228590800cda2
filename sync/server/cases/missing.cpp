// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/missing.hpp"

#include <algorithm>

#include "sync/server/cases/log_reading.hpp"
#include "sync/server/cases/report.hpp"
#include "sync/server/store/round_logs.hpp"

namespace samen::server {

using base::Result;
using nlohmann::json;

namespace {

std::vector<std::string> strings_in(const json& from, const char* name) {
  std::vector<std::string> texts;
  for (const auto& one : server::part(from, name)) {
    if (one.is_string()) texts.push_back(one.get<std::string>());
  }
  return texts;
}

// Nothing for a kind that this program does not know.
std::optional<MissingCard> card_of(const json& entry) {
  const auto& names = matcher::kShortageNames;
  const auto kind = std::ranges::find(names, server::text(entry, "kind"));
  if (kind == names.end()) return std::nullopt;
  MissingCard card;
  card.who.kind = static_cast<matcher::ShortageKind>(kind - names.begin());
  card.who.languages = strings_in(entry, "languages");
  card.who.times = server::text(entry, "times");
  card.who.women_only = server::part(entry, "women_only") == json(true);
  card.who.area = static_cast<int>(server::number(entry, "area"));
  card.who.needed = static_cast<int>(server::number(entry, "needed"));
  card.who.unlocked = static_cast<int>(server::number(entry, "unlocked"));
  card.who.households = strings_in(entry, "households");
  card.may_be_told = static_cast<std::int64_t>(card.who.households.size()) >= kSmallestShown;
  return card;
}

}  // namespace

Result<std::optional<Missing>> read_missing(Store& store, std::optional<std::int64_t> round) {
  SAMEN_TRY(const auto stored, find_round(store, round));
  if (!stored) return std::nullopt;
  const auto log = read_log_facts(stored->log_json);
  Missing missing;
  missing.round = stored->id;
  missing.made_ms = stored->made_ms;
  missing.not_yet = server::number(log, "not_yet");
  missing.cut = server::number(server::part(log, "cut"), "shortages") > 0;
  for (const auto& entry : server::part(log, "shortages")) {
    if (auto card = card_of(entry)) missing.cards.push_back(std::move(*card));
  }
  return missing;
}

}  // namespace samen::server
