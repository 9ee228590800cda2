// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "base/uuid.hpp"
#include "domain/match_stage.hpp"
#include "domain/records.hpp"
#include "domain/way_back.hpp"

namespace samen::domain {

// How much longer people waited who had waited as long: `of_ten` of every ten between these, from
// the programme's own past.
struct WaitRange {
  int from_days = 0;
  int to_days = 0;
  int of_ten = 0;
  bool operator==(const WaitRange&) const = default;
};

// What comes back on a request. Sealed to the receipt: any kiosk may carry it, only the secret
// opens it.
struct ReceiptAnswer {
  base::Uuid request;
  Wish wish = Wish::status;
  Outcome outcome = Outcome::done;
  Standing standing = Standing::unknown;
  std::int64_t counter = 0;         // of the last request that changed something; 0: none
  std::int64_t since_ms = 0;        // waiting since, in Unix milliseconds; 0: not known
  std::int64_t at_ms = 0;           // the matcher's clock when it answered
  std::optional<Record> told = {};  // to Wish::read: what is kept of them now
  // To who waits, when the programme has seen enough people wait; see cases/wait_range.hpp.
  std::optional<WaitRange> wait = {};
  std::optional<MatchStage> stage = {};       // to who is matched
  std::optional<OfferAsked> offer = {};       // as long as their yes or no counts
  std::optional<CheckInAsked> check_in = {};  // when they can say how it goes
  bool operator==(const ReceiptAnswer&) const = default;
};

}  // namespace samen::domain
