// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/records.hpp"

// A made-up population for demos, tests and simulation: nobody in it exists. The shares and every
// assumption are listed in synthetic/README.md.
namespace samen::matcher {

enum class Municipality : std::uint8_t { almere, haarlem, the_hague };
inline constexpr std::size_t kMunicipalities = 3;
std::string_view municipality_name(Municipality municipality);  // "Almere", "Haarlem", "Den Haag"

struct PopulationOptions {
  std::uint64_t seed = 1;
  int households = 60;          // 0..1,000,000, spread over the municipalities
  int groups = 45;              // complete groups: 4 to 6 members each
  int singles = 20;             // people to be placed in a group
  int longest_wait_days = 120;  // sign-ups are spread over so many days before `now`
  int unanswered_percent = 0;   // of the questions that a form lets people skip, each by itself
  std::int64_t now_wall_ms = 1'767'225'600'000;
  std::uint32_t device_number = 32767;  // minted into receipt and join codes
  std::vector<Municipality> municipalities = {Municipality::almere, Municipality::haarlem,
                                              Municipality::the_hague};
};

// One sign-up exactly as a kiosk would send it, plus what a simulation needs to know. The caller
// marks it synthetic where it stores it; names say so too.
struct SyntheticSignUp {
  domain::Record record;  // household, group, member or single; passes domain::validate
  Municipality municipality = Municipality::almere;
  int days_ago = 0;       // record.made.wall_ms is now - days_ago
  bool screened = false;  // groups: what staff would have marked by now
  bool trained = false;
};

// The same options give the same bytes on every machine. A group is one GroupStart followed by its
// GroupMembers, all with the same join code. Errors: counts out of range.
base::Result<std::vector<SyntheticSignUp>> make_population(const PopulationOptions& options);

}  // namespace samen::matcher
