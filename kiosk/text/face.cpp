// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/face.hpp"

#include <ft2build.h>
#include <hb-ot.h>
#include <hb.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <array>
#include <cmath>
#include <cstring>

#include "base/say.hpp"

namespace samen::text {
namespace {

// FreeType's state is shared by all faces and outlives them.
FT_Library library() {
  static FT_Library instance = [] {
    FT_Library made = nullptr;
    return FT_Init_FreeType(&made) == 0 ? made : nullptr;
  }();
  return instance;
}

float metric(hb_font_t* font, hb_ot_metrics_tag_t tag, float fallback) {
  hb_position_t value = 0;
  if (!hb_ot_metrics_get_position(font, tag, &value)) return fallback;
  return static_cast<float>(value);
}

}  // namespace

struct Face::Handles {
  hb_blob_t* blob = nullptr;
  hb_font_t* font = nullptr;
  FT_Face outlines = nullptr;
  ~Handles() {
    if (outlines != nullptr) FT_Done_Face(outlines);
    hb_font_destroy(font);
    hb_blob_destroy(blob);
  }
};

base::Result<std::unique_ptr<Face>> Face::open(const FontFace& source) {
  const auto broken = [](const std::string& words) {
    return base::fail(base::Errc::invalid_input, words);
  };
  std::unique_ptr<Face> face(new Face);
  face->source_ = source;
  face->name_ = source.file.stem().string();
  face->handles_ = std::make_unique<Handles>();
  auto& handles = *face->handles_;
  handles.blob = hb_blob_create_from_file(source.file.c_str());
  unsigned length = 0;
  const char* data = hb_blob_get_data(handles.blob, &length);
  if (length == 0) return broken(base::say("{} cannot be read or is empty", source.file));
  hb_face_t* tables = hb_face_create(handles.blob, 0);
  handles.font = hb_font_create(tables);
  const unsigned upem = hb_face_get_upem(tables);
  const unsigned glyphs = hb_face_get_glyph_count(tables);
  hb_face_destroy(tables);
  if (library() == nullptr ||
      FT_New_Memory_Face(library(), reinterpret_cast<const FT_Byte*>(data),
                         static_cast<FT_Long>(length), 0, &handles.outlines) != 0) {
    return broken(base::say("{} is not a font file FreeType can open", source.file));
  }
  if (!FT_IS_SCALABLE(handles.outlines) || glyphs < 2)
    return broken(base::say("{} has no outlines", source.file));
  face->units_per_em_ = static_cast<float>(upem);
  hb_font_set_scale(handles.font, static_cast<int>(upem), static_cast<int>(upem));
  const float em = face->units_per_em_;
  auto* font = handles.font;
  face->metrics_.ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, em) / em;
  face->metrics_.descent = -metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -em / 4) / em;
  face->metrics_.cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT, em * 0.7F) / em;
  face->metrics_.x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT, em * 0.5F) / em;
  return face;
}

Face::~Face() = default;

hb_font_t* Face::shaper() const {
  return handles_->font;
}

std::uint32_t Face::glyph_of(char32_t c) const {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(handles_->font, c, &glyph) ? glyph : 0;
}

std::string Face::glyph_name(std::uint32_t glyph) const {
  std::array<char, 128> name{};
  FT_Get_Glyph_Name(handles_->outlines, glyph, name.data(), name.size());
  return name.data();
}

float Face::advance(std::uint32_t glyph) const {
  return static_cast<float>(hb_font_get_glyph_h_advance(handles_->font, glyph)) / units_per_em_;
}

Face::Extents Face::extents(std::uint32_t glyph) const {
  hb_glyph_extents_t box{};
  if (!hb_font_get_glyph_extents(handles_->font, glyph, &box)) return {};
  const float em = units_per_em_;
  return {
      static_cast<float>(box.x_bearing) / em, static_cast<float>(box.y_bearing + box.height) / em,
      static_cast<float>(box.x_bearing + box.width) / em, static_cast<float>(box.y_bearing) / em};
}

Picture Face::draw(std::uint32_t glyph, float size_px, int phase_x, int phase_y) const {
  FT_Face outlines = handles_->outlines;
  const auto size = static_cast<FT_F26Dot6>(std::lround(size_px * 64.0F));
  if (FT_Set_Char_Size(outlines, 0, size, 72, 72) != 0) return {};
  // Unhinted: shapes keep their proportions at every size, so layouts scale exactly and marks stay
  // where the font's designer put them.
  if (FT_Load_Glyph(outlines, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return {};
  FT_GlyphSlot slot = outlines->glyph;
  if (slot->format != FT_GLYPH_FORMAT_OUTLINE || slot->outline.n_points == 0) return {};
  FT_Outline_Translate(&slot->outline, phase_x * 16, phase_y * 16);
  if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return {};
  const FT_Bitmap& bitmap = slot->bitmap;
  if (bitmap.width == 0 || bitmap.rows == 0) return {};
  Picture picture;
  picture.width = static_cast<int>(bitmap.width) + 2;
  picture.height = static_cast<int>(bitmap.rows) + 2;
  picture.bearing_x = slot->bitmap_left - 1;
  picture.bearing_y = slot->bitmap_top + 1;
  picture.alpha.assign(
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height), 0);
  for (unsigned row = 0; row < bitmap.rows; ++row) {
    std::memcpy(picture.alpha.data() + (row + 1) * static_cast<std::size_t>(picture.width) + 1,
                bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch, bitmap.width);
  }
  return picture;
}

}  // namespace samen::text
