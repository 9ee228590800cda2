// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "sync/server/cases/pool.hpp"

// Whether a round that was computed some time ago is still true of who waits now.
namespace samen::server {

// What a round does not look at: names, and contacts but a caseworker's, whom cards name.
void forget_names(WaitingPool& pool);

struct PoolChange {
  // Somebody of then has gone, told something else, was said no to or has other papers.
  bool of_those = false;
  std::size_t came = 0;  // households who were not there then
};
// Of two pools whose names are forgotten. Who has come since makes nothing untrue: they wait for
// the next round, as they would had they come while it was computed.
PoolChange pool_change(const WaitingPool& then, const WaitingPool& now);

}  // namespace samen::server
