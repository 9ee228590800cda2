// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

namespace samen::matcher::exact {

// Union-find with path halving; the smallest number of a part is its root, so that the parts come
// out in the same order whatever order they were joined in.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::uint32_t find(std::uint32_t node) {
    while (parent_[node] != node) {
      parent_[node] = parent_[parent_[node]];
      node = parent_[node];
    }
    return node;
  }
  // Joins `node` to the part of `root` and returns the root of both.
  std::uint32_t join(std::uint32_t root, std::uint32_t node) {
    if (parent_[node] == root) return root;  // by far the most frequent case
    const std::uint32_t other = find(node);
    if (other == root) return root;
    if (other < root) {
      parent_[root] = other;
      return other;
    }
    parent_[other] = root;
    return root;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace samen::matcher::exact
