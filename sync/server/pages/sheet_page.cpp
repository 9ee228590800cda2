// SPDX-License-Identifier: Apache-2.0
#include "base/log.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/other_side.hpp"
#include "sync/server/pages/case_view.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::string_view kDutch = "nl";

// What stands on the paper: nobody's name before they were introduced, and then only for who gave
// the code again.
struct SheetFacts {
  ProposalRow proposal;
  std::string centre;
  std::string theirs;  // the language in which the household signed up
  std::optional<std::int64_t> day_ms;
  bool may_be_named = false;
  std::string household, group;  // names; empty: not shown
};

std::string names_of(const Texts& texts, const std::vector<domain::Record>& group) {
  std::vector<std::string> names;
  for (const auto& record : group) {
    names.emplace_back(volunteer_of(record.body)->name.view());
  }
  return texts.list(kDutch, names);
}

Result<void> read_names(Store& store, const PageContext& context, const Texts& texts,
                        SheetFacts& facts) {
  SAMEN_TRY(const auto contacts, look_at_contacts(store, facts.proposal, context.viewer.actor()));
  facts.household = std::get<domain::Household>(contacts.household.body).name.view();
  facts.group = names_of(texts, contacts.group);
  return {};
}

Result<SheetFacts> read_sheet(Store& store, const PageContext& context, const Texts& texts,
                              std::string_view label) {
  SheetFacts facts;
  SAMEN_TRY(facts.proposal, case_row(store, context.viewer, label));
  SAMEN_TRY(const auto centre, centre_of(store, facts.proposal.centre));
  facts.centre = centre.name;
  SAMEN_TRY(const auto record, find_sign_up(store, facts.proposal.household));
  if (record) facts.theirs = record->language;
  SAMEN_TRY(const auto match, find_match(store, facts.proposal.card.proposal));
  if (!match) return facts;
  if (match->state == domain::MatchState::planned) facts.day_ms = match->meeting_ms;
  facts.may_be_named = domain::shows_contacts(match->state) && context.viewer.sees(Slice::contacts);
  if (facts.may_be_named && context.confirmed) {
    SAMEN_CHECK(read_names(store, context, texts, facts));
  }
  return facts;
}

// One sheet in Dutch for the group and in their own language for the household.
class SheetFiller {
 public:
  SheetFiller(const PageParts& parts, const PageContext& context, const SheetFacts& facts)
      : parts_(parts), context_(context), facts_(facts), root_("sheet") {
    language_ = texts().language(context.language);
    two_ = facts.theirs != kDutch && texts().kiosk().has(facts.theirs, "sheet.title");
  }

  Page fill() {
    const auto& card = facts_.proposal.card;
    root_.SetFilename("paper.tpl");
    root_.AddIncludeDictionary("PICTURES")->SetFilename("pictures.tpl");
    for (const auto& [name, text] : texts().fixed(language_)) {
      root_.SetTemplateGlobalValue(name, text);
    }
    root_.SetValue("LANGUAGE", language_);
    root_.SetValue("LABEL", card.household_label);
    root_.SetValue("HOUSEHOLD_LABEL", card.household_label);
    root_.SetValue("GROUP_LABEL", card.group_label);
    root_.SetValue("CENTRE_NAME", facts_.centre);
    root_.SetValue("TODAY", texts().day(kDutch, context_.now_ms));
    root_.SetValue("THEIR_LANGUAGE", facts_.theirs);
    root_.SetValue("THEIR_DIRECTION", texts().kiosk().right_to_left(facts_.theirs) ? "rtl" : "ltr");
    if (two_) root_.ShowSection("TWO");
    if (facts_.may_be_named && facts_.household.empty()) root_.ShowSection("NAMES_LINK");
    both(root_, "TITLE", "sheet.title");
    both(root_, "ASK", "sheet.ask");
    fill_who(card);
    fill_rows();
    const auto html = parts_.templates.render(root_, "paper.tpl");
    if (html) return {200, *html};
    base::log(base::LogLevel::error, "office_page_broken");
    return bare_problem(500);
  }

 private:
  const Texts& texts() const { return parts_.texts; }

  void both(ctemplate::TemplateDictionary& out, const std::string& name, std::string_view key) {
    out.SetValue(name + "_NL", texts().word(kDutch, key));
    out.SetValue(name + "_THEIRS", texts().word(facts_.theirs, key));
  }

  void fill_who(const domain::ProposalCard& card) {
    const bool named = !facts_.household.empty();
    root_.SetValue("HOUSEHOLD", named ? facts_.household : card.household_label);
    root_.SetValue("GROUP", named ? facts_.group : card.group_label);
    root_.SetValue("HOUSEHOLD_FACTS",
                   texts().word(kDutch, "offer.household",
                                {{"adults", std::int64_t{card.adults}},
                                 {"children", static_cast<std::int64_t>(card.children.size())}}));
    root_.SetValue("GROUP_FACTS",
                   texts().word(kDutch, "offer.group", {{"count", std::int64_t{card.group_size}}}));
  }

  ctemplate::TemplateDictionary* add_row(const std::string& picture) {
    auto* row = root_.AddSectionDictionary("ROW");
    row->SetValue("PICTURE", picture);
    if (two_) row->ShowSection("TWO");
    return row;
  }

  void add_texts(const std::string& picture, const std::string& key) {
    auto* row = add_row(picture);
    both(*row, "HEAD", key + "title");
    both(*row, "TEXT", key + "text");
  }

  void fill_rows() {
    auto* when = add_row("meet");
    both(*when, "HEAD", "sheet.when");
    if (facts_.day_ms) {
      when->SetValue("HEAD_NL", texts().day(kDutch, *facts_.day_ms));
      when->SetValue("HEAD_THEIRS", texts().day(facts_.theirs, *facts_.day_ms));
    }
    both(*when, "WRITE", "sheet.write");
    when->ShowSection("WRITE");
    if (two_) add_texts("talk", "sheet.talk.");
    auto* why = add_row("work");
    both(*why, "HEAD", "sheet.why.title");
    why->SetValue("TEXT_NL", why_in(std::string(kDutch),
                                    two_ ? "offer.goals.household" : "reason.goals_covered"));
    why->SetValue("TEXT_THEIRS", why_in(facts_.theirs, "offer.goals.group"));
    add_texts("day", "sheet.often.");
    add_texts("pause", "sheet.stop.");
    add_texts("private", "sheet.private.");
  }

  template <class E>
  std::string words_of(const std::string& language, domain::SetOf<E> values) const {
    std::vector<std::string> words;
    values.each([&](E value) { words.push_back(texts().of(language, value)); });
    return texts().list(language, words);
  }

  // What both may know of each other before they know anybody's name.
  std::string why_in(const std::string& language, std::string_view goals_key) const {
    const auto others = other_side(facts_.proposal.card, Side::household);
    std::string why;
    const auto add = [&](std::string_view key, std::string_view name, const std::string& list) {
      if (list.empty()) return;
      why += (why.empty() ? "" : " ") +
             texts().word(language, key, {{name, std::string_view(list)}}) + ".";
    };
    add(goals_key, "goals", words_of(language, others.goals));
    add("offer.languages", "languages", words_of(language, others.languages));
    add("offer.interests", "interests", words_of(language, others.interests));
    return why;
  }

  const PageParts& parts_;
  const PageContext& context_;
  const SheetFacts& facts_;
  std::string language_;
  bool two_ = false;
  ctemplate::TemplateDictionary root_;
};

}  // namespace

Page Pages::sheet(Store& store, const PageContext& context, std::string_view label) {
  const auto facts = read_sheet(store, context, parts_->texts, label);
  if (!facts) return failed_page(*parts_, context, facts.error());
  return SheetFiller(*parts_, context, *facts).fill();
}

}  // namespace samen::server
