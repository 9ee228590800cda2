// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "sync/matcher/model/problem.hpp"
#include "sync/matcher/scoring/scan/columns.hpp"
#include "sync/matcher/scoring/scan/kernel.hpp"
#include "sync/matcher/scoring/scan/profile.hpp"

namespace samen::matcher::scan {

// One stretch of group positions and a household's scores with them (0: may not meet).
struct Stretch {
  std::uint32_t first;
  std::span<const std::uint16_t> score;
};

// Every pair of households and groups, a household at a time and those of one postcode in a row:
// they share what they reach, and the groups they are compared with stay in the cache.
class Scan {
 public:
  explicit Scan(const Problem& problem);

  const Columns& columns() const { return columns_; }
  std::uint32_t households() const { return static_cast<std::uint32_t>(order_.size()); }

  class Reader;
  // Scores that were computed once, two bytes a pair, for as many postcodes as there is room for;
  // the others are computed again. Which, makes no difference to anybody but the clock.
  class Memory {
   public:
    // Room for so many scores. Pages that nothing is written to cost no memory.
    Memory(const Scan& scan, std::size_t scores)
        : room_(scores),
          scores_(std::make_unique_for_overwrite<std::uint16_t[]>(scores)),
          at_(scan.postcodes(), kNowhere) {}
    // Makes the room free for other postcodes; those read so far are not read with it again.
    void clear() { used_ = 0; }

   private:
    friend class Scan::Reader;
    static constexpr std::size_t kNowhere = ~std::size_t{0};
    std::uint16_t* take(std::uint32_t postcode, std::size_t scores);

    std::size_t room_;
    std::unique_ptr<std::uint16_t[]> scores_;
    std::vector<std::size_t> at_;  // by postcode
    std::atomic<std::size_t> used_{0};
  };
  // What Memory needs to keep all scores of a postcode, at most.
  std::size_t most_scores(std::uint32_t postcode) const;

  // Several threads may each have one and read different postcodes, with one memory or none.
  class Reader {
   public:
    explicit Reader(const Scan& scan, Memory* memory = nullptr) : scan_(scan), memory_(memory) {}
    // Calls `visit(household, stretches)` for each household of one postcode. The stretches are
    // rising and do not overlap; each is at most kTile long.
    template <class Visit>
    void read(std::uint32_t postcode, Visit visit) {
      start(postcode);
      for (const HouseholdIndex household : scan_.households_of(postcode)) {
        score(household);
        visit(household, std::span<const Stretch>(stretches_));
      }
    }

   private:
    struct Run {
      std::uint32_t first;
      std::uint32_t last;
    };
    void start(std::uint32_t postcode);
    void score(HouseholdIndex household);
    void close_forbidden(HouseholdIndex household, std::uint16_t* scores) const;

    const Scan& scan_;
    Memory* memory_;
    Profile profile_;
    std::vector<Run> runs_;             // positions to look at; gaps have travel kOutOfReach
    std::vector<std::int16_t> travel_;  // of all runs, one after the other
    std::vector<std::uint16_t> score_;  // of one household, when they are not kept
    std::uint16_t* next_ = nullptr;     // where the next household's scores are or will be kept
    bool known_ = false;                // they are already there
    std::vector<Stretch> stretches_;
  };

  std::uint32_t postcodes() const { return static_cast<std::uint32_t>(begin_.size() - 1); }
  std::span<const HouseholdIndex> households_of(std::uint32_t postcode) const {
    return std::span(order_).subspan(begin_[postcode], begin_[postcode + 1] - begin_[postcode]);
  }

 private:
  const Problem& problem_;
  Columns columns_;
  std::vector<HouseholdIndex> order_;  // by postcode, then index
  std::vector<std::uint32_t> begin_;   // postcodes + 1, into order_
};

// Calls `work(thread, number)` for every number below `count`, on so many threads.
void share_out(std::uint32_t count, std::size_t threads,
               const std::function<void(std::size_t, std::uint32_t)>& work);
// How many threads to take for so many pieces of work (`threads` 0: as many as the machine has).
std::size_t thread_count(std::uint32_t pieces, int threads);

}  // namespace samen::matcher::scan
