// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/flow/reduce.hpp"
#include "kiosk/ui/interaction/input.hpp"

namespace samen::ui {

// For as long after it appeared, a tap where the last one was belongs to the page before.
inline constexpr std::int64_t kSecondTapMs = 1000;

// Decides which presses a page takes, so that nothing happens on a screen or overlay that nobody
// has seen yet. A page takes no press in its first flow::kArmingMs, nor from a contact that went
// down on the page before; and a second tap within kSecondTapMs where the first one was, or the
// same key once more, belongs to the page of the first.
class Arming {
 public:
  struct Press {
    float x = 0;
    float y = 0;
    std::string target;
  };

  // What lies on top, after each build; a name never seen before is a page that has just appeared.
  void show(std::string_view page, std::int64_t now_ms);
  // Grows by one with each page: a contact that began on another one taps nothing.
  std::uint64_t page() const { return page_; }

  // A tap or a key did something.
  void tapped(Press press, std::int64_t now_ms);
  void keyed(Key key, std::int64_t now_ms);
  // Another key or a character came between: the next press is a new one.
  void forget_key() { key_.reset(); }

  const std::optional<Press>& last() const { return last_; }
  // When a tap at that place is taken. `under_last` is the target that lies now where the last tap
  // was; `reach` how far apart two taps at one place are at most.
  std::int64_t tap_ready_ms(float x, float y, std::string_view under_last, float reach) const;
  std::int64_t key_ready_ms(Key key) const;

 private:
  std::int64_t second_ready_ms(std::int64_t first_ms) const;

  std::string name_;
  std::uint64_t page_ = 0;
  std::int64_t shown_ms_ = 0;
  std::optional<Press> last_;
  std::uint64_t last_page_ = 0;
  std::int64_t last_ms_ = 0;
  std::optional<Key> key_;
  std::uint64_t key_page_ = 0;
  std::int64_t key_ms_ = 0;
};

}  // namespace samen::ui
