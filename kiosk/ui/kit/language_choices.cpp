// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/language_choices.hpp"

#include "kiosk/ui/layout/grid.hpp"

namespace samen::ui {

Piece language_tile(Canvas& canvas, std::string id, const std::string& language, Type type,
                    Chosen chosen) {
  const Metrics& m = canvas.m();
  const std::string name = canvas.catalogues().native_name(language);
  Piece written =
      words(canvas,
            {.words = name, .look = {.type = type, .align = Align::center}, .language = language});
  return at_least(
      tappable(
          canvas,
          {.id = std::move(id),
           .role = Role::tile,
           .label = name,
           .language = language,
           .rect = {},
           .selected = chosen == Chosen::yes},
          flow::Event(flow::LanguageChosen{language}),
          [&canvas, chosen](const Rect& shape, const Touch& touch) {
            const float radius = canvas.m().radius;
            draw_tile_ground(canvas, shape, radius, chosen == Chosen::yes, touch.pressed,
                             canvas.task_kind());
            if (touch.focused) canvas.focus_ring(shape, radius);
          },
          padded(stands(std::move(written), Stand::fill, Stand::middle), m.thin, m.hair)),
      m.target, m.target);
}

Piece language_choices(Canvas& canvas) {
  auto all = grid(canvas.m().gap, {.most = 3});
  for (const std::string& language : canvas.catalogues().languages()) {
    all->add(language_tile(canvas, "language." + language, language, Type::lead_bold,
                           language == canvas.language() ? Chosen::yes : Chosen::no));
  }
  return all;
}

}  // namespace samen::ui
