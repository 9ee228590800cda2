// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "kiosk/flow/event.hpp"
#include "kiosk/flow/screen_table.hpp"

// What may happen where: one row an event. Together with the handlers in machine.hpp this is the
// whole table of screen x event; an event without a row or without a handler does not compile.
namespace samen::flow {

enum class From : std::uint8_t {
  person,   // dropped when it was meant for a screen that is gone or lies under an overlay
  machine,  // results, time, the courier: nobody's activity
};
using Overlays = Set<Overlay>;

struct EventRow {
  From from;
  Screens on;              // elsewhere it does nothing
  Overlays over;           // Overlay::none: with nothing over the screen
  std::string_view words;  // what happened, for the drawing of screens
};

namespace event_table {

inline constexpr Screens kEverywhere = Screens::all();
inline constexpr Screens kHome{Screen::first, Screen::not_ready};
inline constexpr Screens kQuestion{Screen::question};
inline constexpr Screens kAsking{Screen::question, Screen::outside};
inline constexpr Screens kTyping{Screen::question, Screen::secret, Screen::staff_home};
inline constexpr Screens kBack{Screen::standing, Screen::sure, Screen::met, Screen::mood};
inline constexpr Screens kWished = kBack.with(Screen::sending);
inline constexpr Screens kStaffOpen{Screen::staff_home, Screen::staff_card, Screen::staff_decline};
inline constexpr Screens kStaff{Screen::staff_pin, Screen::staff_home, Screen::staff_card,
                                Screen::staff_decline};
inline constexpr Screens kMayStop = [] {
  Screens out;
  for (const ScreenRow& row : kScreenTable) {
    if (row.stop != Stop::no) out = out.with(row.screen);
  }
  return out;
}();

inline constexpr Overlays kBare{Overlay::none};
inline constexpr Overlays kAnyOverlay = Overlays::all();
// The countdown is answered by its own buttons; whatever else arrives is not proof of anybody.
inline constexpr Overlays kNotCountdown{
    Overlay::none,      Overlay::stop_confirm, Overlay::language_picker,
    Overlay::text_size, Overlay::who_sees,     Overlay::other_language};
inline constexpr Overlays kLanguages{Overlay::none, Overlay::language_picker};
inline constexpr Overlays kDisplay{Overlay::none, Overlay::text_size};
inline constexpr Overlays kAsked{Overlay::stop_confirm, Overlay::idle_warning};

template <class E>
struct Row : EventRow {};
template <class E>
struct RowsOf;
template <class... E>
struct RowsOf<std::variant<E...>> {
  using type = std::tuple<Row<E>...>;
};

inline constexpr auto kRows = std::tuple{
    // --- the app loop
    Row<Started>{From::machine, kEverywhere, kAnyOverlay, "start"},
    Row<Tick>{From::machine, kEverywhere, kAnyOverlay, "time"},
    Row<Activity>{From::person, kEverywhere, kNotCountdown, "looks around"},
    // --- every screen
    Row<LanguagePickerOpened>{From::person, kEverywhere, kNotCountdown, "languages"},
    Row<LanguageChosen>{From::person, kEverywhere, kLanguages, "a language"},
    Row<TextSizeOpened>{From::person, kEverywhere, kNotCountdown, "text size"},
    Row<TextSizeChosen>{From::person, kEverywhere, kDisplay, "a size"},
    Row<ThemeChosen>{From::person, kEverywhere, kDisplay, "a theme"},
    Row<WhoSeesOpened>{From::person, kEverywhere, kNotCountdown, "who sees what"},
    Row<OtherLanguageOpened>{From::person, {Screen::first}, kBare, "my language is not here"},
    Row<OverlayClosed>{From::person, kEverywhere, kNotCountdown, "close"},
    Row<StopPressed>{From::person, kMayStop, kAnyOverlay, "stop and clear"},
    Row<StopConfirmed>{From::person, kMayStop, kAsked, "yes, clear all"},
    Row<KeepGoing>{From::person, kEverywhere, kAnyOverlay, "keep going"},
    Row<BackPressed>{From::person, kEverywhere, kNotCountdown, "back"},
    // --- role and question
    Row<RoleChosen>{From::person, {Screen::role}, kBare, "a role"},
    Row<OptionTapped>{From::person, kQuestion, kBare, "answers"},
    Row<YesNoTapped>{From::person, kQuestion, kBare, "answers"},
    Row<StepperTapped>{From::person, kQuestion, kBare, "answers"},
    Row<LanguageTapped>{From::person, kQuestion, kBare, "answers"},
    Row<LevelTapped>{From::person, kQuestion, kBare, "answers"},
    Row<TimeTapped>{From::person, kQuestion, kBare, "answers"},
    Row<DayTapped>{From::person, kQuestion, kBare, "answers"},
    Row<PartTapped>{From::person, kQuestion, kBare, "answers"},
    Row<ChildrenTapped>{From::person, kQuestion, kBare, "answers"},
    Row<ChannelTapped>{From::person, kQuestion, kBare, "answers"},
    Row<ConsentTapped>{From::person, kQuestion, kBare, "answers"},
    Row<NotGivenTapped>{From::person, kQuestion, kBare, "answers"},
    Row<TextInserted>{From::person, kTyping, kBare, "types"},
    Row<TextBackspace>{From::person, kTyping, kBare, "types"},
    Row<CaretPlaced>{From::person, kQuestion, kBare, "types"},
    Row<CaretStepped>{From::person, kQuestion, kBare, "types"},
    Row<TextCleared>{From::person, kTyping, kBare, "types"},
    Row<ContinuePressed>{From::person, kAsking, kBare, "continue"},
    // --- check and what follows
    Row<LineTapped>{From::person, {Screen::check}, kBare, "change an answer"},
    Row<TellMorePressed>{From::person, {Screen::check}, kBare, "tells more"},
    Row<SendPressed>{From::person, {Screen::check}, kBare, "send"},
    Row<PrintPressed>{From::person, {Screen::receipt}, kBare, "print"},
    Row<FinishPressed>{
        From::person, {Screen::receipt, Screen::notice, Screen::standing}, kBare, "finish"},
    // --- back with a receipt
    Row<SecretPressed>{From::person, {Screen::role}, kBare, "I have a receipt"},
    Row<SecretSubmitted>{From::person, {Screen::secret}, kBare, "open"},
    Row<WishPressed>{From::person, {Screen::standing}, kBare, "wants something"},
    Row<WishConfirmed>{From::person, {Screen::sure}, kBare, "yes"},
    Row<BecauseTapped>{From::person, {Screen::sure}, kBare, "says why not"},
    Row<MetTapped>{From::person, {Screen::met}, kBare, "says how often"},
    Row<MoodTapped>{From::person, {Screen::mood}, kBare, "says how it is"},
    // --- staff
    Row<StaffPressed>{From::person, kHome, kBare, "staff"},
    Row<PinDigit>{From::person, {Screen::staff_pin}, kBare, "types"},
    Row<PinBackspace>{From::person, {Screen::staff_pin}, kBare, "types"},
    Row<PinSubmitted>{From::person, {Screen::staff_pin}, kBare, "open"},
    Row<BadgeTyped>{
        From::person,
        {Screen::first, Screen::role, Screen::secret, Screen::question, Screen::staff_pin},
        kBare,
        "holds a card or a code"},
    Row<BadgeEnded>{From::person, {Screen::staff_pin}, kBare, "holds a card"},
    Row<TabChosen>{From::person, {Screen::staff_home}, kBare, "a tab"},
    Row<RefreshPressed>{From::person, {Screen::staff_home}, kBare, "refresh"},
    Row<SearchOpened>{From::person, {Screen::staff_home}, kBare, "search"},
    Row<SearchClosed>{From::person, {Screen::staff_home}, kBare, "search"},
    Row<FilterChosen>{From::person, {Screen::staff_home}, kBare, "search"},
    Row<CardTapped>{From::person, {Screen::staff_home}, kBare, "a proposal"},
    Row<AcceptPressed>{From::person, {Screen::staff_card}, kBare, "accept"},
    Row<HoldPressed>{From::person, {Screen::staff_card}, kBare, "hold"},
    Row<DeclinePressed>{From::person, {Screen::staff_card}, kBare, "decline"},
    Row<DeclineReasonChosen>{From::person, {Screen::staff_decline}, kBare, "a reason"},
    Row<UndoPressed>{From::person, {Screen::staff_card}, kBare, "take back"},
    Row<StaffClosePressed>{From::person, kStaff, kBare, "close"},
    // --- results
    Row<Submitted>{From::machine, {Screen::sending}, kAnyOverlay, "stored"},
    Row<SubmitFailed>{From::machine, {Screen::sending}, kAnyOverlay, "not stored"},
    Row<PrinterLooked>{From::machine, {Screen::receipt}, kAnyOverlay, "how the printer is"},
    Row<Printed>{From::machine, {Screen::receipt}, kAnyOverlay, "printed or not"},
    Row<ReceiptOpened>{From::machine, {Screen::secret}, kAnyOverlay, "keys are made"},
    Row<ReceiptRefused>{From::machine, {Screen::secret}, kAnyOverlay, "not opened"},
    Row<WishKept>{From::machine, kWished, kAnyOverlay, "request kept"},
    Row<WishNotKept>{From::machine, kWished, kAnyOverlay, "request not kept"},
    Row<AnswerLooked>{From::machine, kBack, kAnyOverlay, "an answer, or none"},
    Row<StaffOpened>{From::machine, {Screen::staff_pin}, kAnyOverlay, "PIN is right"},
    Row<StaffRefused>{From::machine, {Screen::staff_pin}, kAnyOverlay, "PIN is wrong"},
    Row<CardsLoaded>{From::machine, kStaffOpen, kAnyOverlay, "proposal is gone"},
    Row<CardsFailed>{From::machine, kStaffOpen, kAnyOverlay, "no proposals"},
    Row<Decided>{From::machine, kEverywhere, kAnyOverlay, "decision kept"},
    Row<DecideFailed>{From::machine, kEverywhere, kAnyOverlay, "decision not kept"},
    Row<Undone>{From::machine, kEverywhere, kAnyOverlay, "decision taken back"},
    Row<UndoFailed>{From::machine, kEverywhere, kAnyOverlay, "decision not taken back"},
    Row<StatusLoaded>{From::machine, kEverywhere, kAnyOverlay, "ready or not"},
    Row<StatusFailed>{From::machine, kEverywhere, kAnyOverlay, "cannot be read"},
    Row<InboxChanged>{From::machine, kEverywhere, kAnyOverlay, "news"},
};
static_assert(std::is_same_v<std::remove_const_t<decltype(kRows)>, RowsOf<AnyEvent>::type>,
              "one row an event, in the order of the variant");

inline constexpr auto kTable = std::apply(
    [](const auto&... row) {
      return std::array<EventRow, sizeof...(row)>{static_cast<EventRow>(row)...};
    },
    kRows);

}  // namespace event_table

inline const EventRow& row_of(const Event& event) {
  return event_table::kTable[event.index()];
}

}  // namespace samen::flow
