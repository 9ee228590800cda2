// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/disk/disk.hpp"

// Runs the real programs' transactions, takes the power away at one I/O point, lets the disk decide
// what survived, and looks at what the file holds afterwards.
namespace samen::simulation {

// A sequence of transactions on one database. The same every time it is rewound: same rows, same
// random numbers, same clock, so that a run without a cut shows which states there are.
class Workload {
 public:
  virtual ~Workload() = default;
  virtual std::string_view name() const = 0;
  virtual Disk& disk() = 0;
  virtual std::string database() const = 0;  // the path whose states are compared
  virtual void rewind() = 0;
  virtual std::size_t steps() const = 0;
  virtual bool step(std::size_t number) = 0;  // true: the caller was told that it is done
  virtual void let_go() = 0;                  // every connection ends, as with the process
  // After the restart: what else has to hold, given that this many steps were acknowledged. Words
  // when it does not.
  virtual std::optional<std::string> check(std::size_t acknowledged) = 0;
  // False where a restart may rightly leave something else than a state seen without a cut.
  virtual bool compares_states() const { return true; }
};

struct Verdict {
  bool lost = false;     // something acknowledged is gone
  bool corrupt = false;  // does not open, fails its check, or lies between two states
  std::string words;
};

class PowerCuts {
 public:
  explicit PowerCuts(Workload& workload);

  std::uint64_t io_points() const { return io_points_; }  // of one run without a cut
  // One run cut at an I/O point (from 1) and restarted; everything follows from the two numbers.
  Verdict cut(std::uint64_t io_point, std::uint64_t seed);

 private:
  void learn_states();
  Verdict judge(std::size_t acknowledged, std::size_t least, std::size_t most);

  Workload& workload_;
  std::uint64_t io_points_ = 0;
  std::vector<std::string> states_;  // digests; [0] is the beginning, then one a commit
};

}  // namespace samen::simulation
