// SPDX-License-Identifier: Apache-2.0
// Where somebody types, or holds before a reader, the secret of their receipt.
#include <string>

#include "base/receipt_secret.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"
#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

Piece typed_secret(const Scene& scene) {
  const flow::Returning& returning = scene.state.returning;
  const auto shown = base::ReceiptSecret::in_groups(returning.typed.view());
  return field(scene.canvas,
               {.id = "secret.field",
                .label = scene.canvas.tr("secret.title"),
                .text = shown,
                .caret = shown.size(),
                .left_to_right = true,
                .state = returning.error.empty() ? Field::State::plain : Field::State::wrong,
                .icon = "key"});
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
  const std::string& error = scene.state.returning.error;
  page.above.push_back(with_error(canvas, "secret.error", error.empty() ? error : canvas.tr(error),
                                  [&scene] { return typed_secret(scene); }));
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
