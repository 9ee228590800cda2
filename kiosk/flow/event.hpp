// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "base/uuid.hpp"
#include "domain/proposal.hpp"
#include "domain/records.hpp"
#include "forms/answers.hpp"
#include "kiosk/flow/ports.hpp"
#include "kiosk/flow/printer.hpp"
#include "kiosk/flow/state.hpp"

// What can happen. Intents come from the UI (what was tapped, not what it means); results come from
// the worker thread and echo the ticket of the effect they answer. An event that does not fit the
// screen it arrives on is ignored. The time is in Context::now_ms.
namespace samen::flow {

// --- the app loop
struct Started {};   // once, before the first frame: asks for the status
struct Tick {};      // time has passed; send one when next_deadline_ms() is reached
struct Activity {};  // somebody touched the screen without hitting anything

// --- on every screen
struct LanguagePickerOpened {};
// on the first screen also starts
struct LanguageChosen {
  std::string language;
};
struct TextSizeOpened {};
struct TextSizeChosen {
  int size = 0;
};
// beside the text sizes
struct ThemeChosen {
  Theme theme = Theme::standard;
};
struct WhoSeesOpened {};
// my language is not here
struct OtherLanguageOpened {};
// closes any overlay; KeepGoing does the same
struct OverlayClosed {};
// "stop and clear": asks once
struct StopPressed {};
struct StopConfirmed {};
// closes "stop?" and the idle warning
struct KeepGoing {};
struct BackPressed {};

// --- role
// "household", "group", "member", "single"
struct RoleChosen {
  std::string form;
};

// --- question: each one is about the question on the screen
// single: choose; multi: toggle; ranked: add or take out
struct OptionTapped {
  int option = 0;
};
struct YesNoTapped {
  bool yes = false;
};
// +1 or -1
struct StepperTapped {
  int change = 1;
};
// add or take out
struct LanguageTapped {
  domain::Language language = domain::Language::other;
};
struct LevelTapped {
  domain::Language language = domain::Language::other;
  domain::LanguageLevel level = domain::LanguageLevel::none;
};
struct TimeTapped {
  domain::TimeBlock block = domain::TimeBlock::mon_morning;
};
// 0 = Monday: all three parts on, or off when all are on
struct DayTapped {
  int day = 0;
};
// 0 = morning: all seven days on, or off when all are on
struct PartTapped {
  int part = 0;
};
struct ChildrenTapped {
  domain::ChildBand band = domain::ChildBand::child_0_3;
  int change = 1;
};
struct ChannelTapped {
  domain::ContactChannel channel = domain::ContactChannel::phone;
};
// toggles
struct ConsentTapped {
  domain::Purpose purpose = domain::Purpose::service;
};
// of another adult: not here and asked later, or no; toggles
struct NotGivenTapped {
  forms::NotGiven how = forms::NotGiven::later;
};
// at the caret
struct TextInserted {
  base::SecretText text;
};
// the code point before the caret
struct TextBackspace {};
// moved back to a code point boundary if needed
struct CaretPlaced {
  std::size_t byte = 0;
};
// code points, +1 is towards the end of the text
struct CaretStepped {
  int by = 1;
};
struct TextCleared {};
struct ContinuePressed {};  // also "skip" and "done", see ContinueAs

// --- check and receipt
struct LineTapped {
  forms::Instance instance;
};
struct TellMorePressed {};  // the questions for later, from the first that was not opened
struct SendPressed {};
struct PrintPressed {};   // the receipt, on paper
struct FinishPressed {};  // receipt and notice: to the first screen, everything wiped

// --- somebody comes back with the secret of their receipt
struct SecretPressed {};
struct SecretSubmitted {};
// what is final, and a no, is asked once more
struct WishPressed {
  domain::Wish wish = domain::Wish::status;
};
struct WishConfirmed {};
// why not, beside "are you sure?"; once more: not said
struct BecauseTapped {
  domain::NoBecause because = domain::NoBecause::rather_not_say;
};
struct MetTapped {
  int times = 0;
};
// sends the check-in
struct MoodTapped {
  domain::Mood mood = domain::Mood::fair;
};

// --- staff
struct StaffPressed {};  // first screen and not_ready only
struct PinDigit {
  int digit = 0;
};
struct PinBackspace {};
struct PinSubmitted {};
// characters of a card, or of a receipt's code, at the reader, as they come
struct BadgeTyped {
  base::SecretText text;
};
struct BadgeEnded {};  // the reader's Enter behind them
struct TabChosen {
  StaffTab tab = StaffTab::proposals;
};
struct RefreshPressed {};
// The keyboard of the search; what is typed on it arrives as TextInserted and its like.
struct SearchOpened {};
struct SearchClosed {};
struct FilterChosen {
  CardFilter filter = CardFilter::all;
};
struct CardTapped {
  base::Uuid proposal;
};
struct AcceptPressed {};
struct HoldPressed {};
struct DeclinePressed {};  // asks for the reason
struct DeclineReasonChosen {
  domain::DeclineReason reason = domain::DeclineReason::other;
};
struct UndoPressed {};  // takes the decision on this card back
struct StaffClosePressed {};

// --- results
struct Submitted {
  std::uint32_t ticket = 0;
  Receipt receipt;
};
struct SubmitFailed {
  std::uint32_t ticket = 0;
  base::Errc code = base::Errc::internal;
};
// how the printer is, nobody asked it for anything
struct PrinterLooked {
  std::uint32_t ticket = 0;
  PrinterState state = PrinterState::unknown;
};
// what became of a page; ready: it is on paper
struct Printed {
  std::uint32_t ticket = 0;
  PrinterState state = PrinterState::unknown;
};
struct ReceiptOpened {
  std::uint32_t ticket = 0;
  std::string erasure_code = {};  // base/erasure_code.hpp
};
struct ReceiptRefused {
  std::uint32_t ticket = 0;
  base::Errc code = base::Errc::internal;  // limit: too many lately
};
struct WishKept {
  std::uint32_t ticket = 0;
};
struct WishNotKept {
  std::uint32_t ticket = 0;
  base::Errc code = base::Errc::internal;
};
struct AnswerLooked {
  std::uint32_t ticket = 0;
  std::optional<FoundAnswer> found;
};
struct StaffOpened {
  std::uint32_t ticket = 0;
};
struct StaffRefused {
  std::uint32_t ticket = 0;
  base::Errc code = base::Errc::permission;  // permission: wrong PIN; limit: locked
  std::int64_t retry_after_ms = 0;
};
struct CardsLoaded {
  std::uint32_t ticket = 0;
  std::vector<domain::ProposalCard> cards;
};
struct CardsFailed {
  std::uint32_t ticket = 0;
  base::Errc code = base::Errc::internal;
};
struct Decided {
  domain::Decision decision;
};
struct DecideFailed {
  domain::Decision decision;
  base::Errc code = base::Errc::internal;
};
struct Undone {
  domain::Decision decision;
};
struct UndoFailed {
  domain::Decision decision;
  base::Errc code = base::Errc::internal;  // conflict: it may have left
};
struct StatusLoaded {
  QueueStatus status;
};
struct StatusFailed {
  base::Errc code = base::Errc::internal;
};
struct InboxChanged {};  // the courier brought something: reload what is on the screen

using AnyEvent = std::variant<
    Started, Tick, Activity, LanguagePickerOpened, LanguageChosen, TextSizeOpened, TextSizeChosen,
    ThemeChosen, WhoSeesOpened, OtherLanguageOpened, OverlayClosed, StopPressed, StopConfirmed,
    KeepGoing, BackPressed, RoleChosen, OptionTapped, YesNoTapped, StepperTapped, LanguageTapped,
    LevelTapped, TimeTapped, DayTapped, PartTapped, ChildrenTapped, ChannelTapped, ConsentTapped,
    NotGivenTapped, TextInserted, TextBackspace, CaretPlaced, CaretStepped, TextCleared,
    ContinuePressed, LineTapped, TellMorePressed, SendPressed, PrintPressed, FinishPressed,
    SecretPressed, SecretSubmitted, WishPressed, WishConfirmed, BecauseTapped, MetTapped,
    MoodTapped, StaffPressed, PinDigit, PinBackspace, PinSubmitted, BadgeTyped, BadgeEnded,
    TabChosen, RefreshPressed, SearchOpened, SearchClosed, FilterChosen, CardTapped, AcceptPressed,
    HoldPressed, DeclinePressed, DeclineReasonChosen, UndoPressed, StaffClosePressed, Submitted,
    SubmitFailed, PrinterLooked, Printed, ReceiptOpened, ReceiptRefused, WishKept, WishNotKept,
    AnswerLooked, StaffOpened, StaffRefused, CardsLoaded, CardsFailed, Decided, DecideFailed,
    Undone, UndoFailed, StatusLoaded, StatusFailed, InboxChanged>;

// One of them. Its copies and its end are compiled once, in event.cpp: every file of the UI holds
// hundreds of events, and a compiler that writes a table of sixty cases for each takes twice the
// time.
class Event : public AnyEvent {
 public:
  using AnyEvent::AnyEvent;
  Event();
  Event(const Event& other);
  Event(Event&& other) noexcept;
  Event& operator=(const Event& other);
  Event& operator=(Event&& other) noexcept;
  ~Event();
};

}  // namespace samen::flow
