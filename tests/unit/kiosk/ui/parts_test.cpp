// SPDX-License-Identifier: Apache-2.0
// The layout engine on its own: made-up trees of parts, thousands of them, and the rules that hold
// for all.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "kiosk/ui/layout/around.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/layout/stack.hpp"

namespace samen::ui {
namespace {

constexpr float kTarget = 67;

// Words that need more lines in less width: an area, and a widest word.
Piece words(float area, float word, std::vector<Rect>& placed) {
  return drawn(
      {word, std::max(word, std::ceil(area / 20))},
      [area](float width) {
        const float lines = std::ceil(area / 20 / std::max(1.0F, width));
        return Room{20 * lines, 20 * lines};
      },
      [&placed](const Rect& rect) { placed.push_back(rect); });
}
Piece target(std::vector<Rect>& placed) {
  return drawn({kTarget, 3 * kTarget}, Room{kTarget, 2 * kTarget},
               [&placed](const Rect& rect) { placed.push_back(rect); });
}

// A tree of every kind of part, `deep` levels of it.
class Maker {
 public:
  Maker(unsigned seed, std::vector<Rect>& words, std::vector<Rect>& targets)
      : random_(seed), words_(words), targets_(targets) {}

  Piece make(int deep) {
    if (deep == 0) return leaf();
    switch (number(0, 5)) {
      case 0:
      case 1: {
        auto stack = number(0, 1) == 0 ? column(float(number(0, 20)))
                                       : row(float(number(0, 20)), Stand(number(0, 3)));
        for (int i = number(1, 4); i > 0; --i) {
          stack->add(make(deep - 1), {.flex = float(number(0, 2)), .gives = number(0, 2)});
        }
        return stack;
      }
      case 2: {
        auto all = grid(13, {.most = number(1, 3),
                             .equal_rows = number(0, 1) == 0,
                             .most_row = float(number(0, 150))});
        for (int i = number(1, 6); i > 0; --i) all->add(make(deep - 1));
        return all;
      }
      case 3:
        return padded(make(deep - 1), float(number(0, 9)), float(number(0, 9)));
      case 4:
        return stands(make(deep - 1), Stand(number(0, 3)), Stand(number(0, 3)));
      default:
        return leaf();
    }
  }

 private:
  Piece leaf() {
    if (number(0, 2) == 0) return target(targets_);
    return words(float(number(400, 9000)), float(number(10, 60)), words_);
  }
  int number(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }
  std::mt19937 random_;
  std::vector<Rect>& words_;
  std::vector<Rect>& targets_;
};

TEST(Parts, NeverOverlapNeverLeaveTheirPlaceAndNeverShrinkBelowTheirLeast) {
  int tried = 0;
  for (unsigned seed = 1; seed <= 4000; ++seed) {
    std::vector<Rect> said;
    std::vector<Rect> tapped;
    Maker maker(seed, said, tapped);
    const Piece tree = maker.make(3);
    std::mt19937 random(seed);
    const float width = std::ceil(tree->width().least) + float(random() % 400);
    const float height = std::ceil(tree->height(width).least) + float(random() % 300);
    const Rect place{10, 20, width, height};
    tree->place(place);
    std::vector<Rect> all = said;
    all.insert(all.end(), tapped.begin(), tapped.end());
    for (const Rect& rect : all) {
      ASSERT_TRUE(place.shrunk(-0.01F).contains(rect)) << "seed " << seed;
      ASSERT_EQ(rect.x, std::round(rect.x)) << "seed " << seed;
      ASSERT_EQ(rect.w, std::round(rect.w)) << "seed " << seed;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        ASSERT_FALSE(all[i].shrunk(0.01F).overlaps(all[j])) << "seed " << seed;
      }
    }
    for (const Rect& rect : tapped) {
      ASSERT_GE(rect.w, kTarget) << "seed " << seed;
      ASSERT_GE(rect.h, kTarget) << "seed " << seed;
      ++tried;
    }
  }
  EXPECT_GT(tried, 3000);
}

TEST(Sharing, GivesTheWishTakesInOrderOfRankAndLeavesTheRestToThoseWithFlex) {
  const Want words{{.least = 40, .wish = 40}, 0, kNoLimit, 0};
  const Want head{{.least = 20, .wish = 100}, 0, kNoLimit, 2};
  const Want list{{.least = 50, .wish = 200}, 1, kNoLimit, 1};
  const Want wants[] = {words, head, list};
  EXPECT_EQ(share(wants, 400), (std::vector<float>{40, 100, 260}));
  EXPECT_EQ(share(wants, 340), (std::vector<float>{40, 100, 200}));
  EXPECT_EQ(share(wants, 300), (std::vector<float>{40, 60, 200}));
  EXPECT_EQ(share(wants, 200), (std::vector<float>{40, 20, 140}));
  EXPECT_EQ(share(wants, 50), (std::vector<float>{40, 20, 50})) << "never below the least";
}

TEST(Sharing, StopsGrowingAtTheMost) {
  const Want wants[] = {{{10, 10}, 1, 30}, {{10, 10}, 1, kNoLimit}, {{10, 10}, 0, kNoLimit}};
  EXPECT_EQ(share(wants, 130), (std::vector<float>{30, 90, 10}));
}

TEST(OneOf, TakesTheFirstThatFits) {
  std::vector<Rect> high;
  std::vector<Rect> low;
  const auto made = [&] {
    std::vector<Piece> pieces;
    pieces.push_back(
        drawn({10, 10}, Room{100, 100}, [&](const Rect& rect) { high.push_back(rect); }));
    pieces.push_back(drawn({10, 10}, Room{30, 30}, [&](const Rect& rect) { low.push_back(rect); }));
    return one_of(std::move(pieces));
  };
  auto page = column(0);
  page->add(made());
  page->add(space(40));
  EXPECT_EQ(page->height(50).least, 70);
  EXPECT_EQ(page->height(50).wish, 140);
  page->place({0, 0, 50, 140});
  page->place({0, 0, 50, 139});
  ASSERT_EQ(high.size(), 1U);
  ASSERT_EQ(low.size(), 1U);
  EXPECT_EQ(low[0].h, 99) << "it gets what the other left";
}

TEST(AGrid, HasTheMostColumnsThatGiveEveryPartItsLeast) {
  for (const float width : {200.0F, 300.0F, 420.0F}) {
    std::vector<Rect> placed;
    auto all = grid(10, {.most = 3});
    for (int i = 0; i < 5; ++i) all->add(words(2000, 130, placed));
    all->place({0, 0, width, all->height(width).wish});
    const auto first = std::ranges::count(placed, 0.0F, &Rect::y);
    EXPECT_EQ(first, width < 270 ? 1 : width < 410 ? 2 : 3);
    EXPECT_EQ(placed.back().end() <= width, true);
  }
}

TEST(AFlow, BreaksBetweenPartsAndIsAsHighAsItsLines) {
  std::vector<Rect> placed;
  auto all = flowing(10, 5);
  for (int i = 0; i < 4; ++i) all->add(words(1600, 20, placed));
  EXPECT_EQ(all->height(180).wish, 45);
  all->place({0, 0, 180, 45});
  EXPECT_EQ(placed[1].x, 90);
  EXPECT_EQ(placed[2].x, 0);
  EXPECT_EQ(placed[2].y, 25);
}

}  // namespace
}  // namespace samen::ui
