// SPDX-License-Identifier: Apache-2.0
// samen-compare-pictures EXPECTED ACTUAL TOLERANCE DIFFERENCE.png
// Prints the share of pixels that differ by more than TOLERANCE in a channel, and the largest
// distance; writes a picture of where. Exit code 0 when both could be compared.
#include <cstdlib>
#include <iostream>

#include "kiosk/platform/image.hpp"

int main(int argc, char** argv) {
  using namespace samen::platform;
  if (argc != 5) {
    std::cerr << "samen-compare-pictures EXPECTED ACTUAL TOLERANCE DIFFERENCE.png\n";
    return 2;
  }
  const auto expected = read_png(argv[1]);
  const auto actual = read_png(argv[2]);
  for (const auto* picture : {&expected, &actual}) {
    if (*picture) continue;
    std::cerr << picture->error().message << '\n';
    return 1;
  }
  const int tolerance = std::atoi(argv[3]);
  const Difference difference = compare(*expected, *actual, tolerance);
  if (!difference.same_size) {
    std::cerr << "the pictures differ in size\n";
    return 1;
  }
  if (const auto written = write_png(difference_image(*expected, *actual, tolerance), argv[4]);
      !written) {
    std::cerr << written.error().message << '\n';
    return 1;
  }
  const double all = double(expected->width) * expected->height;
  std::cout << static_cast<double>(difference.pixels) / all << " of the pixels differ, by up to "
            << difference.largest << ", mean " << difference.mean << '\n';
  return 0;
}
