// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/roles.hpp"

#include <algorithm>

#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

Slices Viewer::sees() const {
  const auto* row = std::ranges::find(kRoles, role, &RoleRow::role);
  return row == std::end(kRoles) ? Slices{} : row->sees;
}

std::string Viewer::actor() const {
  if (!account.empty()) return account;
  if (role == StaffRole::coordinator) return "operator";
  return std::string(domain::name_of(role)) + (centre.empty() ? "" : " of " + centre);
}

bool Shown::open_to(const Viewer& viewer) const {
  const auto common = slices & viewer.sees();
  return adapts ? !common.empty() : common == slices;
}

Result<void> may_see_centre(const Viewer& viewer, std::string_view name) {
  if (viewer.sees_centre(name)) return {};
  return fail(Errc::permission, say("that is another centre's than {}", viewer.centre));
}

}  // namespace samen::server
