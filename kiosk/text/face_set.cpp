// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/face_set.hpp"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include "base/say.hpp"

namespace samen::text {
namespace {

std::size_t index_of(Weight weight) {
  return weight == Weight::bold ? 1 : 0;
}

// Characters that show nothing need no font: joiners, direction marks, variation selectors.
bool needs_glyph(UChar32 c) {
  return c != '\n' && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

}  // namespace

base::Result<FaceSet> FaceSet::open(const FontList& fonts) {
  FaceSet set;
  for (const auto& source : fonts.faces) {
    SAMEN_TRY(auto face, Face::open(source));
    const auto number = static_cast<std::uint16_t>(set.faces_.size());
    set.faces_.push_back(std::move(face));
    set.plain_[index_of(source.weight)].push_back(number);
  }
  if (set.plain_[0].empty()) {
    return base::fail(base::Errc::invalid_input, base::say("the font list has no regular face"));
  }
  if (set.plain_[1].empty()) set.plain_[1] = set.plain_[0];
  for (std::size_t weight = 0; weight < 2; ++weight) {
    for (const auto number : set.plain_[weight]) {
      for (const auto& name : set.faces_[number]->source().scripts) {
        const std::int32_t script = u_getPropertyValueEnum(UCHAR_SCRIPT, name.c_str());
        auto& order = set.by_script_[weight][script];
        if (order.empty()) order = set.plain_[weight];
        std::ranges::stable_partition(order, [&](std::uint16_t face) {
          const auto& scripts = set.faces_[face]->source().scripts;
          return std::ranges::find(scripts, name) != scripts.end();
        });
      }
    }
  }
  SAMEN_TRY(auto icons, Face::open({"icons", Weight::regular, {}, fonts.icon_file}));
  set.icons_ = static_cast<std::uint16_t>(set.faces_.size());
  set.faces_.push_back(std::move(icons));
  return set;
}

std::uint16_t FaceSet::main(Weight weight) const {
  return plain_[index_of(weight)].front();
}

const FaceSet::Order& FaceSet::order_for(std::int32_t script, Weight weight) const {
  const auto& scripts = by_script_[index_of(weight)];
  const auto found = scripts.find(script);
  return found == scripts.end() ? plain_[index_of(weight)] : found->second;
}

std::uint16_t FaceSet::choose(const Workspace& work, std::int32_t begin, std::int32_t end,
                              const Order& order) const {
  const char16_t* units = work.text.units.data();
  std::uint16_t has_base = order.front();
  bool base_found = false;
  for (const auto face : order) {
    bool all = true;
    bool first = true;
    for (std::int32_t at = begin; at < end;) {
      UChar32 c = 0;
      U16_NEXT(units, at, end, c);
      if (!needs_glyph(c)) continue;
      const bool covered = faces_[face]->covers(static_cast<char32_t>(c));
      if (covered && first && !base_found) {
        has_base = face;
        base_found = true;
      }
      all = all && covered;
      first = false;
    }
    if (all) return face;
  }
  return has_base;
}

void FaceSet::itemise(Workspace& work, Weight weight) const {
  work.items.clear();
  const auto& graphemes = work.boundaries.grapheme;
  for (std::int32_t begin = 0; begin < work.size();) {
    std::int32_t end = begin + 1;
    while (end < work.size() && graphemes[static_cast<std::size_t>(end)] == 0) ++end;
    const auto first = static_cast<std::size_t>(begin);
    const std::uint8_t level = work.levels[first];
    const std::int32_t script = work.scripts[first];
    const bool newline = work.text.units[first] == u'\n';
    const std::uint16_t face = choose(work, begin, end, order_for(script, weight));
    const bool after_newline = begin > 0 && work.text.units[first - 1] == u'\n';
    if (!work.items.empty() && !newline && !after_newline && work.items.back().level == level &&
        work.items.back().script == script && work.items.back().face == face) {
      work.items.back().end = end;
    } else {
      work.items.push_back({begin, end, level, script, face, 0, 0});
    }
    begin = end;
  }
}

std::uint16_t FaceSet::face_for(char32_t c, std::int32_t script, Weight weight) const {
  const auto& order = order_for(script, weight);
  for (const auto face : order) {
    if (faces_[face]->covers(c)) return face;
  }
  return order.front();
}

}  // namespace samen::text
