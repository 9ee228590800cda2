// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {

std::optional<Work> work_on(const Scene& scene, const domain::ProposalCard& card) {
  // What was decided here a moment ago stands for itself until the matcher has answered.
  if (!card.work || card.state != domain::ProposalState::accepted ||
      scene.state.staff.decision_on(card.proposal) != nullptr) {
    return std::nullopt;
  }
  const Canvas& canvas = scene.canvas;
  const domain::NextAction& next = card.work->next;
  const std::string day = canvas.catalogues().day(canvas.language(), next.due_ms);
  const std::string step = canvas.tr("staff.next." + std::string(domain::name_of(next.step)));
  const bool late = card.work->overdue;
  const bool urgent = late || next.step == domain::NextStep::call_both;
  const bool screener = next.owner == domain::Owner::screener;
  return Work{.step = screener
                          ? canvas.tr("staff.work.screener", {{"step", std::string_view(step)}})
                          : step,
              .until = canvas.tr(late ? "staff.work.late" : "staff.work.until",
                                 {{"day", std::string_view(day)}}),
              .tone = urgent ? Tone::caution : Tone::info,
              .icon = urgent ? "alert-circle-outline" : "arrow-end"};
}

}  // namespace samen::ui
