// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/server/cases/fairness.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/round_result.hpp"

namespace samen::server {

namespace {

constexpr std::int64_t kHundredPercent = 100;

void fill_chance(Frame& frame, ctemplate::TemplateDictionary& table, const std::string& name,
                 const Chance& chance) {
  auto* row = table.AddSectionDictionary("CHANCE");
  row->SetValue("NAME", name);
  row->SetValue("HOUSEHOLDS", std::to_string(chance.households));
  if (!chance.proposed || chance.households == 0) {
    row->ShowSection("FEW");
    return;
  }
  const auto percent =
      (*chance.proposed * kHundredPercent + chance.households / 2) / chance.households;
  auto* told = row->AddSectionDictionary("TOLD");
  told->SetValue("PROPOSED", std::to_string(*chance.proposed));
  told->SetValue("SHARE", frame.word("office.fair.percent", {{"percent", percent}}));
  told->SetValue("WIDTH", std::to_string(std::min(percent, kHundredPercent)));
}

// What a class is called in the log, as a key: "3-4" and "5+" are no names of keys.
std::string key_of_class(std::string name) {
  std::ranges::replace(name, '-', '_');
  if (name.ends_with('+')) name.replace(name.size() - 1, 1, "_more");
  return name;
}

void fill_chances(Frame& frame, const Fairness& fairness, const char* list,
                  const std::vector<Chance>& chances) {
  const std::string prefix = "office.fair." + std::string(list);
  auto* table = frame.main().AddSectionDictionary("CHANCES");
  table->SetValue("ID", list);
  table->SetValue("CHANCES_TITLE", frame.word(prefix));
  const bool languages = std::string_view(list) == "language";
  for (const auto& chance : chances) {
    fill_chance(frame, *table,
                frame.word(languages ? "language." + chance.name
                                     : prefix + "." + key_of_class(chance.name)),
                chance);
  }
  fill_chance(frame, *table, frame.word("office.fair.all"), fairness.whole);
}

void fill_wait(ctemplate::TemplateDictionary& table, const std::string& name,
               const WaitsNow& waits) {
  auto* row = table.AddSectionDictionary("WAIT");
  row->SetValue("NAME", name);
  row->SetValue("HOUSEHOLDS", std::to_string(waits.households));
  row->SetValue("HALF", std::to_string(waits.half_days));
  row->SetValue("MOST", std::to_string(waits.most_days));
  row->SetValue("LONGEST", std::to_string(waits.longest_days));
}

void fill_waits(Frame& frame, const Fairness& fairness, const char* list,
                const std::vector<WaitsNow>& rows) {
  auto* table = frame.main().AddSectionDictionary("WAITS");
  table->SetValue("ID", list);
  table->SetValue("WAITS_TITLE", frame.word("office.fair." + std::string(list)));
  for (const auto& row : rows) fill_wait(*table, row.name, row);
  fill_wait(*table, frame.word("office.fair.all"), fairness.waits);
}

void fill_longest(Frame& frame, const Fairness& fairness) {
  auto* section = frame.main().AddSectionDictionary("LONGEST_LIST");
  for (const auto& one : fairness.longest) {
    auto* row = section->AddSectionDictionary("ONE");
    row->SetValue("LABEL", one.household);
    row->SetValue("CENTRE_NAME", one.centre);
    row->SetValue("WAITED", frame.word("office.fair.days", {{"days", one.days}}));
  }
}

}  // namespace

Page Pages::fairness(Store& store, const PageContext& context) {
  if (!may_see_rounds(context)) return problem_page(*parts_, context, 403);
  const auto fairness = read_fairness(store);
  if (!fairness) return failed_page(*parts_, context, fairness.error());
  Frame frame(*parts_, context, "fairness.tpl", "/reports");
  if (fairness->round == 0) {
    frame.main().ShowSection("NO_ROUND");
  } else {
    const auto day = frame.day_of_year(fairness->made_ms);
    frame.main().SetValueAndShowSection(
        "LEAD_WORDS",
        frame.word("office.fair.lead",
                   {{"round", fairness->round}, {"day", std::string_view(day)}}),
        "LEAD");
    fill_chances(frame, *fairness, "need_class", fairness->need_class);
    if (!fairness->language.empty()) {
      fill_chances(frame, *fairness, "language", fairness->language);
    }
    if (!fairness->size.empty()) fill_chances(frame, *fairness, "size", fairness->size);
  }
  if (fairness->longest.empty()) {
    frame.main().ShowSection("NOBODY");
  } else {
    fill_waits(frame, *fairness, "municipalities", fairness->municipalities);
    fill_waits(frame, *fairness, "months", fairness->months);
    fill_longest(frame, *fairness);
  }
  return frame.finish(frame.word("office.fair.title"));
}

}  // namespace samen::server
