// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "domain/proposal.hpp"
#include "forms/answers.hpp"
#include "forms/form.hpp"
#include "forms/outside.hpp"
#include "forms/plan.hpp"
#include "forms/summary.hpp"
#include "forms/validate.hpp"
#include "kiosk/flow/card_lists.hpp"
#include "kiosk/flow/ports.hpp"
#include "kiosk/flow/printer.hpp"
#include "kiosk/flow/screen_table.hpp"
#include "kiosk/flow/theme.hpp"

// Everything a screen needs to know. The UI draws from this, the loaded forms and the catalogues
// alone. Fields marked "derived" are filled in by reduce() after every event; nobody else writes.
namespace samen::flow {

enum class Overlay : std::uint8_t {
  none,
  stop_confirm,
  idle_warning,
  language_picker,
  text_size,
  who_sees,        // who sees what one tells, and who answers for it
  other_language,  // what to do when one's language is not on the first screen
};
std::string_view to_string(Overlay overlay);

// What the Continue button does, so what it should say. It is never disabled.
enum class ContinueAs : std::uint8_t {
  next,      // "continue"
  skip,      // "skip": a soft question without an answer
  to_check,  // "done": back to check-your-answers after an edit
};

enum class NotReady : std::uint8_t { none, starting, not_enrolled, storage_full, damaged };
std::string_view to_string(NotReady why);

inline constexpr int kTextSizes = 4;  // 0 is the normal size, 3 the largest

// One person (or family) filling in one form. All of it is gone after a wipe.
struct Session {
  int form = -1;            // index into FormSet, -1 before a role is chosen
  forms::Answers answers;   // the current question's value is in here too
  forms::Instance current;  // the question on the screen
  std::size_t caret = 0;    // byte offset in the current text field, on a code point boundary
  bool editing = false;     // came from check-your-answers and goes back there
  std::optional<forms::Value> before_edit;  // put back when an edit is left with Back
  bool had_answer = false;      // the question on the screen, when it came up: then it stays
  std::int64_t goes_on_ms = 0;  // when the choice just made leads to the next question; 0: it stays
  std::optional<forms::FieldError> error;  // of the current question, beside the field
  std::string notice;                // Screen::notice: key stem, "notice.under_18" (.title, .text)
  std::vector<forms::Outside> told;  // said on Screen::outside; the last one is on it now
  std::string send_error;            // Screen::check: message key after a failed send, else empty

  // derived
  std::vector<forms::Instance> plan;
  int step = 0;  // 1..steps
  int steps = 0;
  int adults = 1;  // "adult {current.adult + 1} of {adults}" when adults > 1
  bool current_required = false;
  ContinueAs continue_as = ContinueAs::next;
  std::vector<forms::Outside> outside;      // why no group will be found for these answers
  std::vector<forms::SummaryLine> summary;  // Screen::check and Screen::sending
  std::vector<forms::Instance> untold;      // Screen::check: questions for later, not opened

  bool operator==(const Session&) const = default;
};

// Somebody with the secret of a receipt. All of it is gone after a wipe.
struct Returning {
  base::SecretText typed;  // its letters, without dashes
  std::string error;       // message key: under the field, or beside what was asked; else empty
  bool opening = false;    // its keys are being made
  bool open = false;
  std::optional<domain::Wish> asked;            // waits for its answer
  std::optional<domain::ReceiptAnswer> answer;  // the newest that came
  domain::Wish sure = domain::Wish::erase;      // of Screen::sure
  std::optional<domain::NoBecause> because;     // of Screen::sure, if it is about a no
  int met = 0;                                  // of Screen::mood: how often, as said before it
  std::int64_t asked_ms = 0;                    // on the clock of Context::now_ms
  bool slow = false;  // derived: no answer for a while, so it says what happens without one
  std::optional<base::HumanCode> group;  // the one that the holder started, if they correct
  std::string erasure_code;              // shown once they have erased
  bool operator==(const Returning&) const = default;
};

// The receipt on paper, while it is on the screen of a kiosk with a printer.
struct Printing {
  static constexpr int kMost = 3;  // pages of one receipt

  PrinterState state = PrinterState::unknown;
  std::uint32_t ticket = 0;  // of what is waited for; 0: nothing
  bool busy = false;         // a page is on its way
  int pages = 0;             // printed
  bool operator==(const Printing&) const = default;
};

enum class StaffTab : std::uint8_t { proposals, work, decided, status };

// A decision made here that the matcher has not confirmed with a new card yet.
struct LocalDecision {
  domain::Decision decision;
  bool saved = false;              // false: being written; true: "saved on this kiosk"
  std::int64_t undo_until_ms = 0;  // on the clock of Context::now_ms: then it may leave; 0: it may
  bool going_back = false;         // being taken back
  bool operator==(const LocalDecision&) const = default;
};

struct Staff {
  base::SecretText pin;     // only its length may be shown
  bool checking = false;    // the PIN is being tried
  base::SecretText card;    // what the reader has typed of a card so far
  base::SecretBytes badge;  // what stood on the card; only that it is there may be shown
  std::string error;        // message key under the PIN field or on top of the page, else empty
  std::int64_t locked_until_ms = 0;  // same clock as Context::now_ms
  int locked_seconds = 0;            // derived: > 0 while no try is allowed; argument {seconds}

  bool open = false;
  StaffTab tab = StaffTab::proposals;
  bool loading = false;                     // cards are on their way
  std::vector<domain::ProposalCard> cards;  // only while open
  std::optional<base::Uuid> selected;       // of staff_card and staff_decline
  base::SecretText search;                  // what the lists are narrowed to; empty: nothing
  bool searching = false;                   // its keyboard is open
  CardFilter filter = CardFilter::all;
  CardLists lists;             // derived, whenever something in them may have changed
  std::uint32_t narrowed = 0;  // how often they were narrowed or widened: they start at their top
  // Made on this kiosk and not yet answered by a newer card. Kept while the page is closed (ids and
  // verdicts, nothing about people), so that nobody decides twice.
  std::vector<LocalDecision> decisions;

  int undo_seconds = 0;  // derived: > 0 while the decision on the selected card can be taken back

  const domain::ProposalCard* selected_card() const;
  const std::vector<std::uint32_t>& listed(StaffTab under) const;  // empty under StaffTab::status
  const LocalDecision* decision_on(const base::Uuid& proposal) const;
  bool operator==(const Staff&) const = default;
};

// Where a proposal stands, a decision of this kiosk that the matcher has not answered included.
domain::ProposalState state_of(const domain::ProposalCard& card, const LocalDecision* local);

struct State {
  Screen screen = Screen::first;
  Overlay overlay = Overlay::none;
  std::string language;          // BCP 47; a key of the catalogues
  bool language_chosen = false;  // false: nobody is here yet
  int text_size = 0;             // 0..kTextSizes - 1
  Theme theme = Theme::standard;
  int greeting = 0;  // first screen: greet in language number greeting % count

  Session session;
  std::optional<Receipt> receipt;    // Screen::receipt; carries no name
  int receipt_form = -1;             // which form it answers: what happens next depends on it
  bool receipt_outside = false;      // no group will be found for what was sent
  std::optional<Printing> printing;  // empty: this kiosk has no printer
  Returning returning;  // Screen::secret, standing, sure, met, mood; while they correct
  Staff staff;
  std::optional<QueueStatus> queue;  // last known; empty until the first status arrived
  NotReady not_ready = NotReady::starting;

  // On the clock of Context::now_ms.
  std::int64_t shown_since_ms = 0;    // derived: this screen, question or overlay
  std::int64_t last_activity_ms = 0;  // somebody changed something
  std::int64_t last_progress_ms = 0;  // the sign-up came further than it had been
  std::int64_t pin_ms = 0;            // Part::staff: the PIN was given, or its page opened
  std::int64_t greeting_since_ms = 0;
  // When each decision that can still be taken back may leave, the earliest first.
  std::vector<std::int64_t> decisions_leave_ms;
  int idle_seconds_left = 0;  // derived: 1..20 under Overlay::idle_warning

  std::uint32_t ticket = 0;        // last ticket given out with an effect
  std::uint32_t waiting_for = 0;   // ticket of the send or PIN try whose result still counts, or 0
  std::uint32_t cards_ticket = 0;  // ticket of the newest LoadCards
  std::uint32_t receipt_ticket =
      0;  // of the receipt that is open: older results are of somebody else

  bool operator==(const State&) const = default;
};

// Whether the answers are what the holder of an open receipt told before, to be changed.
bool is_correcting(const State& state);
// Whether this line of the check page can be changed. Who corrects neither changes groups nor takes
// back what a sign-up cannot do without: for that there is withdrawing.
bool can_change(const State& state, const forms::FormSet& forms, forms::Instance line);
// What the holder of an open receipt can do now; nothing while an answer is due in a moment.
std::vector<domain::Wish> wishes_of(const Returning& returning);
// What they said to the offer, as far as this kiosk knows: asked here and on its way, or answered.
std::optional<domain::OwnAnswer> own_answer(const Returning& returning);
// The question on the screen, or nullptr on other screens.
const forms::Question* current_question(const State& state, const forms::FormSet& forms);
// Its value; never null on Screen::question.
const forms::Value* current_value(const State& state);
// True when the staff page opens with a card and the PIN.
bool takes_badge(const State& state);
// True when accept, hold and decline make sense for the selected card: nobody has decided yet.
bool can_decide(const State& state);

}  // namespace samen::flow
