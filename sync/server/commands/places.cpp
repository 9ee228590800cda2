// SPDX-License-Identifier: Apache-2.0
// places import, places show: where four-digit postcodes lie.
#include <ostream>

#include "base/file.hpp"
#include "base/say.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/core_commands.hpp"
#include "sync/server/commands/open.hpp"

namespace samen::server {

using base::Result;
using base::say;

Result<void> run_places_import(const PlacesCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto places, read_places(command.file));
  const auto kept = places.write_geonames();
  SAMEN_CHECK(base::write_file_durably(places_file(matcher.folder), base::as_bytes(kept)));
  out << say(
      "{} Dutch postcodes imported. Rounds take travel times from them; a postcode the list does "
      "not have\n"
      "keeps the coarse rule, and reports say so.\n",
      places.size());
  return {};
}

Result<void> run_places_show(const PlacesCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto places, programme_places(matcher.folder));
  if (places.empty()) {
    out << say(
        "No places were imported: travel times are coarse, from the digits two postcodes have in "
        "common.\n");
  } else {
    out << say("{} Dutch postcodes with coordinates.\n", places.size());
  }
  return {};
}

}  // namespace samen::server
