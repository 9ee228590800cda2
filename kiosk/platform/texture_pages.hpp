// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace samen::platform {

// A look at one texture page: coverage only (one byte a texel, 255 = fully covered), rows from the
// top without padding. ImTextureID of a draw command is the number of its page; page 0 is the one
// that holds the white texel, so that an ImTextureID of null is right by itself.
struct PageView {
  const std::uint8_t* alpha = nullptr;
  int width = 0;
  int height = 0;
};

// Texels [x, x + width) x [y, y + height).
struct PageRect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

// Where a renderer finds texels. A page that does not exist is an empty view and draws nothing.
class TextureSource {
 public:
  virtual ~TextureSource() = default;
  virtual PageView page(int number) const = 0;
};

// Pages kept in memory, changed by uploads as a graphics card would be.
class TexturePages final : public TextureSource {
 public:
  static constexpr int kMaxPages = 64;

  // Takes over the texels of `dirty` from `page` (the whole page when it is new or has another
  // size). `dirty` is clamped to the page; numbers outside 0..kMaxPages-1 are ignored.
  void upload(int number, const PageView& page, PageRect dirty);
  PageView page(int number) const override;

 private:
  struct Page {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> alpha;
  };
  std::vector<Page> pages_;
};

// The part of `rect` that lies on the page.
PageRect clamp_to_page(PageRect rect, const PageView& page);

}  // namespace samen::platform
