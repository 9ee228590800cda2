// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/shaper.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <string>

#include <hb.h>
#include <unicode/uscript.h>

#include "base/secret.hpp"

namespace samen::text {

static_assert(sizeof(char16_t) == sizeof(std::uint16_t));

struct Shaper::Handles {
  hb_buffer_t* buffer = hb_buffer_create();
  hb_language_t language = hb_language_from_string("nl", -1);
  std::map<std::int32_t, hb_script_t> scripts;  // UScriptCode -> HarfBuzz
  std::size_t reserved = 0;                     // glyphs

  ~Handles() { hb_buffer_destroy(buffer); }
  hb_script_t script(std::int32_t code) {
    const auto found = scripts.find(code);
    if (found != scripts.end()) return found->second;
    const char* name = uscript_getShortName(static_cast<UScriptCode>(code));
    return scripts[code] = hb_script_from_string(name == nullptr ? "Zyyy" : name, -1);
  }
};

Shaper::Shaper(const FaceSet& faces) : faces_(faces), handles_(std::make_unique<Handles>()) {}
Shaper::~Shaper() = default;

void Shaper::set_language(std::string_view language) {
  handles_->language = hb_language_from_string(
      language.data(), static_cast<int>(std::min<std::size_t>(language.size(), 63)));
}

void Shaper::shape_part(const Workspace& work, const Item& item, std::int32_t begin,
                        std::int32_t end, float size_px, std::vector<ShapedGlyph>& out) {
  if (begin >= end) return;
  auto* buffer = handles_->buffer;
  const Face& face = faces_.at(item.face);
  hb_buffer_clear_contents(buffer);
  hb_buffer_add_utf16(buffer, reinterpret_cast<const std::uint16_t*>(work.text.units.data()),
                      work.size(), static_cast<unsigned>(begin), end - begin);
  hb_buffer_set_direction(buffer, item.right_to_left() ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer, handles_->script(item.script));
  hb_buffer_set_language(buffer, handles_->language);
  unsigned flags = HB_BUFFER_FLAG_DEFAULT;
  if (begin == 0) flags |= HB_BUFFER_FLAG_BOT;
  if (end == work.size()) flags |= HB_BUFFER_FLAG_EOT;
  hb_buffer_set_flags(buffer, static_cast<hb_buffer_flags_t>(flags));
  hb_shape(face.shaper(), buffer, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &count);
  const float scale = size_px / face.units_per_em();
  for (unsigned i = 0; i < count; ++i) {
    ShapedGlyph glyph;
    glyph.glyph = infos[i].codepoint;
    glyph.cluster = static_cast<std::int32_t>(infos[i].cluster);
    glyph.advance = static_cast<float>(positions[i].x_advance) * scale;
    glyph.dx = static_cast<float>(positions[i].x_offset) * scale;
    glyph.dy = static_cast<float>(positions[i].y_offset) * scale;
    glyph.unsafe = (infos[i].mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
    out.push_back(glyph);
  }
}

void Shaper::shape_all(Workspace& work, float size_px) {
  work.glyphs.clear();
  work.reach.assign(work.text.size() + 1, 0.0);
  for (auto& item : work.items) {
    item.first_glyph = work.glyphs.size();
    const bool newline = work.text.units[static_cast<std::size_t>(item.begin)] == u'\n';
    if (!newline) {
      shape_part(work, item, item.begin, item.end, size_px, work.glyphs);
    }
    item.glyphs = work.glyphs.size() - item.first_glyph;
    for (std::size_t i = item.first_glyph; i < work.glyphs.size(); ++i) {
      work.reach[static_cast<std::size_t>(work.glyphs[i].cluster) + 1] +=
          double{work.glyphs[i].advance};
    }
  }
  for (std::size_t i = 1; i < work.reach.size(); ++i) work.reach[i] += work.reach[i - 1];
}

void Shaper::reserve(std::size_t bytes) {
  handles_->reserved = std::max(handles_->reserved, bytes * 2 + 32);
  hb_buffer_pre_allocate(handles_->buffer, static_cast<unsigned>(handles_->reserved));
}

void Shaper::wipe() {
  auto* buffer = handles_->buffer;
  hb_buffer_clear_contents(buffer);
  // Spaces before and after push the old text out of the few characters HarfBuzz keeps of both.
  const std::u16string spaces(16, u' ');
  hb_buffer_add_utf16(buffer, reinterpret_cast<const std::uint16_t*>(spaces.data()), 16, 8, 1);
  hb_buffer_set_length(buffer, static_cast<unsigned>(handles_->reserved));
  unsigned count = 0;
  auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
  base::wipe({reinterpret_cast<std::uint8_t*>(infos), count * sizeof *infos});
  auto* positions = hb_buffer_get_glyph_positions(buffer, &count);
  if (positions != nullptr) {
    base::wipe({reinterpret_cast<std::uint8_t*>(positions), count * sizeof *positions});
  }
  hb_buffer_clear_contents(buffer);
}

}  // namespace samen::text
