// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/layout_cache.hpp"

#include <bit>
#include <functional>

namespace samen::text {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
  return hash ^ (hash >> 32);
}

}  // namespace

std::uint64_t LayoutCache::hash(const Key& key) {
  const auto& o = key.options;
  const auto bits = [](float value) { return std::uint64_t{std::bit_cast<std::uint32_t>(value)}; };
  std::uint64_t h = std::hash<std::string_view>{}(key.text);
  h = mix(h, std::hash<std::string_view>{}(o.language));
  h = mix(h, bits(key.style.size_px) << 32 | bits(o.max_width));
  h = mix(h, bits(o.line_height) << 32 | static_cast<std::uint32_t>(o.max_lines));
  return mix(h, static_cast<std::uint64_t>(key.style.weight) << 24 |
                    static_cast<std::uint64_t>(o.align) << 16 |
                    static_cast<std::uint64_t>(o.direction) << 8 | (o.ellipsis ? 2U : 0U) |
                    (o.carets ? 1U : 0U));
}

bool LayoutCache::same(const Entry& entry, const Key& key) {
  const auto& a = entry.options;
  const auto& b = key.options;
  return entry.text == key.text && entry.style == key.style && a.max_width == b.max_width &&
         a.max_lines == b.max_lines && a.ellipsis == b.ellipsis && a.carets == b.carets &&
         a.line_height == b.line_height && a.align == b.align && a.direction == b.direction &&
         entry.language == b.language;
}

std::shared_ptr<const Layout> LayoutCache::find(const Key& key) {
  const auto found = by_hash_.find(hash(key));
  if (found == by_hash_.end() || !same(*found->second, key)) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->layout;
}

void LayoutCache::insert(const Key& key, std::shared_ptr<const Layout> layout) {
  const std::uint64_t h = hash(key);
  if (const auto old = by_hash_.find(h); old != by_hash_.end()) {
    entries_.erase(old->second);
    by_hash_.erase(old);
  }
  entries_.push_front({h, std::string(key.text), std::string(key.options.language), key.style,
                       key.options, std::move(layout)});
  entries_.front().options.language = {};
  by_hash_[h] = entries_.begin();
  while (entries_.size() > most_) {
    by_hash_.erase(entries_.back().hash);
    entries_.pop_back();
  }
}

void LayoutCache::clear() {
  by_hash_.clear();
  entries_.clear();
}

}  // namespace samen::text
