// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/values.hpp"
#include "domain/vocabulary.hpp"
#include "forms/elsewhere.hpp"

namespace samen::forms {

// An organisation, and how people reach it. Both are empty when nobody has filled them in.
struct Office {
  std::string name;
  std::string reach;  // a telephone number, an address, a site
  bool operator==(const Office&) const = default;
};

// Whom a programme is for, as its kiosks know it, what else there is for the others, and who
// answers for what people tell.
struct Programme {
  // Like "latest_arrival" of the matcher's policy.
  domain::ArrivalPeriod latest_arrival = domain::ArrivalPeriod::longer;
  // Like "retention.unheard" of the matcher's policy: of whom nothing was heard for so long, and
  // who has no match, everything is deleted.
  int kept_months = 0;
  Office responsible = {};  // the controller (GDPR, article 4)
  Office complaints = {};   // the supervisory authority (GDPR, article 77)
  // People; what the form "group" lets the most welcoming group say. FormSet knows it.
  int largest_household = domain::kMaxAdults + domain::kMaxChildren;
  Elsewhere elsewhere = {};

  // facts/programme.json and elsewhere/*.json of the folder of forms.
  static base::Result<Programme> load(const std::filesystem::path& folder);
  // What facts/programme.json says. `name` is what refusals call it.
  static base::Result<Programme> read(std::string_view json, std::string_view name);
};

}  // namespace samen::forms
