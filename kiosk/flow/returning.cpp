// SPDX-License-Identifier: Apache-2.0
// Who comes back with the secret of their receipt: what they type, ask and are told.
#include <algorithm>
#include <utility>

#include "base/erasure_code.hpp"
#include "forms/from_record.hpp"
#include "kiosk/flow/machine.hpp"
#include "kiosk/flow/text_edit.hpp"

namespace samen::flow {
namespace {

// What was typed instead of a secret, or what is wrong with it.
const char* fault_of(std::string_view typed) {
  using base::HumanCode;
  if (typed.empty()) return "secret.error.empty";
  const char first = typed.front();
  const bool short_one = typed.size() <= HumanCode::kSymbols;
  if (short_one && first == HumanCode::kOwnLetter) return "secret.error.reference";
  if (short_one && first == HumanCode::kGroupLetter) return "secret.error.group";
  if (short_one && first == base::kErasureLetter) return "secret.error.erasure";
  if (first != base::ReceiptSecret::kLetter) return "secret.error.first";
  if (typed.size() < base::ReceiptSecret::kSymbols) return "secret.error.length";
  return "secret.error.mistake";
}

const char* receipt_refusal(base::Errc code) {
  switch (code) {
    case base::Errc::limit:
      return "secret.error.wait";
    case base::Errc::storage_full:
      return "error.send.storage_full";
    default:
      return "secret.error.failed";
  }
}

// A no and what is final: neither a resting finger nor a second tap says it.
bool asks_once_more(domain::Wish wish) {
  return domain::is_final(wish) || wish == domain::Wish::no;
}

void ask(Machine& m, domain::Wish wish) {
  Returning& returning = m.state.returning;
  returning.asked = wish;
  returning.asked_ms = m.context.now_ms;
  returning.slow = false;
  returning.error.clear();
  count_progress(m);
}

// What was told, on the check page of its form, to be changed there.
void show_told(Machine& m, const domain::Record& told) {
  const forms::FormSet& forms = m.context.forms;
  const int form = forms.find(told.form);
  auto answers = form < 0
                     ? base::Result<forms::Answers>(base::fail(base::Errc::unsupported, "form"))
                     : forms::from_record(forms.at(form), told);
  if (!answers) {
    m.state.returning.error = "standing.untold";
    return;
  }
  Session session;
  session.form = form;
  session.answers = *std::move(answers);
  // What holds already was said when they signed up.
  session.told = forms::outside(forms.at(form), session.answers, forms.programme());
  m.state.session = std::move(session);
  m.state.screen = Screen::check;
  m.state.returning.group.reset();
  if (const auto* start = std::get_if<domain::GroupStart>(&told.body)) {
    m.state.returning.group = start->join_code;
  }
}

// The answer to Wish::read has come; without what was told it says why.
void open_told(Machine& m, const domain::ReceiptAnswer& answer,
               const std::optional<domain::Record>& told) {
  const bool known =
      answer.standing != domain::Standing::unknown && answer.standing != domain::Standing::erased;
  if (answer.wish != domain::Wish::read || m.state.screen != Screen::standing || !known) return;
  if (told) return show_told(m, *told);
  m.state.returning.error = "standing.untold";
}

// What was on the check page has left it: sent, or given up for something final.
void forget_told(Machine& m) {
  if (m.state.session.form < 0) return;
  m.state.session = Session();
  m.state.returning.group.reset();
  m.want(WipeSession{});
}

bool is_of_this_receipt(const Machine& m, std::uint32_t ticket) {
  return ticket != 0 && ticket == m.state.receipt_ticket;
}

}  // namespace

void request(Machine& m, domain::Wish wish, std::optional<domain::MatchWord> word) {
  ask(m, wish);
  m.state.screen = Screen::standing;
  m.want(AskReceipt{m.state.receipt_ticket, wish, word});
}

std::optional<std::int64_t> answer_is_slow_ms(const State& state, const Settings& settings) {
  if (!state.returning.asked || state.returning.slow) return std::nullopt;
  return state.returning.asked_ms + settings.answer_ms;
}

void forget_receipt(Machine& m) {
  if (m.state.returning.open || m.state.returning.opening) m.want(CloseReceipt{});
  m.state.returning = Returning();
  m.state.receipt_ticket = 0;
}

void tell_anew(Machine& m, domain::Record record) {
  if (auto* start = std::get_if<domain::GroupStart>(&record.body)) {
    if (m.state.returning.group) start->join_code = *m.state.returning.group;
  }
  m.state.screen = Screen::sending;
  m.want(TellAnew{m.state.receipt_ticket, std::move(record)});
}

void look_for_answer(Machine& m) {
  m.want(LookForAnswer{m.state.receipt_ticket});
}

bool secret_type(Machine& m, std::string_view text) {
  Returning& returning = m.state.returning;
  if (returning.opening) return false;
  const Filtered taken = filter(forms::TextField::join_code, text);  // letters as in any code
  const std::string error = taken.complaint == nullptr ? "" : taken.complaint;
  const std::size_t room = base::ReceiptSecret::kSymbols - returning.typed.size();
  const auto fits = taken.text.view().substr(0, room);
  returning.typed.append(fits);
  return change(returning.error, error) || !fits.empty();
}

bool secret_backspace(Machine& m) {
  Returning& returning = m.state.returning;
  if (returning.opening || returning.typed.empty()) return false;
  returning.typed.replace(returning.typed.size() - 1, 1, "");
  returning.error.clear();
  return true;
}

bool secret_clear(Machine& m) {
  Returning& returning = m.state.returning;
  if (returning.opening || returning.typed.empty()) return false;
  returning.typed.clear();
  returning.error.clear();
  return true;
}

bool on(Machine& m, const SecretPressed&) {
  m.state.screen = Screen::secret;
  count_progress(m);
  return true;
}

bool on(Machine& m, const SecretSubmitted&) {
  Returning& returning = m.state.returning;
  if (returning.opening) return false;
  auto secret = base::ReceiptSecret::parse(returning.typed.view());
  if (!secret) return change(returning.error, std::string(fault_of(returning.typed.view())));
  returning.error.clear();
  returning.opening = true;
  m.state.receipt_ticket = m.new_ticket();
  m.want(OpenReceipt{m.state.receipt_ticket, *std::move(secret)});
  return true;
}

bool on(Machine& m, const ReceiptOpened& result) {
  if (!is_of_this_receipt(m, result.ticket)) return false;
  Returning& returning = m.state.returning;
  returning.typed = base::SecretText();
  returning.opening = false;
  returning.open = true;
  returning.erasure_code = result.erasure_code;
  m.state.session = Session();  // what was begun before is given up
  ask(m, domain::Wish::status);
  m.state.screen = Screen::standing;
  m.state.overlay = Overlay::none;
  m.state.last_activity_ms = m.context.now_ms;
  m.want(WipeSession{});  // what the field showed
  look_for_answer(m);
  return true;
}

bool on(Machine& m, const ReceiptRefused& result) {
  if (!is_of_this_receipt(m, result.ticket)) return false;
  m.state.returning.opening = false;
  m.state.returning.error = receipt_refusal(result.code);
  return true;
}

bool on(Machine& m, const WishPressed& tap) {
  Returning& returning = m.state.returning;
  const auto possible = wishes_of(returning);
  if (std::ranges::find(possible, tap.wish) == possible.end()) return false;
  if (asks_once_more(tap.wish)) {
    returning.sure = tap.wish;
    returning.because.reset();
    m.state.screen = Screen::sure;
    return true;
  }
  if (tap.wish == domain::Wish::check_in) {
    m.state.screen = Screen::met;
    count_progress(m);
    return true;
  }
  if (tap.wish == domain::Wish::read && is_correcting(m.state)) {
    m.state.screen = Screen::check;  // as it was left
    return true;
  }
  request(m, tap.wish,
          is_about_a_match(tap.wish) ? word_on_the_offer(returning, tap.wish) : std::nullopt);
  return true;
}

bool on(Machine& m, const WishConfirmed&) {
  const domain::Wish wish = m.state.returning.sure;
  if (!is_about_a_match(wish)) {
    forget_told(m);
    request(m, wish);
  } else if (const auto word = word_on_the_offer(m.state.returning, wish)) {
    request(m, wish, word);
  } else {  // the page that came meanwhile says where it stands
    m.state.screen = Screen::standing;
  }
  return true;
}

bool on(Machine& m, const WishKept& result) {
  if (!is_of_this_receipt(m, result.ticket)) return false;
  m.want(LoadStatus{});
  if (m.state.screen != Screen::sending) return false;
  forget_told(m);
  ask(m, domain::Wish::correct);
  m.state.screen = Screen::standing;
  m.state.last_activity_ms = m.context.now_ms;
  look_for_answer(m);
  return true;
}

bool on(Machine& m, const WishNotKept& result) {
  if (!is_of_this_receipt(m, result.ticket)) return false;
  if (m.state.screen == Screen::sending) {
    show_not_sent(m, result.code);
    return true;
  }
  m.state.returning.asked.reset();
  m.state.returning.error = receipt_refusal(result.code);
  return true;
}

bool on(Machine& m, const AnswerLooked& result) {
  if (!is_of_this_receipt(m, result.ticket) || !result.found) return false;
  Returning& returning = m.state.returning;
  domain::ReceiptAnswer answer = result.found->answer;
  const auto told = std::exchange(answer.told, std::nullopt);
  const bool changed = change(returning.answer, std::optional(answer));
  if (!returning.asked || !result.found->answers_last) return changed;
  returning.asked.reset();
  open_told(m, answer, told);
  // What was waited for takes time to read, whatever was counted down meanwhile.
  if (m.state.overlay == Overlay::idle_warning) m.state.overlay = Overlay::none;
  m.state.last_activity_ms = m.context.now_ms;
  return true;
}

}  // namespace samen::flow
