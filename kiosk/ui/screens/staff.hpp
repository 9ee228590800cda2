// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/kit/intro.hpp"
#include "kiosk/ui/screens/scene.hpp"

// What the staff screens share. Cards are pseudonymous: labels, shapes and reasons, never names.
namespace samen::ui {

// "3 minutes", "2 hours", "5 days": an age in words.
std::string duration(const Canvas& canvas, std::int64_t ms);

// The people of a household or a group as little figures. Busts in sizes: nobody's gender is on a
// card, and a figure must not invent it.
void draw_household_shape(Canvas& canvas, float x, float center_y, float size,
                          const domain::ProposalCard& card);
float household_shape_width(float size, const domain::ProposalCard& card);
void draw_group_shape(Canvas& canvas, float x, float center_y, float size, int members);
float group_shape_width(float size, int members);

// The words of where a proposal stands: proposed, held, accepted here, declined, …; empty while it
// is simply waiting for a decision.
struct Standing {
  std::string words;
  Tone tone = Tone::info;
  std::string_view icon;
};
Standing standing_of(const Scene& scene, const domain::ProposalCard& card);

// One reason with its sign; returns the bottom.
float draw_reason(Canvas& canvas, const std::string& id, const Rect& area,
                  const domain::Reason& reason, bool caution, bool with_points);
float reason_height(Canvas& canvas, const domain::Reason& reason, float width, bool with_points);

// The two tabs.
float draw_proposals(const Scene& scene, const Rect& area);
float draw_status(const Scene& scene, const Rect& area);

}  // namespace samen::ui
