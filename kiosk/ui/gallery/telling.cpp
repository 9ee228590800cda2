// SPDX-License-Identifier: Apache-2.0
// What is read: messages, waiting, the staff's tables, and the tokens themselves.
#include <vector>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/brand.hpp"
#include "kiosk/ui/kit/chip.hpp"
#include "kiosk/ui/kit/fact_grid.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/intro.hpp"
#include "kiosk/ui/kit/qr.hpp"
#include "kiosk/ui/kit/score.hpp"
#include "kiosk/ui/kit/state_panel.hpp"

namespace samen::ui::gallery {
namespace {

struct ToneName {
  std::string_view name;
  Tone tone;
  std::string_view icon;
};
constexpr ToneName kTones[] = {{"info", Tone::info, "clock"},
                               {"good", Tone::good, "check"},
                               {"caution", Tone::caution, "alert-circle-outline"},
                               {"danger", Tone::danger, "alert-circle"}};

}  // namespace

void draw_messages_page(Column& column) {
  Canvas& canvas = column.canvas();
  column.caption("intro");
  const Intro intro{.id = "intro",
                    .icon = "home",
                    .title = canvas.tr("role.title"),
                    .help = canvas.tr("role.household.detail"),
                    .beside = false};
  column.move_to(draw_intro(canvas, intro, column.area));
  column.caption("intro: more help behind points");
  Intro beside = intro;
  beside.id = "intro.points";
  beside.help = canvas.tr("app.help.text");
  beside.beside = true;
  column.move_to(draw_intro(canvas, beside, column.area));
  for (const ToneName& one : kTones) {
    column.caption("note: " + std::string(one.name));
    const std::string text = canvas.tr("staff.status.stored.note");
    draw_note(canvas, "note." + std::string(one.name), one.tone, one.icon, text,
              column.row(note_height(canvas, text, column.area.w)));
  }
  column.caption("error");
  const std::string wrong = canvas.tr("error.send.storage_full");
  draw_error(canvas, "error", wrong, column.row(error_height(canvas, wrong, column.area.w)));
  column.caption("chips");
  std::vector<Chip> chips;
  for (const ToneName& one : kTones) {
    chips.push_back({one.tone, one.icon, canvas.tr("staff.card.waiting", {{"count", 3}})});
  }
  draw_chips(canvas, column.row(chips_height(canvas, chips, column.area.w)), chips);
}

void draw_waiting_page(Column& column) {
  Canvas& canvas = column.canvas();
  const auto panel = [&](std::string_view name, StatePanel what) {
    column.caption(name);
    what.id = name;
    what.small = true;
    column.move_to(draw_state_panel(canvas, column.area, what));
  };
  panel("empty", {.icon = "inbox",
                  .title = canvas.tr("staff.empty.title"),
                  .text = canvas.tr("staff.empty.text")});
  panel("loading", {.icon = "timer-sand",
                    .title = canvas.tr("staff.loading.title"),
                    .text = canvas.tr("staff.loading.text"),
                    .working = true});
  panel("failed", {.icon = "wrench",
                   .title = canvas.tr("notready.damaged.title"),
                   .text = canvas.tr("notready.damaged.text"),
                   .more = canvas.tr("notready.call")});
}

void draw_staff_page(Column& column) {
  Canvas& canvas = column.canvas();
  const Metrics& m = canvas.m();
  column.caption("table of facts");
  std::vector<Fact> facts;
  for (const ToneName& one : kTones) {
    facts.push_back({.id = std::string(one.name),
                     .icon = one.icon,
                     .label = canvas.tr("staff.status.stored"),
                     .value = canvas.tr("staff.status.records", {{"count", 12}}),
                     .note = canvas.tr("staff.status.stored.note"),
                     .tone = one.tone});
  }
  column.move_to(draw_facts(canvas, column.area, "fact", facts));
  column.caption("score: 0, 50, 100");
  const float radius = std::round(m.mm(9));
  Rect line = column.row(2 * radius);
  for (const int score : {0, 500, 1000}) {
    const Rect place = line.cut_start(2 * radius, m.gap);
    draw_score(canvas, place.center_x(), place.center_y(), radius, score);
  }
  column.caption("QR code, mark");
  line = column.row(std::round(m.mm(30)));
  draw_qr(canvas, "qr", "QR", "K7M-2QX-9FH", line.cut_start(line.h, m.gap));
  draw_brand_mark(canvas, line.x + line.h / 2, line.center_y(), line.h * 0.8F,
                  canvas.colors().volunteer.accent, canvas.colors().neutral.accent);
}

void draw_tokens_page(Column& column) {
  Canvas& canvas = column.canvas();
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  column.caption("primary, pressed, accent, tint, wash of every task");
  for (const Task task : {Task::neutral, Task::newcomer, Task::volunteer, Task::staff}) {
    const TaskColors& tones = colors.of(task);
    Rect line = column.row(std::round(m.mm(8)));
    const float each = (line.w - 4 * m.gap) / 5;
    for (const Color color : {tones.primary, tones.pressed, tones.accent, tones.tint, tones.wash}) {
      const Rect rect = line.cut_start(each, m.gap);
      canvas.fill(rect, color, m.radius);
      canvas.outline(rect, colors.line, m.hairline, m.radius);
    }
  }
  column.caption("type: caption, body, lead, title, display");
  for (const Type type : {Type::caption, Type::body, Type::lead, Type::title, Type::display}) {
    const Look look{.type = type};
    const float height = canvas.lay(canvas.tr("app.help.title"), look, column.area.w)->height;
    canvas.say("type." + std::to_string(static_cast<int>(type)), Role::text,
               canvas.tr("app.help.title"), look, column.row(height));
  }
}

}  // namespace samen::ui::gallery
