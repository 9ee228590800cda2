// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {

// The question on the screen with its words ready.
struct Ask {
  const Scene& scene;
  const forms::Question& question;
  const forms::Value& value;
  Wording title;
  std::string error;  // under the head; empty: none

  Canvas& canvas() const { return scene.canvas; }
  const flow::Session& session() const { return scene.state.session; }
  // The value as what this kind of question holds; a default one while unanswered.
  template <class T>
  T as() const {
    const T* held = std::get_if<T>(&value);
    return held == nullptr ? T{} : *held;
  }
};

// The answer of each kind of question.
Piece yes_no(const Ask& ask);
Piece options(const Ask& ask);  // single, multi, ranked
Piece number(const Ask& ask);
Piece children(const Ask& ask);
Piece languages(const Ask& ask);
Piece channels(const Ask& ask);  // contact, before a channel is chosen
Piece consent(const Ask& ask);

// Where an answer has come to its end: that it has, and what then. Nothing else.
Piece most_there_is(const Ask& ask);

// Questions that are typed: puts the field and its keys on the page.
void add_typing(const Ask& ask, forms::TextField field, Page& page);

// "continue", "skip" or "done", and what it does.
Foot::Entry continue_entry(const Ask& ask);

}  // namespace samen::ui
