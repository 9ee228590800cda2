// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/app/app.hpp"
#include "kiosk/automation/host.hpp"

namespace samen::app {

// The app as the automation sees it.
class AutomationHost final : public automation::Host {
 public:
  explicit AutomationHost(App& app) : app_(app) {}

  const ui::NodeRegistry& nodes() const override { return app_.ui().nodes(); }
  automation::Snapshot snapshot() const override;
  std::vector<automation::Metric> metrics() const override;
  bool settled() const override { return app_.settled(); }
  bool busy() const override { return app_.busy(); }
  std::int64_t tap_waits_ms(float x, float y) const override {
    return app_.ui().tap_ready_ms(x, y) - app_.clock().mono_ms();
  }
  std::int64_t key_waits_ms(input::Key key) const override {
    return app_.ui().key_ready_ms(key) - app_.clock().mono_ms();
  }
  void point(int finger, input::PointerEvent::Kind kind, float x, float y) override {
    app_.point(finger, kind, x, y);
  }
  void press(input::Key key, bool shift) override;
  void type(base::SecretText text) override {
    app_.feed(input::Event(input::TextEvent{std::move(text)}));
  }
  bool scroll_into_view(std::string_view id) override { return app_.scroll_into_view(id); }
  base::Result<void> advance(std::int64_t ms) override { return app_.advance(ms); }
  base::Result<platform::Image> picture() override { return app_.picture(); }
  void end() override { app_.end(); }

 private:
  App& app_;
};

}  // namespace samen::app
