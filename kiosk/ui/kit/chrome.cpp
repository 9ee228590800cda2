// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/chrome.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/brand.hpp"
#include "kiosk/ui/kit/ear.hpp"

namespace samen::ui {
namespace {

Action local(std::function<void(View&)> change) {
  return std::function<void(ActionSink&)>([change = std::move(change)](ActionSink& sink) {
    change(sink.view);
    sink.layout_changed = true;
    sink.emit(flow::Activity{});
  });
}

void draw_progress(Canvas& canvas, const Rect& bar, int step, int steps) {
  const Metrics& m = canvas.m();
  const float height = std::max(4.0F, std::round(m.mm(0.8F)));
  const Rect track{bar.x, bar.bottom() - height, bar.w, height};
  canvas.fill(track, canvas.colors().track());
  const float part = static_cast<float>(step) / static_cast<float>(std::max(1, steps));
  canvas.fill({track.x, track.y, std::round(track.w * part), height}, canvas.task().accent);
}

// The second line of a narrow window: the ear at its end, how loud before it.
void draw_ear_line(Canvas& canvas, Rect line) {
  const Metrics& m = canvas.m();
  draw_round_ear(canvas, line.cut_end(m.target, m.gap));
  if (canvas.view().sound.speaking) draw_volume(canvas, line.cut_end(volume_width(m)));
}

}  // namespace

void draw_page_buttons(Canvas& canvas, Rect& room) {
  View& view = canvas.view();
  const auto found = view.scrolls.find(view.main_scroll);
  if (found == view.scrolls.end() || !found->second.scrollable()) return;
  const Scroll& scroll = found->second;
  const Metrics& m = canvas.m();
  const auto move = [&](float part) {
    const float target =
        std::clamp(scroll.offset + part * (scroll.area.h - m.u(5)), 0.0F, scroll.most());
    return local([id = found->first, target](View& v) { v.scrolls[id].target = target; });
  };
  const float size = m.target;
  const auto button = [&](std::string_view id, std::string_view key, std::string_view icon,
                          float part, bool enabled) {
    Rect place = room.cut_start(size, m.gap);
    place.y = place.center_y() - size / 2, place.h = size;
    draw_round_button(canvas, place,
                      {.id = std::string(id),
                       .label = canvas.tr(key),
                       .icon = icon,
                       .enabled = enabled,
                       .filled = part > 0},
                      move(part));
  };
  button("page.down", "app.page_down", "chevron-down", 1, scroll.offset < scroll.most() - 1);
  button("page.up", "app.page_up", "chevron-up", -1, scroll.offset > 1);
}

bool overflows(const Canvas& canvas, std::string_view scroll, float height) {
  const auto& scrolls = canvas.view().scrolls;
  const auto found = scrolls.find(scroll);
  return found != scrolls.end() && found->second.content > height + 1;
}

Rect draw_header(Canvas& canvas, const Rect& bar, const Header& header) {
  const Metrics& m = canvas.m();
  if (!header.bare) canvas.fill(bar, canvas.colors().surface);
  if (header.bare) {
    // the screen's own ground shows
  } else if (header.steps > 0) {
    draw_progress(canvas, bar, header.step, header.steps);
  } else {
    canvas.fill({bar.x, bar.bottom() - m.hairline, bar.w, m.hairline}, canvas.colors().line);
  }

  struct Entry {
    BarButton button;
    Action action;
    Rect place = {};
  };
  // Ways out at the start, helping hands at the end: help is in the same corner on every screen.
  std::vector<Entry> start;
  std::vector<Entry> end;  // from the end of the line
  if (header.back) {
    start.push_back(
        {{.id = "header.back",
          .label = header.back_label.empty() ? canvas.tr("app.back") : header.back_label,
          .icon = header.back_icon,
          .on_escape = true},
         std::holds_alternative<std::monostate>(header.on_back)
             ? Action(flow::Event(flow::BackPressed{}))
             : header.on_back});
  }
  if (header.stop) {
    start.push_back({{.id = "header.stop",
                      .label = canvas.tr("app.stop"),
                      .icon = "close-circle-outline",
                      .danger = true},
                     flow::Event(flow::StopPressed{})});
  }
  end.push_back(
      {{.id = "header.help", .label = canvas.tr("app.help"), .icon = "help-circle-outline"},
       local([](View& view) { view.help = true; })});
  const bool ear = has_ear(canvas);
  if (ear && !m.narrow()) end.push_back({ear_button(canvas), ear_action()});
  end.push_back(
      {{.id = "header.text_size", .label = canvas.tr("app.text_size"), .icon = "format-size"},
       flow::Event(flow::TextSizeOpened{})});
  if (header.language) {
    end.push_back({{.id = "header.language",
                    .label = canvas.catalogues().native_name(canvas.language()),
                    .icon = "web"},
                   flow::Event(flow::LanguagePickerOpened{})});
  }
  if (header.refresh) {
    end.push_back({{.id = "header.refresh", .label = canvas.tr("staff.refresh"), .icon = "refresh"},
                   flow::Event(flow::RefreshPressed{})});
  }

  // Labels only when all of them have room beside a useful middle.
  const float pad = m.form == Form::roomy ? m.u(2) : m.u(1);
  const auto width_of = [&](bool labels) {
    float width = 2 * pad;
    for (const auto* side : {&start, &end}) {
      for (const Entry& entry : *side) {
        width += bar_button_width(canvas, entry.button, labels) + m.gap;
      }
    }
    return width;
  };
  const float volume = ear && !header.bare ? volume_width(m) : 0;
  const float middle = std::max(header.title.empty() ? m.mm(16) : m.mm(62), volume);
  const bool labels = !m.narrow() && width_of(true) + middle <= bar.w;

  Rect room = bar.shrunk(pad, 0);
  if (m.narrow() && ear) {
    Rect line = room;
    room.h -= m.target + m.gap;
    line.y = std::round(room.center_y() + m.target / 2 + m.gap), line.h = m.target;
    draw_ear_line(canvas, line);
  }
  room.y = std::round(bar.y + (room.h - (header.steps > 0 ? m.mm(0.8F) : 0) - m.target) / 2);
  room.h = m.target;
  for (Entry& entry : start) {
    entry.place = room.cut_start(bar_button_width(canvas, entry.button, labels), m.gap);
  }
  for (Entry& entry : end) {
    entry.place = room.cut_end(bar_button_width(canvas, entry.button, labels), m.gap);
  }
  if (start.empty() && !header.bare && header.title.empty()) {
    const float mark = std::round(m.mm(m.form == Form::roomy ? 8.5F : 6.5F));
    if (room.w > m.mm(46)) {
      draw_wordmark(canvas, {room.x + m.u(1), room.center_y() - mark / 2, m.mm(60), mark},
                    canvas.colors().ink, rgb(0xD9643A), canvas.colors().neutral.accent);
    }
  }
  for (Entry& entry : start) {
    draw_bar_button(canvas, entry.place, entry.button, labels, std::move(entry.action));
  }
  // While it speaks, how loud stands where there is room between the buttons: nothing moves for it.
  const float rest = header.title.empty() ? 0 : m.mm(40);
  if (canvas.view().sound.speaking && !m.narrow() && volume > 0 && room.w >= volume + rest) {
    draw_volume(canvas, room.cut_end(volume, m.gap));
  }
  if (!header.title.empty()) {
    canvas.node("screen.title", Role::heading, header.title, room);
    canvas.draw(canvas.fit(header.title, {.type = Type::lead_bold, .max_lines = 2}, room.w,
                           room.h - m.u(1.5F)),
                room, canvas.colors().ink);
  } else if (header.steps > 0 && header.counted && room.w > m.mm(12)) {
    const std::string words =
        canvas.tr("app.progress", {{"step", header.step}, {"steps", header.steps}});
    const Words laid = canvas.lay(words, {.type = Type::caption});
    if (laid->width <= room.w) {
      // In the middle of the page when that is free, else of what is left.
      const float half = laid->width / 2;
      const bool free = bar.center_x() - half > room.x && bar.center_x() + half < room.end();
      const Rect place{(free ? bar.center_x() : room.center_x()) - half, room.y, laid->width,
                       room.h};
      canvas.node("screen.progress", Role::status, words, place);
      canvas.draw(laid, place, canvas.colors().ink_soft);
    }
  }
  // Reading and Tab order: from the start of the line to its end.
  for (std::size_t i = end.size(); i-- > 0;) {
    draw_bar_button(canvas, end[i].place, end[i].button, labels, std::move(end[i].action));
  }
  return room;
}

float action_bar_height(const Canvas& canvas, int rows) {
  const Metrics& m = canvas.m();
  const auto count = static_cast<float>(rows);
  return count * m.button + (count - 1) * m.gap + 2 * (m.form == Form::roomy ? m.u(1.75F) : m.u(1));
}

namespace {

float bar_margin(const Metrics& m) {
  return m.form == Form::roomy ? m.margin : m.u(1.5F);
}

float entry_width(Canvas& canvas, const ActionBar::Entry& entry) {
  const Metrics& m = canvas.m();
  const float width = button_width(canvas, entry.button);
  if (entry.button.weight != Weight::primary) return std::round(width);
  return std::round(std::max(width, m.mm(m.form == Form::roomy ? 44 : 34)));
}

}  // namespace

int action_rows(Canvas& canvas, const ActionBar& bar) {
  const Metrics& m = canvas.m();
  float width = 2 * (m.target + m.gap);
  for (const ActionBar::Entry& entry : bar.entries) width += entry_width(canvas, entry) + m.gap;
  return width - m.gap <= m.width - 2 * bar_margin(m) ? 1 : 2;
}

void draw_action_bar(Canvas& canvas, const Rect& bar, ActionBar content) {
  const Metrics& m = canvas.m();
  canvas.fill(bar, canvas.colors().surface);
  canvas.fill({bar.x, bar.y, bar.w, m.hairline}, canvas.colors().line);
  const int rows = bar.h > action_bar_height(canvas, 1) + 1 ? 2 : 1;
  Rect room = bar.shrunk(bar_margin(m), 0);
  room.y +=
      (bar.h - action_bar_height(canvas, rows)) / 2 + (action_bar_height(canvas) - m.button) / 2;
  room.h = m.button;

  struct Placed {
    Rect rect;
    ActionBar::Entry* entry;
  };
  std::vector<Placed> placed;
  std::span<ActionBar::Entry> entries(content.entries);
  if (rows == 2 && !entries.empty()) {
    placed.push_back({{room.x, room.y + m.button + m.gap, room.w, m.button}, &entries.front()});
    entries = entries.subspan(1);
  }
  draw_page_buttons(canvas, room);
  float wish = -m.gap;
  for (const ActionBar::Entry& entry : entries) wish += entry_width(canvas, entry) + m.gap;
  const auto count = static_cast<float>(std::max<std::size_t>(1, entries.size()));
  const float share = std::floor((room.w - (count - 1) * m.gap) / count);
  const bool tight = wish > room.w;  // of all of them: the room shrinks as they are placed
  for (ActionBar::Entry& entry : entries) {
    const float width = tight ? share : entry_width(canvas, entry);
    if (tight) entry.button.icon = {};  // words matter more than signs
    placed.push_back({room.cut_end(width, m.gap), &entry});
  }
  if (!content.summary.empty() && room.w > m.mm(18)) {
    const Rect box = room;
    canvas.node("screen.summary", Role::error, content.summary, box);
    Rect inner = box;
    canvas.icon("alert-circle", inner.cut_start(m.icon, m.u(1)), m.icon,
                canvas.colors().danger_accent);
    canvas.draw(canvas.fit(content.summary, {.type = Type::body_bold}, inner.w, inner.h), inner,
                canvas.colors().danger);
  }
  for (std::size_t i = placed.size(); i-- > 0;) {
    draw_button(canvas, placed[i].rect, placed[i].entry->button,
                std::move(placed[i].entry->action));
  }
}

PageParts page_parts(const Canvas& canvas, int action_rows) {
  PageParts parts;
  Rect page = canvas.page();
  parts.header = page.cut_top(canvas.m().header);
  if (action_rows > 0) parts.actions = page.cut_bottom(action_bar_height(canvas, action_rows));
  parts.body = page;
  return parts;
}

}  // namespace samen::ui
