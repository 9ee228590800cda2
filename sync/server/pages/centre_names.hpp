// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include <ctemplate/template.h>

#include "sync/server/store/devices.hpp"

namespace samen::server {

// The names that a field for a centre offers, as CENTRE_OPTION; of very many the first ones, so
// that the page stays small.
inline base::Result<void> offer_centres(Store& store, ctemplate::TemplateDictionary& into) {
  constexpr std::size_t kMostOffered = 200;
  SAMEN_TRY(const auto centres, all_centres(store));
  for (std::size_t i = 0; i < std::min(centres.size(), kMostOffered); ++i) {
    into.AddSectionDictionary("CENTRE_OPTION")->SetValue("VALUE", centres[i].name);
  }
  return {};
}

}  // namespace samen::server
