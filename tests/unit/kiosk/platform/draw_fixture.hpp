// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include <gtest/gtest.h>
#include <imgui.h>

#include "kiosk/platform/software_renderer.hpp"

namespace samen::platform {

// A frame of Dear ImGui without windows: the test draws on a list, page 0 is ImGui's own font.
class DrawFixture : public testing::Test {
 protected:
  DrawFixture() {
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    unsigned char* alpha = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsAlpha8(&alpha, &width, &height);
    io.Fonts->SetTexID(nullptr);
    pages_.upload(0, {alpha, width, height}, {0, 0, width, height});
  }
  ~DrawFixture() override { ImGui::DestroyContext(context_); }

  const ImDrawData& frame(int width, int height, const std::function<void(ImDrawList&)>& draw) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    draw(*ImGui::GetBackgroundDrawList());
    ImGui::Render();
    return *ImGui::GetDrawData();
  }

  Image picture(int width, int height, const std::function<void(ImDrawList&)>& draw,
                std::uint32_t background = 0xFFFFFF) {
    Image image(width, height);
    clear(image, background);
    software_render(frame(width, height, draw), pages_, image);
    return image;
  }

  TexturePages pages_;

 private:
  ImGuiContext* context_ = nullptr;
};

}  // namespace samen::platform
