// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "base/random.hpp"
#include "base/result.hpp"
#include "kiosk/app/assets.hpp"
#include "kiosk/app/clock.hpp"
#include "kiosk/app/flow_driver.hpp"
#include "kiosk/app/folder_watch.hpp"
#include "kiosk/app/printing.hpp"
#include "kiosk/app/run_options.hpp"
#include "kiosk/app/signals.hpp"
#include "kiosk/app/sound.hpp"
#include "kiosk/app/stage.hpp"
#include "kiosk/app/worker.hpp"
#include "kiosk/platform/code_reader.hpp"
#include "kiosk/platform/window.hpp"
#include "kiosk/ui/ui.hpp"

namespace samen::automation {
class Automation;
}

namespace samen::app {

// The kiosk as a whole, and its loop:
//   wait for input, the worker, the courier, a signal or a time
//   -> events -> flow::reduce -> effects to the worker
//   -> a frame when something may look different
// Nothing in it polls; at rest the process sleeps in the kernel.
class App {
 public:
  // Loads the assets, opens the window. Errors say what to mend. `signals` outlives the app.
  static base::Result<std::unique_ptr<App>> create(const RunOptions& options, Signals& signals);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // Until the window is closed or somebody asks to end; then wipes. Returns the exit code.
  int run();

  // --- for the automation seam, on the main thread
  void point(int finger, input::PointerEvent::Kind kind, float x, float y);
  void feed(const platform::WindowEvent& event) { stage_.take(event); }
  // Moves the virtual clock, doing on the way what becomes due, in order.
  base::Result<void> advance(std::int64_t ms);
  base::Result<platform::Image> picture() { return stage_.picture(flow_); }
  bool scroll_into_view(std::string_view id);
  // The screen stands still, takes every tap and stays until somebody does something.
  bool settled() const {
    return stage_.settled() && !injected_ && clock_.mono_ms() >= flow_.armed_ms() &&
           flow_.goes_on_ms() == 0;
  }
  bool busy() const {
    return worker_.busy() || inbox_due_ms_.has_value() ||
           (printing_ != nullptr && printing_->busy());
  }
  void end() { ending_ = true; }
  const flow::State& state() const { return flow_.state(); }
  const ui::Ui& ui() const { return ui_; }
  const i18n::Catalogues& catalogues() const { return assets_->catalogues; }
  const platform::Window& window() const { return *window_; }
  const base::Clock& clock() const { return clock_; }
  struct Metrics {
    platform::RenderStatistics render;
    text::EngineCounters text;
    std::int64_t first_frame_ms = 0;  // from create() to the first frame shown
    std::uint64_t turns = 0;          // of the loop
    std::uint64_t peak_memory_kb = 0;
  };
  Metrics metrics() const;

 private:
  App(const RunOptions& options, std::unique_ptr<AppClock> clock, std::unique_ptr<Assets> assets,
      std::unique_ptr<platform::Window> window, Signals& signals);
  base::Result<void> start_sound();
  base::Result<void> start_automation();
  base::Result<void> start_reader();
  base::Result<void> start_printing();
  bool do_here(const flow::Effect& effect);
  void turn();
  void take_input();
  void take_codes();
  void take_printed();
  void look_at_inbox();
  void follow_sound();
  void draw();
  void tell_manager();
  int wait_ms() const;
  bool clock_is_due() const;
  void print_metrics() const;

  RunOptions options_;
  std::int64_t created_ms_;
  std::unique_ptr<AppClock> clock_owner_;
  AppClock& clock_;
  std::unique_ptr<Assets> assets_;
  std::unique_ptr<platform::Window> window_;
  ui::Ui ui_;
  base::SystemRandom random_;
  Worker worker_;
  FlowDriver flow_;
  Stage stage_;
  std::unique_ptr<platform::CodeReader> reader_;  // empty: none
  std::unique_ptr<Printing> printing_;            // empty: no printer
  std::unique_ptr<Sound> sound_;                  // never empty once created
  std::atomic<bool> inbox_changed_ = false;
  std::optional<std::int64_t> inbox_due_ms_;  // real time
  std::int64_t inbox_seen_ms_ = 0;
  FolderWatch watch_;
  Signals& signals_;
#ifdef SAMEN_AUTOMATION
  std::unique_ptr<automation::Automation> automation_;
#endif
  bool injected_ = false;  // pointer events wait inside the window
  bool ending_ = false;
  int exit_code_ = 0;
  int lost_frames_ = 0;
  std::int64_t first_frame_ms_ = 0;
  std::optional<std::int64_t> alive_every_ms_;  // the service manager waits for a word
  std::int64_t alive_due_ms_ = 0;               // real time
  std::uint64_t turns_ = 0;
};

}  // namespace samen::app
