// SPDX-License-Identifier: Apache-2.0
// places import, places show: where four-digit postcodes lie.
#include <ostream>

#include "base/file.hpp"
#include "base/say.hpp"
#include "sync/matcher/model/travel.hpp"
#include "sync/server/commands/core_commands.hpp"
#include "sync/server/commands/open.hpp"

namespace samen::server {

using base::Result;
using base::say;

namespace {

std::filesystem::path places_file(const std::filesystem::path& data) {
  return data / "places.tsv";
}

}  // namespace

Result<matcher::Places> load_places(const std::filesystem::path& data) {
  const auto path = places_file(data);
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return matcher::Places{};
  SAMEN_TRY(const auto text, base::read_file(path, matcher::kMaxPlacesBytes));
  auto places = matcher::Places::parse_geonames(text);
  if (!places) return std::unexpected(places.error().context(path.string()));
  return places;
}

Result<void> run_places_import(const PlacesCommand& command, std::ostream& out) {
  SAMEN_TRY([[maybe_unused]] const auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto text, base::read_file(command.file, matcher::kMaxPlacesBytes));
  const auto places = matcher::Places::parse_geonames(text);
  if (!places) return std::unexpected(places.error().context(command.file.string()));
  const auto kept = places->write_geonames();
  SAMEN_CHECK(base::write_file_durably(places_file(command.data), base::as_bytes(kept)));
  out << say(
      "{} Dutch postcodes imported. Rounds take travel times from them; a postcode the list does "
      "not have\n"
      "keeps the coarse rule, and reports say so.\n",
      places->size());
  return {};
}

Result<void> run_places_show(const PlacesCommand& command, std::ostream& out) {
  SAMEN_TRY([[maybe_unused]] const auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto places, load_places(command.data));
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
