// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <string>

#include "matcher_country.hpp"
#include "matcher_measure.hpp"
#include "matcher_options.hpp"
#include "sync/matcher/commands/commands.hpp"
#include "sync/matcher/formats/proof.hpp"
#include "sync/matcher/round/round.hpp"
#include "sync/server/cases/round_proof.hpp"

namespace {

using namespace samen::matcher;
using bench::measure;

constexpr std::string_view kHelp =
    "What a round's proof for outsiders weighs, and how long checking it takes.\n"
    "  server_proof_bench [--size N] [--threads N] [--to FILE]\n"
    "    --size     households, and as many groups, in 342 made-up municipalities (100000)\n"
    "    --threads  of the round (2)\n"
    "    --to       where the proof goes, to be checked by tests/outside_proof/check_proof.py "
    "too\n";

}  // namespace

int main(int count, char** arguments) {
  bench::Options given(count, arguments, kHelp);
  const int size = given.number("--size", 100'000);
  const int threads = given.number("--threads", 2);
  const std::string to(given.text("--to", ""));
  given.finish();
  const Policy policy;
  const Problem problem = Problem::make(bench::make_country(size, size, policy, 1), policy).value();
  const double start = bench::processor_seconds();
  const auto round = run_round(problem, {.threads = threads, .keep_proof = true});
  if (!round) {
    std::printf("refused: %s\n", round.error().message.c_str());
    return 1;
  }
  std::printf("%d households x %d groups: round %.2f s of processor, %zu pairs kept\n", size, size,
              bench::processor_seconds() - start, round->summary.candidate_pairs);
  std::string proof;
  const auto write = [&] {
    proof = samen::server::seal_proof(write_proof(*round->proof, 1));
    return static_cast<std::int64_t>(proof.size());
  };
  const auto written = measure(write, 1);
  std::printf("written: %.1f MB, %.2f s, %.0f MB of memory\n",
              static_cast<double>(written.value) / 1e6, written.processor, written.megabytes);
  write();
  const auto checked = measure(
      [&] {
        return std::int64_t{samen::server::check_seal(proof) && run_verify_proof(proof) ? 1 : 0};
      },
      3);
  std::printf("checked: %s, %.2f s, %.0f MB of memory\n", checked.value == 1 ? "holds" : "REFUSED",
              checked.processor, checked.megabytes);
  if (!to.empty()) std::ofstream(to, std::ios::binary) << proof;
  return checked.value == 1 ? 0 : 1;
}
