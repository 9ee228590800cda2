// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "kiosk/text/face.hpp"
#include "kiosk/text/fonts.hpp"
#include "kiosk/text/workspace.hpp"

namespace samen::text {

// The open faces, and which one draws which characters.
class FaceSet {
 public:
  static base::Result<FaceSet> open(const FontList& fonts);

  const Face& at(std::size_t index) const { return *faces_[index]; }
  std::size_t size() const { return faces_.size(); }
  std::uint16_t main(Weight weight) const;  // first face of a weight: gives the line its measures
  std::uint16_t icons() const { return icons_; }

  // Cuts the text into items. A grapheme stays in one face: the first that has all its characters,
  // asking the faces made for its script first; else the first that has its base; else the main
  // face, which shows a box.
  void itemise(Workspace& work, Weight weight) const;

  // The face that draws a lone character such as the ellipsis beside text of a script.
  std::uint16_t face_for(char32_t c, std::int32_t script, Weight weight) const;

 private:
  using Order = std::vector<std::uint16_t>;
  const Order& order_for(std::int32_t script, Weight weight) const;
  std::uint16_t choose(const Workspace& work, std::int32_t begin, std::int32_t end,
                       const Order& order) const;

  std::vector<std::unique_ptr<Face>> faces_;
  std::array<Order, 2> plain_;                              // by weight, fallback order
  std::array<std::map<std::int32_t, Order>, 2> by_script_;  // by weight, UScriptCode
  std::uint16_t icons_ = 0;
};

}  // namespace samen::text
