// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "sync/matcher/lookahead/look_ahead.hpp"
#include "sync/server/cases/pool.hpp"

// Whom a round expects to come: those who signed up here before. Of them only what matching reads
// goes on, never a name or a way to be reached, and nothing is stored: who is erased is not
// expected any more.
namespace samen::server {

enum class ExpectedFrom : std::uint8_t {
  nobody,     // too little is known: nobody is made to wait for somebody more suitable
  last_days,  // the first year: as many and such as came in the days before
  last_year,  // those who came on the same days a year ago
};
std::string_view name_of(ExpectedFrom from);

struct Arrivals {
  ExpectedFrom from = ExpectedFrom::nobody;
  int days = 0;  // ahead
  std::size_t households = 0;
  std::size_t groups = 0;
};

// Writes what waiting is worth into the instance of this pool (matcher/lookahead). Made-up people
// are expected where only made-up people wait.
base::Result<Arrivals> expect_arrivals(Store& store, const WaitingPool& pool,
                                       const matcher::Policy& policy, const matcher::Places& places,
                                       std::int64_t now_ms, int threads,
                                       matcher::Instance& tonight);

}  // namespace samen::server
