// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/formation/unplaced.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/matcher/model/travel.hpp"
#include "sync/matcher/round/round.hpp"
#include "sync/server/cases/expected.hpp"
#include "sync/server/cases/one_person.hpp"
#include "sync/server/cases/set_by_hand.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/store.hpp"

// One matching round over the cases that wait.
namespace samen::server {

struct RoundRequest {
  std::uint64_t seed = 1;
  int threads = 1;
  matcher::Policy policy;
  matcher::Places places;
  bool proof = false;       // RoundOutcome::proof
  bool changeable = false;  // ComputedRound::asked: as much memory as the people once more
  matcher::RoundProgress progress = {};
  // Asked from any thread: true means that nobody waits for it any more. Empty: never.
  std::function<bool()> stop = {};
};

struct NotYet {
  std::string household_label;
  domain::Reason reason;
};

// A volunteer, or a group that is not complete yet, who is in no proposal of this round.
struct NotPlaced {
  std::string label;
  matcher::formation::WhyUnplaced why;
};

// What a round leaves behind, as JSON without a name: seed, policy, sizes, the certified optimum,
// every pair with its points per criterion, what declining it would cost and how likely it was,
// why the others have none yet, and who is missing. With the pool of that day anyone can repeat it.
struct WrittenLog {
  std::string text;
  // The same without the entries of "pairs" and "why_not": as large as a card, however many wait.
  std::string facts;
  struct Span {
    std::size_t begin;
    std::size_t size;
  };
  std::vector<Span> pairs;  // where in `text` each pair stands, in the order of `stored`
  std::string_view pair(std::size_t i) const {
    return std::string_view(text).substr(pairs[i].begin, pairs[i].size);
  }
};

struct RoundOutcome {
  std::int64_t round = 0;
  matcher::RoundSummary summary;  // its groups are those that people started
  Arrivals expected;              // for whom somebody may be made to wait
  std::size_t singles = 0;        // volunteers who waited to be placed
  std::size_t formed = 0;         // groups of them alone, in a stored proposal
  std::size_t completed = 0;      // groups that some of them would join, likewise
  std::size_t placed = 0;         // how many volunteers that takes
  int gap_per_ten_thousand = 0;   // proven, of forming; see formation.hpp
  bool hurried = false;           // forming used up its time (Policy::formation_seconds)
  std::size_t not_looked_at = 0;  // households that forming had no time for
  std::vector<NotPlaced> unplaced;
  std::vector<ProposalRow> proposals;  // stored and in the feeds
  std::vector<NotYet> not_yet;
  std::vector<HeldSignUp> held;    // they look like somebody who came before; see one_person.hpp
  std::vector<SetByHand> by_hand;  // constraints that were kept
  // For outsiders, sealed (round_proof.hpp): what was chosen, what was possible, and the prices;
  // its SHA-256 stands in the log. Empty when nobody asked for it.
  std::string proof;
  WrittenLog log;  // its text is what the store keeps of the round
  // Another round that was stored while this one was computed; then this one stored nothing.
  std::optional<std::int64_t> overtaken_by;
  // Pairs left out because the household or group changed while the round was computed.
  int overtaken = 0;
};

// Reads the pool (households, groups complete and not, single volunteers), forms groups around the
// households, solves outside any lock, has the result checked by the independent checker (an
// uncertified round is an error and stores nothing), then stores proposals, reasons and log and
// puts a card into the feed of every kiosk of the household's centre, all in one transaction. May
// run while `serve` runs: proposals of which a household, group or
// volunteer is no longer waiting are left out. Of rounds that run at once the first stores and the
// others store nothing: what they decided was about people who are no longer waiting.
base::Result<RoundOutcome> run_and_store_round(Store& store, const RoundRequest& request);

}  // namespace samen::server
