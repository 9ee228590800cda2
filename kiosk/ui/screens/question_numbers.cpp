// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/kit/stepper.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {
namespace {

// One little person for each that is counted, so that the number can be seen.
Piece people(Canvas& canvas, int count, int most) {
  const Metrics& m = canvas.m();
  const auto places = static_cast<float>(std::max(1, most));
  return drawn({m.figure, places * m.figure}, Room{m.figure, m.figure},
               [&canvas, count, most, places](const Rect& rect) {
                 const float step = std::min(rect.w / places, rect.h);
                 float x = rect.center_x() - step * places / 2;
                 for (int i = 0; i < most; ++i, x += step) {
                   canvas.icon("account", {x, rect.y, step, rect.h}, step,
                               i < count ? canvas.task().accent : canvas.colors().track());
                 }
               });
}

}  // namespace

Piece most_there_is(const Ask& ask) {
  Canvas& canvas = ask.canvas();
  const int max = ask.question.max;
  const auto says = [&](std::string_view key) {
    return note(canvas, {.id = "answer.most",
                         .icon = "information-outline",
                         .text = canvas.tr(key, {{"max", max}}),
                         .role = Role::status});
  };
  if (const int* value = std::get_if<int>(&ask.value)) {
    return *value >= max ? says("error.number.most") : nullptr;
  }
  if (const auto* counts = std::get_if<forms::ChildCounts>(&ask.value)) {
    return counts->total() >= max ? says("error.children.many") : nullptr;
  }
  if (const auto* list = std::get_if<forms::LanguageList>(&ask.value)) {
    const bool full = max > 0 && static_cast<int>(list->spoken.size()) >= max;
    return full ? says("error.choices.many") : nullptr;
  }
  return nullptr;
}

Piece number(const Ask& ask) {
  Canvas& canvas = ask.canvas();
  const int* held = std::get_if<int>(&ask.value);
  const int value = held != nullptr ? *held : ask.question.initial;
  auto all = column(canvas.m().part);
  all->add(stepper(canvas, {.id = "answer",
                            .label = ask.title.words,
                            .value = value,
                            .min = ask.question.min,
                            .max = ask.question.max,
                            .less = flow::Event(flow::StepperTapped{-1}),
                            .more = flow::Event(flow::StepperTapped{1}),
                            .size = Stepper::Size::large}));
  all->add(people(canvas, value, ask.question.max));
  return at_most(stands(card(canvas, std::move(all)), Stand::fill, Stand::start),
                 canvas.m().column);
}

Piece children(const Ask& ask) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const auto counts = ask.as<forms::ChildCounts>();
  const bool full = counts.total() >= ask.question.max;
  auto all = grid(m.gap, {.most = 2});
  for (std::size_t band = 0; band < domain::vocabulary_size<domain::ChildBand>(); ++band) {
    const auto which = static_cast<domain::ChildBand>(band);
    const std::string name(domain::name_of(which));
    const std::string key = "child." + name;
    std::string_view icon = canvas.icon_of(key);
    if (icon.empty()) icon = ask.question.icon;
    const std::string label = canvas.tr(key);
    auto said = row(m.inset);
    said->add(badge(canvas, icon, m.badge, canvas.task().tint, canvas.task().primary),
              {.gives = 0});
    said->add(words(canvas, {.words = label, .look = {.type = Type::body_bold}, .id = key}),
              {.flex = 1});
    auto line = row(m.part);
    line->add(std::move(said), {.flex = 1});
    line->add(between(stepper(canvas, {.id = "answer." + name,
                                       .label = label,
                                       .value = counts.count[band],
                                       .min = 0,
                                       .max = full ? counts.count[band] : ask.question.max,
                                       .less = flow::Event(flow::ChildrenTapped{which, -1}),
                                       .more = flow::Event(flow::ChildrenTapped{which, 1})}),
                      {3 * m.target, 3 * m.target}),
              {.gives = 0});
    all->add(card(canvas, std::move(line)));
  }
  return all;
}

}  // namespace samen::ui
