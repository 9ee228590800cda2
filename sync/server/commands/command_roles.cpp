// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/command_roles.hpp"

#include <algorithm>
#include <string>

#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

Result<void> may_run(const Viewer& viewer, std::string_view command) {
  if (viewer.role == StaffRole::coordinator) return {};
  const auto* row = std::ranges::find(kCommands, command, &CommandRow::command);
  if (row != std::end(kCommands) && row->shows.open_to(viewer)) return {};
  return fail(Errc::permission, say("{} is not for a {}", command, domain::name_of(viewer.role)));
}

}  // namespace samen::server
