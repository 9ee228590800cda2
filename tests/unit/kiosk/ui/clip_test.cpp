// SPDX-License-Identifier: Apache-2.0
// Clipping in geometry: what lies inside stays as it was, what crosses is cut exactly at the edge,
// what lies outside costs nothing.
#include <algorithm>
#include <cmath>
#include <functional>

#include <gtest/gtest.h>
#include <imgui.h>

#include "kiosk/ui/canvas/frame_maker.hpp"

namespace samen::ui {
namespace {

constexpr Color kInk = rgb(0x102030);

class Clip : public ::testing::Test {
 protected:
  const ImDrawData& frame(const std::function<void(Painter&)>& draw) {
    Painter painter = maker_.begin(2000, 1000, atlas_);
    draw(painter);
    return maker_.end();
  }
  // Sum of the triangles' areas: for shapes without soft edges what they cover.
  static float area(const ImDrawData& data) {
    float sum = 0;
    for (int l = 0; l < data.CmdListsCount; ++l) {
      const ImDrawList& list = *data.CmdLists[l];
      for (const ImDrawCmd& command : list.CmdBuffer) {
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
          const auto corner = [&](unsigned k) {
            const auto index =
                static_cast<unsigned>(list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)]);
            return list.VtxBuffer[static_cast<int>(command.VtxOffset + index)].pos;
          };
          const ImVec2 a = corner(0), b = corner(1), c = corner(2);
          sum += std::abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
        }
      }
    }
    return sum;
  }
  static bool within(const ImDrawData& data, const Rect& window) {
    for (int l = 0; l < data.CmdListsCount; ++l) {
      for (const ImDrawVert& v : data.CmdLists[l]->VtxBuffer) {
        if (v.pos.x < window.x || v.pos.x > window.end() || v.pos.y < window.y ||
            v.pos.y > window.bottom()) {
          return false;
        }
      }
    }
    return true;
  }

  text::Atlas atlas_;
  FrameMaker maker_;
};

TEST_F(Clip, CutsEveryShapeAtTheEdge) {
  const Rect window{100, 100, 50, 40};
  const ImDrawData& data = frame([&](Painter& painter) {
    painter.push_clip(window);
    painter.fill({90, 90, 30, 30}, kInk, 9);
    painter.outline({95, 95, 100, 30}, kInk, 3, 8);
    painter.shadow({120, 110, 60, 60}, 8, 12, 3, kInk);
    painter.fade({80, 130, 90, 40}, kInk, with_alpha(kInk, 0));
    painter.circle(150, 140, 20, kInk);
    painter.circle_outline(100, 140, 20, kInk, 2);
    painter.arc(125, 100, 15, 0, 0.7F, kInk, 3);
    painter.line(90, 105, 170, 138, kInk, 2);
    painter.triangle(140, 90, 160, 120, 130, 125, kInk);
    painter.pop_clip();
  });
  EXPECT_GT(area(data), 100);
  EXPECT_TRUE(within(data, window));
  EXPECT_EQ(data.CmdLists[0]->CmdBuffer.Size, 1);
}

TEST_F(Clip, KeepsExactlyWhatIsInside) {
  EXPECT_FLOAT_EQ(area(frame([](Painter& painter) {
                    painter.push_clip({10, 10, 100, 100});
                    painter.push_clip({50.4F, 0, 30.2F, 40});  // 50..81 by 10..40
                    painter.fill({0, 0, 60, 20}, kInk);        // 10 x 10 of it
                    painter.fill({55, 15, 4, 5}, kInk);        // whole
                    painter.fill({200, 200, 50, 50}, kInk);    // nothing
                    painter.pop_clip();
                    painter.fill({100, 100, 50, 50}, kInk);  // 10 x 10
                    painter.pop_clip();
                    painter.fill({300, 300, 7, 1}, kInk);  // no clip any more
                  })),
                  100 + 20 + 100 + 7);
}

TEST_F(Clip, InterpolatesColoursAndTexturePlaces) {
  const text::Quad letter{
      .x0 = 0, .y0 = 0, .x1 = 40, .y1 = 20, .u0 = 0.2F, .v0 = 0.4F, .u1 = 0.6F, .v1 = 0.5F};
  const ImDrawData& data = frame([&](Painter& painter) {
    painter.push_clip({10, 5, 20, 100});
    painter.glyphs({&letter, 1}, 0, 0, kInk);
    painter.fade({10, 40, 20, 100}, rgb(0x000000), rgb(0xC8C8C8));  // cut at 65 of 100
    painter.pop_clip();
  });
  float u0 = 1, u1 = 0, v0 = 1;
  Color lightest = 0;
  for (const ImDrawVert& v : data.CmdLists[0]->VtxBuffer) {
    if (v.pos.y <= 20) {
      u0 = std::min(u0, v.uv.x), u1 = std::max(u1, v.uv.x), v0 = std::min(v0, v.uv.y);
    } else {
      lightest = std::max(lightest, v.col & 0xFF);
    }
  }
  EXPECT_NEAR(u0, 0.3F, 1e-6);
  EXPECT_NEAR(u1, 0.5F, 1e-6);
  EXPECT_NEAR(v0, 0.425F, 1e-6);
  EXPECT_EQ(lightest, 130U);
}

TEST_F(Clip, CountsRightBeyondSixtyFourThousandVertices) {
  const float each = 6 * 4;  // of 6 x 6 the clip leaves 6 x 4
  const ImDrawData& data = frame([](Painter& painter) {
    painter.push_clip({0, 0, 2000, 4});
    for (int i = 0; i < 40'000; ++i) {
      painter.fill({static_cast<float>(i % 200) * 10, 0, 6, 6}, kInk);
    }
    painter.pop_clip();
  });
  EXPECT_GT(data.TotalVtxCount, 1 << 16);
  EXPECT_FLOAT_EQ(area(data) / 40'000, each);
  EXPECT_TRUE(within(data, {0, 0, 2000, 4}));
}

}  // namespace
}  // namespace samen::ui
