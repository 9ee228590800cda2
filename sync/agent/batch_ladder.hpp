// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>

#include "sync/agent/http_client.hpp"

namespace samen::agent {

struct BatchLimits {
  std::size_t rows = 50;
  std::size_t bytes = 256U << 10;
};

// How much to ask of the network in one request, learnt from how the last ones went: half as much
// after a time-out or a cut, each on a connection of its own, down to one record; more again after
// some that went well, half-way to what was too much, later each time a step proved too high. What
// a connection of its own carried is not too much because a kept one breaks under it.
class BatchLadder {
 public:
  explicit BatchLadder(BatchLimits most);

  const BatchLimits& now() const { return now_; }
  Connection connection() const { return connection_; }
  // One record at a time: then the smallest go first, so that all that can pass does.
  bool is_low() const { return now_.rows == 1 && tried_down_; }

  void went_well(std::chrono::milliseconds took);
  // The network gave up half-way. False: it was the lowest step, one record on a connection of its
  // own.
  bool went_wrong(std::size_t rows_asked);
  // Somebody said that this was too much in one request.
  void too_much(std::size_t rows_asked);
  // The record that would not pass is out of the way: as before it.
  void begin_anew();

 private:
  void wait_longer();

  BatchLimits most_;
  BatchLimits now_;
  BatchLimits too_much_{0, 0};     // the last that was; none yet
  std::size_t fresh_carried_ = 0;  // rows that a connection of its own carried last
  Connection connection_ = Connection::kept;
  bool tried_down_ = false;
  bool more_rows_next_ = true;
  int went_well_ = 0;
  int patience_ = 1;  // how often it has to go well before the next step up
};

}  // namespace samen::agent
