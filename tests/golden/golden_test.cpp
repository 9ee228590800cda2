// SPDX-License-Identifier: Apache-2.0
// The gallery and the main screens look as they did when somebody last said yes; see README.md.
#include <gtest/gtest.h>

#include "golden/goldens.hpp"

namespace samen::testing {
namespace {

Stage& stage() {
  static const std::unique_ptr<Stage> made = Stage::create().value();
  return *made;
}
const std::vector<Shot>& shots() {
  static const std::vector<Shot> all = golden_shots(stage().forms());
  return all;
}

TEST(Goldens, LookAsTheyDid) {
  const std::filesystem::path differences = "golden_differences";
  for (const Shot& shot : shots()) {
    const auto expected = platform::read_png(golden_folder() / (shot.name + ".png"));
    if (!expected) {
      ADD_FAILURE() << shot.name << " has no golden picture; ui_goldens --write makes it";
      continue;
    }
    const platform::Image actual = take(stage(), shot);
    const Squares squares = compare_squares(*expected, actual);
    if (squares.equal()) continue;
    std::filesystem::create_directories(differences);
    const auto path = std::filesystem::absolute(differences / (shot.name + ".png"));
    EXPECT_TRUE(platform::write_png(three_panels(*expected, actual), path).has_value());
    ADD_FAILURE() << shot.name << ": " << squares.different << " squares differ, the largest by "
                  << squares.largest << "\nexpected | actual | difference: " << path.string();
  }
}

// A golden of our own to spoil: the buttons of the gallery, in Dutch, in the default theme or not.
class ASpoiltPicture : public ::testing::Test {
 protected:
  platform::Image good = take(stage(), shots()[9]);  // the first page of the gallery
  platform::Image bad = good;

  // Shifts a part of the picture along by some pixels of the halved picture.
  void shift(int x, int y, int width, int height, int by) {
    for (int row = y; row < y + height; ++row) {
      for (int column = x; column < x + width; ++column) {
        std::copy_n(good.pixel(column, row), 4, bad.row(row) + std::ptrdiff_t{4} * (column + by));
      }
    }
  }
};

TEST_F(ASpoiltPicture, IsEqualToItselfAndToAHintOfAntialiasing) {
  EXPECT_EQ(compare_squares(good, bad).largest, 0);
  for (std::uint8_t& channel : bad.rgba) channel = static_cast<std::uint8_t>(channel * 15 / 16);
  EXPECT_TRUE(compare_squares(good, bad).equal());
}

TEST_F(ASpoiltPicture, FailsWhenAButtonMovesFourPixels) {
  // The first button begins below the caption; its dark ground moves by 4 pixels of the screen.
  shift(8, good.height / 4, good.width / 3, good.height / 4, 2);
  EXPECT_FALSE(compare_squares(good, bad).equal());
}

TEST_F(ASpoiltPicture, FailsWhenALetterIsMissing) {
  // The darkest small square on a pale ground is a stroke of a letter: painted over.
  int best_x = 0;
  int best_y = 0;
  int least = 255;
  for (int y = 0; y < good.height / 8; y += 2) {
    for (int x = 0; x + 6 < good.width; ++x) {
      if (good.pixel(x, y)[1] < least) least = good.pixel(x, y)[1], best_x = x, best_y = y;
    }
  }
  ASSERT_LT(least, 120);
  for (int y = std::max(0, best_y - 4); y < best_y + 4; ++y) {
    for (int x = std::max(0, best_x - 3); x < best_x + 4; ++x) {
      std::copy_n(good.pixel(0, best_y), 4, bad.row(y) + std::ptrdiff_t{4} * x);
    }
  }
  EXPECT_FALSE(compare_squares(good, bad).equal());
}

TEST_F(ASpoiltPicture, FailsWhenAColourIsAnother) {
  for (std::size_t i = 0; i < bad.rgba.size(); i += 4) std::swap(bad.rgba[i], bad.rgba[i + 2]);
  EXPECT_FALSE(compare_squares(good, bad).equal());
}

TEST_F(ASpoiltPicture, IsShownBesideTheGoodOne) {
  std::ranges::fill(bad.rgba, std::uint8_t{255});
  const platform::Image panels = three_panels(good, bad);
  EXPECT_EQ(panels.height, good.height);
  EXPECT_GT(panels.width, 3 * good.width);
}

}  // namespace
}  // namespace samen::testing
