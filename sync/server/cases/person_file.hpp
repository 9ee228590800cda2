// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/records.hpp"
#include "sync/server/cases/retention.hpp"
#include "sync/server/cases/roles.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/held_rows.hpp"
#include "sync/server/store/proposals.hpp"

// All that is held of one person, for whom it is about (GDPR, article 15).
namespace samen::server {

// Whose: a household, or one volunteer.
struct FileSubject {
  base::Uuid id;
  std::string label;    // H-..., V-..., else the reference of their receipt
  std::string receipt;  // the reference
  bool household = false;
  std::string centre;      // where they signed up
  std::string match = {};  // the label their newest proposal is found under; empty: none
};

// By label or reference, to the letter. Errc::not_found for nobody, permission for another centre's
// person.
base::Result<FileSubject> file_subject(Store& store, const Viewer& viewer, std::string_view label);

struct PersonFile {
  FileSubject subject;
  domain::Record record;               // what they told, as it is known now
  std::vector<HeldRows> held;          // in the order of the file
  std::vector<ProposalRow> proposals;  // with their cards, oldest first
  std::vector<AuditLine> acts;         // about them or their proposals, oldest first
  std::optional<AboutToGo> goes;       // nothing: not while they are in a match
};
base::Result<PersonFile> read_person_file(Store& store, const FileSubject& subject);

// A reason as why_not holds it; one without a key when it is none.
domain::Reason reason_from(std::string_view json);

// The labels of everybody in the two sides of a proposal, the household first.
base::Result<std::vector<std::string>> files_of(Store& store, const ProposalRow& proposal);

}  // namespace samen::server
