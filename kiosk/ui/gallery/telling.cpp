// SPDX-License-Identifier: Apache-2.0
// What is read: messages, waiting, the staff's tables, and the tokens themselves.
#include <vector>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/brand.hpp"
#include "kiosk/ui/kit/fact_grid.hpp"
#include "kiosk/ui/kit/head.hpp"
#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/kit/qr.hpp"
#include "kiosk/ui/kit/state_panel.hpp"
#include "kiosk/ui/layout/grid.hpp"

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
  column.caption("head");
  Head about{.id = "head",
             .icon = "home",
             .title = canvas.tr("role.title"),
             .help = canvas.tr("role.household.detail", {{"minutes", 5}}),
             .step = 3,
             .steps = 12};
  column.show(head(canvas, about));
  column.caption("head: less room");
  about.id = "head.low";
  const float low = head(canvas, about)->height(column.area.w).least;
  head(canvas, about)->place(column.row(low));
  column.caption("head: help in points");
  about.id = "head.points";
  about.help = canvas.tr("app.help.text");
  column.show(head(canvas, about));
  for (const ToneName& one : kTones) {
    column.caption("note: " + std::string(one.name));
    column.show(note(canvas, {"note." + std::string(one.name), one.tone, one.icon,
                              canvas.tr("staff.status.stored.note")}));
  }
  column.caption("error");
  column.show(error(canvas, "error", canvas.tr("error.send.storage_full")));
  column.caption("chips");
  auto chips = flowing(canvas.m().unit, canvas.m().thin);
  for (const ToneName& one : kTones) {
    chips->add(chip(canvas, {one.tone, one.icon, canvas.tr("staff.card.waiting", {{"count", 3}})}));
  }
  column.show(std::move(chips));
}

void draw_waiting_page(Column& column) {
  Canvas& canvas = column.canvas();
  const auto panel = [&](std::string_view name, StatePanel what) {
    column.caption(name);
    what.id = name;
    column.show(state_panel(canvas, what));
  };
  panel("empty", {.icon = "inbox",
                  .title = canvas.tr("staff.empty.title"),
                  .text = canvas.tr("staff.empty.text")});
  panel("loading", {.icon = "timer-sand",
                    .title = canvas.tr("staff.loading.title"),
                    .text = canvas.tr("staff.loading.text"),
                    .work = StatePanel::Work::going_on});
  panel("failed", {.icon = "wrench",
                   .title = canvas.tr("notready.damaged.title"),
                   .text = canvas.tr("notready.damaged.text"),
                   .more = canvas.tr("notready.call")});
}

void draw_staff_page(Column& column) {
  Canvas& canvas = column.canvas();
  const Metrics& m = canvas.m();
  column.caption("table of facts");
  std::vector<Fact> all;
  for (const ToneName& one : kTones) {
    all.push_back({.id = std::string(one.name),
                   .icon = one.icon,
                   .label = canvas.tr("staff.status.stored"),
                   .value = canvas.tr("staff.status.records", {{"count", 12}}),
                   .note = canvas.tr("staff.status.stored.note"),
                   .tone = one.tone});
  }
  column.show(facts(canvas, "fact", all));
  column.caption("QR code, mark");
  Rect line = column.row(m.qr);
  qr(canvas, "qr", "QR", base::SecretText("K7M-2QX-9FH"))->place(line.cut_start(line.h, m.gap));
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
    Rect line = column.row(m.badge);
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
