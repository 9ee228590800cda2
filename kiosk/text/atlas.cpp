// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/atlas.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace samen::text {
namespace {

constexpr int kWhite = 4;  // side of the opaque block
constexpr int kWhiteStrip = 8;
constexpr std::uint64_t kAlways = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kMostPatience = 1024;  // frames

// Shelf heights come in steps, so that glyphs of a size share shelves.
int shelf_height(int height) {
  const int step = height <= 32 ? 4 : height <= 96 ? 8 : 16;
  return (height + step - 1) / step * step;
}

}  // namespace

std::size_t Atlas::KeyHash::operator()(const GlyphKey& key) const noexcept {
  std::uint64_t word = (std::uint64_t{key.glyph} << 40) ^ (std::uint64_t{key.face} << 24) ^
                       (std::uint64_t{key.size_quarter_px} << 8) ^ key.phase;
  word ^= word >> 31;
  word *= 0x9e3779b97f4a7c15ULL;
  return static_cast<std::size_t>(word ^ (word >> 29));
}

Atlas::Atlas(const AtlasLimits& limits) : limits_(limits) {
  limits_.page_size = std::clamp(limits_.page_size, 64, 4096);
  limits_.pages = std::max(limits_.pages, 1);
  limits_.most_pages = std::max(limits_.most_pages, limits_.pages);
  start_pages();
}

void Atlas::start_pages() {
  pages_.clear();
  shelves_.clear();
  spare_.clear();
  glyphs_.clear();
  add_page();
  const std::uint32_t strip = split(pages_[0].shelves[0], kWhiteStrip);
  auto& shelf = shelves_[strip];
  shelf.used = kAlways;
  shelf.next_x = limits_.page_size;
  for (int y = 0; y < kWhite; ++y) {
    std::memset(pages_[0].pixels.data() + static_cast<std::ptrdiff_t>(y) * limits_.page_size, 255,
                kWhite);
  }
  mark_dirty(0, {0, 0, limits_.page_size, limits_.page_size});
}

void Atlas::begin_frame() {
  if (pages() <= limits_.pages) {
    patience_ = 1;
  } else if (frame_ >= packed_ + patience_) {
    packed_ = frame_;
    patience_ = std::min(patience_ * 2, kMostPatience);
    for (const Page& page : pages_) {
      evictions_ += static_cast<std::uint64_t>(std::ranges::count_if(
          page.shelves, [&](const auto number) { return shelves_[number].live; }));
    }
    start_pages();
    ++generation_;
  }
  ++frame_;
}

std::span<const std::uint8_t> Atlas::pixels(int page) const {
  return pages_[static_cast<std::size_t>(page)].pixels;
}

AtlasRect Atlas::dirty(int page) const {
  return pages_[static_cast<std::size_t>(page)].dirty;
}

AtlasRect Atlas::take_dirty(int page) {
  return std::exchange(pages_[static_cast<std::size_t>(page)].dirty, AtlasRect{});
}

AtlasPoint Atlas::white_uv() const {
  const float middle = 0.5F * kWhite / static_cast<float>(limits_.page_size);
  return {middle, middle};
}

void Atlas::touch(std::uint32_t shelf) {
  auto& used = shelves_[shelf].used;
  if (used != kAlways) used = frame_;
}

const AtlasGlyph* Atlas::find(const GlyphKey& key) {
  const auto found = glyphs_.find(key);
  if (found == glyphs_.end()) return nullptr;
  if (!found->second.at.empty()) touch(found->second.shelf);
  return &found->second;
}

const AtlasGlyph* Atlas::insert(const GlyphKey& key, AtlasGlyph shape,
                                std::span<const std::uint8_t> picture) {
  if (shape.at.empty()) return &glyphs_.insert_or_assign(key, shape).first->second;
  const auto place = room_for(shape.at.width, shape.at.height);
  if (!place) return nullptr;
  auto& shelf = shelves_[*place];
  shape.at.x = shelf.next_x;
  shape.at.y = shelf.y;
  shape.page = shelf.page;
  shape.shelf = *place;
  shelf.next_x += shape.at.width;
  shelf.glyphs.push_back(key);
  touch(*place);
  auto& page = pages_[static_cast<std::size_t>(shelf.page)];
  for (int row = 0; row < shape.at.height; ++row) {
    std::memcpy(page.pixels.data() +
                    static_cast<std::ptrdiff_t>(shape.at.y + row) * limits_.page_size + shape.at.x,
                picture.data() + static_cast<std::ptrdiff_t>(row) * shape.at.width,
                static_cast<std::size_t>(shape.at.width));
  }
  mark_dirty(shelf.page, shape.at);
  return &glyphs_.insert_or_assign(key, shape).first->second;
}

std::optional<std::uint32_t> Atlas::room_for(int width, int height) {
  if (width > limits_.page_size || height > limits_.page_size - kWhiteStrip) return std::nullopt;
  // Rather a new shelf than a much too high one; rather a too high one than another page.
  if (const auto shelf = live_shelf(width, height, shelf_height(height) * 4 / 3)) return shelf;
  const int wanted = std::min(shelf_height(height), limits_.page_size - kWhiteStrip);
  if (const auto strip = empty_strip(wanted)) return split(*strip, wanted);
  if (pages() < limits_.pages) {
    add_page();
  } else if (!reclaim(wanted)) {
    if (const auto shelf = live_shelf(width, height, limits_.page_size)) return shelf;
    if (pages() >= limits_.most_pages) return std::nullopt;
    add_page();
  }
  const auto strip = empty_strip(wanted);
  return strip ? std::optional(split(*strip, wanted)) : std::nullopt;
}

// The lowest shelf with room that is not higher than `highest`.
std::optional<std::uint32_t> Atlas::live_shelf(int width, int height, int highest) const {
  std::optional<std::uint32_t> best;
  for (const auto& page : pages_) {
    for (const auto number : page.shelves) {
      const auto& shelf = shelves_[number];
      if (!shelf.live || shelf.height < height || shelf.height > highest ||
          shelf.next_x + width > limits_.page_size) {
        continue;
      }
      if (!best || shelf.height < shelves_[*best].height) best = number;
    }
  }
  return best;
}

std::optional<std::uint32_t> Atlas::empty_strip(int height) {
  std::optional<std::uint32_t> best;
  for (const auto& page : pages_) {
    for (const auto number : page.shelves) {
      const auto& strip = shelves_[number];
      if (strip.live || strip.height < height) continue;
      if (!best || strip.height < shelves_[*best].height) best = number;
    }
  }
  return best;
}

// Cuts `height` rows off the top of an empty strip and makes them a live shelf.
std::uint32_t Atlas::split(std::uint32_t strip, int height) {
  const int page = shelves_[strip].page;
  const int rest = shelves_[strip].height - height;
  if (rest > 0) {
    const std::uint32_t below = make_shelf(page, shelves_[strip].y + height, rest);
    auto& order = pages_[static_cast<std::size_t>(page)].shelves;
    order.insert(std::ranges::find(order, strip) + 1, below);
  }
  auto& shelf = shelves_[strip];
  shelf.height = height;
  shelf.live = true;
  shelf.next_x = 0;
  return strip;
}

bool Atlas::reclaim(int height) {
  const auto window = oldest_window(height);
  if (!window) return false;
  auto& order = pages_[static_cast<std::size_t>(window->page)].shelves;
  const auto first = order.begin() + static_cast<std::ptrdiff_t>(window->first);
  for (auto it = first; it != first + static_cast<std::ptrdiff_t>(window->count); ++it) clear(*it);
  shelves_[*first].height = window->height;
  for (std::size_t i = 1; i < window->count; ++i)
    spare_.push_back(*(first + static_cast<std::ptrdiff_t>(i)));
  order.erase(first + 1, first + static_cast<std::ptrdiff_t>(window->count));
  ++generation_;
  return true;
}

// Of all runs of neighbouring shelves that are high enough and rest in this frame, the one that
// has rested longest; of those the lowest.
std::optional<Atlas::Window> Atlas::oldest_window(int height) const {
  std::optional<Window> best;
  for (int page = 0; page < pages(); ++page) {
    const auto& order = pages_[static_cast<std::size_t>(page)].shelves;
    for (std::size_t first = 0; first < order.size(); ++first) {
      Window window{page, first, 0, 0, 0};
      for (std::size_t i = first; i < order.size() && window.height < height; ++i) {
        const auto& shelf = shelves_[order[i]];
        if (shelf.used >= frame_) break;
        window.height += shelf.height;
        window.used = std::max(window.used, shelf.used);
        ++window.count;
      }
      if (window.height < height) continue;
      if (!best || window.used < best->used ||
          (window.used == best->used && window.height < best->height)) {
        best = window;
      }
    }
  }
  return best;
}

void Atlas::clear(std::uint32_t number) {
  auto& shelf = shelves_[number];
  if (shelf.live) ++evictions_;
  for (const auto& key : shelf.glyphs) glyphs_.erase(key);
  shelf.glyphs.clear();
  shelf.live = false;
  shelf.next_x = 0;
  shelf.used = 0;
  // Old pictures must not shine through beside new, smaller ones when sampled between pixels.
  auto& page = pages_[static_cast<std::size_t>(shelf.page)];
  std::memset(page.pixels.data() + static_cast<std::ptrdiff_t>(shelf.y) * limits_.page_size, 0,
              static_cast<std::size_t>(shelf.height) * static_cast<std::size_t>(limits_.page_size));
  mark_dirty(shelf.page, {0, shelf.y, limits_.page_size, shelf.height});
}

void Atlas::add_page() {
  const auto side = static_cast<std::size_t>(limits_.page_size);
  Page page;
  page.pixels.assign(side * side, 0);
  pages_.push_back(std::move(page));
  const int number = pages() - 1;
  pages_.back().shelves.push_back(make_shelf(number, 0, limits_.page_size));
  mark_dirty(number, {0, 0, limits_.page_size, limits_.page_size});
}

std::uint32_t Atlas::make_shelf(int page, int y, int height) {
  std::uint32_t number = 0;
  if (spare_.empty()) {
    number = static_cast<std::uint32_t>(shelves_.size());
    shelves_.emplace_back();
  } else {
    number = spare_.back();
    spare_.pop_back();
    shelves_[number] = Shelf{};
  }
  shelves_[number].page = page;
  shelves_[number].y = y;
  shelves_[number].height = height;
  return number;
}

void Atlas::mark_dirty(int number, const AtlasRect& rect) {
  auto& dirty = pages_[static_cast<std::size_t>(number)].dirty;
  if (dirty.empty()) {
    dirty = rect;
    return;
  }
  const int right = std::max(dirty.x + dirty.width, rect.x + rect.width);
  const int bottom = std::max(dirty.y + dirty.height, rect.y + rect.height);
  dirty.x = std::min(dirty.x, rect.x);
  dirty.y = std::min(dirty.y, rect.y);
  dirty.width = right - dirty.x;
  dirty.height = bottom - dirty.y;
}

}  // namespace samen::text
