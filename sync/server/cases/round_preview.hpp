// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sync/server/cases/computed_round.hpp"
#include "sync/server/store/store.hpp"

// What people see of a round before it is stored: labels and figures, nobody's name.
namespace samen::server {

struct PreviewPair {
  std::string household;
  std::string centre;
  std::string group;  // empty: the round brings volunteers together, who have no label yet
  int group_size = 0;
  int adults = 0;
  int children = 0;
  int waiting_days = 0;
  int travel_minutes = 0;
  int score = 0;  // 1..1000
  bool cautions = false;
  bool by_hand = false;  // set together
};

struct PreviewWaiting {
  std::string household;
  std::string centre;
  int people = 0;
  int waiting_days = 0;
  domain::Reason reason;
};

// Households for which the same kind of reason holds.
struct PreviewWhyNot {
  domain::Reason reason;  // the first one's
  std::size_t count = 0;
  bool differ = false;   // others have other numbers in it
  int longest_days = 0;  // of waiting among them
  std::string longest;   // the label of who waits that long
};

struct PreviewShortage {
  matcher::ShortageKind kind = matcher::ShortageKind::speaker;
  std::vector<std::string> languages;  // "language.ar"
  std::string times;                   // week_part()
  bool women_only = false;
  int area = 0;  // the first two digits of the postcode
  int needed = 0;
  int unlocked = 0;
  std::vector<std::string> households;
};

struct RoundPreview {
  matcher::RoundSummary summary;
  std::vector<PreviewPair> pairs;       // who waits longest first
  std::vector<PreviewWaiting> waiting;  // without a proposal; who waits longest first
  std::vector<PreviewWhyNot> why_not;   // the most frequent first
  std::vector<PreviewShortage> shortages;
  std::size_t not_yet = 0;
  std::size_t held = 0;      // sign-ups that look like somebody who came before
  std::size_t unplaced = 0;  // volunteers in no proposal
  int longest_proposed = 0;  // days
  int longest_left = 0;
  bool synthetic = false;  // some of them are made up
  // What is there already: a round takes none of it away.
  std::size_t waiting_for_word = 0;  // proposals that nobody has decided on
  struct Last {
    std::int64_t round = 0;
    std::int64_t made_ms = 0;
    std::int64_t households = 0;
    std::int64_t proposals = 0;
    std::int64_t mean_score = 0;
    std::int64_t lowest_score = 0;
  };
  std::optional<Last> last;  // the round before
  int mean_score() const;    // 0 without a proposal
};

base::Result<RoundPreview> preview_of(Store& store, const ComputedRound& round);

}  // namespace samen::server
