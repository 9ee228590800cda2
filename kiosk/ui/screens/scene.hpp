// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/flow/state.hpp"
#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/kit/page.hpp"

// One function per screen: draws flow::State with a Canvas. Screens keep nothing.
namespace samen::ui {

struct Scene {
  Canvas& canvas;
  const flow::State& state;
  const forms::FormSet& forms;
  const text::KeyboardSet& keyboards;
};

void draw_first(const Scene& scene);
void draw_role(const Scene& scene);
void draw_question(const Scene& scene);
void draw_notice(const Scene& scene);
void draw_outside(const Scene& scene);
void draw_check(const Scene& scene);
void draw_sending(const Scene& scene);
void draw_receipt(const Scene& scene);
void draw_secret(const Scene& scene);
void draw_standing(const Scene& scene);
void draw_sure(const Scene& scene);
void draw_met(const Scene& scene);
void draw_mood(const Scene& scene);
void draw_not_ready(const Scene& scene);
void draw_staff_pin(const Scene& scene);
void draw_staff_home(const Scene& scene);
void draw_staff_card(const Scene& scene);
void draw_staff_decline(const Scene& scene);

// What lies over a screen, if anything.
bool has_overlay(const Scene& scene);
void draw_overlay(const Scene& scene);
void draw_who_sees(const Scene& scene);
void draw_other_language(const Scene& scene);

// The colour of what the person is doing.
Task task_of(const flow::State& state, const forms::FormSet& forms);

// What stands in the rail of a screen.
RailSigns rail_of(flow::Screen screen);

// Who the other side of an offer is, as far as anybody may know before both said yes.
Piece other_side(Canvas& canvas, const domain::OtherSide& others);

// The sign of what somebody can do with their receipt.
std::string_view icon_of_wish(domain::Wish wish);

// "Done, clear the screen", where somebody takes something along.
Foot::Entry finish_entry(const Canvas& canvas, std::string id);

// A message whose arguments are numbers or other messages (reasons, errors, titles); several terms
// become a list in words. An argument {adult} brings along {self}, which is
// yes for who signs up.
std::string message(const Canvas& canvas, std::string_view key,
                    std::span<const domain::ReasonArgument> arguments,
                    std::string_view suggestion = {}, std::string_view who = {});

// A message with what somebody typed in the place of {who}; nodes hold `general` there.
Wording naming(const Canvas& canvas, std::string_view key,
               std::span<const domain::ReasonArgument> arguments, const std::string& general,
               const base::SecretText& typed);
// Who this adult (from 0) is, in a household of several; empty in one of one.
Wording whom(const Scene& scene, int adult);
// A question about an adult: with the name or word the family gave, else with "adult 2".
Wording wording(const Scene& scene, std::string_view key,
                std::span<const domain::ReasonArgument> arguments, int adult);

}  // namespace samen::ui
