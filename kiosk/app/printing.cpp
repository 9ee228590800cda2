// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/printing.hpp"

#include <array>
#include <chrono>
#include <utility>

#include "base/child_program.hpp"
#include "base/log.hpp"
#include "base/say.hpp"

namespace samen::app {
namespace {

using flow::PrinterState;

constexpr std::size_t kMostAnswer = 1000;
// Longer than samen-print waits for any printer: a serial line carries a page in half a minute.
constexpr std::chrono::seconds kMostForAPage{90};

// What it said on its stdout; empty when it said nothing, or too much.
std::string ask_program(std::string_view what, const std::string& printer, std::string_view input,
                        const std::atomic<bool>& stop, std::chrono::milliseconds patience) {
  const std::array<std::string, 4> arguments{std::string(what), printer, "--language",
                                             std::string(base::spoken_language())};
  auto child = base::ChildProgram::start(base::program_beside("samen-print"), arguments, input);
  if (!child) {
    base::log(base::LogLevel::error, "printer.no_program",
              {{"because", base::LogValue::public_text(child.error().message)}});
    return {};
  }
  std::string said;
  std::array<std::uint8_t, kMostAnswer> part{};
  while (said.size() <= kMostAnswer) {
    const auto got = child->read(part, stop, patience);
    if (!got) return {};
    if (*got == 0) return said;
    said.append(reinterpret_cast<const char*>(part.data()), *got);
  }
  return {};
}

}  // namespace

base::Result<std::unique_ptr<Printing>> Printing::start(const std::string& printer,
                                                        std::function<void()> wake) {
  const std::atomic<bool> never = false;
  const std::string said = ask_program("check", printer, {}, never, base::ChildProgram::kPatience);
  if (said != "ok\n") {
    return base::fail(base::Errc::invalid_input,
                      said.empty() ? base::say("samen-print, which prints, does not run")
                                   : base::say("--printer: {}", said));
  }
  return std::unique_ptr<Printing>(new Printing(printer, std::move(wake)));
}

Printing::Printing(std::string printer, std::function<void()> wake)
    : printer_(std::move(printer)), wake_(std::move(wake)), thread_([this] { work(); }) {}

Printing::~Printing() {
  ending_ = true;
  {
    const std::lock_guard lock(mutex_);
    jobs_.clear();
  }
  posted_.notify_all();
  thread_.join();
}

void Printing::look(std::uint32_t ticket) {
  post({.ticket = ticket, .page = {}});
}

void Printing::print(std::uint32_t ticket, base::SecretBytes pbm) {
  post({.ticket = ticket, .page = std::move(pbm)});
}

void Printing::post(Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  posted_.notify_all();
}

std::vector<flow::Event> Printing::take_results() {
  const std::lock_guard lock(mutex_);
  return std::exchange(results_, {});
}

printing::Look Printing::known() const {
  const std::lock_guard lock(mutex_);
  return known_;
}

bool Printing::busy() const {
  const std::lock_guard lock(mutex_);
  return running_ || !jobs_.empty() || !results_.empty();
}

flow::Event Printing::run(const Job& job) {
  if (job.page.empty()) {
    const auto look =
        printing::read_look(ask_program("look", printer_, {}, ending_, kMostForAPage));
    const std::lock_guard lock(mutex_);
    known_ = look;
    return flow::Event(flow::PrinterLooked{job.ticket, look.state});
  }
  const std::string_view page(reinterpret_cast<const char*>(job.page.data()), job.page.size());
  const std::string said = ask_program("print", printer_, page, ending_, kMostForAPage);
  const PrinterState state = printing::read_state(said);
  if (state != PrinterState::ready) {
    base::log(base::LogLevel::warning, "printer.refused",
              {{"state", base::LogValue::public_text(std::string(domain::name_of(state)))}});
  }
  return flow::Event(flow::Printed{job.ticket, state});
}

void Printing::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    posted_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    if (ending_) return;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    running_ = true;
    lock.unlock();
    flow::Event event = run(job);
    job = {};  // the page is gone before anybody hears of it
    lock.lock();
    running_ = false;
    results_.push_back(std::move(event));
    lock.unlock();
    wake_();
    lock.lock();
  }
}

}  // namespace samen::app
