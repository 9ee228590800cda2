// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <vector>

#include "kiosk/ui/kit/fact_grid.hpp"
#include "kiosk/ui/kit/state_panel.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

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

// As it is printed by `samen-kiosk staff key` and compared by the coordinator.
Fact key_fact(const Canvas& canvas, const std::string& fingerprint) {
  return {.id = "key",
          .icon = "fingerprint",
          .label = canvas.tr("staff.status.key"),
          .value = "\u2066" + fingerprint + "\u2069",
          .note = canvas.tr("staff.status.key.note")};
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
  if (!queue.staff_key.empty()) facts.push_back(key_fact(canvas, queue.staff_key));
  if (queue.damaged_file_set_aside) {
    facts.push_back({.id = "damaged",
                     .icon = "alert-circle",
                     .label = canvas.tr("staff.status.damaged"),
                     .value = canvas.tr("staff.status.damaged.value"),
                     .note = canvas.tr("staff.status.damaged.note"),
                     .tone = Tone::danger});
  }
  return facts;
}

// What whoever runs the kiosk still has to see to.
std::vector<Fact> upkeep_facts(const Canvas& canvas, const forms::Office& responsible) {
  std::vector<Fact> facts;
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
  if (responsible.name.empty()) {
    facts.push_back({.id = "responsible",
                     .icon = "domain",
                     .label = canvas.tr("staff.status.responsible"),
                     .value = canvas.tr("staff.status.responsible.none"),
                     .note = canvas.tr("staff.status.responsible.note"),
                     .tone = Tone::caution});
  }
  return facts;
}

}  // namespace

Piece status(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  if (!scene.state.queue) {
    return state_panel(canvas, {.id = "status.loading",
                                .icon = "timer-sand",
                                .title = canvas.tr("staff.loading.title"),
                                .work = StatePanel::Work::going_on});
  }
  const flow::QueueStatus& queue = *scene.state.queue;
  const float part = canvas.m().part;
  auto all = column(canvas.m().near);
  if (!queue.enrolled) {
    all->add(note(canvas, {"status.not_enrolled", Tone::caution, "alert-circle-outline",
                           canvas.tr("notready.not_enrolled.text")}));
  }
  const auto heading = [&](const char* id, std::string words_of) {
    return words(canvas, {.words = std::move(words_of),
                          .look = {.type = Type::lead_bold},
                          .id = id,
                          .role = Role::heading});
  };
  all->add(heading("status.records", canvas.tr("staff.status.title.records")));
  all->add(facts(canvas, "status", queue_facts(canvas, queue)));
  all->add(heading("status.kiosk", queue.centre.empty()
                                       ? canvas.tr("staff.status.title.kiosk")
                                       : canvas.tr("staff.status.title.kiosk_at",
                                                   {{"centre", std::string_view(queue.centre)}})),
           {.before = part});
  auto machine = machine_facts(canvas, queue);
  std::ranges::move(upkeep_facts(canvas, scene.forms.programme().responsible),
                    std::back_inserter(machine));
  all->add(facts(canvas, "status", machine));
  return all;
}

}  // namespace samen::ui
