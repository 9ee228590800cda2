// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "domain/match_word.hpp"

// What a person can do later with the secret of their receipt. Nothing here names anybody: a
// request proves by its signature that it comes from who holds the secret.
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
  read,      // show me what I told
  correct,   // it takes the place of what I told
  talk,      // I want to talk to staff
  yes,       // to an offer
  no,
  unsure,    // talk to me before I say
  check_in,  // how it goes
};
SAMEN_VOCABULARY(Wish, "wish", "status", "pause", "resume", "withdraw", "erase", "read", "correct",
                 "talk", "yes", "no", "unsure", "check_in");

// True when neither an earlier nor a later request of the same person can undo or overtake it.
constexpr bool is_final(Wish wish) {
  return wish == Wish::withdraw || wish == Wish::erase;
}
constexpr bool only_asks(Wish wish) {
  return wish == Wish::status || wish == Wish::read;
}
// Comes with a MatchWord.
constexpr bool is_about_a_match(Wish wish) {
  return wish >= Wish::yes && wish <= Wish::check_in;
}

struct ReceiptRequest {
  WayBack from;
  // The person's own order: higher is later. The time at which it was asked, in Unix milliseconds,
  // or one more than the last one that an answer named.
  std::int64_t counter = 0;
  Wish wish = Wish::status;
  std::array<std::uint8_t, 64> signature{};  // protocol/receipt_request.hpp
  std::optional<MatchWord> match = {};       // with a wish that is about one
  bool operator==(const ReceiptRequest&) const = default;
};

enum class Outcome : std::uint8_t {
  done,     // what was asked holds from now on
  late,     // something asked later, or something final, counts already; nothing was changed
  kept,     // nobody with this receipt is known yet; it is done when what they told arrives
  busy,     // asked too often: ask again later
  refused,  // told by another form than the one that was told before, or an older version of it
  past,     // about a match to which this is not asked any more; nothing was changed
};
SAMEN_VOCABULARY(Outcome, "outcome", "done", "late", "kept", "busy", "refused", "past");

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

}  // namespace samen::domain
