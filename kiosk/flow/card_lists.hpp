// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

// The lists of the staff page. What a tab counts and what stands under it are the same vector.
namespace samen::flow {

struct Staff;

// Which of the cards that wait for a decision are listed.
enum class CardFilter : std::uint8_t {
  all,
  to_discuss,  // with cautions
  held,        // on hold
};
inline constexpr int kCardFilters = 3;

// Places in Staff::cards.
struct CardLists {
  std::vector<std::uint32_t> open;     // wait for a decision or are on hold; longest waiting first
  std::vector<std::uint32_t> work;     // accepted, with something to do; longest due first
  std::vector<std::uint32_t> decided;  // newest first
  bool operator==(const CardLists&) const = default;
};

// All lists as search, filter and decisions have them now. A search finds a part of the code of a
// household or a group, however it is typed: "7q2" and "H 7Q2" find H-7Q2. The filter is about the
// open ones. One walk over the cards.
CardLists list_cards(const Staff& staff);

}  // namespace samen::flow
