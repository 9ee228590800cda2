// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/person_file.hpp"

#include <algorithm>
#include <iterator>

#include "base/say.hpp"
#include "sync/server/cases/log_reading.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/papers.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kLongestName = 64;

// What else than a label stands in the audit about a look at somebody's contacts: the household's,
// under which the whole match is looked at.
constexpr std::string_view kLooks[] = {"contacts", "look", "look_sheet", "look_calendar"};

// Under the other side's label stands what was done with them, beside looks at the match.
bool is_about_others(const PersonFile& file, const AuditLine& act) {
  const bool looked = std::ranges::find(kLooks, act.action) != std::end(kLooks);
  return std::ranges::any_of(file.proposals, [&](const ProposalRow& proposal) {
    const auto& card = proposal.card;
    if (file.subject.household) return !looked && act.subject.starts_with(card.group_label);
    return act.subject.starts_with(card.household_label) &&
           (!looked || act.at_ms < proposal.made_ms);
  });
}

// One walk through the chain, which is long.
Result<std::vector<AuditLine>> acts_about(Store& store, const PersonFile& file) {
  const auto& subject = file.subject;
  std::vector<std::string> subjects = {subject.label, subject.receipt, subject.id.str()};
  for (const auto& proposal : file.proposals) {
    subjects.push_back(proposal.card.proposal.str());
    subjects.push_back(proposal.card.household_label);
    subjects.push_back(proposal.card.group_label);
  }
  SAMEN_TRY(auto acts, audit_about(store, 0, subjects));
  std::erase_if(acts, [&file](const AuditLine& act) { return is_about_others(file, act); });
  return acts;
}

}  // namespace

Result<FileSubject> file_subject(Store& store, const Viewer& viewer, std::string_view label) {
  const auto nobody = [] {
    return fail(Errc::not_found, say("nothing here has that label, reference or id"));
  };
  if (label.empty() || label.size() > kLongestName || base::Uuid::parse(label)) return nobody();
  SAMEN_TRY(const auto id, find_record(store, label));
  if (!id) return nobody();
  SAMEN_TRY(const auto held, rows_held_of(store, *id));
  FileSubject subject{.id = *id, .label = {}, .receipt = {}, .centre = {}};
  for (const auto& table : held) {
    const auto& name = table.table->name;
    subject.household = subject.household || (name == "household" && !table.rows.empty());
    if (table.rows.empty()) continue;
    for (const auto& value : table.rows.front()) {
      const auto& column = value.column->name;
      if (name == "household" || name == "volunteer") {
        if (column == "receipt") subject.receipt = value.text;
        if (column == "centre") subject.centre = value.text;
      }
      if ((name == "household" || name == "single_volunteer") && column == "label") {
        subject.label = value.text;
      }
    }
  }
  if (subject.receipt.empty()) return nobody();  // an envelope that is no sign-up
  if (subject.label.empty()) subject.label = subject.receipt;
  if (label != subject.label && label != subject.receipt) return nobody();
  SAMEN_CHECK(may_see_centre(viewer, subject.centre));
  SAMEN_TRY(const auto proposals, proposals_held_of(store, *id));
  if (proposals.empty()) return subject;
  SAMEN_TRY(const auto newest, find_proposal(store, proposals.back()));
  if (newest) subject.match = newest->card.household_label;
  return subject;
}

Result<PersonFile> read_person_file(Store& store, const FileSubject& subject) {
  PersonFile file;
  file.subject = subject;
  SAMEN_TRY(auto record, find_sign_up(store, subject.id));
  if (!record) return fail(Errc::not_found, say("nothing here has that label, reference or id"));
  file.record = std::move(*record);
  SAMEN_TRY(file.held, rows_held_of(store, subject.id));
  SAMEN_TRY(const auto proposals, proposals_held_of(store, subject.id));
  for (const auto& id : proposals) {
    SAMEN_TRY(auto proposal, find_proposal(store, id));
    if (proposal) file.proposals.push_back(std::move(*proposal));
  }
  SAMEN_TRY(file.acts, acts_about(store, file));
  SAMEN_TRY(file.goes, goes_when(store, subject.id));
  return file;
}

domain::Reason reason_from(std::string_view json) {
  return reason_of(read_log(json));
}

Result<std::vector<std::string>> files_of(Store& store, const ProposalRow& proposal) {
  std::vector<std::string> labels = {proposal.card.household_label};
  SAMEN_TRY(const auto members, holders_in(store, proposal.join_code));
  for (const auto& member : members) labels.push_back(member.label);
  return labels;
}

}  // namespace samen::server
