// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/score.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

void ground(Canvas& canvas, const Rect& box) {
  const Metrics& m = canvas.m();
  canvas.shadow(box, m.radius_large);
  canvas.fill(box, canvas.colors().surface, m.radius_large);
  canvas.outline(box, canvas.colors().line, m.hairline, m.radius_large);
}

// Something about the pair: sign, words.
struct PairFact {
  std::string id;
  std::string_view icon;
  std::string words;
};

std::vector<PairFact> facts_of(const Canvas& canvas, const domain::ProposalCard& card) {
  std::vector<PairFact> facts;
  facts.push_back(
      {"waiting", "clock", canvas.tr("staff.card.waiting", {{"count", card.waiting_days}})});
  facts.push_back(
      {"travel", "bike",
       canvas.tr(card.travel_is_coarse ? "staff.card.travel_about" : "staff.card.travel",
                 {{"count", card.travel_minutes}})});
  if (card.next_best_score) {
    // A better fit can be the next best: the round gave that group to another household.
    const bool better = *card.next_best_score > card.score;
    facts.push_back({"next", "playlist-play",
                     canvas.tr(better ? "staff.card.next_best_needed" : "staff.card.next_best",
                               {{"score", of_hundred(*card.next_best_score)}})});
  } else {
    facts.push_back({"next", "playlist-remove", canvas.tr("staff.card.no_next")});
  }
  return facts;
}

// Household and group facing each other, the score between them.
float draw_pair(Canvas& canvas, const Rect& area, const domain::ProposalCard& card) {
  const Metrics& m = canvas.m();
  const float pad = m.u(m.form == Form::roomy ? 2.5F : 1.75F);
  const float figure = std::round(m.mm(m.form == Form::roomy ? 10.5F : 9));
  const float width = area.w - 2 * pad;
  const std::string adults = canvas.tr(
      "staff.card.household",
      {{"adults", card.adults}, {"children", static_cast<std::int64_t>(card.children.size())}});
  const std::string group = canvas.tr("staff.card.group", {{"count", card.group_size}});
  const Look name{.type = Type::lead_bold, .direction = text::Direction::left_to_right};
  const Look small{.type = Type::body};
  const float score = std::round(m.mm(9));
  const float row =
      figure + m.u(0.75F) + canvas.line_height(name) +
      std::max(canvas.lay(adults, small, width)->height, canvas.lay(group, small, width)->height);
  const auto facts = facts_of(canvas, card);
  float facts_height = 0;
  for (const PairFact& fact : facts) {
    facts_height +=
        std::max(m.icon, canvas.lay(fact.words, small, width - m.icon - m.u(1.25F))->height) +
        m.u(0.9F);
  }
  const float height = 2 * pad + 2 * row + m.u(3) + facts_height + m.u(2);
  const Rect box{area.x, area.y, area.w, std::ceil(height)};
  ground(canvas, box);
  Rect inner = box.shrunk(pad);
  const auto party = [&](const Rect& place, const std::string& label, const std::string& what,
                         bool household) {
    float y = place.y;
    const float center = y + figure / 2;
    if (household) {
      draw_household_shape(canvas, place.x, center, figure, card);
    } else {
      draw_group_shape(canvas, place.x, center, figure, card.group_size);
    }
    y += figure + m.u(0.75F);
    canvas.node(household ? "card.household" : "card.group", Role::text, label + ", " + what,
                {place.x, y, place.w, place.bottom() - y});
    canvas.draw(canvas.lay(label, name), {place.x, y, place.w, canvas.line_height(name)},
                canvas.colors().ink);
    y += canvas.line_height(name);
    const Words words = canvas.lay(what, small, place.w);
    canvas.draw(words, {place.x, y, place.w, words->height}, canvas.colors().ink_soft, Align::start,
                Upright::top);
  };
  const Rect top = inner.cut_top(row, m.u(3));
  party({top.x, top.y, top.w - 2 * score - m.u(1), top.h}, card.household_label, adults, true);
  const Rect below = inner.cut_top(row, m.u(2));
  canvas.fill({box.x + pad, top.bottom() + m.u(1.5F), top.w - 2 * score - m.u(2), m.hairline},
              canvas.colors().line);
  party({below.x, below.y, below.w, below.h}, card.group_label, group, false);
  const std::string fit = canvas.tr("staff.card.fit");
  const std::string of = canvas.tr("staff.card.of_hundred");
  const float caption = canvas.line_height({.type = Type::caption});
  const float center_y = top.bottom() + m.u(1.5F) - caption / 2;
  const Rect ring{inner.end() - 2 * score, center_y - score, 2 * score, 2 * score};
  canvas.node("card.score", Role::status, fit + ": " + std::to_string(of_hundred(card.score)),
              {ring.x, ring.y, ring.w, ring.h + caption});
  draw_score(canvas, ring.center_x(), center_y, score, card.score);
  canvas.draw(canvas.fit(of, {.type = Type::caption, .align = Align::center}, ring.w, 0),
              {ring.x, ring.bottom() + m.u(0.5F), ring.w, caption}, canvas.colors().ink_soft,
              Align::center, Upright::top);
  float y = inner.y;
  for (const PairFact& fact : facts) {
    const Words words = canvas.lay(fact.words, small, width - m.icon - m.u(1.25F));
    const float line = std::max(m.icon, words->height);
    canvas.icon(fact.icon, {inner.x, y, m.icon, std::max(m.icon, canvas.line_height(small))},
                m.icon, canvas.task().accent);
    const Rect place{inner.x + m.icon + m.u(1.25F), y, width - m.icon - m.u(1.25F), line};
    canvas.node("card.fact." + fact.id, Role::text, fact.words, place);
    canvas.draw(words, place, canvas.colors().ink);
    y += line + m.u(0.9F);
  }
  return box.bottom();
}

float draw_reasons(Canvas& canvas, const Rect& area, std::string_view id, const std::string& title,
                   std::span<const domain::Reason> reasons, bool caution) {
  if (reasons.empty()) return area.y;
  const Metrics& m = canvas.m();
  const float pad = m.u(m.form == Form::roomy ? 2.5F : 1.75F);
  const float width = area.w - 2 * pad;
  const Words heading = canvas.fit(title, {.type = Type::lead_bold}, width, 0);
  float height = 2 * pad + heading->height + m.u(1.5F) - m.u(1.25F);
  for (const domain::Reason& reason : reasons) {
    height += reason_height(canvas, reason, width, !caution) + m.u(1.25F);
  }
  const Rect box{area.x, area.y, area.w, std::ceil(height)};
  ground(canvas, box);
  Rect inner = box.shrunk(pad);
  canvas.node(std::string(id) + ".title", Role::heading, title,
              {inner.x, inner.y, inner.w, heading->height});
  canvas.draw(heading, {inner.x, inner.y, inner.w, heading->height}, canvas.colors().ink,
              Align::start, Upright::top);
  float y = inner.y + heading->height + m.u(1.5F);
  int number = 0;
  for (const domain::Reason& reason : reasons) {
    y = draw_reason(canvas, std::string(id) + "." + std::to_string(++number),
                    {inner.x, y, inner.w, 0}, reason, caution, !caution) +
        m.u(1.25F);
  }
  return box.bottom();
}

ActionBar decisions(const Scene& scene) {
  const Canvas& canvas = scene.canvas;
  ActionBar bar;
  if (!flow::can_decide(scene.state)) return bar;
  bar.entries.push_back(
      {{.id = "card.accept", .label = canvas.tr("staff.card.accept"), .icon = "check"},
       flow::Event(flow::AcceptPressed{})});
  bar.entries.push_back({{.id = "card.hold",
                          .label = canvas.tr("staff.card.hold"),
                          .icon = "pause",
                          .weight = Weight::secondary},
                         flow::Event(flow::HoldPressed{})});
  bar.entries.push_back({{.id = "card.decline",
                          .label = canvas.tr("staff.card.decline"),
                          .icon = "close",
                          .weight = Weight::secondary},
                         flow::Event(flow::DeclinePressed{})});
  return bar;
}

}  // namespace

void draw_staff_card(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const domain::ProposalCard* card = scene.state.staff.selected_card();
  ActionBar bar = decisions(scene);
  const PageParts parts = page_parts(canvas, action_rows(canvas, bar));
  draw_header(canvas, parts.header, {.stop = false});
  if (card != nullptr) {
    const float pad = m.form == Form::roomy ? m.u(4) : m.u(2);
    Rect area = parts.body.shrunk(pad, 0);
    const float most = m.mm(210);
    if (area.w > most) area = {area.x + (area.w - most) / 2, area.y, most, area.h};
    ScrollArea scroll(canvas, "card.scroll", scroll_window(canvas, area), ScrollArea::Rank::main,
                      canvas.colors().canvas);
    float y = scroll.top() + pad * 0.75F;
    const auto note = [&](std::string_view id, Tone tone, std::string_view icon,
                          const std::string& text) {
      const float height = note_height(canvas, text, area.w);
      draw_note(canvas, id, tone, icon, text, {area.x, y, area.w, height});
      y += height + m.gap;
    };
    const Standing standing = standing_of(scene, *card);
    if (!scene.state.staff.error.empty()) {
      const std::string text = canvas.tr(scene.state.staff.error);
      const float height = error_height(canvas, text, area.w);
      draw_error(canvas, "card.error", text, {area.x, y, area.w, height});
      y += height + m.gap;
    }
    if (!standing.words.empty()) note("card.state", standing.tone, standing.icon, standing.words);
    if (card->synthetic) {
      note("card.synthetic", Tone::caution, "flask-outline",
           canvas.tr("staff.card.synthetic_note"));
    }
    const bool split = area.w > m.mm(124);
    Rect right{area.x, y, area.w, 0};
    float bottom = y;
    if (split) {
      const Rect left = right.cut_start(std::round(area.w * 0.37F), m.gap);
      bottom = draw_pair(canvas, left, *card);
    } else {
      bottom = draw_pair(canvas, right, *card);
      right.y = bottom + m.gap;
    }
    float end = draw_reasons(canvas, right, "card.reason", canvas.tr("staff.card.why"),
                             card->reasons, false);
    if (!card->cautions.empty()) {
      end = draw_reasons(canvas, {right.x, end + m.gap, right.w, 0}, "card.caution",
                         canvas.tr("staff.card.talk_about"), card->cautions, true);
    }
    scroll.finish(std::max(bottom, end) + pad);
  }
  draw_action_bar(canvas, parts.actions, std::move(bar));
}

void draw_staff_decline(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const PageParts parts = page_parts(canvas);
  draw_header(canvas, parts.header, {.stop = false});
  Intro intro{.id = "decline",
              .icon = "comment-question-outline",
              .title = canvas.tr("staff.decline.title"),
              .help = canvas.tr("staff.decline.help")};
  const TwoColumns columns = two_columns(canvas, parts.body, intro, 0.30F);
  if (columns.split) draw_intro(canvas, intro, columns.intro);
  const Rect content = columns.content;
  ScrollArea scroll(canvas, "decline.scroll", scroll_window(canvas, content),
                    ScrollArea::Rank::main, canvas.colors().canvas);
  float y = scroll.top() + m.u(m.form == Form::roomy ? 5 : 2);
  if (!columns.split) {
    y = draw_intro(canvas, intro, {content.x, y, content.w, 0}) + m.u(2);
  }
  std::vector<Tile> tiles;
  for (std::size_t i = 0; i < domain::vocabulary_size<domain::DeclineReason>(); ++i) {
    const auto reason = static_cast<domain::DeclineReason>(i);
    const std::string key = "decline." + std::string(domain::name_of(reason));
    tiles.push_back({.id = key,
                     .label = canvas.tr(key),
                     .icon = canvas.icon_of(key),
                     .mark = Mark::none,
                     .action = flow::Event(flow::DeclineReasonChosen{reason})});
  }
  y = draw_tiles(canvas, {content.x, y, content.w, 0}, tiles, 0);
  scroll.finish(y + m.u(2));
  ActionBar bar;
  bar.entries.push_back(
      {{.id = "decline.cancel", .label = canvas.tr("app.cancel"), .weight = Weight::secondary},
       flow::Event(flow::BackPressed{})});
  draw_action_bar(canvas, parts.actions, std::move(bar));
}

}  // namespace samen::ui
