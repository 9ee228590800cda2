// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/file_page.hpp"

#include <algorithm>

#include "sync/server/cases/dates.hpp"
#include "sync/server/pages/actor_words.hpp"
#include "sync/server/store/office_accounts.hpp"

namespace samen::server {

using base::Result;
using ctemplate::TemplateDictionary;

FileWords::FileWords(const Texts& texts, std::string theirs)
    : texts_(&texts), theirs_(std::move(theirs)), ours_(texts.language(theirs_)) {
  if (!texts.kiosk().has(theirs_, "who_sees.title")) theirs_ = ours_;
}

std::string FileWords::day(std::int64_t at_ms) const {
  return texts_->day(ours_, at_ms) + " " + date_in_words(at_ms).substr(0, 4);
}

namespace {

// Where the words of a list stand; of the others behind the last of these, or with the kiosks'.
struct WordsOfList {
  std::string_view list;
  std::string_view words;
};
constexpr WordsOfList kListsElsewhere[] = {
    {"paper", "office.paper."},       {"said_by", "office.said_by."},
    {"end_reason", "office.reason."}, {"afterwards", "office.then."},
    {"verdict", "office.past."},      {"act", "office.file.act."}};
constexpr std::string_view kWordsOfFile = "office.file.word.";

}  // namespace

std::string FileWords::one_of(std::string_view list, std::string value) const {
  std::ranges::replace(value, '-', '_');
  const auto* elsewhere = std::ranges::find(kListsElsewhere, list, &WordsOfList::list);
  const bool known = elsewhere != std::end(kListsElsewhere);
  const auto tail = std::string(list) + "." + value;
  for (const auto& key : {known ? std::string(elsewhere->words) + value : tail,
                          std::string(kWordsOfFile) + tail, tail}) {
    if (texts_->knows(key)) return beside(key);
  }
  return value;
}

namespace {

constexpr std::string_view kOfGroup = "group_";

// Why a caseworker declined, as far as it is no word of the group's in private.
std::string declined_words(const FileWords& words, const std::string& reason) {
  return reason.starts_with(kOfGroup) ? std::string() : words.one_of("decline", reason);
}

std::string value_words(const FileWords& words, const HeldValue& value) {
  if (value.number) {
    switch (value.column->as) {
      case HeldAs::moment:
        return *value.number > 0 ? words.day(*value.number) : std::string();
      case HeldAs::yes_no:
        return words.beside(*value.number != 0 ? "check.yes" : "check.no");
      default:
        return std::to_string(*value.number);
    }
  }
  if (value.text.empty()) return {};
  if (value.column->as == HeldAs::words) {
    const auto list = value.column->words;
    return list == "decline" ? declined_words(words, value.text) : words.one_of(list, value.text);
  }
  if (value.column->as == HeldAs::reason)
    return words.texts().reason(words.ours(), reason_from(value.text));
  if (value.column->as == HeldAs::account) {
    return actor_words(words.texts(), words.ours(), value.text);
  }
  return value.text;
}

std::string column_words(const FileWords& words, const HeldColumn& column) {
  return words.word("office.file.column." + std::string(column.name));
}

void fill_facts(const FileWords& words, const std::vector<HeldValue>& row,
                TemplateDictionary& section) {
  auto* facts = section.AddSectionDictionary("FACTS");
  for (const auto& value : row) {
    const auto shown = value_words(words, value);
    if (shown.empty()) continue;
    auto* fact = facts->AddSectionDictionary("FACT");
    fact->SetValue("NAME", column_words(words, *value.column));
    fact->SetValue("VALUE", shown);
  }
}

// A column in which no row has anything is left out.
void fill_table(const FileWords& words, const HeldRows& held, TemplateDictionary& section) {
  auto* table = section.AddSectionDictionary("TABLE");
  const auto width = held.rows.front().size();
  std::vector<std::vector<std::string>> cells;
  for (const auto& row : held.rows) {
    auto& out = cells.emplace_back();
    for (const auto& value : row) out.push_back(value_words(words, value));
  }
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < width; ++i) {
    if (std::ranges::any_of(cells, [i](const auto& row) { return !row[i].empty(); })) {
      shown.push_back(i);
    }
  }
  for (const auto i : shown) {
    table->AddSectionDictionary("HEAD")->SetValue(
        "HEAD_WORDS", column_words(words, *held.rows.front()[i].column));
  }
  for (const auto& row : cells) {
    auto* line = table->AddSectionDictionary("ROW");
    for (const auto i : shown) {
      auto* cell = line->AddSectionDictionary("CELL");
      cell->SetValue("NARROW", column_words(words, *held.rows.front()[i].column));
      cell->SetValue("VALUE", row[i]);
    }
  }
}

std::string table_words(const FileWords& words, const HeldTable& table) {
  return words.word("office.file.table." + std::string(table.name));
}

void fill_held(const FileWords& words, const PersonFile& file, TemplateDictionary& main) {
  std::vector<std::string> nothing;
  for (const auto& held : file.held) {
    const auto title = table_words(words, *held.table);
    if (held.rows.empty()) {
      nothing.push_back(title);
      continue;
    }
    auto* section = main.AddSectionDictionary("HELD");
    section->SetValue("HELD_TITLE", title);
    if (held.rows.size() == 1) {
      fill_facts(words, held.rows.front(), *section);
    } else {
      fill_table(words, held, *section);
    }
  }
  main.SetValue("NOTHING", words.texts().list(words.ours(), nothing));
}

void fill_reasons_of(const FileWords& words, const PersonFile& file, TemplateDictionary& main) {
  if (file.proposals.empty()) return;
  auto* list = main.AddSectionDictionary("REASONS");
  for (const auto& proposal : file.proposals) {
    const auto& card = proposal.card;
    auto* one = list->AddSectionDictionary("PROPOSAL");
    const auto day = words.day(proposal.made_ms);
    one->SetValue("PROPOSAL_WORDS",
                  words.word("office.file.proposal_of",
                             {{"household", std::string_view(card.household_label)},
                              {"group", std::string_view(card.group_label)},
                              {"day", std::string_view(day)}}));
    one->SetValue("FITTED",
                  words.word("office.file.fitted", {{"score", std::int64_t{card.score}}}));
    for (const auto& reason : card.reasons) {
      one->AddSectionDictionary("REASON")->SetValue("WORDS", words.reason(reason));
    }
    if (!file.subject.household) continue;  // they are about the household's wishes
    for (const auto& caution : card.cautions) {
      one->AddSectionDictionary("REASON")->SetValue("WORDS", words.reason(caution));
    }
    if (!card.declined_because) continue;
    const auto why = declined_words(words, std::string(domain::name_of(*card.declined_because)));
    if (why.empty()) continue;
    one->SetValueAndShowSection(
        "DECLINED_WORDS", words.word("office.file.declined", {{"reason", std::string_view(why)}}),
        "DECLINED");
  }
}

// "Coordinator (anna)": the role is the account's of today.
Result<std::string> who_acted(Store& store, const FileWords& words, std::string_view actor) {
  constexpr std::string_view kOfOffice = "office:";
  const auto name = actor_words(words.texts(), words.ours(), actor);
  if (!actor.starts_with(kOfOffice)) return name;
  SAMEN_TRY(const auto account, account_named(store, actor.substr(kOfOffice.size())));
  const auto role = account ? domain::from_name<StaffRole>(account->role) : std::nullopt;
  if (!role) return name;
  return role_words(words.texts(), words.ours(), *role) + " (" + name + ")";
}

Result<void> fill_acts(Store& store, const FileWords& words, const PersonFile& file,
                       TemplateDictionary& main) {
  if (file.acts.empty()) {
    main.ShowSection("NO_ACTS");
    return {};
  }
  auto* acts = main.AddSectionDictionary("ACTS");
  for (const auto& act : file.acts) {
    auto* row = acts->AddSectionDictionary("ACT");
    row->SetValue("ACT_DAY", words.day(act.at_ms));
    row->SetValue("ACT_WORDS", words.one_of("act", act.action));
    SAMEN_TRY(const auto who, who_acted(store, words, act.actor));
    row->SetValue("ACT_WHO", who);
  }
  return {};
}

// Who sees what, as the kiosks say it, with who is responsible and where to complain.
void fill_rights(const PageParts& parts, const FileWords& words, const PersonFile& file,
                 TemplateDictionary& main) {
  const auto& programme = parts.forms.programme();
  const auto right = [&](const char* key, const std::string& text) {
    auto* row = main.AddSectionDictionary("RIGHT");
    row->SetValue("RIGHT_TITLE", words.word("who_sees." + std::string(key) + ".title"));
    row->SetValue("RIGHT_TEXT", text);
  };
  const auto plain = [&](const char* key) {
    right(key, words.word("who_sees." + std::string(key) + ".text"));
  };
  const auto office = [&](const char* key, const forms::Office& who) {
    const auto begin = "who_sees." + std::string(key);
    right(key, who.name.empty()
                   ? words.word(begin + ".unknown")
                   : words.word(begin + ".text", {{"name", std::string_view(who.name)},
                                                  {"reach", std::string_view(who.reach)}}));
  };
  for (const char* key : {"you", "staff", "others", "kiosk"}) plain(key);
  right("kept",
        words.word("who_sees.kept.text", {{"months", std::int64_t{programme.kept_months}}}));
  office("responsible", programme.responsible);
  office("complain", programme.complaints);
  const auto day = file.goes ? words.day(file.goes->goes_ms) : std::string();
  main.SetValue("KEPT_UNTIL",
                file.goes ? words.word("office.file.kept_until", {{"day", std::string_view(day)}})
                          : words.word("office.file.kept_in_match"));
}

}  // namespace

Page Pages::file(Store& store, const PageContext& context, std::string_view label) {
  if (!kFilesAreFor.open_to(context.viewer) || !context.confirmed) {
    return problem_page(*parts_, context, 403);
  }
  const auto subject = file_subject(store, context.viewer, label);
  if (!subject) return failed_page(*parts_, context, subject.error());
  const auto file = read_person_file(store, *subject);
  if (!file) return failed_page(*parts_, context, file.error());
  const FileWords words(parts_->texts, file->record.language);
  Frame frame(*parts_, context, "file.tpl", "/file/" + subject->label);
  // The paper is theirs; only what stands around it is in the language of who prints it.
  for (const auto& [name, text] : parts_->texts.fixed(words.ours())) {
    if (name.starts_with("t_file__")) frame.everywhere(name, text);
  }
  auto& main = frame.main();
  const auto title =
      frame.word("office.file_of.title", {{"label", std::string_view(subject->label)}});
  main.SetValue("TITLE", title);
  main.SetValue("LABEL", subject->label);
  if (!subject->match.empty()) {
    main.SetValueAndShowSection("CASE_LABEL", subject->match, "CASE");
  }
  main.SetValue("OURS", words.ours());
  main.SetValue("THEIRS", words.theirs());
  main.SetValue("DIRECTION", parts_->texts.kiosk().right_to_left(words.theirs()) ? "rtl" : "ltr");
  main.SetValue("TODAY", words.day(context.now_ms));
  main.SetValue("CENTRE_NAME", subject->centre);
  fill_answers(*parts_, words, *file, main);
  fill_held(words, *file, main);
  fill_reasons_of(words, *file, main);
  if (const auto acts = fill_acts(store, words, *file, main); !acts) {
    return failed_page(*parts_, context, acts.error());
  }
  fill_rights(*parts_, words, *file, main);
  return frame.finish(title);
}

}  // namespace samen::server
