// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "sync/server/cases/roles.hpp"

// Which command shows what.
namespace samen::server {

// One that is not here is the coordinator's.
struct CommandRow {
  std::string_view command;
  Shown shows;
};
inline constexpr CommandRow kCommands[] = {
    {"matches", {{Slice::figures, Slice::papers, Slice::cases, Slice::words}, true}},
    {"match", {{Slice::cases}}},
    {"contacts", {{Slice::contacts}}},
    {"talk", {{Slice::words}}},
    {"messages", {{Slice::cases, Slice::contacts}}},
    {"papers", {{Slice::papers}}},
    {"status", {{Slice::figures}}},
    {"audit", {{Slice::chain}}},
};

// Errc::permission with the role's name.
base::Result<void> may_run(const Viewer& viewer, std::string_view command);

}  // namespace samen::server
