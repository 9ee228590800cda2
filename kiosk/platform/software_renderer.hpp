// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kiosk/platform/image.hpp"
#include "kiosk/platform/texture_pages.hpp"

struct ImDrawData;

namespace samen::platform {

// Draws a frame of Dear ImGui into `target`, over what is there: triangles with one colour per
// vertex times the coverage of their texture page, bilinear, blended source-over. Works without a
// window, a display or SDL, so tests and tools can use it.
//
// Fill convention as in Direct3D and OpenGL: a pixel belongs to a triangle when its centre lies
// inside, or on a top or left edge; triangles that share an edge never draw a pixel twice and
// never leave one out. Positions are snapped to 1/256 pixel first.
//
// `draw_data.DisplayPos` is the top-left corner of `target`; FramebufferScale must be 1 (our
// logical pixels are physical pixels). User callbacks are skipped.
void software_render(const ImDrawData& draw_data, const TextureSource& textures, Image& target);

// Fills the whole picture with one opaque colour, 0xRRGGBB.
void clear(Image& target, std::uint32_t rgb);

}  // namespace samen::platform
