// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/action.hpp"

#include <type_traits>
#include <variant>

#include "kiosk/ui/canvas/view.hpp"

namespace samen::ui {
namespace {

template <class T, class... Others>
inline constexpr bool kIsOneOf = (std::is_same_v<T, Others> || ...);

}  // namespace

void ActionSink::emit(flow::Event event) {
  layout_changed = layout_changed || may_change_layout(event);
  // Whatever else happens, the letter typed last is no longer the one before the caret.
  if (!std::holds_alternative<flow::Activity>(event)) view.keyboard.series.clear();
  events.push_back(std::move(event));
}

void run(const Action& action, ActionSink& sink) {
  if (const auto* event = std::get_if<flow::Event>(&action)) {
    sink.emit(*event);
  } else if (const auto* local = std::get_if<std::function<void(ActionSink&)>>(&action)) {
    (*local)(sink);
  }
}

bool may_change_layout(const flow::Event& event) {
  return std::visit(
      []<class T>(const T&) {
        return !kIsOneOf<T, flow::Activity, flow::Tick, flow::OptionTapped, flow::YesNoTapped,
                         flow::StepperTapped, flow::LevelTapped, flow::TimeTapped, flow::DayTapped,
                         flow::PartTapped, flow::ChildrenTapped, flow::ConsentTapped,
                         flow::NotGivenTapped, flow::TextInserted, flow::TextBackspace,
                         flow::CaretPlaced, flow::CaretStepped, flow::TextCleared, flow::PinDigit,
                         flow::PinBackspace, flow::BadgeTyped>;
      },
      event);
}

}  // namespace samen::ui
