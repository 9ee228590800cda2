// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "base/result.hpp"
#include "sync/server/cases/roles.hpp"

// The commands about the office; beside commands.hpp.
namespace samen::server {

// Where the web page for caseworkers listens and is found.
struct OfficePlace {
  std::string listen;            // IP:PORT; empty: nowhere
  bool plain = false;            // HTTP on a loopback address, for a proxy that speaks TLS
  bool forwarded_for = false;    // X-Forwarded-For names the client
  std::string url;               // where browsers find it; empty: where it listens
  std::filesystem::path assets;  // empty: device/assets_folder.hpp
};

struct OfficeCommand {
  std::filesystem::path data = {};
  std::string name = {};  // of the account
  StaffRole role = StaffRole::caseworker;
  std::string centre = {};  // empty: all
  bool json = false;
};
base::Result<void> run_office_invite(const OfficeCommand& command, std::ostream& out);
base::Result<void> run_office_accounts(const OfficeCommand& command, std::ostream& out);
base::Result<void> run_office_disable(const OfficeCommand& command, std::ostream& out);
base::Result<void> run_office_reset(const OfficeCommand& command, std::ostream& out);
// Asks the provider of DATA/oidc.json for its addresses and keys, as serve would.
base::Result<void> run_office_oidc(const OfficeCommand& command, std::ostream& out);

// The office as a process of its own, under a user of its own.
struct OfficeServeCommand {
  std::filesystem::path store;  // the folder that it shares with the matcher
  std::filesystem::path home;   // its own, private: its TLS key, oidc.json
  OfficePlace place;
  std::filesystem::path ready_file;
};
base::Result<void> run_office_serve(const OfficeServeCommand& command, std::ostream& out);

// Moves what the office needs out of DATA into a folder that both share.
struct OfficeSeparateCommand {
  std::filesystem::path data;
  std::filesystem::path store;  // absolute; on the same file system
  std::string group;            // whose users share it
};
base::Result<void> run_office_separate(const OfficeSeparateCommand& command, std::ostream& out);

}  // namespace samen::server
