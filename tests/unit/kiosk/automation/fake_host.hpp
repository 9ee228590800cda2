// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/automation/host.hpp"

namespace samen::automation {

// A screen with nodes of the test's choice that writes down what is done to it.
class FakeHost final : public Host {
 public:
  ui::Node& add(std::string id, ui::Role role = ui::Role::button) {
    ui::Node node;
    node.id = std::move(id);
    node.role = role;
    node.rect = {10, 20, 100, 40};
    return registry.add(std::move(node));
  }

  const ui::NodeRegistry& nodes() const override { return registry; }
  Snapshot snapshot() const override {
    Snapshot s;
    s.screen = "question.name";
    s.accepts_text = takes_text;
    return s;
  }
  std::vector<Metric> metrics() const override { return {{"frames", 7}}; }
  bool settled() const override { return at_rest; }
  bool busy() const override { return working; }
  std::int64_t tap_waits_ms(float, float) const override { return waits_ms; }
  std::int64_t key_waits_ms(input::Key) const override { return waits_ms; }
  void point(int, input::PointerEvent::Kind kind, float x, float y) override {
    static constexpr const char* kNames[] = {"down", "move", "up", "cancel"};
    done.push_back(std::string(kNames[static_cast<int>(kind)]) + " " + std::to_string(int(x)) +
                   "," + std::to_string(int(y)));
    at_rest = false;
  }
  void press(input::Key, bool shift) override { done.push_back(shift ? "shift key" : "key"); }
  void type(base::SecretText text) override {
    done.push_back("type " + std::to_string(text.size()));
  }
  bool scroll_into_view(std::string_view id) override {
    done.push_back("scroll to " + std::string(id));
    return scrolls;
  }
  base::Result<void> advance(std::int64_t ms) override {
    if (!virtual_time) return base::fail(base::Errc::unavailable, "time is real here");
    done.push_back("advance " + std::to_string(ms));
    waits_ms = 0;
    return {};
  }
  base::Result<platform::Image> picture() override { return platform::Image(3, 2); }
  void end() override { done.emplace_back("end"); }

  ui::NodeRegistry registry;
  std::vector<std::string> done;
  bool at_rest = true;
  bool working = false;
  bool takes_text = false;
  bool scrolls = true;
  bool virtual_time = true;
  std::int64_t waits_ms = 0;
};

}  // namespace samen::automation
