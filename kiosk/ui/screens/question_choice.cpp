// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {

namespace {

// Who listens hears what they chose to its end: then it goes on when they say so.
Action choice_of(const Canvas& canvas, flow::Event event) {
  if (!canvas.view().sound.echo) return event;
  return std::function<void(ActionSink&)>([event](ActionSink& sink) {
    sink.emit(event);
    sink.emit(flow::Activity{});
  });
}

}  // namespace

Piece yes_no(const Ask& ask) {
  Canvas& canvas = ask.canvas();
  const bool* answer = std::get_if<bool>(&ask.value);
  std::vector<BigTile> tiles;
  for (const bool yes : {true, false}) {
    tiles.push_back({.id = yes ? "answer.yes" : "answer.no",
                     .label = canvas.tr(yes ? "app.yes" : "app.no"),
                     .icon = yes ? "check" : "close",
                     .task = canvas.task_kind(),
                     .selected = answer != nullptr && *answer == yes,
                     .mark = Mark::radio,
                     .action = choice_of(canvas, flow::YesNoTapped{yes})});
  }
  return big_tiles(canvas, tiles);
}

Piece channels(const Ask& ask) {
  Canvas& canvas = ask.canvas();
  const auto contact = ask.as<forms::ContactAnswer>();
  std::vector<BigTile> tiles;
  for (const int option : ask.question.options) {
    const auto channel = static_cast<domain::ContactChannel>(option);
    const std::string name(domain::name_of(channel));
    const std::string key = "contact." + name;
    std::string_view icon = canvas.icon_of(key);
    if (icon.empty()) {
      icon = channel == domain::ContactChannel::phone   ? "cellphone"
             : channel == domain::ContactChannel::email ? "email-outline"
                                                        : "account-star";
    }
    tiles.push_back({.id = "answer." + name,
                     .label = canvas.tr(key),
                     .icon = icon,
                     .task = canvas.task_kind(),
                     .selected = contact.channel == channel,
                     .mark = Mark::radio,
                     // A tapped channel shows its field, also when it was the chosen one already.
                     .action = std::function<void(ActionSink&)>([channel](ActionSink& sink) {
                       sink.view.all_choices = false;
                       sink.emit(flow::ChannelTapped{channel});
                     })});
  }
  return big_tiles(canvas, tiles);
}

Piece options(const Ask& ask) {
  Canvas& canvas = ask.canvas();
  const auto* choice = std::get_if<forms::Choice>(&ask.value);
  const auto choices = ask.as<forms::Choices>();
  const auto ranking = ask.as<forms::Ranking>();
  std::vector<Tile> all;
  for (const int option : ask.question.options) {
    const std::string key = forms::option_key(ask.question, option);
    Tile tile{.id = "option." + key,
              .label = canvas.tr(key),
              .icon = canvas.icon_of(key),
              .action = choice_of(canvas, flow::OptionTapped{option})};
    if (ask.question.kind == forms::Kind::multi) {
      tile.mark = Mark::check;
      tile.selected = choices.has(option);
    } else if (ask.question.kind == forms::Kind::ranked) {
      tile.mark = Mark::rank;
      tile.rank = ranking.rank_of(option);
      tile.selected = tile.rank > 0;
    } else {
      tile.selected = choice != nullptr && choice->option == option;
    }
    all.push_back(std::move(tile));
  }
  return tiles(canvas, std::move(all));
}

}  // namespace samen::ui
