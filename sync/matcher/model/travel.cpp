// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/model/travel.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "base/say.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr int kLowestPostcode = 1000;
constexpr std::size_t kPostcodes = 9000;
constexpr int kShortestMinutes = 4;  // between two doors of one postcode
constexpr int kLongestMinutes = 999;
constexpr double kKmPerDegree = 111.195;  // of latitude, on a sphere of 6371 km

// The cosine of a latitude in degrees, from +, * and / alone: libm differs between machines in the
// last bit, and a minute must not.
double cosine_of_latitude(double degrees) {
  const double x = degrees * 0.017453292519943295;
  const double xx = x * x;
  return 1.0 - xx / 2.0 * (1.0 - xx / 12.0 * (1.0 - xx / 30.0 * (1.0 - xx / 56.0)));
}

double distance_km(const Places::Point& a, const Places::Point& b) {
  const double lat_a = static_cast<double>(a.latitude);
  const double lat_b = static_cast<double>(b.latitude);
  const double dy = (lat_a - lat_b) * kKmPerDegree;
  const double dx = (static_cast<double>(a.longitude) - static_cast<double>(b.longitude)) *
                    kKmPerDegree * cosine_of_latitude((lat_a + lat_b) / 2.0);
  return std::sqrt(dx * dx + dy * dy);
}

int digits_in_common(int a, int b) {
  int common = 4;
  for (; a != b; a /= 10, b /= 10) --common;
  return common;
}

Result<double> number(std::string_view text, double lowest, double highest) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= lowest) ||
      !(value <= highest)) {
    return fail(Errc::invalid_input, base::say("expected a number of degrees in range"));
  }
  return value;
}

// The tab-separated field at position `index`, or nothing when the line has fewer.
std::string_view field(std::string_view line, int index) {
  while (index-- > 0) {
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) return {};
    line.remove_prefix(tab + 1);
  }
  return line.substr(0, line.find('\t'));
}

struct Middle {
  double latitude = 0;
  double longitude = 0;
  int rows = 0;
};

Result<void> add_line(std::string_view line, std::vector<Middle>& sums) {
  if (field(line, 0) != "NL") return {};
  // Some extracts carry the letters too ("1234 AB"): the first four characters decide.
  SAMEN_TRY(const auto postcode, domain::Postcode4::parse(field(line, 1).substr(0, 4)));
  const auto place = [](std::string_view what, Result<double> value) {
    return value ? std::move(value)
                 : std::unexpected(value.error().context(base::translated(what)));
  };
  SAMEN_TRY(const double latitude,
            place(base::to_say("latitude"), number(field(line, 9), -90, 90)));
  SAMEN_TRY(const double longitude,
            place(base::to_say("longitude"), number(field(line, 10), -180, 180)));
  auto& sum = sums[static_cast<std::size_t>(postcode.number() - kLowestPostcode)];
  sum.latitude += latitude;
  sum.longitude += longitude;
  ++sum.rows;
  return {};
}

}  // namespace

Result<Places> Places::parse_geonames(std::string_view text) {
  if (text.size() > kMaxPlacesBytes)
    return fail(Errc::limit, base::say("places: larger than 8 MiB"));
  std::vector<Middle> sums(kPostcodes);
  std::size_t line_number = 0;
  while (!text.empty()) {
    ++line_number;
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    if (auto added = add_line(line, sums); !added) {
      return std::unexpected(added.error().context(base::say("places, line {}", line_number)));
    }
  }
  Places places;
  for (std::size_t i = 0; i < kPostcodes; ++i) {
    if (sums[i].rows == 0) continue;
    SAMEN_TRY(const auto postcode,
              domain::Postcode4::from_number(static_cast<int>(i) + kLowestPostcode));
    places.set(postcode, sums[i].latitude / sums[i].rows, sums[i].longitude / sums[i].rows);
  }
  if (places.empty()) {
    return fail(
        Errc::invalid_input,
        base::say("places: no Dutch postcode found; expected the GeoNames postal-code format"));
  }
  return places;
}

std::string Places::write_geonames() const {
  const auto degrees = [](float value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return std::string(buffer.data(), end);
  };
  std::string text;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    if (!points_[i].known) continue;
    text += "NL\t" + std::to_string(kLowestPostcode + static_cast<int>(i)) + std::string(8, '\t') +
            degrees(points_[i].latitude) + "\t" + degrees(points_[i].longitude) + "\t\n";
  }
  return text;
}

void Places::set(domain::Postcode4 postcode, double latitude, double longitude) {
  if (postcode.empty()) return;
  if (points_.empty()) points_.resize(kPostcodes);
  auto& point = points_[static_cast<std::size_t>(postcode.number() - kLowestPostcode)];
  if (!point.known) ++count_;
  point = {static_cast<float>(latitude), static_cast<float>(longitude), true};
}

const Places::Point& Places::at(domain::Postcode4 postcode) const {
  static constexpr Point kNowhere;
  if (points_.empty() || postcode.empty()) return kNowhere;
  return points_[static_cast<std::size_t>(postcode.number() - kLowestPostcode)];
}

TravelTime travel_time(domain::Postcode4 from, domain::Postcode4 to, const Places& places,
                       const Policy& policy) {
  const auto& a = places.at(from);
  const auto& b = places.at(to);
  if (!a.known || !b.known) {
    const int common = digits_in_common(from.number(), to.number());
    return {policy.coarse_minutes[static_cast<std::size_t>(4 - common)], true};
  }
  const double minutes =
      distance_km(a, b) * policy.detour_percent * 60.0 / (100.0 * policy.bicycle_km_per_hour);
  return {std::clamp(static_cast<int>(std::ceil(minutes)), kShortestMinutes, kLongestMinutes),
          false};
}

TravelTime travel_time(const Places& places, const Policy& policy, std::uint16_t from,
                       std::uint16_t to) {
  return travel_time(postcode(from), postcode(to), places, policy);
}

domain::Postcode4 postcode(std::uint16_t number) {
  return domain::Postcode4::from_number(number).value_or(domain::Postcode4{});
}

}  // namespace samen::matcher
