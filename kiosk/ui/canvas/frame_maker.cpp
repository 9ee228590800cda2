// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/frame_maker.hpp"

#include <imgui.h>

#include "kiosk/ui/canvas/triangle_clip.hpp"

namespace samen::ui {

FrameMaker::FrameMaker()
    : context_(ImGui::CreateContext()), clip_(std::make_unique<TriangleClip>()) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  ImFontConfig smallest;
  smallest.SizePixels = 8;
  constexpr ImWchar kOneLetter[] = {'x', 'x', 0};
  smallest.GlyphRanges = kOneLetter;
  io.Fonts->AddFontDefault(&smallest);
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  io.Fonts->ClearTexData();
  io.Fonts->SetTexID(nullptr);  // page 0 of our atlas

  ImGuiStyle& style = ImGui::GetStyle();
  style.AntiAliasedLinesUseTex = false;  // that texture is not ours
  style.CircleTessellationMaxError = 0.15F;
  style.CurveTessellationTol = 0.6F;
}

FrameMaker::~FrameMaker() {
  ImGui::DestroyContext(context_);
}

Painter FrameMaker::begin(float width, float height, const text::Atlas& atlas) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {width, height};
  io.DeltaTime = 1.0F / 60.0F;
  const text::AtlasPoint white = atlas.white_uv();
  io.Fonts->TexUvWhitePixel = {white.u, white.v};
  ImGui::NewFrame();
  return Painter(*ImGui::GetBackgroundDrawList(), *clip_);
}

const ImDrawData& FrameMaker::end() {
  ImGui::Render();
  return *ImGui::GetDrawData();
}

}  // namespace samen::ui
