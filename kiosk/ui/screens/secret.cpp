// SPDX-License-Identifier: Apache-2.0
// Where somebody types, or holds before a reader, the secret of their receipt.
#include <string>
#include <vector>

#include "base/receipt_secret.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"
#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

base::SecretText in_groups(const base::SecretText& typed) {
  base::SecretText out;
  for (std::size_t at = 0; at < typed.size(); at += base::ReceiptSecret::kGroup) {
    if (at > 0) out.append("-");
    out.append(typed.view().substr(at, base::ReceiptSecret::kGroup));
  }
  return out;
}

Piece typed_secret(const Scene& scene) {
  const flow::Returning& returning = scene.state.returning;
  const auto shown = in_groups(returning.typed);
  return field(scene.canvas,
               {.id = "secret.field",
                .label = scene.canvas.tr("secret.title"),
                .text = shown,
                .caret = shown.size(),
                .left_to_right = true,
                .state = returning.error.empty() ? Field::State::plain : Field::State::wrong,
                .icon = "key"});
}

// What is wrong over the field, or beside it where there is no height.
Piece field_with_error(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  if (scene.state.returning.error.empty()) return typed_secret(scene);
  const std::string words = canvas.tr(scene.state.returning.error);
  const bool low = m.form == Form::bar;
  auto over = column(m.near);
  over->add(low ? low_error(canvas, "secret.error", words) : error(canvas, "secret.error", words));
  over->add(typed_secret(scene));
  if (!m.lies() || low) return over;
  auto beside = row(m.near);
  beside->add(between(typed_secret(scene), {}), {.flex = 3});
  beside->add(between(low_error(canvas, "secret.error", words), {}), {.flex = 2});
  std::vector<Piece> ways;
  ways.push_back(std::move(over));
  ways.push_back(std::move(beside));
  return one_of(std::move(ways));
}

}  // namespace

void draw_secret(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  canvas.view().typing = Typing::field;
  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "secret",
                     .icon = "key",
                     .title = canvas.tr("secret.title"),
                     .help = canvas.tr("secret.help")}};
  const Metrics& m = canvas.m();
  KeyTarget target;
  if (m.lies() && !m.roomy()) {  // where height is dear the keyboard's own key is the way on
    target.enter_label = canvas.tr("secret.open");
    target.enter_id = "secret.open";
    target.enter = flow::Event(flow::SecretSubmitted{});
  } else {
    page.foot.entries.push_back({.button = {.id = "secret.open",
                                            .label = canvas.tr("secret.open"),
                                            .icon = "arrow-end",
                                            .icon_at_end = true,
                                            .on_enter = true},
                                 .action = flow::Event(flow::SecretSubmitted{})});
  }
  page.panel.piece = keyboard(canvas, scene.keyboards, code_keyboard(), std::move(target));
  page.above.push_back(field_with_error(scene));
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
