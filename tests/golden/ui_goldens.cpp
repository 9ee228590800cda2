// SPDX-License-Identifier: Apache-2.0
// Makes the golden pictures again after a change that was wanted. Look at `git diff` afterwards.
#include <cstdio>
#include <set>
#include <string_view>

#include "golden/goldens.hpp"

using namespace samen;

int main(int argc, char** argv) {
  if (argc != 2 || std::string_view(argv[1]) != "--write") {
    std::fputs(
        "Usage: ui_goldens --write\n"
        "Draws the golden pictures anew into tests/golden/expected. Pictures that are still equal\n"
        "within the tolerance keep their file.\n",
        argc == 2 && std::string_view(argv[1]) == "--help" ? stdout : stderr);
    return argc == 2 && std::string_view(argv[1]) == "--help" ? 0 : 2;
  }
  auto stage = testing::Stage::create();
  if (!stage) {
    std::fprintf(stderr, "ui_goldens: %s\n", stage.error().message.c_str());
    return 1;
  }
  const auto folder = testing::golden_folder();
  std::filesystem::create_directories(folder);
  std::set<std::filesystem::path> wanted;
  int changed = 0;
  for (const auto& shot : testing::golden_shots((*stage)->forms())) {
    const auto path = folder / (shot.name + ".png");
    wanted.insert(path);
    const platform::Image now = testing::take(**stage, shot);
    const auto before = platform::read_png(path);
    if (before) {
      const auto squares = testing::compare_squares(*before, now);
      if (squares.same_size && squares.largest <= 4) continue;
    }
    if (auto written = platform::write_png(now, path); !written) {
      std::fprintf(stderr, "ui_goldens: %s\n", written.error().message.c_str());
      return 1;
    }
    std::filesystem::permissions(path, std::filesystem::perms(0644));
    std::printf("%s\n", shot.name.c_str());
    ++changed;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!wanted.contains(entry.path())) std::filesystem::remove(entry.path());
  }
  std::printf("%d of %zu pictures are new\n", changed, wanted.size());
  return 0;
}
