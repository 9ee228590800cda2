// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

// A score of the matcher (thousandths) as people read it: 0..100, rounded.
int of_hundred(int score) {
  return std::clamp((score + 5) / 10, 0, 100);
}

std::string next_best_words(const Canvas& canvas, const domain::ProposalCard& card) {
  if (!card.next_best_score) return canvas.tr("staff.card.no_next");
  // A better fit can be the next best: the round gave that group to another household.
  const bool better = *card.next_best_score > card.score;
  return canvas.tr(better ? "staff.card.next_best_needed" : "staff.card.next_best",
                   {{"score", of_hundred(*card.next_best_score)}});
}

// Household and group facing each other, and what is to know about the pair.
Piece pair_card(Canvas& canvas, const domain::ProposalCard& card_data) {
  const Metrics& m = canvas.m();
  const Color ink = canvas.task().accent;
  auto pair = row(m.part, Stand::end);
  pair->add(between(household_party(canvas, card_data, "card.household"), {}), {.flex = 1});
  pair->add(between(group_party(canvas, card_data, "card.group"), {}), {.flex = 1});
  auto about = grid(m.part, {.most = 3, .suits = {}, .equal_rows = false});
  about->add(signed_line(canvas, "clock", ink, "card.fact.waiting",
                         canvas.tr("staff.card.waiting", {{"count", card_data.waiting_days}})));
  about->add(signed_line(
      canvas, "bike", ink, "card.fact.travel",
      canvas.tr(card_data.travel_is_coarse ? "staff.card.travel_about" : "staff.card.travel",
                {{"count", card_data.travel_minutes}})));
  about->add(signed_line(canvas, card_data.next_best_score ? "playlist-play" : "playlist-remove",
                         ink, "card.fact.next", next_best_words(canvas, card_data)));
  Piece through;
  if (!card_data.through.empty()) {  // as long as somebody typed it: a line of its own
    through = signed_line(canvas, "account-star", ink, "card.fact.through",
                          naming(canvas, "staff.card.through", {},
                                 canvas.tr("staff.card.caseworker"), card_data.through));
  }
  auto all = column(m.inset);
  all->add(std::move(pair));
  all->add(std::move(about));
  all->add(std::move(through));
  return card(canvas, std::move(all));
}

enum class Saying : std::uint8_t { reasons, cautions };

// Under their heading, in one or two columns. Cautions stand on their own ground.
Piece sayings(Canvas& canvas, std::span<const domain::Reason> reasons, Saying saying) {
  if (reasons.empty()) return nullptr;
  const Metrics& m = canvas.m();
  const bool caution = saying == Saying::cautions;
  const std::string id = caution ? "card.caution" : "card.reason";
  auto lines =
      grid(m.near, {.most = 2,
                    .suits = [least = m.fact_least](int, float each) { return each >= least; },
                    .equal_rows = false});
  int count = 0;
  for (const domain::Reason& reason : reasons) {
    std::string_view icon = caution ? "alert-circle-outline" : canvas.icon_of(reason.key);
    if (icon.empty()) icon = "check-circle";
    lines->add(signed_line(
        canvas, icon, caution ? canvas.colors().caution_accent : canvas.task().accent,
        id + "." + std::to_string(++count), message(canvas, reason.key, reason.arguments)));
  }
  auto all = column(m.near);
  all->add(words(canvas, {.words = canvas.tr(caution ? "staff.card.talk_about" : "staff.card.why"),
                          .look = {.type = Type::lead_bold},
                          .id = id + ".title",
                          .role = Role::heading}));
  all->add(std::move(lines));
  if (!caution) return card(canvas, std::move(all));
  return over(
      [&canvas](const Rect& rect) {
        const Metrics& sizes = canvas.m();
        canvas.fill(rect, canvas.colors().caution_tint, sizes.radius_large);
        canvas.outline(rect, canvas.colors().caution_accent, sizes.outline, sizes.radius_large);
      },
      padded(std::move(all), m.card, m.card));
}

void add_decisions(const Scene& scene, Foot& foot) {
  if (!flow::can_decide(scene.state)) return;
  const Canvas& canvas = scene.canvas;
  foot.entries.push_back(
      {.button = {.id = "card.accept", .label = canvas.tr("staff.card.accept"), .icon = "check"},
       .action = flow::Event(flow::AcceptPressed{})});
  foot.entries.push_back({.button = {.id = "card.hold",
                                     .label = canvas.tr("staff.card.hold"),
                                     .icon = "pause",
                                     .weight = Weight::secondary},
                          .action = flow::Event(flow::HoldPressed{})});
  foot.entries.push_back({.button = {.id = "card.decline",
                                     .label = canvas.tr("staff.card.decline"),
                                     .icon = "close",
                                     .weight = Weight::secondary},
                          .action = flow::Event(flow::DeclinePressed{})});
}

// What was decided and, for a while, the way back. It stands on top, far from what decided it: the
// second tap of a double tap never takes anything back.
Piece standing_note(const Scene& scene, const Standing& standing) {
  Canvas& canvas = scene.canvas;
  const int seconds = scene.state.staff.undo_seconds;
  if (seconds == 0) {
    return note(canvas, {"card.state", standing.tone, standing.icon, standing.words});
  }
  auto said = column(canvas.m().near);
  said->add(note(canvas, {"card.state", standing.tone, standing.icon, standing.words}));
  said->add(words(canvas, {.words = canvas.tr("staff.undo.left", {{"seconds", seconds}}),
                           .look = {.type = Type::body},
                           .id = "card.undo.left",
                           .role = Role::status}));
  auto line = grid(canvas.m().gap, {.most = 2, .suits = {}, .equal_rows = false});
  line->add(std::move(said));
  line->add(button(canvas,
                   {.id = "card.undo",
                    .label = canvas.tr("staff.undo"),
                    .icon = "undo",
                    .weight = Weight::secondary},
                   flow::Event(flow::UndoPressed{})));
  return line;
}

}  // namespace

void draw_staff_card(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const domain::ProposalCard* shown = scene.state.staff.selected_card();
  Page page{.rail = rail_of(scene.state.screen), .scroll = "card.scroll"};
  auto all = column(canvas.m().gap);
  if (shown != nullptr) {
    const std::string& wrong = scene.state.staff.error;
    if (!wrong.empty()) page.above.push_back(error(canvas, "card.error", canvas.tr(wrong)));
    const Standing standing = standing_of(scene, *shown);
    all->add(standing_note(scene, standing));
    if (const auto work = work_on(scene, *shown)) {
      all->add(
          note(canvas, {"card.work", work->tone, work->icon,
                        canvas.tr("staff.work.next", {{"step", std::string_view(work->step)},
                                                      {"until", std::string_view(work->until)}})}));
    }
    if (shown->synthetic) {
      all->add(note(canvas, {"card.synthetic", Tone::caution, "flask-outline",
                             canvas.tr("staff.card.synthetic_note")}));
    }
    all->add(pair_card(canvas, *shown));
    all->add(sayings(canvas, shown->cautions, Saying::cautions));
    all->add(sayings(canvas, shown->reasons, Saying::reasons));
  }
  page.content = std::move(all);
  add_decisions(scene, page.foot);
  draw_page(canvas, std::move(page));
}

void draw_staff_decline(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  std::vector<Tile> reasons;
  for (std::size_t i = 0; i < domain::vocabulary_size<domain::DeclineReason>(); ++i) {
    const auto reason = static_cast<domain::DeclineReason>(i);
    const std::string key = "decline." + std::string(domain::name_of(reason));
    reasons.push_back({.id = key,
                       .label = canvas.tr(key),
                       .icon = canvas.icon_of(key),
                       .mark = Mark::none,
                       .action = flow::Event(flow::DeclineReasonChosen{reason})});
  }
  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "decline",
                     .icon = "comment-question-outline",
                     .title = canvas.tr("staff.decline.title"),
                     .help = canvas.tr("staff.decline.help")},
            .content = tiles(canvas, std::move(reasons)),
            .scroll = "decline.scroll"};
  page.foot.entries.push_back({.button = {.id = "decline.cancel",
                                          .label = canvas.tr("app.cancel"),
                                          .weight = Weight::secondary},
                               .action = flow::Event(flow::BackPressed{})});
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
