// SPDX-License-Identifier: Apache-2.0
// Who sees what one tells, and when; what one can do about it later; who answers for it. On one
// page, a picture each.
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/ui/kit/dialog.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// A picture, who or what it is about, and what is true of it.
Piece line(Canvas& canvas, std::string_view icon, const std::string& key, std::string text) {
  const Metrics& m = canvas.m();
  auto said = column(m.hair);
  said->add(words(canvas, {.words = canvas.tr(key + ".title"),
                           .look = {.type = Type::lead_bold},
                           .id = key + ".title",
                           .role = Role::heading}));
  said->add(words(canvas, {.words = std::move(text),
                           .look = {.type = Type::body, .color = canvas.colors().ink_soft},
                           .id = key + ".text"}));
  auto all = row(m.inset, Stand::start);
  all->add(badge(canvas, icon, m.badge, canvas.task().tint, canvas.task().primary), {.gives = 0});
  all->add(std::move(said), {.flex = 1});
  return all;
}

// Whoever is responsible, as the programme has filled it in.
std::string office_text(const Canvas& canvas, const std::string& key, const forms::Office& office) {
  if (office.name.empty()) return canvas.tr(key + ".unknown");
  return canvas.tr(key + ".text", {{"name", std::string_view(office.name)},
                                   {"reach", std::string_view(office.reach)}});
}

}  // namespace

void draw_who_sees(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const forms::Programme& programme = scene.forms.programme();
  const std::string complain = office_text(canvas, "who_sees.complain", programme.complaints);
  // An address is one long word: beside each other only where it keeps its size.
  const Metrics& m = canvas.m();
  const float address = m.badge + m.inset + longest_word(canvas, complain, {.type = Type::body});
  auto all = grid(m.inset, {.most = 2,
                            .suits = [least = std::max(m.fact_least, address)](
                                         int, float each) { return each >= least; },
                            .equal_rows = false});
  for (const auto& [name, icon] :
       {std::pair("staff", "account"), std::pair("others", "account-multiple"),
        std::pair("kiosk", "lock"), std::pair("you", "key")}) {
    const std::string key = "who_sees." + std::string(name);
    all->add(line(canvas, icon, key, canvas.tr(key + ".text")));
  }
  all->add(line(canvas, "calendar-clock", "who_sees.kept",
                canvas.tr("who_sees.kept.text", {{"months", programme.kept_months}})));
  all->add(line(canvas, "domain", "who_sees.responsible",
                office_text(canvas, "who_sees.responsible", programme.responsible)));
  all->add(line(canvas, "phone", "who_sees.complain", complain));
  Dialog dialog{.id = "who_sees",
                .title = canvas.tr("who_sees.title"),
                .content = std::move(all),
                .wide = true};
  dialog.entries.push_back({{.id = "overlay.close",
                             .label = canvas.tr("app.close"),
                             .on_enter = true,
                             .on_escape = true},
                            flow::Event(flow::OverlayClosed{})});
  draw_dialog(canvas, std::move(dialog));
}

}  // namespace samen::ui
