// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.hpp"
#include "sync/matcher/formation/formation.hpp"

namespace samen::matcher::formation {

// What a programme does without joint forming, for comparison only: first the complete groups (and
// those that serve as they are) are assigned at their optimum, then groups are formed from the
// others for the households that are left, as well as form_groups can. No prices, no bound.
base::Result<Formation> assign_then_form(const Instance& instance, const Policy& policy,
                                         const FormationOptions& options = {});

}  // namespace samen::matcher::formation
