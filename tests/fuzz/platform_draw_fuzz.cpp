// SPDX-License-Identifier: Apache-2.0
// Whatever the draw list says, the software renderer stays inside the picture and the page: broken
// numbers, clip rectangles and texture pages of any kind. Indices are kept inside the vertex
// buffer, as Dear ImGui does.
#include <cstdint>
#include <cstring>

#include <imgui.h>

#include "kiosk/platform/fingerprint.hpp"
#include "kiosk/platform/software_renderer.hpp"

namespace {

// Reads numbers from the input until it is used up, then zeros.
class Reader {
 public:
  Reader(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}
  template <class T>
  T take() {
    T value{};
    const std::size_t bytes = left_ < sizeof value ? left_ : sizeof value;
    std::memcpy(&value, data_, bytes);
    data_ += bytes;
    left_ -= bytes;
    return value;
  }
  bool empty() const { return left_ == 0; }

 private:
  const std::uint8_t* data_;
  std::size_t left_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::platform;
  Reader reader(data, size);
  static constexpr int kSide = 8;
  std::uint8_t texels[kSide * kSide];
  for (auto& texel : texels) texel = reader.take<std::uint8_t>();
  TexturePages pages;
  pages.upload(0, {texels, kSide, kSide}, {0, 0, kSide, kSide});
  pages.upload(1, {texels, kSide, 1 + reader.take<std::uint8_t>() % kSide},
               {reader.take<std::int16_t>(), reader.take<std::int16_t>(),
                reader.take<std::int16_t>(), reader.take<std::int16_t>()});

  ImDrawList list(nullptr);
  while (!reader.empty() && list.CmdBuffer.Size < 20) {
    ImDrawCmd command;
    command.ClipRect = {reader.take<float>(), reader.take<float>(), reader.take<float>(),
                        reader.take<float>()};
    command.TextureId = reinterpret_cast<ImTextureID>(  // NOLINT: a page number by agreement
        static_cast<std::intptr_t>(reader.take<std::int8_t>()));
    command.VtxOffset = static_cast<unsigned>(list.VtxBuffer.Size);
    command.IdxOffset = static_cast<unsigned>(list.IdxBuffer.Size);
    const int corners = 1 + reader.take<std::uint8_t>() % 16;
    for (int i = 0; i < corners; ++i) {
      ImDrawVert vertex;
      vertex.pos = {reader.take<float>(), reader.take<float>()};
      vertex.uv = {reader.take<float>(), reader.take<float>()};
      vertex.col = reader.take<std::uint32_t>();
      list.VtxBuffer.push_back(vertex);
    }
    const int indices = reader.take<std::uint8_t>() % 64;
    for (int i = 0; i < indices; ++i) {
      list.IdxBuffer.push_back(static_cast<ImDrawIdx>(reader.take<std::uint8_t>() % corners));
    }
    command.ElemCount = static_cast<unsigned>(indices);
    list.CmdBuffer.push_back(command);
  }
  ImDrawList* lists[] = {&list};
  ImDrawData draw_data;
  draw_data.Valid = true;
  draw_data.CmdListsCount = 1;
#if IMGUI_VERSION_NUM >= 18980  // a vector of pointers since then
  draw_data.CmdLists.push_back(lists[0]);
#else
  draw_data.CmdLists = lists;
#endif
  Image image(37, 23);
  clear(image, 0x336699);
  software_render(draw_data, pages, image);
  static_cast<void>(fingerprint(draw_data));
  return 0;
}
