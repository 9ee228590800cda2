// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/uuid.hpp"
#include "domain/vocabulary.hpp"

// What a person can do later with the secret of their receipt, and what comes back. Nothing here
// names anybody: a request proves by its signature that it comes from who holds the secret.
namespace samen::domain {

// The public halves of a receipt's keys, in the sealed record.
struct WayBack {
  std::array<std::uint8_t, 32> sign{};  // Ed25519: requests are signed with it
  std::array<std::uint8_t, 32> seal{};  // X25519: answers are sealed to it
  bool operator==(const WayBack&) const = default;
};

enum class Wish : std::uint8_t {
  status,    // where do I stand
  pause,     // propose nothing until I go on
  resume,    // go on
  withdraw,  // end it: nothing is proposed any more
  erase,     // forget what I told
};
SAMEN_VOCABULARY(Wish, "wish", "status", "pause", "resume", "withdraw", "erase");

// True when neither an earlier nor a later request of the same person can undo or overtake it.
constexpr bool is_final(Wish wish) {
  return wish == Wish::withdraw || wish == Wish::erase;
}

struct ReceiptRequest {
  WayBack from;
  // The person's own order: higher is later. The time at which it was asked, in Unix milliseconds,
  // or one more than the last one that an answer named.
  std::int64_t counter = 0;
  Wish wish = Wish::status;
  std::array<std::uint8_t, 64> signature{};  // protocol/receipt_request.hpp
  bool operator==(const ReceiptRequest&) const = default;
};

enum class Outcome : std::uint8_t {
  done,  // what was asked holds from now on
  late,  // something asked later, or something final, counts already; nothing was changed
  kept,  // nobody with this receipt is known yet; it is done when what they told arrives
  busy,  // asked too often: ask again later
};
SAMEN_VOCABULARY(Outcome, "outcome", "done", "late", "kept", "busy");

enum class Standing : std::uint8_t {
  unknown,  // no receipt with this secret has arrived
  waiting,
  proposed,  // staff look at a proposal
  matched,   // staff have said yes to one
  paused,
  withdrawn,
  erased,
};
SAMEN_VOCABULARY(Standing, "standing", "unknown", "waiting", "proposed", "matched", "paused",
                 "withdrawn", "erased");

// Sealed to the receipt: any kiosk may carry it, only the secret opens it.
struct ReceiptAnswer {
  base::Uuid request;
  Wish wish = Wish::status;
  Outcome outcome = Outcome::done;
  Standing standing = Standing::unknown;
  std::int64_t counter = 0;   // of the last request that changed something; 0: none
  std::int64_t since_ms = 0;  // waiting since, in Unix milliseconds; 0: not known
  std::int64_t at_ms = 0;     // the matcher's clock when it answered
  bool operator==(const ReceiptAnswer&) const = default;
};

}  // namespace samen::domain
