// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nlohmann/json.hpp>

#include "forms/from_record.hpp"
#include "forms/summary.hpp"
#include "forms/to_record.hpp"
#include "protocol/record_json.hpp"
#include "sync/server/pages/file_page.hpp"
#include "sync/server/store/people.hpp"

namespace samen::server {

namespace {

std::string who_of_adults(const FileWords& words, int adult, int adults) {
  return words.word("app.adult",
                    {{"adult", std::int64_t{adult} + 1}, {"adults", std::int64_t{adults}}});
}

// The question as it was asked.
std::string question_words(const FileWords& words, const forms::Question& question, int adult,
                           int adults) {
  const auto who = who_of_adults(words, std::max(adult, 0), adults);
  return words.word(question.title_key, {{"adult", std::int64_t{std::max(adult, 0)} + 1},
                                         {"adults", std::int64_t{adults}},
                                         {"self", std::string_view(adult <= 0 ? "yes" : "no")},
                                         {"who", std::string_view(who)}});
}

std::string who_consents(const FileWords& words, int adult, int adults) {
  return adults == 1 ? words.word("office.file.you") : who_of_adults(words, adult, adults);
}

void fill_line(const FileWords& words, const forms::SummaryLine& line,
               ctemplate::TemplateDictionary& row) {
  for (const auto& part : line.parts) {
    auto* value = row.AddSectionDictionary("PART");
    value->SetValue("PART_WORDS", part.key.empty() ? std::string(part.secret.view())
                                                   : words.reason({part.key, part.arguments}));
  }
}

void fill_consent(const FileWords& words, const domain::Consent& consent, const std::string& who,
                  const std::string& day, ctemplate::TemplateDictionary& answers) {
  auto* row = answers.AddSectionDictionary("CONSENT");
  row->SetValue("CONSENT_WHO", who);
  row->SetValue("CONSENT_WORDS",
                words.word("consent." + std::string(domain::name_of(consent.purpose))));
  row->SetValue("CONSENT_GIVEN", words.word(consent.given ? "check.yes" : "check.no"));
  row->SetIntValue("CONSENT_VERSION", consent.text_version);
  row->SetValue("CONSENT_LANGUAGE", words.texts().kiosk().native_name(consent.language));
  row->SetValue("CONSENT_DAY", day);
}

// Each with the wording that was read; when staff heard a yes later, the log of acts has its day.
void fill_consents(const FileWords& words, const domain::Record& record,
                   ctemplate::TemplateDictionary& answers) {
  const auto day = words.day(record.made.wall_ms);
  if (const auto* household = std::get_if<domain::Household>(&record.body)) {
    const int adults = static_cast<int>(household->adults.size());
    for (const auto& consent : household->consents) {
      fill_consent(words, consent, who_consents(words, 0, adults), day, answers);
    }
    for (int i = 1; i < adults; ++i) {
      for (const auto& consent : household->adults[static_cast<std::size_t>(i)].consents) {
        fill_consent(words, consent, who_consents(words, i, adults), day, answers);
      }
    }
  }
  if (const auto* volunteer = volunteer_of(record.body)) {
    for (const auto& consent : volunteer->consents) {
      fill_consent(words, consent, who_consents(words, 0, 1), day, answers);
    }
  }
}

// Whether the questions say all that the record says: a form of today may not ask any more what an
// older one did.
bool says_all(const forms::Form& form, const forms::Answers& answers,
              const domain::Record& record) {
  auto again = forms::to_record(form, answers, record.language);
  if (!again) return false;
  if (auto* start = std::get_if<domain::GroupStart>(&again->body)) {
    start->join_code = std::get<domain::GroupStart>(record.body).join_code;
  }
  return again->body == record.body;
}

void fill_raw(const domain::Record& record, ctemplate::TemplateDictionary& answers) {
  const auto text = protocol::write_record(record);
  const auto parsed = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  answers.AddSectionDictionary("RAW")->SetValue(
      "RAW_TEXT", parsed.dump(1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace

void fill_answers(const PageParts& parts, const FileWords& words, const PersonFile& file,
                  ctemplate::TemplateDictionary& into) {
  const auto& record = file.record;
  fill_consents(words, record, into);
  const int at = parts.forms.find(record.form);
  if (at < 0) return fill_raw(record, into);
  const auto& form = parts.forms.at(at);
  const auto answers = forms::from_record(form, record);
  if (!answers) return fill_raw(record, into);
  const int adults = answers->adults(form);
  ctemplate::TemplateDictionary* block = nullptr;
  int adult = -2;
  auto lines = forms::summary(form, *answers);
  std::ranges::stable_sort(lines, {},
                           [](const forms::SummaryLine& line) { return line.instance.adult; });
  for (const auto& line : lines) {
    if (block == nullptr || line.instance.adult != adult) {
      adult = line.instance.adult;
      block = into.AddSectionDictionary("BLOCK");
      if (adult >= 0) {
        block->SetValueAndShowSection("BLOCK_TITLE", who_of_adults(words, adult, adults), "ADULT");
      }
    }
    const auto& question = form.questions[static_cast<std::size_t>(line.instance.question)];
    auto* row = block->AddSectionDictionary("ANSWER");
    row->SetValue("QUESTION", question_words(words, question, adult, adults));
    fill_line(words, line, *row);
  }
  if (!says_all(form, *answers, record)) fill_raw(record, into);
}

}  // namespace samen::server
