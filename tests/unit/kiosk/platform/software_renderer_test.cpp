// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/software_renderer.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gmock/gmock.h>

#include "unit/kiosk/platform/draw_fixture.hpp"

namespace samen::platform {
namespace {

using testing::ElementsAre;

std::vector<int> rgba(const Image& image, int x, int y) {
  const auto* p = image.pixel(x, y);
  return {p[0], p[1], p[2], p[3]};
}

constexpr ImU32 kRed = IM_COL32(255, 0, 0, 255);
constexpr ImU32 kHalfBlue = IM_COL32(0, 0, 255, 128);

class SoftwareRenderer : public DrawFixture {};

TEST_F(SoftwareRenderer, FillsExactlyThePixelsWhoseCentreIsInside) {
  const Image image = picture(8, 8, [](ImDrawList& list) {
    list.PushClipRectFullScreen();
    list.AddRectFilled({2, 2}, {5, 4}, kRed);
  });
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 8; ++x) {
      const bool inside = x >= 2 && x < 5 && y >= 2 && y < 4;
      EXPECT_EQ(rgba(image, x, y)[1], inside ? 0 : 255) << x << "," << y;
    }
  }
}

TEST_F(SoftwareRenderer, BlendsSourceOverWithRounding) {
  const Image image = picture(
      4, 4, [](ImDrawList& list) { list.AddRectFilled({0, 0}, {4, 4}, kHalfBlue); }, 0xFF8000);
  EXPECT_THAT(rgba(image, 1, 1), ElementsAre(127, 64, 128, 255));
}

TEST_F(SoftwareRenderer, NeighbouringTrianglesNeitherOverlapNorLeaveGaps) {
  // A fan of half-transparent triangles around a crooked centre must cover the square once: any
  // pixel drawn twice would be darker, any gap would stay white.
  const auto fan = [](ImDrawList& list) {
    const ImVec2 centre(31.37F, 29.61F);
    const ImVec2 corners[] = {{0, 0},   {13.3F, 0}, {40, 0},    {64, 0}, {64, 22.8F}, {64, 64},
                              {51, 64}, {19, 64},   {0.0F, 64}, {0, 41}, {0, 0}};
    list.Flags = 0;  // no anti-aliasing fringe
    for (int i = 0; i + 1 < IM_ARRAYSIZE(corners); ++i) {
      list.AddTriangleFilled(centre, corners[i], corners[i + 1], kHalfBlue);
    }
  };
  const Image image = picture(64, 64, fan);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) {
      ASSERT_THAT(rgba(image, x, y), ElementsAre(127, 127, 255, 255)) << x << "," << y;
    }
  }
}

TEST_F(SoftwareRenderer, EitherWindingOfATriangleDrawsTheSamePixels) {
  const auto triangle = [&](bool turned) {
    return picture(32, 32, [&](ImDrawList& list) {
      list.Flags = 0;
      const ImVec2 a(3.2F, 1.7F);
      const ImVec2 b(28.9F, 11.1F);
      const ImVec2 c(9.4F, 30.3F);
      turned ? list.AddTriangleFilled(a, c, b, kRed) : list.AddTriangleFilled(a, b, c, kRed);
    });
  };
  EXPECT_EQ(triangle(false).rgba, triangle(true).rgba);
}

TEST_F(SoftwareRenderer, NothingIsDrawnOutsideTheClipRectangle) {
  const Image image = picture(16, 16, [](ImDrawList& list) {
    list.PushClipRect({4, 5}, {9, 11});
    list.AddRectFilled({-100, -100}, {100, 100}, kRed);
    list.AddCircleFilled({8, 8}, 40, kRed);
    list.PopClipRect();
  });
  for (int y = 0; y < 16; ++y) {
    for (int x = 0; x < 16; ++x) {
      const bool inside = x >= 4 && x < 9 && y >= 5 && y < 11;
      EXPECT_EQ(rgba(image, x, y)[1], inside ? 0 : 255) << x << "," << y;
    }
  }
}

TEST_F(SoftwareRenderer, AGradientRunsEvenlyBetweenItsCorners) {
  const Image image = picture(256, 4, [](ImDrawList& list) {
    const ImU32 black = IM_COL32(0, 0, 0, 255);
    const ImU32 white = IM_COL32(255, 255, 255, 255);
    list.AddRectFilledMultiColor({0, 0}, {256, 4}, black, white, white, black);
  });
  for (int x = 0; x < 256; ++x) EXPECT_NEAR(image.pixel(x, 2)[0], x, 1) << x;
}

TEST_F(SoftwareRenderer, GlyphsAtWholePixelsAreCopiedTexelByTexel) {
  std::vector<std::uint8_t> alpha(16 * 16);
  for (std::size_t i = 0; i < alpha.size(); ++i) alpha[i] = static_cast<std::uint8_t>(i * 7);
  pages_.upload(1, {alpha.data(), 16, 16}, {0, 0, 16, 16});
  const Image image = picture(20, 20, [](ImDrawList& list) {
    list.AddImage(reinterpret_cast<ImTextureID>(std::intptr_t{1}), {2, 3}, {18, 19}, {0, 0}, {1, 1},
                  IM_COL32(0, 0, 0, 255));
  });
  for (int y = 0; y < 16; ++y) {
    for (int x = 0; x < 16; ++x) {
      EXPECT_EQ(image.pixel(x + 2, y + 3)[0], 255 - alpha[static_cast<std::size_t>(y * 16 + x)]);
    }
  }
}

TEST_F(SoftwareRenderer, EnlargedTexturesAreSmoothAndStopAtThePageEdge) {
  const std::uint8_t two[] = {0, 255};
  pages_.upload(1, {two, 2, 1}, {0, 0, 2, 1});
  const Image image = picture(8, 1, [](ImDrawList& list) {
    list.AddImage(reinterpret_cast<ImTextureID>(std::intptr_t{1}), {0, 0}, {8, 1}, {0, 0}, {1, 1},
                  IM_COL32(0, 0, 0, 255));
  });
  EXPECT_EQ(image.pixel(0, 0)[0], 255);
  EXPECT_EQ(image.pixel(1, 0)[0], 255);
  EXPECT_NEAR(image.pixel(2, 0)[0], 223, 2);
  EXPECT_NEAR(image.pixel(4, 0)[0], 96, 2);
  EXPECT_EQ(image.pixel(6, 0)[0], 0);
  EXPECT_EQ(image.pixel(7, 0)[0], 0);
}

TEST_F(SoftwareRenderer, TheRectangleShortcutDrawsWhatTwoTrianglesWould) {
  const auto quad = [&](bool shortcut) {
    return picture(40, 40, [&](ImDrawList& list) {
      const ImVec2 uv0 = ImGui::GetIO().Fonts->Fonts[0]->FindGlyph('A')->U0 > 0
                             ? ImVec2(0.0F, 0.0F)
                             : ImVec2(0.1F, 0.1F);
      const ImVec2 uv1(0.4F, 0.3F);
      const ImVec2 p0(3.3F, 4.7F);
      const ImVec2 p1(33.8F, 29.2F);
      // The other order of corners keeps the recogniser from seeing a rectangle.
      list.PrimReserve(6, 4);
      const auto base = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
      const auto add = [&](int i) { list.PrimWriteIdx(static_cast<ImDrawIdx>(base + i)); };
      if (shortcut) {
        for (const int i : {0, 1, 2, 0, 2, 3}) add(i);
      } else {
        for (const int i : {0, 1, 2, 2, 3, 0}) add(i);
      }
      list.PrimWriteVtx(p0, uv0, kRed);
      list.PrimWriteVtx({p1.x, p0.y}, {uv1.x, uv0.y}, kRed);
      list.PrimWriteVtx(p1, uv1, kRed);
      list.PrimWriteVtx({p0.x, p1.y}, {uv0.x, uv1.y}, kRed);
    });
  };
  const Difference difference = compare(quad(true), quad(false), 2);
  EXPECT_EQ(difference.pixels, 0U) << "largest " << difference.largest;
}

TEST_F(SoftwareRenderer, WildNumbersAndMissingPagesDoNoHarm) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float inf = std::numeric_limits<float>::infinity();
  const Image image = picture(16, 16, [&](ImDrawList& list) {
    const ImVec2 uv = ImGui::GetFontTexUvWhitePixel();
    for (const float wild : {nan, inf, -inf, 1e30F, -1e30F}) {
      list.PrimReserve(3, 3);
      list.PrimVtx({wild, 1}, uv, kHalfBlue);
      list.PrimVtx({8, wild}, uv, kHalfBlue);
      list.PrimVtx({3, 9}, {wild, wild}, kHalfBlue);
      list.PrimReserve(6, 4);
      list.PrimRectUV({0, 0}, {16, 16}, {-wild, 2}, {wild, 7}, IM_COL32(9, 9, 9, 9));
    }
    list.AddImage(reinterpret_cast<ImTextureID>(std::intptr_t{33}), {0, 0}, {16, 16});
    list.AddImage(reinterpret_cast<ImTextureID>(std::intptr_t{-4}), {0, 0}, {16, 16});
  });
  EXPECT_EQ(image.pixel(15, 15)[3], 255);
}

}  // namespace
}  // namespace samen::platform
