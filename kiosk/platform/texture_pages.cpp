// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/texture_pages.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace samen::platform {

PageRect clamp_to_page(PageRect rect, const PageView& page) {
  const int x0 = std::clamp(rect.x, 0, page.width);
  const int y0 = std::clamp(rect.y, 0, page.height);
  const int x1 = std::clamp(rect.x + rect.width, x0, page.width);
  const int y1 = std::clamp(rect.y + rect.height, y0, page.height);
  return {x0, y0, x1 - x0, y1 - y0};
}

void TexturePages::upload(int number, const PageView& page, PageRect dirty) {
  if (number < 0 || number >= kMaxPages || page.alpha == nullptr) return;
  if (page.width <= 0 || page.height <= 0) return;
  if (static_cast<std::size_t>(number) >= pages_.size()) {
    pages_.resize(static_cast<std::size_t>(number) + 1);
  }
  Page& mine = pages_[static_cast<std::size_t>(number)];
  if (mine.width != page.width || mine.height != page.height) {
    mine.width = page.width;
    mine.height = page.height;
    mine.alpha.assign(static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height),
                      0);
    dirty = {0, 0, page.width, page.height};
  }
  const PageRect rect = clamp_to_page(dirty, page);
  for (int y = rect.y; y < rect.y + rect.height; ++y) {
    const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(y) * page.width + rect.x;
    std::memcpy(mine.alpha.data() + at, page.alpha + at, static_cast<std::size_t>(rect.width));
  }
}

PageView TexturePages::page(int number) const {
  if (number < 0 || static_cast<std::size_t>(number) >= pages_.size()) return {};
  const Page& mine = pages_[static_cast<std::size_t>(number)];
  if (mine.alpha.empty()) return {};
  return {mine.alpha.data(), mine.width, mine.height};
}

}  // namespace samen::platform
