// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/secret.hpp"

// Between the screens and whoever speaks: what is shown of it, and what people ask for.
namespace samen::ui {

inline constexpr int kVolumes = 5;

struct Sound {
  bool ear = false;  // something on this screen can be heard; without it no ear is drawn
  bool speaking = false;
  std::string node = {};   // id of what is being read; it is outlined
  int volume = 2;          // 1..kVolumes
  bool echo = false;       // somebody listens: each next screen and what is chosen is said
  bool voiceless = false;  // nothing of this language can be heard: "sound.no_voice" says so
  bool operator==(const Sound&) const = default;
};

struct Listen {
  enum class What : std::uint8_t {
    screen,  // everything, from the top; while speaking: stop
    node,    // one thing; the same one again: stop
    focus,   // what has the focus, by the key for listening; while speaking: stop
    follow,  // what the focus came to or what was chosen, for who listens: said anew
    value,   // what somebody typed, in `value`; only ever asked for by its own ear
    louder,
    quieter,
  };
  What what = What::screen;
  std::string node = {};
  base::SecretText value = {};
  std::vector<std::string> rest = {};  // the others of a row that is in turn as a whole
};

}  // namespace samen::ui
