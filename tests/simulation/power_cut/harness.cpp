// SPDX-License-Identifier: Apache-2.0
#include "simulation/power_cut/harness.hpp"

#include <algorithm>

#include <sqlite3.h>

#include "base/random.hpp"
#include "simulation/power_cut/digest.hpp"
#include "support/temporary_folder.hpp"

namespace samen::simulation {

PowerCuts::PowerCuts(Workload& workload) : workload_(workload) {
  learn_states();
}

void PowerCuts::learn_states() {
  Disk& disk = workload_.disk();
  const std::string path = workload_.database();
  std::vector<Content> contents;
  const auto keep = [&] {
    const auto file = disk.find(path);
    contents.push_back(file ? file->live : Content{});
  };
  workload_.rewind();
  keep();
  disk.on_removed = [&](const std::string& removed) {
    if (removed == path + "-journal") keep();
  };
  const std::uint64_t begin = disk.io_points();
  for (std::size_t i = 0; i < workload_.steps(); ++i) {
    if (!workload_.step(i)) {
      throw std::runtime_error(std::string(workload_.name()) + ": step " + std::to_string(i) +
                               " fails without a cut");
    }
  }
  io_points_ = disk.io_points() - begin;
  disk.on_removed = nullptr;
  workload_.let_go();

  test::TemporaryFolder folder;
  Disk scratch(folder.path());
  const std::string copy = folder / "state.db";
  for (const Content& content : contents) {
    scratch.load({{copy, content}});
    const auto digest = digest_of(copy);
    states_.push_back(digest ? *digest : "");
  }
}

Verdict PowerCuts::cut(std::uint64_t io_point, std::uint64_t seed) {
  Disk& disk = workload_.disk();
  base::SeededRandom random(seed);
  workload_.rewind();
  std::size_t commits = 0;
  disk.on_removed = [&, journal = workload_.database() + "-journal"](const std::string& removed) {
    if (removed == journal) ++commits;
  };
  disk.cut_power_at(io_point);
  std::size_t acknowledged = 0;
  std::size_t safe = 0;
  while (acknowledged < workload_.steps() && workload_.step(acknowledged)) {
    ++acknowledged;
    safe = commits;
  }
  disk.on_removed = nullptr;
  disk.cut_now();
  workload_.let_go();
  disk.restart(random);
  // Half of the time the power goes again while the journal is played back.
  for (int again = 0; again < 2 && random.below(2) == 0; ++again) {
    disk.cut_power_at(1 + random.below(12));
    static_cast<void>(digest_of(workload_.database()));
    disk.cut_now();
    disk.restart(random);
  }
  return judge(acknowledged, safe, commits);
}

Verdict PowerCuts::judge(std::size_t acknowledged, std::size_t least, std::size_t most) {
  Verdict verdict;
  const auto digest = digest_of(workload_.database());
  if (!digest) {
    verdict.corrupt = true;
    verdict.words = digest.error().message;
    return verdict;
  }
  if (workload_.compares_states()) {
    const auto at = [this](std::size_t i) {
      return states_.begin() + static_cast<std::ptrdiff_t>(std::min(i, states_.size()));
    };
    if (std::find(at(least), at(most + 1), *digest) == at(most + 1)) {
      const bool earlier = std::find(states_.begin(), at(least), *digest) != at(least);
      (earlier ? verdict.lost : verdict.corrupt) = true;
      verdict.words = earlier ? "an earlier state: something acknowledged is gone"
                              : "a state between two transactions";
      const auto which = std::find(states_.begin(), states_.end(), *digest) - states_.begin();
      verdict.words += "; acknowledged " + std::to_string(acknowledged) + " steps, state " +
                       std::to_string(which) + " of " + std::to_string(states_.size()) +
                       ", expected " + std::to_string(least) + " to " + std::to_string(most);
      return verdict;
    }
  }
  if (auto wrong = workload_.check(acknowledged)) {
    verdict.lost = true;
    verdict.words = *std::move(wrong);
  }
  workload_.let_go();
  return verdict;
}

}  // namespace samen::simulation
