// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/fingerprint.hpp"

#include <cstring>
#include <span>

#include <imgui.h>

namespace samen::platform {
namespace {

// Multiply-and-rotate over words of eight bytes: a frame's few hundred kilobytes take a fraction of
// a millisecond.
class Mixer {
 public:
  void add(const void* data, std::size_t bytes) {
    const auto* at = static_cast<const unsigned char*>(data);
    for (; bytes >= 8; bytes -= 8, at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, at, 8);
      add_word(word);
    }
    std::uint64_t rest = bytes;
    if (bytes > 0) std::memcpy(&rest, at, bytes);
    add_word(rest ^ bytes << 56);
  }
  void add_word(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15ULL;
    state_ ^= state_ >> 29;
  }
  std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0x5851F42D4C957F2DULL;
};

}  // namespace

std::uint64_t fingerprint(const ImDrawData& draw_data) {
  Mixer mixer;
  mixer.add(&draw_data.DisplayPos, sizeof draw_data.DisplayPos);
  mixer.add(&draw_data.DisplaySize, sizeof draw_data.DisplaySize);
  for (int i = 0; i < draw_data.CmdListsCount; ++i) {
    const ImDrawList& list = *draw_data.CmdLists[i];
    mixer.add(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
    mixer.add(list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.size_in_bytes()));
    for (const ImDrawCmd& command : list.CmdBuffer) {
      mixer.add(&command.ClipRect, sizeof command.ClipRect);
      mixer.add_word(static_cast<std::uint64_t>(
          reinterpret_cast<std::uintptr_t>(command.GetTexID())));  // NOLINT: a page number
      mixer.add_word(command.ElemCount);
    }
  }
  return mixer.value();
}

}  // namespace samen::platform
