// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/kit/intro.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {

// The question on the screen with its words ready.
struct Ask {
  const Scene& scene;
  const forms::Question& question;
  const forms::Value& value;
  Intro intro;
  std::string error;  // beside the field; empty: none

  Canvas& canvas() const { return scene.canvas; }
  const flow::Session& session() const { return scene.state.session; }
  // The value as what this kind of question holds; a default one while unanswered.
  template <class T>
  T as() const {
    const T* held = std::get_if<T>(&value);
    return held == nullptr ? T{} : *held;
  }
};

// Each draws the answer into `area` (whose height is the room there is: content may be higher and
// then scrolls) and returns the bottom.
float draw_yes_no(const Ask& ask, const Rect& area);
float draw_options(const Ask& ask, const Rect& area);  // single, multi, ranked
float draw_stepper(const Ask& ask, const Rect& area);
float draw_children(const Ask& ask, const Rect& area);
float draw_languages(const Ask& ask, const Rect& area);
float draw_channels(const Ask& ask, const Rect& area);  // contact, before a channel is chosen
float draw_consent(const Ask& ask, const Rect& area);

// Questions that are typed: the whole page below the header.
void draw_typing(const Ask& ask, forms::TextField field);

// "continue", "skip" or "done", and what it does.
std::string continue_label(const Ask& ask);

}  // namespace samen::ui
