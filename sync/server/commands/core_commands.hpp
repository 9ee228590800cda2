// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "base/result.hpp"

// Commands around a round: where postcodes lie, and why a round came out as it did.
namespace samen::server {

struct PlacesCommand {
  std::filesystem::path data;
  std::filesystem::path file;  // of the import
};
// Reads a list in the GeoNames postal-code format and keeps what rounds need of it.
base::Result<void> run_places_import(const PlacesCommand& command, std::ostream& out);
base::Result<void> run_places_show(const PlacesCommand& command, std::ostream& out);

struct ExplainCommand {
  std::filesystem::path data;
  std::string label;                       // of a household or group; empty: everybody
  std::optional<std::int64_t> round = {};  // none: the latest
  bool json = false;                       // the round's log as it was kept
};
base::Result<void> run_explain(const ExplainCommand& command, std::ostream& out);

}  // namespace samen::server
