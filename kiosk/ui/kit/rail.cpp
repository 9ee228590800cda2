// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/rail.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/layout/grid.hpp"

namespace samen::ui {
namespace {

constexpr Look kWords{.type = Type::caption, .align = Align::center};
constexpr int kPlaces = 6;

struct Sign {
  std::string id;
  std::string label;
  std::string_view icon;
  Action action;
  enum class Kind : std::uint8_t { plain, lit, danger } kind = Kind::plain;
  bool on_escape = false;
  std::string language = {};  // of the label; empty: the screen's
  float longest = 0;          // word that may stand here in another language
};

struct Ink {
  Color ground;  // 0: the rail's own
  Color words;
};
Ink ink_of(const Canvas& canvas, Sign::Kind kind, bool pressed) {
  const Palette& colors = canvas.colors();
  const RailInk frame = colors.rail(canvas.task_kind());
  if (kind == Sign::Kind::lit) return {colors.lit, colors.on_lit};
  if (kind == Sign::Kind::danger) return {colors.surface, colors.danger};
  return {pressed ? frame.pressed : 0, frame.ink};
}

Piece sign_piece(Canvas& canvas, Sign sign) {
  const Metrics& m = canvas.m();
  // Words may get a little smaller here: they are short, and always in the same place.
  const float longest = std::max(sign.longest, longest_word(canvas, sign.label, kWords));
  const float least = std::ceil(longest * 0.8F);
  const Room width{std::max(m.target, least + 2 * m.outline),
                   std::max(m.target, longest + 2 * m.thin)};
  return drawn(
      width, Room{m.target, m.target}, [&canvas, sign = std::move(sign)](const Rect& rect) {
        const float radius = canvas.m().radius;
        const Touch touch = canvas.target({.id = sign.id,
                                           .label = sign.label,
                                           .language = sign.language,
                                           .rect = rect,
                                           .selected = sign.kind == Sign::Kind::lit,
                                           .on_escape = sign.on_escape},
                                          sign.action);
        const Ink ink = ink_of(canvas, sign.kind, touch.pressed);
        const Rect shape = pressed_shape(rect, touch);
        if (ink.ground != 0) canvas.fill(shape, ink.ground, radius);
        if (touch.focused) {
          canvas.focus_ring(rect.shrunk(canvas.m().focus_ring), radius);
        }
        Look look = kWords;
        look.language = sign.language;
        draw_face(canvas, rect.shrunk(canvas.m().outline), sign.icon, sign.label, look, ink.words);
      });
}

Piece back_piece(Canvas& canvas, WayBack back) {
  if (back == WayBack::none) return space();
  const bool lock = back == WayBack::lock;
  return sign_piece(canvas, {.id = "header.back",
                             .label = canvas.tr(lock ? "staff.close" : "app.back"),
                             .icon = lock ? "lock-outline" : "arrow-start",
                             .action = lock ? flow::Event(flow::StaffClosePressed{})
                                            : flow::Event(flow::BackPressed{}),
                             .on_escape = true});
}

// Beside the tiles of the first screen, in the language it greets in, and as wide in all of them:
// nothing jumps when the greeting changes.
Piece other_language_piece(Canvas& canvas, const std::string& language) {
  constexpr std::string_view kKey = "first.other_language";
  const i18n::Catalogues& all = canvas.catalogues();
  float longest = 0;
  for (const std::string& one : all.languages()) {
    longest = std::max(longest, longest_word(canvas, all.format(one, kKey), kWords));
  }
  return sign_piece(canvas, {.id = std::string(kKey),
                             .label = all.format(language, kKey),
                             .icon = "translate",
                             .action = flow::Event(flow::OtherLanguageOpened{}),
                             .kind = Sign::Kind::lit,
                             .language = language,
                             .longest = longest});
}

Piece language_piece(Canvas& canvas, const RailSigns& signs) {
  if (signs.language == RailSigns::Language::none) return space();
  if (signs.language == RailSigns::Language::other) {
    return other_language_piece(canvas,
                                signs.other_in.empty() ? canvas.language() : signs.other_in);
  }
  return sign_piece(canvas, {.id = "header.language",
                             .label = canvas.catalogues().native_name(canvas.language()),
                             .icon = "web",
                             .action = flow::Event(flow::LanguagePickerOpened{})});
}

Piece end_piece(Canvas& canvas, RailSigns::End end) {
  if (end == RailSigns::End::none) return space();
  if (end == RailSigns::End::refresh) {
    return sign_piece(canvas, {.id = "header.refresh",
                               .label = canvas.tr("staff.refresh"),
                               .icon = "refresh",
                               .action = flow::Event(flow::RefreshPressed{})});
  }
  if (end == RailSigns::End::staff) {
    return sign_piece(canvas, {.id = "first.staff",
                               .label = canvas.tr("first.staff"),
                               .icon = "lock-outline",
                               .action = flow::Event(flow::StaffPressed{})});
  }
  return sign_piece(canvas, {.id = "header.stop",
                             .label = canvas.tr("app.stop"),
                             .icon = "close-circle-outline",
                             .action = flow::Event(flow::StopPressed{}),
                             .kind = Sign::Kind::danger});
}

std::function<void(ActionSink&)> opens_help() {
  return [](ActionSink& sink) {
    sink.view.help = true;
    sink.layout_changed = true;
    sink.emit(flow::Activity{});
  };
}

Piece ear_piece(Canvas& canvas) {
  if (canvas.view().sound.voiceless) {
    return sign_piece(canvas, {.id = "sound.none",
                               .label = canvas.tr("sound.no_voice.short"),
                               .icon = "volume-off",
                               .action = opens_help()});
  }
  if (!has_ear(canvas)) return space();
  const bool speaking = canvas.view().sound.speaking;
  return sign_piece(canvas, {.id = "sound.listen",
                             .label = ear_label(canvas),
                             .icon = ear_icon(canvas),
                             .action = ear_action(),
                             .kind = speaking ? Sign::Kind::lit : Sign::Kind::plain});
}

}  // namespace

Piece rail(Canvas& canvas, const RailSigns& signs) {
  const Metrics& m = canvas.m();
  const bool lies = m.lies();
  std::vector<Piece> places;
  places.push_back(back_piece(canvas, signs.back));
  places.push_back(ear_piece(canvas));
  places.push_back(language_piece(canvas, signs));
  places.push_back(sign_piece(canvas, {.id = "header.text_size",
                                       .label = canvas.tr("app.text_size"),
                                       .icon = "format-size",
                                       .action = flow::Event(flow::TextSizeOpened{})}));
  places.push_back(sign_piece(canvas, {.id = "header.help",
                                       .label = canvas.tr("app.help"),
                                       .icon = "help-circle-outline",
                                       .action = opens_help()}));
  places.push_back(end_piece(canvas, signs.end));
  // All beside each other or below each other, or in two equal parts where words need it.
  float widest = 0;
  for (const Piece& place : places) widest = std::max(widest, place->width().least);
  const int most = lies ? (m.form == Form::bar ? 2 : 1) : kPlaces;
  auto all =
      grid(std::floor(kMinGapMm * m.density),
           {.most = most,
            .suits = [widest](int columns,
                              float each) { return kPlaces % columns == 0 && each >= widest; },
            .equal_rows = true,
            .most_row = kNoLimit});
  for (Piece& place : places) all->add(std::move(place));
  const float edge = m.thin / 2;
  return over(
      [&canvas](const Rect& rect) {
        canvas.fill(rect, canvas.colors().rail(canvas.task_kind()).ground);
      },
      padded(std::move(all), std::floor(edge), std::floor(edge)));
}

}  // namespace samen::ui
