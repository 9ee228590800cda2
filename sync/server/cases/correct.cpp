// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/correct.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/server/cases/stand_aside.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using domain::Body;
using domain::Outcome;

namespace {

// A yes that staff heard from an adult stays theirs, as long as nothing else about them is new.
void keep_consents(domain::Household& told, const domain::Household& before) {
  const std::size_t both = std::min(told.adults.size(), before.adults.size());
  for (std::size_t i = 1; i < both; ++i) {
    domain::Adult same = before.adults[i];
    same.consents.clear();
    if (told.adults[i] == same) told.adults[i].consents = before.adults[i].consents;
  }
}

// What no form asks: which group it is.
void keep_what_is_not_asked(Body& told, const Body& before) {
  if (auto* household = std::get_if<domain::Household>(&told)) {
    keep_consents(*household, std::get<domain::Household>(before));
  }
  if (auto* start = std::get_if<domain::GroupStart>(&told)) {
    start->join_code = std::get<domain::GroupStart>(before).join_code;
  }
  if (auto* member = std::get_if<domain::GroupMember>(&told)) {
    member->join_code = std::get<domain::GroupMember>(before).join_code;
  }
}

// Without what no proposal is made of. Through whom a household is reached stands on its card.
Body facts_of(Body body) {
  if (auto* household = std::get_if<domain::Household>(&body)) {
    household->name = {};
    if (household->contact.channel != domain::ContactChannel::caseworker) household->contact = {};
  }
  if (auto* volunteer = volunteer_of(body)) {
    volunteer->name = {};
    volunteer->contact = {};
  }
  return body;
}

}  // namespace

Result<Outcome> correct(Store& store, const base::Uuid& record, domain::Record told) {
  SAMEN_TRY(const auto before, find_sign_up(store, record));
  if (!before) return fail(Errc::internal, say("a receipt without its record"));
  if (told.form != before->form || told.form_version < before->form_version) {
    return Outcome::refused;
  }
  told.id = before->id;
  told.receipt = before->receipt;
  told.way_back = before->way_back;
  told.correction.reset();
  keep_what_is_not_asked(told.body, before->body);
  SAMEN_CHECK(replace_sign_up(store, told));
  SAMEN_CHECK(empty_envelope(store, record));
  SAMEN_CHECK(write_audit(store, "receipt", "correct", record.str()));
  if (facts_of(told.body) == facts_of(before->body)) return Outcome::done;
  SAMEN_CHECK(told_anew(store, record));
  return Outcome::done;
}

}  // namespace samen::server
