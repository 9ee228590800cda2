// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"
#include "domain/values.hpp"
#include "domain/vocabulary.hpp"
#include "forms/elsewhere.hpp"

namespace samen::forms {

// Whom a programme is for, as its kiosks know it, and what else there is for the others.
struct Programme {
  // Like "latest_arrival" of the matcher's policy.
  domain::ArrivalPeriod latest_arrival = domain::ArrivalPeriod::longer;
  // People; what the form "group" lets the most welcoming group say. FormSet knows it.
  int largest_household = domain::kMaxAdults + domain::kMaxChildren;
  Elsewhere elsewhere;

  // facts/programme.json and elsewhere/*.json of the folder of forms.
  static base::Result<Programme> load(const std::filesystem::path& folder);
};
// "under_3_years" of {"latest_arrival": "under_3_years"}.
base::Result<domain::ArrivalPeriod> read_latest_arrival(std::string_view json,
                                                        std::string_view name);

}  // namespace samen::forms
