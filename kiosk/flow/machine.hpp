// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "kiosk/flow/event_table.hpp"
#include "kiosk/flow/reduce.hpp"

// The parts reduce() is made of. Private to this room.
namespace samen::flow {

// One step being made.
struct Machine {
  State& state;
  const Context& context;
  std::vector<Effect> effects;

  void want(Effect effect) { effects.push_back(std::move(effect)); }
  std::uint32_t new_ticket() { return ++state.ticket; }
};

// True when `to` was another value.
template <class T>
bool change(T& what, T to) {
  if (what == to) return false;
  what = std::move(to);
  return true;
}

// --- idle.cpp: what time does
struct IdleTimes {
  std::int64_t warn_ms = 0;  // the warning comes up
  std::int64_t wipe_ms = 0;
};
// Nothing: this screen may stay as long as it likes.
std::optional<IdleTimes> idle_times(const State& state, const Settings& settings);

// The greeting that stays when nobody comes: all languages had their turn, and it is the first
// one's again. A picture that nobody sees is not drawn anew all night.
int last_greeting(const Settings& settings);
// What is due by now. True when the screen that was there is gone.
bool look_at_the_time(Machine& m, From from);
// Answers, language, text size and the staff session end; the first screen (or not_ready) shows.
void wipe(Machine& m);
// The same because of a tap: false, and nothing happens, while the screen has been shown for less
// than Settings::arming_ms. So no second tap of a double tap ends what nobody has seen.
bool end_session(Machine& m);
// The sign-up came further than it had been.
void count_progress(Machine& m);

// --- navigation.cpp: from question to question
const forms::Form& form_of(const Machine& m);
void go_to(Machine& m, forms::Instance instance);
// The choice just made was seen: on to what follows it.
void go_on(Machine& m);

// --- sending.cpp: back to the check page, which says why
void show_not_sent(Machine& m, base::Errc code);

// --- printing.cpp: a receipt has come up
void offer_to_print(Machine& m);

// --- returning.cpp
void forget_receipt(Machine& m);  // wants CloseReceipt when needed
void look_for_answer(Machine& m);
// One more request, on the page that waits for its answer.
void request(Machine& m, domain::Wish wish, std::optional<domain::MatchWord> word = {});
// About the offer on the page; nothing when it is not asked any more.
std::optional<domain::MatchWord> word_on_the_offer(const Returning& returning, domain::Wish wish);
// When to say what happens without an answer; nothing: it was said, or none is waited for.
std::optional<std::int64_t> answer_is_slow_ms(const State& state, const Settings& settings);
// What is told anew leaves, instead of a new sign-up.
void tell_anew(Machine& m, domain::Record record);
bool secret_type(Machine& m, std::string_view text);
bool secret_backspace(Machine& m);
bool secret_clear(Machine& m);

// --- scanned.cpp: a code held before the reader, on a screen without PIN
bool code_scanned(Machine& m, std::string_view text);

// --- staff_entry.cpp
void open_staff_page(Machine& m);

// --- staff.cpp
void load_staff(Machine& m);  // cards and status
void send_due_decisions(Machine& m);
void forget_staff(Machine& m);  // cards, PIN and selection; wants CloseStaff when needed

// --- card_lists.cpp: typing into the search of the staff page. True: something changed
bool search_type(Machine& m, std::string_view text);
bool search_backspace(Machine& m);
bool search_clear(Machine& m);

// --- The handlers. reduce() calls one only where event_table.hpp lets its event through. True: it
// changed something, so somebody is here.
// idle.cpp
bool on(Machine& m, const Tick& event);
bool on(Machine& m, const Activity& event);
bool on(Machine& m, const KeepGoing& event);
bool on(Machine& m, const StopPressed& event);
bool on(Machine& m, const StopConfirmed& event);
bool on(Machine& m, const FinishPressed& event);
// navigation.cpp
bool on(Machine& m, const LanguagePickerOpened& event);
bool on(Machine& m, const LanguageChosen& event);
bool on(Machine& m, const TextSizeOpened& event);
bool on(Machine& m, const TextSizeChosen& event);
bool on(Machine& m, const ThemeChosen& event);
bool on(Machine& m, const WhoSeesOpened& event);
bool on(Machine& m, const OtherLanguageOpened& event);
bool on(Machine& m, const OverlayClosed& event);
bool on(Machine& m, const BackPressed& event);
bool on(Machine& m, const RoleChosen& event);
bool on(Machine& m, const ContinuePressed& event);
bool on(Machine& m, const LineTapped& event);
bool on(Machine& m, const TellMorePressed& event);
// answering.cpp
bool on(Machine& m, const OptionTapped& event);
bool on(Machine& m, const YesNoTapped& event);
bool on(Machine& m, const StepperTapped& event);
bool on(Machine& m, const LanguageTapped& event);
bool on(Machine& m, const LevelTapped& event);
bool on(Machine& m, const TimeTapped& event);
bool on(Machine& m, const DayTapped& event);
bool on(Machine& m, const PartTapped& event);
bool on(Machine& m, const ChildrenTapped& event);
bool on(Machine& m, const ChannelTapped& event);
bool on(Machine& m, const ConsentTapped& event);
bool on(Machine& m, const NotGivenTapped& event);
bool on(Machine& m, const TextInserted& event);
bool on(Machine& m, const TextBackspace& event);
bool on(Machine& m, const CaretPlaced& event);
bool on(Machine& m, const CaretStepped& event);
bool on(Machine& m, const TextCleared& event);
// sending.cpp
bool on(Machine& m, const Started& event);
bool on(Machine& m, const SendPressed& event);
bool on(Machine& m, const Submitted& event);
bool on(Machine& m, const SubmitFailed& event);
bool on(Machine& m, const StatusLoaded& event);
bool on(Machine& m, const StatusFailed& event);
// printing.cpp
bool on(Machine& m, const PrintPressed& event);
bool on(Machine& m, const PrinterLooked& event);
bool on(Machine& m, const Printed& event);
// returning.cpp
bool on(Machine& m, const SecretPressed& event);
bool on(Machine& m, const SecretSubmitted& event);
bool on(Machine& m, const WishPressed& event);
bool on(Machine& m, const WishConfirmed& event);
bool on(Machine& m, const BecauseTapped& event);
bool on(Machine& m, const MetTapped& event);
bool on(Machine& m, const MoodTapped& event);
bool on(Machine& m, const ReceiptOpened& event);
bool on(Machine& m, const ReceiptRefused& event);
bool on(Machine& m, const WishKept& event);
bool on(Machine& m, const WishNotKept& event);
bool on(Machine& m, const AnswerLooked& event);
// card_lists.cpp
bool on(Machine& m, const SearchOpened& event);
bool on(Machine& m, const SearchClosed& event);
bool on(Machine& m, const FilterChosen& event);
// staff_entry.cpp
bool on(Machine& m, const StaffPressed& event);
bool on(Machine& m, const PinDigit& event);
bool on(Machine& m, const PinBackspace& event);
bool on(Machine& m, const PinSubmitted& event);
bool on(Machine& m, const BadgeTyped& event);
bool on(Machine& m, const BadgeEnded& event);
bool on(Machine& m, const StaffOpened& event);
bool on(Machine& m, const StaffRefused& event);
// staff.cpp
bool on(Machine& m, const TabChosen& event);
bool on(Machine& m, const RefreshPressed& event);
bool on(Machine& m, const CardTapped& event);
bool on(Machine& m, const AcceptPressed& event);
bool on(Machine& m, const HoldPressed& event);
bool on(Machine& m, const DeclinePressed& event);
bool on(Machine& m, const DeclineReasonChosen& event);
bool on(Machine& m, const UndoPressed& event);
bool on(Machine& m, const StaffClosePressed& event);
bool on(Machine& m, const CardsLoaded& event);
bool on(Machine& m, const CardsFailed& event);
bool on(Machine& m, const Decided& event);
bool on(Machine& m, const DecideFailed& event);
bool on(Machine& m, const Undone& event);
bool on(Machine& m, const UndoFailed& event);
bool on(Machine& m, const InboxChanged& event);

}  // namespace samen::flow
