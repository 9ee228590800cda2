// SPDX-License-Identifier: Apache-2.0
#include "kiosk/automation/task.hpp"

#include "kiosk/automation/answer.hpp"

namespace samen::automation {
namespace {

constexpr std::int64_t kUsualPatienceMs = 30'000;
constexpr std::int64_t kLetterMs = 50;
constexpr std::size_t kLongestLetter = 4;  // bytes

std::string refused(base::Errc code, std::string message) {
  return error_answer({code, std::move(message)});
}

}  // namespace

std::int64_t Task::gives_up_ms() const {
  const auto* wait = std::get_if<WaitIdle>(&command_);
  return begun_ms_ + (wait != nullptr ? wait->timeout_ms : kUsualPatienceMs);
}

std::optional<std::string> Task::step(Host& host, std::int64_t now_ms) {
  now_ms_ = now_ms;
  again_ms_.reset();
  auto answer = std::visit([&](const auto& command) { return run(command, host); }, command_);
  if (answer || now_ms < gives_up_ms()) return answer;
  return refused(base::Errc::timeout, host.busy()
                                          ? "still busy: something is being stored or looked up"
                                          : "the screen does not come to rest");
}

Task::Answer Task::run(const Nodes&, Host& host) {
  if (!host.settled()) return {};
  return nodes_answer(host.nodes());
}

Task::Answer Task::run(const Tap& tap, Host& host) {
  if (!host.settled()) return {};  // ids are looked up on a screen that stands still
  if (phase_ == Phase::acted) return ok_answer();
  const ui::Node* node = host.nodes().find(tap.id);
  if (node == nullptr) return error_answer(unknown_id(tap.id, host.nodes()));
  if (!ui::tappable(node->role)) {
    return refused(
        base::Errc::invalid_input,
        "\"" + tap.id + "\" is a " + std::string(ui::to_string(node->role)) + ", nothing to tap");
  }
  if (!node->enabled) return refused(base::Errc::unavailable, "\"" + tap.id + "\" is disabled");
  if (node->visible) return tap_node(tap, *node, host);
  if (phase_ == Phase::begin && host.scroll_into_view(tap.id)) {
    phase_ = Phase::scrolled;
    return {};
  }
  // A finger does not mind an edge that is cut off by a pixel or two: the middle counts.
  const ui::Node* container = host.nodes().find(node->scroll_parent);
  if (container != nullptr &&
      container->rect.contains(node->rect.center_x(), node->rect.center_y())) {
    return tap_node(tap, *node, host);
  }
  return refused(base::Errc::unavailable,
                 "\"" + tap.id + "\" is outside the window and nothing scrolls it into view");
}

Task::Answer Task::tap_node(const Tap& tap, const ui::Node& node, Host& host) {
  using Kind = input::PointerEvent::Kind;
  const float x = node.rect.center_x();
  const float y = node.rect.center_y();
  if (waits(host.tap_waits_ms(x, y), host)) return {};
  host.point(1, Kind::down, x, y);
  if (tap.hold_ms > 0) {
    if (const auto advanced = host.advance(tap.hold_ms); !advanced) {
      host.point(1, Kind::cancel, x, y);
      return error_answer(advanced.error().context("hold_ms"));
    }
  }
  host.point(1, Kind::up, x, y);
  phase_ = Phase::acted;
  return {};
}

bool Task::waits(std::int64_t ms, Host& host) {
  if (ms <= 0) return false;
  if (!host.advance(ms)) again_ms_ = now_ms_ + ms;
  return true;
}

Task::Answer Task::run(const Type& type, Host& host) {
  if (!host.settled()) return {};
  if (phase_ == Phase::acted) return ok_answer();
  if (!host.snapshot().accepts_text) {
    return refused(base::Errc::unavailable, "no field on this screen waits for text");
  }
  host.type(type.text);
  phase_ = Phase::acted;
  // A single letter may be the first of a reader's and waits a moment for the next one. On a real
  // clock that time passes by itself.
  if (type.text.size() <= kLongestLetter) static_cast<void>(host.advance(kLetterMs));
  return {};
}

Task::Answer Task::run(const PressKey& press, Host& host) {
  if (!host.settled()) return {};
  if (phase_ == Phase::acted) return ok_answer();
  if (waits(host.key_waits_ms(press.key), host)) return {};
  host.press(press.key, press.shift);
  phase_ = Phase::acted;
  return {};
}

Task::Answer Task::run(const Point& point, Host& host) {
  if (phase_ == Phase::acted) return host.settled() ? Answer(ok_answer()) : Answer();
  host.point(point.finger, point.kind, point.x, point.y);
  phase_ = Phase::acted;
  return {};
}

Task::Answer Task::run(const Advance& advance, Host& host) {
  if (!host.settled()) return {};
  if (phase_ == Phase::acted) return ok_answer();
  if (const auto advanced = host.advance(advance.ms); !advanced) {
    return error_answer(advanced.error());
  }
  phase_ = Phase::acted;
  return {};
}

Task::Answer Task::run(const WaitIdle&, Host& host) {
  return host.settled() && !host.busy() ? Answer(ok_answer()) : Answer();
}

Task::Answer Task::run(const Screenshot& screenshot, Host& host) {
  if (!host.settled()) return {};
  const auto picture = host.picture();
  if (!picture) return error_answer(picture.error());
  const auto written = platform::write_png(*picture, screenshot.path);
  return written ? screenshot_answer(*picture) : error_answer(written.error());
}

Task::Answer Task::run(const AskState&, Host& host) {
  return state_answer(host.snapshot());
}
Task::Answer Task::run(const AskMetrics&, Host& host) {
  return metrics_answer(host.metrics());
}

Task::Answer Task::run(const Quit&, Host& host) {
  host.end();
  return ok_answer();
}

}  // namespace samen::automation
