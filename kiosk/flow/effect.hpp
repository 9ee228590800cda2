// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "base/receipt_secret.hpp"
#include "base/secret.hpp"
#include "domain/records.hpp"

// What reduce() wants done. The app runs them strictly in order on its worker thread (WipeSession
// and those of the printer on the UI thread) and sends the result back as the event named here,
// with the same ticket. The order matters: a CloseStaff behind an OpenStaff that is still being
// tried closes what that one opens.
namespace samen::flow {

// Submitted | SubmitFailed
struct Submit {
  std::uint32_t ticket = 0;
  domain::Record record;
};
// StaffOpened | StaffRefused
struct OpenStaff {
  std::uint32_t ticket = 0;
  base::SecretText pin;
  base::SecretBytes badge = {};  // empty where none is used
};
// no answer
struct CloseStaff {};
// CardsLoaded | CardsFailed
struct LoadCards {
  std::uint32_t ticket = 0;
};
// StatusLoaded | StatusFailed
struct LoadStatus {};
// Decided | DecideFailed
struct Decide {
  domain::Decision decision;
  std::int64_t undo_ms = 0;  // for as long it stays here and can be taken back
};
// Undone | UndoFailed
struct Undo {
  domain::Decision decision;
};
// no answer: those of which the time is over may leave
struct SendDecisions {};

// ReceiptOpened | ReceiptRefused
struct OpenReceipt {
  std::uint32_t ticket = 0;
  base::ReceiptSecret secret;
};
// WishKept | WishNotKept
struct AskReceipt {
  std::uint32_t ticket = 0;
  domain::Wish wish = domain::Wish::status;
  std::optional<domain::MatchWord> word = {};  // with a wish that is about a match
};
// WishKept | WishNotKept
struct TellAnew {
  std::uint32_t ticket = 0;
  domain::Record record;
};
// AnswerLooked
struct LookForAnswer {
  std::uint32_t ticket = 0;
};
// no answer
struct CloseReceipt {};

// PrinterLooked. On the UI thread's own way, beside the worker: nobody waits for a printer.
struct LookAtPrinter {
  std::uint32_t ticket = 0;
};
// Printed: the receipt on the screen
struct PrintReceipt {
  std::uint32_t ticket = 0;
};

// Answers are gone: drop what the UI still holds of them (caches of shaped text, keyboard state,
// scroll positions).
struct WipeSession {};

using Effect = std::variant<Submit, OpenStaff, CloseStaff, LoadCards, LoadStatus, Decide, Undo,
                            SendDecisions, OpenReceipt, AskReceipt, TellAnew, LookForAnswer,
                            CloseReceipt, LookAtPrinter, PrintReceipt, WipeSession>;

}  // namespace samen::flow
