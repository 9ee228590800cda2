// SPDX-License-Identifier: Apache-2.0
// For whom no tile of the first screen is: three pictures of what one can do, in the words of this
// kiosk and of one other language. Nothing is asked and nothing is kept.
#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/ui/kit/dialog.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// The language of the screen, and the first of the others: here that is Dutch or English.
std::vector<std::string> two_languages(const Canvas& canvas) {
  std::vector<std::string> two{canvas.language()};
  for (const std::string& other : canvas.catalogues().languages()) {
    if (two.size() < 2 && other != two.front()) two.push_back(other);
  }
  return two;
}

Piece in_both(Canvas& canvas, const std::string& key, Type type) {
  auto said = column(canvas.m().hair);
  for (const std::string& language : two_languages(canvas)) {
    const bool own = language == canvas.language();
    const bool same = canvas.catalogues().right_to_left(language) == canvas.right_to_left();
    said->add(words(canvas, {.words = canvas.catalogues().format(language, key),
                             .look = {.type = own ? type : Type::body,
                                      .color = own ? canvas.colors().ink : canvas.colors().ink_soft,
                                      .align = same ? Align::start : Align::end},
                             .id = key + (own ? ".own" : ".other"),
                             .language = language}));
  }
  return said;
}

Piece way(Canvas& canvas, std::string_view icon, const std::string& key) {
  const Metrics& m = canvas.m();
  auto all = row(m.inset, Stand::middle);
  all->add(badge(canvas, icon, m.badge, canvas.task().tint, canvas.task().primary), {.gives = 0});
  all->add(in_both(canvas, key, Type::lead_bold), {.flex = 1});
  return all;
}

}  // namespace

void draw_other_language(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  auto all = column(canvas.m().inset);
  for (const auto& [name, icon] : {std::pair("little", "translate"), std::pair("desk", "account"),
                                   std::pair("together", "account-multiple")}) {
    all->add(way(canvas, icon, "first.other_language." + std::string(name)));
  }
  Dialog dialog{.id = "other_language",
                .title = canvas.tr("first.other_language"),
                .content = std::move(all)};
  dialog.entries.push_back({{.id = "overlay.close",
                             .label = canvas.tr("app.close"),
                             .on_enter = true,
                             .on_escape = true},
                            flow::Event(flow::OverlayClosed{})});
  draw_dialog(canvas, std::move(dialog));
}

}  // namespace samen::ui
