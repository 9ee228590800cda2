// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "domain/match_word.hpp"
#include "domain/values.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/roles.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// Every open match with its next action, the day by which and whose it is, and papers that run out;
// then how many met often, who pauses, who said no lately and why, and why matches ended in the
// last year.
// To each what belongs to them.
base::Result<void> print_matches(Store& store, std::ostream& out, const Viewer& viewer = {});
base::Result<void> print_matches_json(Store& store, std::ostream& out, const Viewer& viewer = {});

// "introduce them, by 2026-12-31 (caseworker of De Linde)".
std::string next_action_in_words(const WorkItem& item, std::int64_t now_ms);

// In English, as programs read it; base::translated() where people do.
std::string_view because_in_words(std::optional<domain::NoBecause> because);

// "H-7Q2  Amal, through De Linde": whose, name and how they are reached, on one line without its
// end.
void print_contact(std::string_view whose, const base::SecretText& name,
                   const domain::Contact& contact, std::ostream& out);

}  // namespace samen::server
