// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/text/layout.hpp"

namespace samen::text {

// The layouts used most recently, by everything they depend on. Looking one up allocates nothing.
class LayoutCache {
 public:
  explicit LayoutCache(std::size_t most) : most_(most) {}

  struct Key {
    std::string_view text;
    Style style;
    const Options& options;
  };
  std::shared_ptr<const Layout> find(const Key& key);
  void insert(const Key& key, std::shared_ptr<const Layout> layout);
  void clear();
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::string text;
    std::string language;
    Style style;
    Options options;  // without its language, which would point at the caller's text
    std::shared_ptr<const Layout> layout;
  };
  static std::uint64_t hash(const Key& key);
  static bool same(const Entry& entry, const Key& key);

  std::size_t most_;
  std::list<Entry> entries_;  // most recently used first
  std::unordered_map<std::uint64_t, std::list<Entry>::iterator> by_hash_;
};

}  // namespace samen::text
