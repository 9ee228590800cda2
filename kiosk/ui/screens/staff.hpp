// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/screens/scene.hpp"

// What the staff screens share. Cards are pseudonymous: labels, shapes and reasons, never names of
// households or volunteers.
namespace samen::ui {

// "3 minutes", "2 hours", "5 days": an age in words.
std::string duration(const Canvas& canvas, std::int64_t ms);

// A household or a group: its people as little figures over its label and what it is. Figures are
// busts in sizes: nobody's gender is on a card, and a figure must not invent it. Where there are
// many they get smaller. `node`: id; empty: the party belongs to what it stands on.
Piece household_party(Canvas& canvas, const domain::ProposalCard& card, std::string node = {});
Piece group_party(Canvas& canvas, const domain::ProposalCard& card, std::string node = {});
std::string household_words(const Canvas& canvas, const domain::ProposalCard& card);
std::string group_words(const Canvas& canvas, const domain::ProposalCard& card);

// The words of where a proposal stands: proposed, held, accepted here, declined, …; empty while it
// is simply waiting for a decision.
struct Standing {
  std::string words;
  Tone tone = Tone::info;
  std::string_view icon;
};
Standing standing_of(const Scene& scene, const domain::ProposalCard& card);

// What is to be done next about an accepted proposal; nothing about others.
struct Work {
  std::string step;   // and whose it is, when it is not the caseworker's
  std::string until;  // by which day, or that it is over
  Tone tone = Tone::info;
  std::string_view icon;
};
std::optional<Work> work_on(const Scene& scene, const domain::ProposalCard& card);

// The tabs. The list of the cards that the tab counts scrolls itself.
Piece proposals(const Scene& scene);
Piece status(const Scene& scene);

// Search and filters over a list, and the keyboard of the search.
Piece narrowing(const Scene& scene);
Piece search_keys(const Scene& scene);

}  // namespace samen::ui
