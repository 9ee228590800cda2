// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer: first every file of its corpus, then seeded mutations of
// them for a number of rounds. The short version of the campaign that the test command can afford
// on any compiler; the long one is the `fuzz` preset.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "base/random.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

Input mutate(const Input& seed, const Input& other, samen::base::Random& random) {
  Input out = seed;
  const auto edits = 1 + random.below(6);
  for (std::uint64_t i = 0; i < edits; ++i) {
    const std::size_t at = out.empty() ? 0 : random.below(out.size() + 1);
    const auto position = out.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random.below(6)) {
      case 0:
        if (at < out.size()) out[at] ^= static_cast<std::uint8_t>(1U << random.below(8));
        break;
      case 1:
        out.insert(position, static_cast<std::uint8_t>(random.below(256)));
        break;
      case 2:
        if (at < out.size()) out.erase(position);
        break;
      case 3:
        out.resize(at);
        break;
      case 4:  // splice a piece of another input
        if (!other.empty()) {
          const std::size_t from = random.below(other.size());
          const std::size_t length =
              1 + random.below(std::min<std::size_t>(32, other.size() - from));
          out.insert(position, other.begin() + static_cast<std::ptrdiff_t>(from),
                     other.begin() + static_cast<std::ptrdiff_t>(from + length));
        }
        break;
      default:  // repeat a piece: finds missing limits on depth and count
        if (at < out.size()) {
          const Input piece(position, out.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                        out.size(), at + 1 + random.below(8))));
          const std::size_t times = random.below(64);
          for (std::size_t k = 0; k < times; ++k) {
            out.insert(out.begin() + static_cast<std::ptrdiff_t>(at), piece.begin(), piece.end());
          }
        }
    }
    if (out.size() > 1U << 16U) out.resize(1U << 16U);
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: " << argv[0] << " CORPUS_FOLDER ROUNDS\n";
    return 2;
  }
  std::vector<Input> corpus;
  if (std::filesystem::is_directory(argv[1])) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }
  if (corpus.empty()) {
    std::cerr << "no seeds in " << argv[1] << ": a fuzz target needs at least one\n";
    return 1;
  }
  for (const auto& input : corpus) LLVMFuzzerTestOneInput(input.data(), input.size());
  samen::base::SeededRandom random(20190214);
  const long rounds = std::strtol(argv[2], nullptr, 10);
  for (long i = 0; i < rounds; ++i) {
    const Input input =
        mutate(corpus[random.below(corpus.size())], corpus[random.below(corpus.size())], random);
    LLVMFuzzerTestOneInput(input.data(), input.size());
  }
  std::cout << corpus.size() << " seeds and " << rounds << " mutations survived\n";
  return 0;
}
