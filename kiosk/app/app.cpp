// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/app.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/log.hpp"
#include "base/say.hpp"
#include "device/service_manager.hpp"
#include "kiosk/app/slip_page.hpp"
#include "kiosk/records/records.hpp"
#ifdef SAMEN_AUTOMATION
#include "kiosk/app/automation_host.hpp"
#include "kiosk/automation/automation.hpp"
#include "kiosk/ui/gallery/gallery.hpp"
#endif

namespace samen::app {
namespace {

constexpr std::int64_t kInboxPauseMs = 500;  // between two looks at what the courier does
constexpr int kMostLostFrames = 10;          // in a row, then end: the supervisor starts afresh

flow::Settings settings_from(const RunOptions& options, const i18n::Catalogues& catalogues) {
  flow::Settings settings;
  settings.default_language = options.language;
  settings.languages = catalogues.languages();
  settings.default_text_size = options.text_size;
  settings.default_theme = options.theme;
  settings.idle_ms = std::int64_t{options.idle_seconds} * 1000;
  settings.undo_ms = std::int64_t{options.undo_seconds} * 1000;
  settings.printer = !options.printer.empty();
  return settings;
}

base::Result<void> check_language(const std::string& language,
                                  const std::vector<std::string>& known) {
  std::string all;
  for (const std::string& other : known) {
    if (other == language) return {};
    all += (all.empty() ? "" : ", ") + other;
  }
  return base::fail(
      base::Errc::invalid_input,
      base::say("there is no catalogue for the language '{}'; there are: {}", language, all));
}

platform::WindowOptions window_options(const RunOptions& options) {
  platform::WindowOptions window;
  window.width = options.width;
  window.height = options.height;
  window.renderer = options.renderer;
  window.headless = options.headless;
  window.fullscreen = options.fullscreen;
  window.density = options.density;
  return window;
}

}  // namespace

base::Result<std::unique_ptr<App>> App::create(const RunOptions& options, Signals& signals) {
  auto clock = std::make_unique<AppClock>(options.virtual_clock);
  SAMEN_TRY(auto assets, Assets::load(options.assets));
  SAMEN_CHECK(check_language(options.language, assets->catalogues.languages()));
  SAMEN_TRY(auto window, platform::Window::create(window_options(options)));
  auto app = std::unique_ptr<App>(
      new App(options, std::move(clock), std::move(assets), std::move(window), signals));
  SAMEN_CHECK(app->start_sound());
  SAMEN_CHECK(app->start_reader());
  SAMEN_CHECK(app->start_printing());
  SAMEN_CHECK(app->start_automation());
  return app;
}

App::App(const RunOptions& options, std::unique_ptr<AppClock> clock, std::unique_ptr<Assets> assets,
         std::unique_ptr<platform::Window> window, Signals& signals)
    : options_(options),
      created_ms_(real_ms()),
      clock_owner_(std::move(clock)),
      clock_(*clock_owner_),
      assets_(std::move(assets)),
      window_(std::move(window)),
      ui_(*assets_->engine, assets_->catalogues, assets_->forms, assets_->keyboards),
      worker_(
          [this]() -> base::Result<std::unique_ptr<flow::RecordsPort>> {
            return records::Records::open(options_.data, clock_, random_);
          },
          [this] { window_->wake(); }),
      flow_(assets_->forms, settings_from(options, assets_->catalogues), clock_, worker_,
            [this](const flow::Effect& effect) { return do_here(effect); }),
      stage_(*window_, *assets_->engine, ui_, clock_, options.reduced_motion),
      watch_(options.data,
             [this] {
               inbox_changed_ = true;
               window_->wake();
             }),
      signals_(signals),
      alive_every_ms_(device::alive_every_ms()) {
  stage_.set_switches(options.switches, options.switch_keys);
}

App::~App() {
  signals_.ignore();
}

base::Result<void> App::start_sound() {
  SAMEN_TRY(sound_, Sound::create(options_, assets_->catalogues, [this] { window_->wake(); }));
  sound_->attach(ui_);
  return {};
}

base::Result<void> App::start_reader() {
  if (options_.reader.empty()) return {};
  SAMEN_TRY(reader_, platform::CodeReader::open(options_.reader, [this] { window_->wake(); }));
  return {};
}

base::Result<void> App::start_printing() {
  if (options_.printer.empty()) return {};
  SAMEN_TRY(printing_, Printing::start(options_.printer, [this] { window_->wake(); }));
  return {};
}

bool App::do_here(const flow::Effect& effect) {
  if (std::holds_alternative<flow::WipeSession>(effect)) {
    ui_.wipe();
    if (sound_ != nullptr) sound_->forget();
    return true;
  }
  const auto* look = std::get_if<flow::LookAtPrinter>(&effect);
  const auto* print = std::get_if<flow::PrintReceipt>(&effect);
  if (look != nullptr && printing_ != nullptr) printing_->look(look->ticket);
  if (print != nullptr && printing_ != nullptr) {
    const printing::Paper paper = printing_->known().paper;
    printing_->print(print->ticket,
                     printing::write_pbm(slip_page(ui_, *assets_->engine, flow_.state(),
                                                   paper.width, paper.dots_per_mm)));
  }
  return look != nullptr || print != nullptr;
}

base::Result<void> App::start_automation() {
#ifdef SAMEN_AUTOMATION
  if (options_.gallery) {
    ui_.show_instead("gallery", [pages = std::make_shared<ui::Gallery>()](const ui::Scene& scene) {
      pages->draw(scene);
    });
  }
  if (options_.automation.empty()) return {};
  SAMEN_TRY(automation_,
            automation::Automation::start(options_.automation, [this] { window_->wake(); }));
#endif
  return {};
}

int App::run() {
  signals_.listen([this] { window_->wake(); });
  flow_.dispatch(flow::Started{});
  while (!ending_) turn();
  flow_.wipe();
  if (options_.metrics) print_metrics();
  return exit_code_;
}

void App::turn() {
  ++turns_;
  take_input();
  take_codes();
  if (flow_.take_results()) stage_.disturb();
  take_printed();
  look_at_inbox();
  if (clock_is_due()) stage_.disturb();
  if (flow_.pass_time()) stage_.disturb();
  if (!stage_.settled()) draw();
  tell_manager();
  follow_sound();
#ifdef SAMEN_AUTOMATION
  if (automation_ != nullptr) {
    // As while something moves: virtual time passes until the screen takes taps and stays.
    const std::int64_t rests_ms = std::max(flow_.armed_ms(), flow_.goes_on_ms());
    const std::int64_t rests_in = rests_ms - clock_.mono_ms();
    if (clock_.is_virtual() && stage_.settled() && rests_in > 0) {
      clock_.advance(rests_in);
      if (flow_.pass_time()) stage_.disturb();
    }
    AutomationHost host(*this);
    automation_->serve(host);
  }
#endif
  if (signals_.asked_to_end()) ending_ = true;
}

void App::take_input() {
  injected_ = false;
  for (const platform::WindowEvent& event : window_->wait(wait_ms())) {
    if (std::holds_alternative<platform::CloseEvent>(event)) ending_ = true;
    stage_.take(event);
  }
}

// As what a reader types through the keyboard's door means; see ui::CardReader.
void App::take_codes() {
  if (reader_ == nullptr) return;
  for (auto& code : reader_->take()) {
    flow_.dispatch(flow::BadgeTyped{std::move(code)});
    flow_.dispatch(flow::BadgeEnded{});
    stage_.disturb();
  }
}

void App::take_printed() {
  if (printing_ == nullptr) return;
  for (const flow::Event& event : printing_->take_results()) {
    flow_.dispatch(event);
    stage_.disturb();
  }
}

// What the courier commits shows without anybody asking, but a busy courier does not make us busy.
void App::look_at_inbox() {
  if (inbox_changed_.exchange(false) && !inbox_due_ms_) {
    inbox_due_ms_ = std::max(real_ms(), inbox_seen_ms_ + kInboxPauseMs);
  }
  if (!inbox_due_ms_ || real_ms() < *inbox_due_ms_) return;
  inbox_due_ms_.reset();
  inbox_seen_ms_ = real_ms();
  flow_.dispatch(flow::InboxChanged{});
  stage_.disturb();
}

// Who is being read to is here, although they touch nothing; a reading always ends, so nobody's
// answers stay because of it.
void App::follow_sound() {
  const Sound::Change change = sound_->follow(flow_.state());
  stage_.set_sound(sound_->shown());
  if (change.looks) stage_.disturb();
  if (change.listened) flow_.dispatch(flow::Activity{});
}

void App::draw() {
  const auto shown = stage_.frame(flow_, worker_.busy());
  if (shown) {
    if (first_frame_ms_ == 0) {
      first_frame_ms_ = real_ms() - created_ms_;
      device::tell_ready();
    }
    lost_frames_ = 0;
    return;
  }
  base::log(base::LogLevel::error, "frame.lost",
            {{"because", base::LogValue::public_text(shown.error().message)}});
  if (++lost_frames_ >= kMostLostFrames) {
    exit_code_ = 1;
    ending_ = true;
  }
}

// That the loop still turns, for whoever would start us afresh if it did not.
void App::tell_manager() {
  if (!alive_every_ms_ || real_ms() < alive_due_ms_) return;
  device::tell_alive();
  alive_due_ms_ = real_ms() + *alive_every_ms_;
}

bool App::clock_is_due() const {
  const auto wake = stage_.wake_at_ms();
  return wake && *wake <= clock_.mono_ms();
}

int App::wait_ms() const {
  std::int64_t wait = std::numeric_limits<int>::max();
  const auto at_most = [&](std::int64_t ms) {
    wait = std::min(wait, std::max<std::int64_t>(ms, 0));
  };
  const bool busy = worker_.busy();
  if (const auto frame = stage_.next_frame_in_ms(busy)) at_most(*frame);
  // A virtual clock does not move by waiting; the automation moves it and looks what is due.
  if (!clock_.is_virtual()) {
    const std::int64_t now = clock_.mono_ms();
    if (const auto wake = stage_.wake_at_ms()) at_most(*wake - now);
    if (const auto deadline = flow_.next_deadline_ms()) at_most(*deadline - now);
  }
  if (inbox_due_ms_) at_most(*inbox_due_ms_ - real_ms());
  if (alive_every_ms_) at_most(alive_due_ms_ - real_ms());
#ifdef SAMEN_AUTOMATION
  if (automation_ != nullptr) {
    if (const auto deadline = automation_->next_deadline_ms()) at_most(*deadline - real_ms());
    const std::int64_t arms_in = flow_.armed_ms() - clock_.mono_ms();
    if (!clock_.is_virtual() && arms_in > 0) at_most(arms_in);
  }
#endif
  return wait == std::numeric_limits<int>::max() ? -1 : static_cast<int>(wait);
}

void App::point(int finger, input::PointerEvent::Kind kind, float x, float y) {
  window_->inject({platform::RawPointer::Source::touch, finger, kind, x, y});
  injected_ = true;
}

bool App::scroll_into_view(std::string_view id) {
  if (!ui_.scroll_into_view(id)) return false;
  stage_.disturb();
  return true;
}

base::Result<void> App::advance(std::int64_t ms) {
  if (!clock_.is_virtual()) {
    return base::fail(
        base::Errc::unavailable,
        base::say("time is real here; start samen-kiosk with --virtual-clock to move it"));
  }
  // Input that waits belongs to the time before.
  if (injected_) take_input();
  stage_.build_only(flow_);
  const std::int64_t goal = clock_.mono_ms() + ms;
  for (;;) {
    std::int64_t next = goal;
    if (const auto wake = stage_.wake_at_ms()) next = std::min(next, *wake);
    if (const auto deadline = flow_.next_deadline_ms()) next = std::min(next, *deadline);
    // A time that is due but stays due must not stop the clock.
    clock_.advance(std::max<std::int64_t>(next - clock_.mono_ms(), 1));
    if (clock_.mono_ms() > goal) break;
    flow_.pass_time();
    stage_.build_only(flow_);
    if (clock_.mono_ms() >= goal) break;
  }
  stage_.disturb();
  return {};
}

}  // namespace samen::app
