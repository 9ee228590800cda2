// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "domain/vocabulary.hpp"

// Who may see what of commands and of the office, as one table. `samen-matcher --as ROLE` is what
// an organisation lets somebody run (operating.md); without it a command runs as the coordinator,
// to whom the folder belongs. In the office the role is the account's.
namespace samen::domain {

enum class StaffRole : std::uint8_t { coordinator, caseworker, screener, auditor, researcher };
SAMEN_VOCABULARY(StaffRole, "staff_role", "coordinator", "caseworker", "screener", "auditor",
                 "researcher");

// What can be seen, from least to most about people.
enum class Slice : std::uint8_t {
  figures,   // sums, kiosks, copies: nobody in particular
  chain,     // the audit: labels, hashes, acts
  papers,    // which volunteer has which paper, by label or reference
  cases,     // households and groups by label, and what is to be done for them
  words,     // what people told staff in private: why a no, about what they want to talk
  contacts,  // names and numbers
  keeping    // everything that keeps the matcher: its keys, copies, rounds, erasing, accounts
};
SAMEN_VOCABULARY(Slice, "slice", "figures", "chain", "papers", "cases", "words", "contacts",
                 "keeping");

}  // namespace samen::domain

namespace samen::server {

using domain::Slice;
using domain::StaffRole;
using Slices = domain::SetOf<Slice>;

struct RoleRow {
  StaffRole role;
  Slices sees;
};
inline constexpr RoleRow kRoles[] = {
    {StaffRole::coordinator,
     {Slice::figures, Slice::chain, Slice::papers, Slice::cases, Slice::words, Slice::contacts,
      Slice::keeping}},
    {StaffRole::caseworker, {Slice::figures, Slice::cases, Slice::words, Slice::contacts}},
    {StaffRole::screener, {Slice::papers}},
    {StaffRole::auditor, {Slice::figures, Slice::chain}},
    {StaffRole::researcher, {Slice::figures}},
};

// For whom something is shown or done.
struct Viewer {
  StaffRole role = StaffRole::coordinator;
  std::string centre = {};   // only this one's; empty: all
  std::string account = {};  // of the office, as audited: "office:anna"; empty: a command
  Slices sees() const;
  bool sees(Slice slice) const { return sees().has(slice); }
  bool sees_centre(std::string_view name) const { return centre.empty() || centre == name; }
  std::string actor() const;  // for the audit: the account, "operator", "caseworker of De Linde"
};

// Of what is shown somebody has to see all of it, or (`adapts`) some of it and is shown no more.
struct Shown {
  Slices slices;
  bool adapts = false;
  bool open_to(const Viewer& viewer) const;
};

// Errc::permission.
base::Result<void> may_see_centre(const Viewer& viewer, std::string_view name);

}  // namespace samen::server
