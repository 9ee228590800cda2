// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "forms/postcode_ranges.hpp"

// What else there is for somebody this programme has no group for: places that help, with a
// sentence and an address. From data files, one for the country and one a municipality, because a
// kiosk's makers cannot know what stands round the corner.
namespace samen::forms {

// One place. Of web, phone and address at least one is there; none is in a language.
struct Place {
  std::string name;
  std::vector<std::pair<std::string, std::string>> about;  // BCP 47 tag, sentence; "nl" among them
  std::string web, phone, address;

  // The sentence in this language; without one in Dutch, which `language` is set to then.
  std::string_view about_in(std::string& language) const;
  bool operator==(const Place&) const = default;
};

class Elsewhere {
 public:
  // One file; adds its places.
  base::Result<void> add(std::string_view json, std::string_view name);
  // Every *.json of the folder, in the order of their names; no folder: no places.
  static base::Result<Elsewhere> load(const std::filesystem::path& folder);

  // For somebody who lives at this postcode (0: not told): first what is near, then what is
  // everywhere.
  std::vector<const Place*> near(int postcode) const;

 private:
  struct Area {
    PostcodeRanges area;  // empty: everywhere
    std::vector<Place> places;
  };
  std::vector<Area> areas_;
};

}  // namespace samen::forms
