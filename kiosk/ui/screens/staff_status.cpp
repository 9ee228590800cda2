// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

// One fact about this kiosk, in words: never a colour alone.
struct Fact {
  std::string id;
  std::string_view icon;
  std::string label;
  std::string value;
  std::string note = {};  // what it means, or what to do
  Tone tone = Tone::info;
};

std::vector<Fact> queue_facts(const Canvas& canvas, const flow::QueueStatus& queue) {
  std::vector<Fact> facts;
  facts.push_back(
      {.id = "waiting",
       .icon = "tablet-android",
       .label = canvas.tr("staff.status.waiting"),
       .value = canvas.tr("staff.status.records", {{"count", queue.waiting}}),
       .note =
           queue.oldest_unsent_ms
               ? canvas.tr("staff.status.oldest",
                           {{"age", std::string_view(duration(canvas, *queue.oldest_unsent_ms))}})
               : canvas.tr("staff.status.none_waiting"),
       .tone = queue.oldest_unsent_ms.value_or(0) > 24LL * 3'600'000 ? Tone::caution : Tone::info});
  facts.push_back({.id = "received",
                   .icon = "inbox",
                   .label = canvas.tr("staff.status.received"),
                   .value = canvas.tr("staff.status.records", {{"count", queue.received}}),
                   .note = canvas.tr("staff.status.received.note")});
  facts.push_back({.id = "stored",
                   .icon = "lock-outline",
                   .label = canvas.tr("staff.status.stored"),
                   .value = canvas.tr("staff.status.records", {{"count", queue.safely_stored}}),
                   .note = canvas.tr("staff.status.stored.note")});
  if (queue.refused > 0) {
    facts.push_back({.id = "refused",
                     .icon = "alert-circle",
                     .label = canvas.tr("staff.status.refused"),
                     .value = canvas.tr("staff.status.records", {{"count", queue.refused}}),
                     .note = canvas.tr("staff.status.refused.note"),
                     .tone = Tone::danger});
  }
  return facts;
}

std::vector<Fact> machine_facts(const Canvas& canvas, const flow::QueueStatus& queue) {
  std::vector<Fact> facts;
  const std::string contact =
      queue.last_contact_ms_ago
          ? canvas.tr("staff.time.ago",
                      {{"age", std::string_view(duration(canvas, *queue.last_contact_ms_ago))}})
          : canvas.tr("staff.status.never");
  facts.push_back({.id = "contact",
                   .icon = "cloud-sync",
                   .label = canvas.tr("staff.status.contact"),
                   .value = contact,
                   .note = queue.courier_problem ? canvas.tr(*queue.courier_problem)
                                                 : canvas.tr("staff.status.contact.fine"),
                   .tone = queue.courier_problem ? Tone::caution : Tone::info});
  const std::int64_t megabytes = queue.free_bytes / 1'000'000;
  facts.push_back({.id = "space",
                   .icon = "sd",
                   .label = canvas.tr("staff.status.space"),
                   .value = megabytes >= 2000
                                ? canvas.tr("staff.status.gigabytes", {{"count", megabytes / 1000}})
                                : canvas.tr("staff.status.megabytes", {{"count", megabytes}}),
                   .note = megabytes < 200 ? canvas.tr("staff.status.space.low") : std::string{},
                   .tone = megabytes < 200 ? Tone::caution : Tone::info});
  facts.push_back(
      {.id = "clock",
       .icon = "clock",
       .label = canvas.tr("staff.status.clock"),
       .value =
           canvas.tr(queue.clock_trusted ? "staff.status.clock.good" : "staff.status.clock.unsure"),
       .note = queue.clock_trusted ? std::string{} : canvas.tr("staff.status.clock.note"),
       .tone = queue.clock_trusted ? Tone::info : Tone::caution});
  facts.push_back(
      {.id = "memory",
       .icon = "memory",
       .label = canvas.tr("staff.status.memory"),
       .value =
           canvas.tr(queue.memory_locked ? "staff.status.memory.good" : "staff.status.memory.open"),
       .note = queue.memory_locked ? std::string{} : canvas.tr("staff.status.memory.note"),
       .tone = queue.memory_locked ? Tone::info : Tone::caution});
  if (queue.damaged_file_set_aside) {
    facts.push_back({.id = "damaged",
                     .icon = "alert-circle",
                     .label = canvas.tr("staff.status.damaged"),
                     .value = canvas.tr("staff.status.damaged.value"),
                     .note = canvas.tr("staff.status.damaged.note"),
                     .tone = Tone::danger});
  }
  std::string drafts;
  for (const std::string& language : canvas.catalogues().languages()) {
    if (canvas.catalogues().reviewed(language)) continue;
    if (!drafts.empty()) drafts += canvas.tr("app.list_separator");
    // Each name keeps its own direction inside the list.
    drafts += "\u2068" + canvas.catalogues().native_name(language) + "\u2069";
  }
  facts.push_back(
      {.id = "translations",
       .icon = "translate",
       .label = canvas.tr("staff.status.translations"),
       .value = drafts.empty() ? canvas.tr("staff.status.translations.good") : drafts,
       .note = drafts.empty() ? std::string{} : canvas.tr("staff.status.translations.note"),
       .tone = drafts.empty() ? Tone::info : Tone::caution});
  return facts;
}

struct FactWords {
  Words label, value, note;
  float height = 0;
};

FactWords lay_fact(Canvas& canvas, const Fact& fact, float width) {
  const Metrics& m = canvas.m();
  const float indent = std::round(m.mm(9)) + m.u(1.75F);
  const float words = width - 2 * m.u(2) - indent;
  FactWords laid;
  laid.label = canvas.fit(fact.label, {.type = Type::caption}, words, 0);
  laid.value = canvas.fit(fact.value, {.type = Type::lead_bold}, words, 0);
  laid.height = laid.label->height + laid.value->height;
  if (!fact.note.empty()) {
    laid.note = canvas.lay(fact.note, {.type = Type::caption}, words);
    laid.height += laid.note->height + m.u(0.5F);
  }
  return laid;
}

void draw_fact(Canvas& canvas, const Rect& box, const Fact& fact, const FactWords& laid) {
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  canvas.shadow(box, m.radius_large, 0.8F);
  canvas.fill(box, colors.surface, m.radius_large);
  Color line = colors.line;
  Color circle = canvas.task().tint;
  Color sign = canvas.task().primary;
  std::string_view icon = fact.icon;
  if (fact.tone == Tone::caution) {
    line = colors.caution_accent, circle = colors.caution_tint, sign = colors.caution_accent;
  } else if (fact.tone == Tone::danger) {
    line = colors.danger_accent, circle = colors.danger_tint, sign = colors.danger_accent;
  }
  canvas.outline(box, line, fact.tone == Tone::info ? m.hairline : m.outline, m.radius_large);
  const float badge = std::round(m.mm(9));
  Rect inner = box.shrunk(m.u(2), m.u(1.75F));
  draw_badge(canvas, inner.x + badge / 2, inner.y + badge / 2, badge, icon, circle, sign);
  inner.cut_start(badge, m.u(1.75F));
  canvas.node("status." + fact.id, Role::status,
              fact.label + ": " + fact.value + (fact.note.empty() ? "" : ". " + fact.note), box);
  float y = inner.y;
  const auto put = [&](const Words& words, Color color) {
    if (!words) return;
    canvas.draw(words, {inner.x, y, inner.w, words->height}, color, Align::start, Upright::top);
    y += words->height;
  };
  put(laid.label, colors.ink_soft);
  put(laid.value, colors.ink);
  y += m.u(0.5F);
  put(laid.note, colors.ink_soft);
}

float draw_facts(Canvas& canvas, const Rect& area, const std::vector<Fact>& facts) {
  const Metrics& m = canvas.m();
  int columns = area.w > m.mm(165) ? 3 : area.w > m.mm(112) ? 2 : 1;
  if (m.text_scale > 1.4F && columns > 1) --columns;
  if (columns == 3 && facts.size() == 4) columns = 2;
  const auto count = static_cast<std::size_t>(columns);
  const float width =
      std::floor((area.w - m.gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  float y = area.y;
  for (std::size_t i = 0; i < facts.size(); i += count) {
    const std::size_t end = std::min(facts.size(), i + count);
    std::vector<FactWords> laid;
    float height = std::round(m.mm(9));
    for (std::size_t j = i; j < end; ++j) {
      laid.push_back(lay_fact(canvas, facts[j], width));
      height = std::max(height, laid.back().height);
    }
    height = std::round(height + 2 * m.u(1.75F));
    for (std::size_t j = i; j < end; ++j) {
      draw_fact(canvas, {area.x + static_cast<float>(j - i) * (width + m.gap), y, width, height},
                facts[j], laid[j - i]);
    }
    y += height + m.gap;
  }
  return y - m.gap;
}

}  // namespace

float draw_status(const Scene& scene, const Rect& area) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  if (!scene.state.queue) {
    return area.y + canvas.say("status.loading", Role::status, canvas.tr("staff.loading.title"),
                               {.type = Type::title, .align = Align::center},
                               {area.x, area.y + m.u(4), area.w, 0});
  }
  const flow::QueueStatus& queue = *scene.state.queue;
  float y = area.y;
  if (!queue.enrolled) {
    const std::string text = canvas.tr("notready.not_enrolled.text");
    const float height = note_height(canvas, text, area.w);
    draw_note(canvas, "status.not_enrolled", Tone::caution, "alert-circle-outline", text,
              {area.x, y, area.w, height});
    y += height + m.gap;
  }
  const auto heading = [&](std::string_view id, const std::string& words) {
    y += canvas.say(id, Role::heading, words, {.type = Type::lead_bold}, {area.x, y, area.w, 0});
    y += m.u(1);
  };
  heading("status.records", canvas.tr("staff.status.title.records"));
  y = draw_facts(canvas, {area.x, y, area.w, 0}, queue_facts(canvas, queue)) + m.u(3);
  heading("status.kiosk", queue.centre.empty()
                              ? canvas.tr("staff.status.title.kiosk")
                              : canvas.tr("staff.status.title.kiosk_at",
                                          {{"centre", std::string_view(queue.centre)}}));
  return draw_facts(canvas, {area.x, y, area.w, 0}, machine_facts(canvas, queue));
}

}  // namespace samen::ui
