// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/cases/round_desk.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

// What a dry run found, into round.tpl; `page` of its proposals, from 1.
void fill_round_result(Frame& frame, const DeskLook& look, int page);

// What was set by hand in it, and what that costs.
void fill_set_by_hand(Frame& frame, const DeskLook& look);

inline bool may_see_rounds(const PageContext& context) {
  return kRoundsAreFor.open_to(context.viewer) && context.viewer.centre.empty();
}

}  // namespace samen::server
