// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {
namespace {

// Two or three tall tiles side by side, or lying below each other when they have no room.
float draw_tall_tiles(Canvas& canvas, const Rect& area, std::span<const BigTile> tiles,
                      std::span<Action> actions) {
  const Metrics& m = canvas.m();
  const auto count = static_cast<float>(tiles.size());
  const float width = (area.w - m.gap * (count - 1)) / count;
  float height = std::min(area.h, m.mm(m.form == Form::roomy ? 48 : 42));
  bool fits = width > m.mm(34);
  for (const BigTile& tile : tiles) {
    const float needed = big_tile_height(canvas, tile, width);
    fits = fits && needed <= std::max(area.h, m.mm(50));
    const Words label = canvas.lay(tile.label, {.type = Type::lead_bold}, width - m.u(4));
    fits = fits && !Canvas::breaks_a_word(tile.label, *label);
    height = std::max(height, needed);
  }
  float x = area.x;
  float y = area.y;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    if (fits) {
      draw_big_tile(canvas, {std::round(x), y, std::round(x + width) - std::round(x), height},
                    tiles[i], std::move(actions[i]));
      x += width + m.gap;
    } else {
      const float row = row_tile_height(canvas, tiles[i], area.w);
      draw_row_tile(canvas, {area.x, y, area.w, row}, tiles[i], std::move(actions[i]));
      y += row + m.gap;
    }
  }
  return fits ? area.y + height : y - m.gap;
}

}  // namespace

float draw_yes_no(const Ask& ask, const Rect& area) {
  Canvas& canvas = ask.canvas();
  const bool* answer = std::get_if<bool>(&ask.value);
  const auto tile = [&](bool yes) {
    return BigTile{.id = yes ? "answer.yes" : "answer.no",
                   .label = canvas.tr(yes ? "app.yes" : "app.no"),
                   .icon = yes ? "check" : "close",
                   .task = canvas.task_kind(),
                   .selected = answer != nullptr && *answer == yes,
                   .marked = true};
  };
  const BigTile tiles[] = {tile(true), tile(false)};
  Action actions[] = {flow::Event(flow::YesNoTapped{true}), flow::Event(flow::YesNoTapped{false})};
  return draw_tall_tiles(canvas, area, tiles, actions);
}

float draw_channels(const Ask& ask, const Rect& area) {
  Canvas& canvas = ask.canvas();
  const auto contact = ask.as<forms::ContactAnswer>();
  std::vector<BigTile> tiles;
  std::vector<Action> actions;
  for (const int option : ask.question.options) {
    const auto channel = static_cast<domain::ContactChannel>(option);
    const std::string key = "contact." + std::string(domain::name_of(channel));
    std::string_view icon = canvas.icon_of(key);
    if (icon.empty()) {
      icon = channel == domain::ContactChannel::phone   ? "cellphone"
             : channel == domain::ContactChannel::email ? "email-outline"
                                                        : "account-star";
    }
    tiles.push_back({.id = "answer." + std::string(domain::name_of(channel)),
                     .label = canvas.tr(key),
                     .icon = icon,
                     .task = canvas.task_kind(),
                     .selected = contact.channel == channel,
                     .marked = true});
    // A tapped channel shows its field, also when it was the chosen one already.
    actions.emplace_back(std::function<void(ActionSink&)>([channel](ActionSink& sink) {
      sink.view.contact_channels = false;
      sink.emit(flow::ChannelTapped{channel});
    }));
  }
  return draw_tall_tiles(canvas, area, tiles, actions);
}

float draw_options(const Ask& ask, const Rect& area) {
  Canvas& canvas = ask.canvas();
  const forms::Kind kind = ask.question.kind;
  const auto choice = std::get_if<forms::Choice>(&ask.value);
  const auto choices = ask.as<forms::Choices>();
  const auto ranking = ask.as<forms::Ranking>();
  std::vector<Tile> tiles;
  tiles.reserve(ask.question.options.size());
  for (const int option : ask.question.options) {
    const std::string key = forms::option_key(ask.question, option);
    Tile tile{.id = "option." + key, .label = canvas.tr(key), .icon = canvas.icon_of(key)};
    switch (kind) {
      case forms::Kind::multi:
        tile.mark = Mark::check;
        tile.selected = choices.has(option);
        break;
      case forms::Kind::ranked:
        tile.mark = Mark::rank;
        tile.rank = ranking.rank_of(option);
        tile.selected = tile.rank > 0;
        break;
      default:
        tile.mark = Mark::radio;
        tile.selected = choice != nullptr && choice->option == option;
        break;
    }
    tile.action = flow::Event(flow::OptionTapped{option});
    tiles.push_back(std::move(tile));
  }
  return draw_tiles(canvas, area, tiles, area.h);
}

}  // namespace samen::ui
