// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/matcher/model/travel.hpp"

// Any text as a list of places: refused, or kept exactly, and every travel time is a sensible
// number of minutes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen;
  const auto places = matcher::Places::parse_geonames({reinterpret_cast<const char*>(data), size});
  if (!places) return 0;
  const auto kept = places->write_geonames();
  const auto again = matcher::Places::parse_geonames(kept);
  if (!again || again->size() != places->size() || again->write_geonames() != kept) std::abort();
  for (const int from : {1000, 1315, 2512, 9999}) {
    for (const int to : {1000, 2512, 9401}) {
      const auto time =
          matcher::travel_time(domain::Postcode4::from_number(from).value(),
                               domain::Postcode4::from_number(to).value(), *places, {});
      if (time.minutes < 1 || time.minutes > 999) std::abort();
    }
  }
  return 0;
}
