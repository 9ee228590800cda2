// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/hanging.hpp"

#include <algorithm>
#include <cmath>

namespace samen::text {
namespace {

float first_baseline(const Layout& layout) {
  return layout.lines.empty() ? layout.ascent : layout.lines.front().baseline;
}

}  // namespace

HangingList lay_list(const LayOut& lay, std::span<const ListItem> items,
                     const HangingRules& rules) {
  HangingList list;
  list.right_to_left = rules.right_to_left;
  float widest_sign = 0;
  for (const ListItem& item : items) {
    list.items.emplace_back().sign = lay(item.sign, 0);
    widest_sign = std::max(widest_sign, list.items.back().sign->width);
  }
  list.indent = std::ceil(widest_sign + rules.sign_gap);
  // Narrower than its own signs, a list still wraps somewhere.
  const float room = rules.width > 0 ? std::max(1.0F, rules.width - list.indent) : 0;
  float widest = 0;
  float y = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    HangingItem& item = list.items[i];
    item.text = lay(items[i].text, room);
    // The higher of the two decides where the shared baseline is.
    const float sign = first_baseline(*item.sign);
    const float text = first_baseline(*item.text);
    if (i > 0) y += rules.item_gap;
    item.sign_y = y + std::max(0.0F, text - sign);
    item.text_y = y + std::max(0.0F, sign - text);
    y = std::max(item.text_y + item.text->height, item.sign_y + item.sign->height);
    widest = std::max(widest, item.text->width);
  }
  list.height = y;
  list.width = rules.width > 0 ? rules.width : list.indent + widest;
  for (HangingItem& item : list.items) {
    item.text_x =
        list.right_to_left ? list.width - list.indent - item.text->box_width : list.indent;
    item.sign_x = list.right_to_left ? list.width - item.sign->width : 0;
  }
  return list;
}

std::vector<ListItem> bulleted(std::string_view text) {
  std::vector<ListItem> items;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.find_first_not_of(' ') != std::string_view::npos) {
      items.push_back({"•", std::string(line)});
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return items;
}

}  // namespace samen::text
