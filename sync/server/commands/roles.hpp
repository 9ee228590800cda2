// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "domain/vocabulary.hpp"

// Who may see what of the commands, as one table. `samen-matcher --as ROLE` is what an organisation
// lets somebody run (operating.md); without it a command runs as the coordinator, to whom the
// folder belongs.
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
  keeping    // everything that keeps the matcher: its keys, copies, rounds, erasing
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

// A command shows slices: to whom all of them belong it is open. One that adapts shows each its own
// part and is open to whom any of them belongs. One that is not here is the coordinator's.
struct CommandRow {
  std::string_view command;
  Slices shows;
  bool adapts = false;
};
inline constexpr CommandRow kCommands[] = {
    {"matches", {Slice::figures, Slice::papers, Slice::cases, Slice::words}, true},
    {"match", {Slice::cases}},
    {"contacts", {Slice::contacts}},
    {"talk", {Slice::words}},
    {"papers", {Slice::papers}},
    {"status", {Slice::figures}},
    {"audit", {Slice::chain}},
};

// For whom a command runs.
struct Viewer {
  StaffRole role = StaffRole::coordinator;
  std::string centre = {};  // only this one's; empty: all
  bool sees(Slice slice) const;
  bool sees_centre(std::string_view name) const { return centre.empty() || centre == name; }
  std::string actor() const;  // for the audit: "operator", "caseworker of De Linde"
};

// Errc::permission with the role's name.
base::Result<void> may_run(const Viewer& viewer, std::string_view command);
base::Result<void> may_see_centre(const Viewer& viewer, std::string_view name);

}  // namespace samen::server
