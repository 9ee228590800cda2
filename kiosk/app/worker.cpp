// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/worker.hpp"

#include <exception>
#include <typeinfo>
#include <utility>

#include "base/log.hpp"

namespace samen::app {
namespace {

using base::Errc;
using flow::Event;

// One effect on an open port. The answers carry codes, not messages: messages go to the log, where
// base::Error promises that they hold nothing personal.
class Runner {
 public:
  explicit Runner(flow::RecordsPort& port) : port_(port) {}

  std::optional<Event> operator()(flow::Submit& effect) {
    auto receipt = port_.submit(effect.record);
    if (!receipt) return Event(flow::SubmitFailed{effect.ticket, note("submit", receipt.error())});
    return Event(flow::Submitted{effect.ticket, *std::move(receipt)});
  }
  std::optional<Event> operator()(flow::OpenStaff& effect) {
    const auto opened = port_.staff_open(effect.pin, effect.badge);
    effect.pin.clear();
    if (opened) return Event(flow::StaffOpened{effect.ticket});
    const Errc code = note("staff_open", opened.error());
    return Event(flow::StaffRefused{effect.ticket, code, port_.staff_retry_after_ms()});
  }
  std::optional<Event> operator()(flow::CloseStaff&) {
    port_.staff_close();
    return std::nullopt;
  }
  std::optional<Event> operator()(flow::LoadCards& effect) {
    auto cards = port_.cards();
    if (!cards) return Event(flow::CardsFailed{effect.ticket, note("cards", cards.error())});
    return Event(flow::CardsLoaded{effect.ticket, *std::move(cards)});
  }
  std::optional<Event> operator()(flow::LoadStatus&) {
    auto status = port_.status();
    if (!status) return Event(flow::StatusFailed{note("status", status.error())});
    return Event(flow::StatusLoaded{*std::move(status)});
  }
  std::optional<Event> operator()(flow::Decide& effect) {
    const auto decided = port_.decide(effect.decision, effect.undo_ms);
    if (!decided) {
      return Event(flow::DecideFailed{effect.decision, note("decide", decided.error())});
    }
    return Event(flow::Decided{effect.decision});
  }
  std::optional<Event> operator()(flow::Undo& effect) {
    const auto undone = port_.undo(effect.decision);
    if (undone) return Event(flow::Undone{effect.decision});
    return Event(flow::UndoFailed{effect.decision, note("undo", undone.error())});
  }
  std::optional<Event> operator()(flow::SendDecisions&) {
    port_.send_decisions();
    return std::nullopt;
  }
  std::optional<Event> operator()(flow::OpenReceipt& effect) {
    const auto opened = port_.receipt_open(effect.secret);
    if (opened) return Event(flow::ReceiptOpened{effect.ticket, port_.erasure_code()});
    return Event(flow::ReceiptRefused{effect.ticket, note("receipt_open", opened.error())});
  }
  std::optional<Event> operator()(flow::AskReceipt& effect) {
    const auto kept = port_.receipt_ask(effect.wish, effect.word);
    if (kept) return Event(flow::WishKept{effect.ticket});
    return Event(flow::WishNotKept{effect.ticket, note("receipt_ask", kept.error())});
  }
  std::optional<Event> operator()(flow::TellAnew& effect) {
    const auto kept = port_.receipt_correct(effect.record);
    if (kept) return Event(flow::WishKept{effect.ticket});
    return Event(flow::WishNotKept{effect.ticket, note("receipt_correct", kept.error())});
  }
  std::optional<Event> operator()(flow::LookForAnswer& effect) {
    auto found = port_.receipt_answer();
    if (!found) note("receipt_answer", found.error());
    return Event(flow::AnswerLooked{effect.ticket, found ? *std::move(found) : std::nullopt});
  }
  std::optional<Event> operator()(flow::CloseReceipt&) {
    port_.receipt_close();
    return std::nullopt;
  }
  // Not the worker's.
  std::optional<Event> operator()(flow::LookAtPrinter&) { return std::nullopt; }
  std::optional<Event> operator()(flow::PrintReceipt&) { return std::nullopt; }
  std::optional<Event> operator()(flow::WipeSession&) { return std::nullopt; }

 private:
  static Errc note(const char* what, const base::Error& error) {
    base::log(base::LogLevel::warning, "records.refused",
              {{"what", base::LogValue::public_text(what)},
               {"code", error.code},
               {"because", base::LogValue::public_text(error.message)}});
    return error.code;
  }

  flow::RecordsPort& port_;
};

// The same answers when there is no port.
struct Refuser {
  Errc code;
  std::optional<Event> operator()(const flow::Submit& e) const {
    return Event(flow::SubmitFailed{e.ticket, code});
  }
  std::optional<Event> operator()(const flow::OpenStaff& e) const {
    return Event(flow::StaffRefused{e.ticket, code, 0});
  }
  std::optional<Event> operator()(const flow::LoadCards& e) const {
    return Event(flow::CardsFailed{e.ticket, code});
  }
  // A folder that was never initialised is a kiosk that is not enrolled; anything else that keeps
  // the records shut is, for the people in front of it, a kiosk that is out of order.
  std::optional<Event> operator()(const flow::LoadStatus&) const {
    if (code == Errc::not_found) return Event(flow::StatusLoaded{});
    const bool full = code == Errc::storage_full;
    return Event(flow::StatusFailed{full ? Errc::storage_full : Errc::storage_damaged});
  }
  std::optional<Event> operator()(const flow::Decide& e) const {
    return Event(flow::DecideFailed{e.decision, code});
  }
  std::optional<Event> operator()(const flow::Undo& e) const {
    return Event(flow::UndoFailed{e.decision, code});
  }
  std::optional<Event> operator()(const flow::SendDecisions&) const { return std::nullopt; }
  std::optional<Event> operator()(const flow::OpenReceipt& e) const {
    return Event(flow::ReceiptRefused{e.ticket, code});
  }
  std::optional<Event> operator()(const flow::AskReceipt& e) const {
    return Event(flow::WishNotKept{e.ticket, code});
  }
  std::optional<Event> operator()(const flow::TellAnew& e) const {
    return Event(flow::WishNotKept{e.ticket, code});
  }
  std::optional<Event> operator()(const flow::LookForAnswer& e) const {
    return Event(flow::AnswerLooked{e.ticket, std::nullopt});
  }
  std::optional<Event> operator()(const flow::CloseReceipt&) const { return std::nullopt; }
  std::optional<Event> operator()(const flow::CloseStaff&) const { return std::nullopt; }
  std::optional<Event> operator()(const flow::LookAtPrinter&) const { return std::nullopt; }
  std::optional<Event> operator()(const flow::PrintReceipt&) const { return std::nullopt; }
  std::optional<Event> operator()(const flow::WipeSession&) const { return std::nullopt; }
};

}  // namespace

Worker::Worker(OpenPort open, std::function<void()> wake)
    : open_(std::move(open)), wake_(std::move(wake)), thread_([this] { work(); }) {}

Worker::~Worker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  posted_.notify_one();
  thread_.join();
}

void Worker::post(flow::Effect effect) {
  {
    const std::lock_guard lock(mutex_);
    effects_.push_back(std::move(effect));
  }
  posted_.notify_one();
}

std::vector<Event> Worker::take_results() {
  const std::lock_guard lock(mutex_);
  return std::exchange(results_, {});
}

bool Worker::busy() const {
  const std::lock_guard lock(mutex_);
  return running_ || !effects_.empty() || !results_.empty();
}

void Worker::work() {
  port_is_open();  // at once: a first tap should not pay for reading the database
  for (;;) {
    std::optional<flow::Effect> effect;
    {
      std::unique_lock lock(mutex_);
      posted_.wait(lock, [this] { return ending_ || !effects_.empty(); });
      if (effects_.empty()) break;
      effect = std::move(effects_.front());
      effects_.pop_front();
      running_ = true;
    }
    auto answer = run(*effect);
    effect.reset();  // the record in it is wiped before anybody hears that it is stored
    {
      const std::lock_guard lock(mutex_);
      if (answer) results_.push_back(*std::move(answer));
      running_ = false;
    }
    wake_();
  }
  port_.reset();
}

bool Worker::port_is_open() {
  if (port_ != nullptr) return true;
  auto opened = open_();
  if (opened) {
    port_ = *std::move(opened);
    return true;
  }
  open_failure_ = opened.error().code;
  if (said_ != opened.error().message) {
    said_ = opened.error().message;
    base::log(base::LogLevel::error, "records.not_open",
              {{"code", open_failure_}, {"because", base::LogValue::public_text(said_)}});
  }
  return false;
}

std::optional<Event> Worker::run(flow::Effect& effect) {
  if (!port_is_open()) return std::visit(Refuser{open_failure_}, effect);
  try {
    return std::visit(Runner(*port_), effect);
  } catch (const std::exception& error) {
    // Memory ran out, or a library broke its word: the person hears "not sent" and keeps the
    // answers, which beats a kiosk that goes away.
    base::log(base::LogLevel::error, "records.exception",
              {{"type", base::LogValue::public_text(typeid(error).name())}});
    return std::visit(Refuser{Errc::internal}, effect);
  }
}

}  // namespace samen::app
