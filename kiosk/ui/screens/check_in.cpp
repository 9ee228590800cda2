// SPDX-License-Identifier: Apache-2.0
// Two taps: how often they met, and how it is.
#include <algorithm>

#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

struct Question {
  std::string key;  // of its title and answers
  int days = 0;     // that it is about
  int most = 0;     // times that can be said
};
Question question_of(const flow::Returning& returning) {
  const auto& answer = returning.answer;
  if (!answer || !answer->check_in || answer->check_in->since_ms == 0) return {"met.first", 0, 1};
  const std::int64_t passed = answer->at_ms - answer->check_in->since_ms;
  return {"met", static_cast<int>(std::max<std::int64_t>(passed / kDayMs, 1)), domain::kMostMet};
}

}  // namespace

void draw_met(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Question question = question_of(scene.state.returning);
  std::vector<Tile> times;
  for (int count = 0; count <= question.most; ++count) {
    const std::string key = question.key + "." + std::to_string(count);
    times.push_back({.id = "met." + std::to_string(count),
                     .label = canvas.tr(key),
                     .icon = canvas.icon_of(key),
                     .mark = Mark::none,
                     .action = flow::Event(flow::MetTapped{count})});
  }
  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "met",
                     .icon = "calendar-check",
                     .title = canvas.tr(question.key + ".title", {{"days", question.days}}),
                     .help = canvas.tr("met.help")},
            .content = tiles(canvas, std::move(times)),
            .scroll = "met.scroll"};
  draw_page(canvas, std::move(page));
}

void draw_mood(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  std::vector<BigTile> faces;
  for (std::size_t i = 0; i < domain::vocabulary_size<domain::Mood>(); ++i) {
    const auto mood = static_cast<domain::Mood>(i);
    const std::string key = "mood." + std::string(domain::name_of(mood));
    faces.push_back({.id = key,
                     .label = canvas.tr(key),
                     .icon = canvas.icon_of(key),
                     .role = Role::button,
                     .action = flow::Event(flow::MoodTapped{mood})});
  }
  Page page{
      .rail = rail_of(scene.state.screen),
      .head = {.id = "mood", .title = canvas.tr("mood.title"), .help = canvas.tr("mood.help")},
      .content = big_tiles(canvas, faces),
      .scroll = "mood.scroll"};
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
