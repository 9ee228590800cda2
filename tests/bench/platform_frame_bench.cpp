// SPDX-License-Identifier: Apache-2.0
// What a frame costs: the software renderer over a page of tiles, shadows and text at 1280x800,
// and the fingerprint that decides whether to draw at all.
#include <benchmark/benchmark.h>
#include <imgui.h>

#include "kiosk/platform/fingerprint.hpp"
#include "kiosk/platform/software_renderer.hpp"

namespace {

using namespace samen::platform;

struct Page {
  Page() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1280, 800};
    unsigned char* alpha = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsAlpha8(&alpha, &width, &height);
    io.Fonts->SetTexID(nullptr);
    textures.upload(0, {alpha, width, height}, {0, 0, width, height});
    ImGui::NewFrame();
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled({0, 0}, {1280, 800}, IM_COL32(250, 248, 244, 255));
    for (int i = 0; i < 12; ++i) tile(list, i);
    ImGui::Render();
  }
  ~Page() { ImGui::DestroyContext(); }
  static void tile(ImDrawList& list, int i) {
    const float x = 40.0F + static_cast<float>(i % 4) * 305.0F;
    const float y = 100.0F + static_cast<float>(i / 4) * 220.0F;
    for (int s = 4; s > 0; --s) {
      const auto f = static_cast<float>(s);
      list.AddRectFilled({x - f, y - f + 3}, {x + 285 + f, y + 200 + f + 3},
                         IM_COL32(20, 30, 60, 6), 16 + f);
    }
    list.AddRectFilled({x, y}, {x + 285, y + 200}, IM_COL32(255, 255, 255, 255), 16);
    list.AddCircleFilled({x + 140, y + 70}, 44, IM_COL32(220, 240, 235, 255), 48);
    for (int line = 0; line < 4; ++line) {
      list.AddText({x + 20, y + 125 + 16 * static_cast<float>(line)}, IM_COL32(20, 20, 30, 255),
                   "A line of about thirty glyphs.");
    }
  }
  TexturePages textures;
};

void render(benchmark::State& state) {
  const Page page;
  Image image(1280, 800);
  for (auto _ : state) {
    clear(image, 0xFFFFFF);
    software_render(*ImGui::GetDrawData(), page.textures, image);
    benchmark::DoNotOptimize(image.rgba.data());
  }
  state.counters["vertices"] = ImGui::GetDrawData()->TotalVtxCount;
}
BENCHMARK(render)->Unit(benchmark::kMillisecond);

void look_for_change(benchmark::State& state) {
  const Page page;
  for (auto _ : state) benchmark::DoNotOptimize(fingerprint(*ImGui::GetDrawData()));
}
BENCHMARK(look_for_change)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
