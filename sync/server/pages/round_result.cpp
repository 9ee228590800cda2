// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/round_result.hpp"

#include "sync/server/pages/paging.hpp"
#include "sync/server/pages/round_words.hpp"

namespace samen::server {

namespace {

class ResultOnPage {
 public:
  ResultOnPage(Frame& frame, const DeskLook& look)
      : frame_(frame),
        preview_(*look.preview),
        result_(look.result),
        by_hand_(!look.by_hand.empty()) {}

  void fill_sums() {
    auto* tiles = frame_.main().AddSectionDictionary("TILES");
    const auto tile = [&](const char* colour, std::int64_t number, const std::string& words) {
      auto* one = tiles->AddSectionDictionary("TILE");
      one->SetValue("COLOUR", colour);
      one->SetValue("NUMBER", std::to_string(number));
      one->SetValue("TILE_WORDS", words);
    };
    const auto proposed = count(preview_.pairs.size());
    const auto not_yet = count(preview_.not_yet);
    tile("week", proposed, word("sum.proposed", {{"count", proposed}}));
    tile("today", not_yet, word("sum.not_yet", {{"count", not_yet}}));
    tile("later", preview_.mean_score(), word("sum.mean"));
    tile("late", preview_.longest_left,
         not_yet == 0 ? word("sum.nobody")
                      : word("sum.longest", {{"days", std::int64_t{preview_.longest_left}}}));
    tiles->SetValue("PROOF", proof());
    if (preview_.summary.cut.any()) note(*tiles, word("cut"));
    if (preview_.held > 0) note(*tiles, word("held", {{"count", count(preview_.held)}}));
    if (preview_.unplaced > 0) {
      note(*tiles, word("unplaced", {{"count", count(preview_.unplaced)}}));
    }
  }

  void fill_compare() {
    auto* compare = frame_.main().AddSectionDictionary("COMPARE");
    const auto added = count(preview_.pairs.size());
    const auto stay = count(preview_.waiting_for_word);
    compare->SetValue("NEW", std::to_string(added));
    compare->SetValue("NEW_WORDS", word("compare.new_means", {{"count", added}}));
    compare->SetValue("STAY", std::to_string(stay));
    compare->SetValue("STAY_WORDS", word("compare.stay_means", {{"count", stay}}));
    if (!preview_.last) return;
    const auto& before = *preview_.last;
    auto* last = compare->AddSectionDictionary("LAST");
    const auto day = frame_.day(before.made_ms);
    last->SetValue("LAST_WORDS", word("compare.last_round",
                                      {{"round", before.round}, {"day", std::string_view(day)}}));
    const auto row = [&](const char* name, std::int64_t then, std::int64_t now) {
      auto* one = last->AddSectionDictionary("ROW");
      one->SetValue("NAME", word(std::string("compare.") + name));
      one->SetValue("BEFORE", std::to_string(then));
      one->SetValue("NOW_NUMBER", std::to_string(now));
    };
    row("households", before.households, count(preview_.summary.households));
    row("proposals", before.proposals, added);
    row("mean", before.mean_score, preview_.mean_score());
    row("lowest", before.lowest_score, preview_.summary.lowest_score);
  }

  void fill_pairs(int asked) {
    if (preview_.pairs.empty()) return;
    auto* list = frame_.main().AddSectionDictionary("PAIRS");
    const auto shown = lines_of_page(preview_.pairs.size(), asked);
    for (std::size_t i = shown.first; i < shown.end; ++i) {
      fill_pair(*list->AddSectionDictionary("PAIR"), preview_.pairs[i]);
    }
    fill_pages(frame_, shown, "round", [](int page) { return "page=" + std::to_string(page); });
  }

  void fill_not_yet() {
    if (preview_.why_not.empty()) return;
    auto* list = frame_.main().AddSectionDictionary("NOT_YET");
    if (!result_.empty()) list->ShowSection("GIVE_GROUP");
    for (const auto& why : preview_.why_not) {
      auto* row = list->AddSectionDictionary("REASON");
      const auto reason = frame_.texts().reason(frame_.language(), why.reason);
      row->SetValue(
          "REASON_WORDS",
          why.differ ? word("not_yet.like", {{"reason", std::string_view(reason)}}) : reason);
      row->SetValue("COUNT", std::to_string(why.count));
      row->SetValue("LABEL", why.longest);
      row->SetValue("WAITS", word("days", {{"days", std::int64_t{why.longest_days}}}));
    }
  }

  void fill_missing() {
    if (preview_.shortages.empty()) return;
    auto* list = frame_.main().AddSectionDictionary("MISSING");
    for (const auto& shortage : preview_.shortages) {
      auto* row = list->AddSectionDictionary("SHORTAGE");
      const auto area = std::to_string(shortage.area);
      row->SetValue("WHO", shortage_words(frame_, shortage));
      row->SetValue("WHERE", word("missing.area", {{"area", std::string_view(area)}}));
      row->SetValue("GIVES",
                    word("missing.unlocked", {{"count", std::int64_t{shortage.unlocked}}}));
      row->SetValue("WHOM", frame_.texts().list(frame_.language(), shortage.households));
    }
  }

 private:
  static std::int64_t count(std::size_t of) { return static_cast<std::int64_t>(of); }
  std::string word(const std::string& part,
                   std::initializer_list<i18n::Argument> arguments = {}) const {
    return frame_.word("office.round." + part, arguments);
  }
  static void note(ctemplate::TemplateDictionary& tiles, const std::string& words) {
    tiles.AddSectionDictionary("NOTE")->SetValue("NOTE_WORDS", words);
  }

  // As strong as what was proven.
  std::string proof() const {
    const auto& summary = preview_.summary;
    if (summary.proposals == 0) return word("proof.none");
    const std::int64_t more = summary.most_points - summary.points;
    auto words = more == 0 ? word("proof.best") : word("proof.near", {{"points", more}});
    if (summary.first) words += " " + word("proof.first");
    if (by_hand_) words += " " + word("proof.by_hand");
    return words;
  }

  std::string people(int number) const { return word("people", {{"count", std::int64_t{number}}}); }

  void fill_pair(ctemplate::TemplateDictionary& row, const PreviewPair& pair) {
    row.SetValue("WAITS", word("days", {{"days", std::int64_t{pair.waiting_days}}}));
    row.SetValue("HOUSEHOLD", pair.household);
    row.SetValue("PEOPLE", people(pair.adults + pair.children));
    row.SetValue("GROUP", pair.group.empty() ? word("new_group") : pair.group);
    row.SetValue("GROUP_PEOPLE", people(pair.group_size));
    row.SetValue("CENTRE_NAME", pair.centre);
    row.SetValue("TRAVEL", word("minutes", {{"minutes", std::int64_t{pair.travel_minutes}}}));
    row.SetValue("SCORE", std::to_string(pair.score));
    if (pair.cautions) row.ShowSection("CAUTIONS");
    if (pair.by_hand) row.ShowSection("BY_HAND");
    if (result_.empty()) return;
    auto* change = row.AddSectionDictionary("CHANGE");
    change->SetValue("HOUSEHOLD", pair.household);
    change->SetValue("RESULT", result_);
  }

  Frame& frame_;
  const RoundPreview& preview_;
  const std::string& result_;
  bool by_hand_;
};

}  // namespace

void fill_round_result(Frame& frame, const DeskLook& look, int page) {
  ResultOnPage result(frame, look);
  result.fill_sums();
  result.fill_compare();
  result.fill_pairs(page);
  result.fill_not_yet();
  result.fill_missing();
}

}  // namespace samen::server
