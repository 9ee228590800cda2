// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/records.hpp"
#include "sync/matcher/synthetic/draw.hpp"
#include "sync/matcher/synthetic/population.hpp"

// One made-up person or household at a time. Shares and assumptions: README.md of this folder.
namespace samen::matcher::synthetic {

domain::Postcode4 make_postcode(Draw& draw, Municipality municipality);

// `number` goes into the name ("Demo household 17") and the address at example.org.
domain::Household make_household(Draw& draw, Municipality municipality, int number);

// What the members of one group have in common.
struct Circle {
  domain::Postcode4 home;
  domain::AgeBand age = domain::AgeBand::age_35_44;
  bool women_only = false;
  domain::SetOf<domain::TimeBlock> times;
};
Circle make_circle(Draw& draw, Municipality municipality);

domain::Volunteer make_volunteer(Draw& draw, const Circle& circle, int number);

// Skips each question that the forms ask "later", in so many of 100 cases.
void skip_some(Draw& draw, int percent, domain::Household& household);
void skip_some(Draw& draw, int percent, domain::Volunteer& volunteer);

}  // namespace samen::matcher::synthetic
