// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/model/travel.hpp"

#include <gtest/gtest.h>

#include "people.hpp"

namespace samen::matcher {
namespace {

using test::postcode;

constexpr std::string_view kTwoRows =
    "NL\t2512\tDen Haag\tZuid-Holland\t11\tDen Haag\t0518\t\t\t52.0700\t4.3000\t4\n"
    "BE\t1000\tBrussel\tBrussel\tBRU\t\t\t\t\t50.85\t4.35\t6\r\n"
    "NL\t2512\tDen Haag\tZuid-Holland\t11\tDen Haag\t0518\t\t\t52.0800\t4.3000\t4\n"
    "NL\t1315\tAlmere\tFlevoland\t16\tAlmere\t0034\t\t\t52.3700\t5.2200\t4";

TEST(Travel, WithoutPlacesTheDigitsInCommonDecide) {
  const Policy policy;
  struct Case {
    int from, to, minutes;
  };
  for (const auto& [from, to, minutes] :
       {Case{2512, 2512, 8}, Case{2512, 2513, 14}, Case{2512, 2525, 25}, Case{2512, 2611, 70},
        Case{2512, 1315, 150}}) {
    const auto time = travel_time(postcode(from), postcode(to), {}, policy);
    EXPECT_EQ(time.minutes, minutes) << from << " to " << to;
    EXPECT_TRUE(time.coarse);
  }
}

TEST(Travel, RowsOfOnePostcodeAreAveragedAndOtherCountriesSkipped) {
  const auto places = Places::parse_geonames(kTwoRows);
  ASSERT_TRUE(places.has_value()) << places.error().message;
  EXPECT_EQ(places->size(), 2U);
  EXPECT_FLOAT_EQ(places->at(postcode(2512)).latitude, 52.075F);
  EXPECT_FALSE(places->at(postcode(1000)).known);
}

TEST(Travel, WhatIsKeptOfAListReadsBackTheSame) {
  auto places = Places::parse_geonames(kTwoRows).value();
  places.set(postcode(9999), 53.1234567, 6.7654321);
  const auto kept = places.write_geonames();
  const auto again = Places::parse_geonames(kept).value();
  ASSERT_EQ(again.size(), 3U);
  for (const int number : {2512, 1315, 9999}) {
    EXPECT_EQ(again.at(postcode(number)).latitude, places.at(postcode(number)).latitude);
    EXPECT_EQ(again.at(postcode(number)).longitude, places.at(postcode(number)).longitude);
  }
  EXPECT_EQ(again.write_geonames(), kept);
}

TEST(Travel, CoordinatesGiveTheRideBothWaysAlike) {
  Places places;
  places.set(postcode(2512), 52.0700, 4.3000);
  places.set(postcode(2597), 52.1000, 4.3000);  // 3.34 km north
  places.set(postcode(2611), 52.0700, 4.3600);  // 4.10 km east at this latitude
  const Policy policy;
  EXPECT_EQ(travel_time(postcode(2512), postcode(2597), places, policy).minutes, 18);
  EXPECT_EQ(travel_time(postcode(2512), postcode(2611), places, policy).minutes, 22);
  EXPECT_EQ(travel_time(postcode(2611), postcode(2512), places, policy).minutes, 22);
  EXPECT_EQ(travel_time(postcode(2512), postcode(2512), places, policy).minutes, 4);
  EXPECT_FALSE(travel_time(postcode(2512), postcode(2597), places, policy).coarse);
  EXPECT_TRUE(travel_time(postcode(2512), postcode(2513), places, policy).coarse);
}

TEST(Travel, ABadRowIsRefusedWithItsLine) {
  struct Case {
    std::string_view text;
    std::string_view message;
  };
  const Case cases[] = {
      {"", "no Dutch postcode found"},
      {"DE\t10115\tBerlin\n", "no Dutch postcode found"},
      {"NL\t25\tx\n", "line 1: a postcode here has four digits"},
      {"\nNL\t2512\tDen Haag\ta\tb\tc\td\te\tf\tnan\t4.3\n", "line 2: latitude"},
      {"NL\t2512\tDen Haag\ta\tb\tc\td\te\tf\t52.1\t1e400\n", "line 1: longitude"},
      {"NL\t2512\tDen Haag\ta\tb\tc\td\te\tf\t91\t4.3\n", "line 1: latitude"},
      {"NL\t2512\tDen Haag\n", "line 1: latitude"},
      {"NL\t0512\tDen Haag\n", "line 1: Dutch postcodes lie"},
  };
  for (const auto& [text, message] : cases) {
    const auto read = Places::parse_geonames(text);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_NE(read.error().message.find(message), std::string::npos) << read.error().message;
  }
}

}  // namespace
}  // namespace samen::matcher
