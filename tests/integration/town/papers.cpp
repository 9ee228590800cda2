// SPDX-License-Identifier: Apache-2.0
// Certificates of which half are two or three years old, and a screener who is sometimes late.
#include "town.hpp"

namespace samen::server {

using base::kDayMs;
using domain::Paper;

namespace {

constexpr int kGoodMonths = 36;  // as the built-in policy says

}  // namespace

void Town::see_papers(const Pair& pair) {
  auto transaction = store->begin();
  ASSERT_TRUE(note_readiness(*store, pair.group_label, true, true));
  const auto members = holders_in(*store, pair.join_code).value();
  for (const auto& member : members) {
    const int age = chance(50) ? 0 : 1060 - static_cast<int>(dice_() % 120);
    const std::int64_t day_ms = (today() - age) * kDayMs;
    ASSERT_TRUE(note_paper(*store, member.id, {Paper::conduct, day_ms}));
    runs_out_[member.id] = domain::runs_out_ms(day_ms, kGoodMonths);
  }
  ASSERT_TRUE(transaction->commit());
}

void Town::renew_papers() {
  const auto tasks = paper_tasks(*store, {}).value();
  for (const auto& task : tasks) {
    const bool over = task.state.standing == PaperStanding::ran_out;
    if (!chance(over ? 20 : 2)) continue;
    auto transaction = store->begin();
    const auto noted = note_papers(*store, task.holder.label, {task.state.paper}, today() * kDayMs);
    ASSERT_TRUE(noted) << noted.error().message;
    ASSERT_TRUE(transaction->commit());
    if (task.state.paper != Paper::conduct) continue;
    runs_out_[task.holder.id] = domain::runs_out_ms(today() * kDayMs, kGoodMonths);
    ++figures.papers_renewed;
  }
}

void Town::look_at_papers() {
  const std::int64_t now = clock.wall_ms();
  const auto tasks = paper_tasks(*store, {});
  ASSERT_TRUE(tasks) << tasks.error().message;
  ASSERT_TRUE(kept_.refresh(*store));
  const auto kept = paper_tasks(kept_, {}, now);
  ASSERT_TRUE(std::ranges::equal(kept, *tasks, [](const PaperTask& one, const PaperTask& other) {
    return one.holder.id == other.holder.id && one.state.paper == other.state.paper &&
           one.due_ms == other.due_ms;
  }));
  std::map<base::Uuid, PaperStanding> listed;
  for (const auto& task : *tasks) {
    ASSERT_TRUE(task.holder.centre == "De Linde" || task.holder.centre == "Noord");
    if (task.state.paper != Paper::conduct) continue;
    ASSERT_TRUE(listed.emplace(task.holder.id, task.state.standing).second) << "asked for twice";
    const auto known = runs_out_.find(task.holder.id);
    if (known == runs_out_.end()) {
      ASSERT_EQ(task.state.standing, PaperStanding::missing);
      continue;
    }
    ASSERT_LE(known->second - now, 42 * kDayMs) << "too early, on day " << day_;
    ASSERT_EQ(task.due_ms, known->second);
    figures.papers_ran_out +=
        task.state.standing == PaperStanding::ran_out && now - known->second < base::kHourMs ? 1
                                                                                             : 0;
  }
  for (const auto& [id, pair] : pairs) {
    if (pair.introduced_ms == 0 || pair.over) continue;
    for (const auto& member : pair.members) {
      const auto known = runs_out_.find(member);
      if (known == runs_out_.end() || left_.contains(member)) continue;
      if (known->second - now > 42 * kDayMs) continue;
      ASSERT_TRUE(listed.contains(member)) << pair.group_label << " on day " << day_;
    }
  }
}

}  // namespace samen::server
