// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"
#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// A line above or below the PIN: what to do, what is happening, or what is wrong.
struct Line {
  std::string id = {};  // empty: no line
  std::string text = {};
  std::string_view icon = {};
  Tone tone = Tone::info;

  bool is_error() const { return tone == Tone::danger; }
};

Line error_line(const Scene& scene) {
  const flow::Staff& staff = scene.state.staff;
  if (staff.error.empty()) return {};
  return {.id = "staff.pin.error",
          .text = scene.canvas.tr(staff.error, {{"seconds", staff.locked_seconds}}),
          .tone = Tone::danger};
}

Line checking_line(const Scene& scene) {
  if (!scene.state.staff.checking) return {};
  return {.id = "staff.pin.checking",
          .text = scene.canvas.tr("staff.pin.checking"),
          .icon = "timer-sand"};
}

// Where a card is used one line stands above the PIN; what is wrong with the card, or with both
// together, takes its place.
Line card_line(const Scene& scene) {
  const flow::Staff& staff = scene.state.staff;
  if (!flow::takes_badge(scene.state)) return {};
  if (staff.error.starts_with("staff.badge.")) return error_line(scene);
  if (staff.checking) return checking_line(scene);
  if (!staff.badge.empty()) {
    return {.id = "staff.badge.read",
            .text = scene.canvas.tr("staff.badge.read"),
            .icon = "check-circle",
            .tone = Tone::good};
  }
  return {.id = "staff.badge.hold",
          .text = scene.canvas.tr("staff.badge.hold"),
          .icon = "account-card-details"};
}

Line line_below(const Scene& scene, const Line& card) {
  const Line line = scene.state.staff.checking ? checking_line(scene) : error_line(scene);
  return line.id == card.id ? Line{} : line;
}

Piece line_piece(Canvas& canvas, const Line& line) {
  if (line.id.empty()) return nullptr;
  if (line.is_error()) return error(canvas, line.id, line.text);
  return note(canvas, {line.id, line.tone, line.icon, line.text});
}

}  // namespace

void draw_staff_pin(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Staff& staff = scene.state.staff;
  canvas.view().typing = Typing::pin;
  const text::Keyboard* numbers = scene.keyboards.find("numeric");
  const text::Keyboard& keys =
      numbers != nullptr ? *numbers : scene.keyboards.for_language(canvas.language());
  const Line card = card_line(scene);
  const Line below = line_below(scene, card);
  const bool wrong = below.is_error() || staff.error == "staff.badge.wrong";

  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "staff.pin",
                     .icon = "lock",
                     .title = canvas.tr("staff.pin.title"),
                     .help = canvas.tr(flow::takes_badge(scene.state) ? "staff.badge.help"
                                                                      : "staff.pin.help")}};
  page.above.push_back(line_piece(canvas, card));
  page.above.push_back(pin_field(canvas, canvas.tr("staff.pin.title"), staff.pin.size(),
                                 wrong ? Field::State::wrong : Field::State::plain));
  page.above.push_back(line_piece(canvas, below));
  KeyTarget target;
  target.pin = true;
  page.panel = {.kind = Panel::Kind::pad,
                .piece = keyboard(canvas, scene.keyboards, keys, std::move(target))};
  page.foot.entries.push_back({.button = {.id = "staff.pin.open",
                                          .label = canvas.tr("staff.pin.open"),
                                          .icon = "lock-open-outline",
                                          .on_enter = true},
                               .action = flow::Event(flow::PinSubmitted{})});
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
