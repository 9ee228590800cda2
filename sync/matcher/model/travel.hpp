// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/values.hpp"
#include "sync/matcher/model/policy.hpp"

namespace samen::matcher {

inline constexpr std::size_t kMaxPlacesBytes = std::size_t{8} << 20U;

// Where four-digit postcodes lie. Empty until an operator imports a list; then travel times come
// from coordinates, and from digits only for postcodes the list does not have.
class Places {
 public:
  struct Point {
    float latitude = 0;  // degrees, WGS 84
    float longitude = 0;
    bool known = false;
  };

  // Reads the GeoNames postal-code format (tab separated: country, postcode, place, admin names and
  // codes, latitude, longitude, accuracy). Rows of other countries are skipped, several rows of one
  // postcode are averaged. The error names the line. At most kMaxPlacesBytes.
  static base::Result<Places> parse_geonames(std::string_view text);

  // One row a postcode, rising; read back by parse_geonames() as exactly these places.
  std::string write_geonames() const;

  void set(domain::Postcode4 postcode, double latitude, double longitude);
  bool empty() const { return count_ == 0; }
  std::size_t size() const { return count_; }
  const Point& at(domain::Postcode4 postcode) const;

 private:
  std::vector<Point> points_;  // by number - 1000; allocated on first use
  std::size_t count_ = 0;
};

struct TravelTime {
  int minutes = 0;     // by bicycle, rounded up, at least 4; capped at 999
  bool coarse = true;  // from postcode digits, not from coordinates
};

// The bicycle time between the middles of two postcodes. With coordinates: great circle x detour /
// speed. Without: the rule of Policy::coarse_minutes by the number of leading digits in common.
TravelTime travel_time(domain::Postcode4 from, domain::Postcode4 to, const Places& places,
                       const Policy& policy);
// The same for postcodes as an instance keeps them; 0: not known.
TravelTime travel_time(const Places& places, const Policy& policy, std::uint16_t from,
                       std::uint16_t to);
domain::Postcode4 postcode(std::uint16_t number);

// Whether somebody may be asked to ride so long.
inline bool within_reach(const Policy& policy, int minutes) {
  return minutes <= policy.travel_limit_minutes;
}

}  // namespace samen::matcher
