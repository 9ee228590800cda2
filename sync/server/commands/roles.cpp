// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/roles.hpp"

#include <algorithm>

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

Slices slices_of(StaffRole role) {
  const auto* row = std::ranges::find(kRoles, role, &RoleRow::role);
  return row == std::end(kRoles) ? Slices{} : row->sees;
}

}  // namespace

bool Viewer::sees(Slice slice) const {
  return slices_of(role).has(slice);
}

std::string Viewer::actor() const {
  if (role == StaffRole::coordinator) return "operator";
  return std::string(domain::name_of(role)) + (centre.empty() ? "" : " of " + centre);
}

Result<void> may_run(const Viewer& viewer, std::string_view command) {
  if (viewer.role == StaffRole::coordinator) return {};
  const auto* row = std::ranges::find(kCommands, command, &CommandRow::command);
  if (row != std::end(kCommands)) {
    const auto common = row->shows & slices_of(viewer.role);
    if (row->adapts ? !common.empty() : common == row->shows) return {};
  }
  return fail(Errc::permission,
              std::string(command) + " is not for a " + std::string(domain::name_of(viewer.role)));
}

Result<void> may_see_centre(const Viewer& viewer, std::string_view name) {
  if (viewer.sees_centre(name)) return {};
  return fail(Errc::permission, "that is another centre's than " + viewer.centre);
}

}  // namespace samen::server
