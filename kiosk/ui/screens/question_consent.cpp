// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {
namespace {

// What is said yes to: what is asked, what it means, whether it is needed, and the mark.
Piece consent_tile(Canvas& canvas, const std::string& name, std::string needed, bool given,
                   flow::Event event) {
  const Metrics& m = canvas.m();
  const std::string title = canvas.tr("consent." + name);
  auto said = column(m.hair);
  said->add(words(canvas, {.words = title, .look = {.type = Type::lead_bold}}));
  said->add(words(canvas, {.words = canvas.tr("consent." + name + ".help"),
                           .look = {.type = Type::body, .color = canvas.colors().ink_soft},
                           .id = "consent." + name + ".help"}));
  said->add(
      pill(canvas, {}, std::move(needed), given ? canvas.colors().surface : canvas.task().tint),
      {.stand = Stand::start, .before = m.near});
  auto face = row(m.inset, Stand::start);
  face->add(mark_piece(canvas, Mark::check, given), {.gives = 0});
  face->add(std::move(said), {.flex = 1});
  return at_least(tappable(
                      canvas,
                      {.id = "consent." + name,
                       .role = Role::checkbox,
                       .label = title,
                       .rect = {},
                       .selected = given},
                      std::move(event),
                      [&canvas, given](const Rect& shape, const Touch& touch) {
                        const float radius = canvas.m().radius_large;
                        draw_tile_ground(canvas, shape, radius, given, touch.pressed,
                                         canvas.task_kind());
                        if (touch.focused) canvas.focus_ring(shape, radius);
                      },
                      padded(std::move(face), m.card, m.card)),
                  m.target, m.target);
}

}  // namespace

Piece consent(const Ask& ask) {
  const auto answer = ask.as<forms::ConsentAnswer>();
  Canvas& canvas = ask.canvas();
  const bool other = ask.question.repeat == forms::Repeat::other_adults;
  auto all = column(canvas.m().gap);
  for (const forms::ConsentPurpose& purpose : ask.question.purposes) {
    const std::string needed = !purpose.required ? canvas.tr("app.free_choice")
                               : other           ? std::string()  // or later
                                                 : canvas.tr("app.needed");
    all->add(consent_tile(canvas, std::string(domain::name_of(purpose.purpose)), needed,
                          answer.given(purpose.purpose), flow::ConsentTapped{purpose.purpose}));
  }
  if (other) {
    for (const auto& [name, how] :
         {std::pair("later", forms::NotGiven::later), std::pair("no", forms::NotGiven::no)}) {
      all->add(consent_tile(canvas, name, {}, answer.otherwise == how, flow::NotGivenTapped{how}));
    }
  }
  return all;
}

}  // namespace samen::ui
