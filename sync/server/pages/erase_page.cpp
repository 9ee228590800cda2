// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/log.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/erase_file.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

// Of kErasureReasons those that somebody in the office has.
constexpr std::string_view kReasonsInOffice[] = {"asked", "duplicate", "mistake"};

void fill_open(Frame& frame, const FileSubject& subject, const OpenBefore& open) {
  auto* row = frame.main().AddSectionDictionary("OPEN_ONE");
  const std::string_view household(open.household);
  const std::string_view group(open.group);
  const std::string kind = open.match ? "match" : "proposal";
  const std::string end = open.goes_on ? ".goes_on" : ".ends";
  row->SetValue("OPEN_WORDS", frame.word("office.erase." + kind + end,
                                         {{"household", household}, {"group", group}}));
  if (!open.goes_on) {
    row->SetValueAndShowSection(
        "OTHER_WORDS",
        subject.household ? frame.word("office.erase.group_waits", {{"group", group}})
                          : frame.word("office.erase.household_waits", {{"household", household}}),
        "OTHER");
  }
  if (!open.meeting_ms) return;
  const auto day = frame.day(*open.meeting_ms);
  row->SetValueAndShowSection(
      "MEETING_WORDS",
      frame.word(open.goes_on ? "office.erase.meeting_stays" : "office.erase.meeting_off",
                 {{"day", std::string_view(day)}}),
      "MEETING");
}

void fill_counts(Frame& frame, const std::vector<HeldCount>& counts, const char* section) {
  for (const auto& count : counts) {
    auto* row = frame.main().AddSectionDictionary(section);
    row->SetValue("NAME", frame.word("office.file.table." + std::string(count.table)));
    row->SetValue("ROWS", std::to_string(count.rows));
  }
}

// How the form stood, and what is wrong with it.
struct Asked {
  std::string reason = {};
  std::string day = {};
  std::string_view wrong = {};  // office.erase.wrong.…
};

void fill_form(Frame& frame, const Asked& asked) {
  auto& main = frame.main();
  for (const auto reason : kReasonsInOffice) {
    auto* choice = main.AddSectionDictionary("REASON");
    choice->SetValue("VALUE", std::string(reason));
    choice->SetValue("WORDS", frame.word("office.erase.reason." + std::string(reason)));
    if (reason == asked.reason) choice->ShowSection("CHOSEN");
  }
  main.SetValue("DAY", asked.day);
  if (asked.wrong.empty()) return;
  main.AddSectionDictionary("PROBLEM")->SetValue(
      "PROBLEM_WORDS", frame.word("office.erase.wrong." + std::string(asked.wrong)));
  if (asked.wrong == "day") main.ShowSection("WRONG_DAY");
  if (asked.wrong == "reason") main.ShowSection("WRONG_REASON");
}

Page question_page(const PageParts& parts, Store& store, const PageContext& context,
                   std::string_view label, const Asked& asked) {
  const auto subject = file_subject(store, context.viewer, label);
  if (!subject) return failed_page(parts, context, subject.error());
  const auto look = look_at_erasure(store, *subject);
  if (!look) return failed_page(parts, context, look.error());
  Frame frame(parts, context, "erase.tpl", "/file/" + subject->label + "/erase");
  frame.everywhere("LABEL", subject->label);
  auto& main = frame.main();
  const auto title =
      frame.word("office.erase.title", {{"label", std::string_view(subject->label)}});
  main.SetValue("TITLE", title);
  main.ShowSection("QUESTION");
  main.SetValue("CENTRE_NAME", subject->centre);
  main.SetValue("WAS", look->was);
  main.SetValue("PROOF", look->proof);
  fill_counts(frame, look->gone, "GONE");
  fill_counts(frame, look->left, "LEFT");
  for (const auto& open : look->open) fill_open(frame, *subject, open);
  if (look->open.empty()) main.ShowSection("NOBODY_ELSE");
  fill_form(frame, asked);
  return frame.finish(title, asked.wrong.empty() ? 200 : asked.wrong == "busy" ? 409 : 422);
}

Page done_page(const PageParts& parts, const PageContext& context, const ErasureDone& done) {
  Frame frame(parts, context, "erase.tpl", "/");
  auto& main = frame.main();
  const auto title = frame.word(done.again ? "office.erase.again" : "office.erase.done");
  main.SetValue("TITLE", title);
  auto* shown = main.AddSectionDictionary("ERASED");
  if (done.at_ms > 0) {
    const auto day = frame.day_of_year(done.at_ms);
    shown->SetValueAndShowSection(
        "SINCE_WORDS", frame.word("office.erase.since", {{"day", std::string_view(day)}}), "SINCE");
  }
  if (!done.proof.empty()) shown->SetValueAndShowSection("PROOF", done.proof, "WITH_PROOF");
  // The line of the audit begins with it.
  shown->SetValue("IN_LOG", done.was.substr(0, 16));
  if (done.gaps) shown->ShowSection("GAPS");
  return frame.finish(title);
}

// "asked 2026-11-20": what the audit keeps for good. Empty, with `asked.wrong`: it is not right.
std::string reason_of_form(const PageContext& context, Asked& asked) {
  if (std::ranges::find(kReasonsInOffice, asked.reason) == std::end(kReasonsInOffice)) {
    asked.wrong = "reason";
    return {};
  }
  if (asked.reason != kReasonsInOffice[0]) return asked.reason;
  const auto day = parse_day(asked.day);
  if (!day || *day > context.now_ms) {
    asked.wrong = "day";
    if (!day) asked.day.clear();
    return {};
  }
  return asked.reason + " " + date_in_words(*day);
}

}  // namespace

Page Pages::erase_question(Store& store, const PageContext& context, std::string_view label) {
  if (!kFilesAreFor.open_to(context.viewer) || !context.confirmed) {
    return problem_page(*parts_, context, 403);
  }
  return question_page(*parts_, store, context, label, {.day = date_in_words(context.now_ms)});
}

Page Pages::erase(Store& store, const PageContext& context, std::string_view label,
                  const FormFields& fields) {
  if (!kFilesAreFor.open_to(context.viewer) || !context.confirmed) {
    return problem_page(*parts_, context, 403);
  }
  const auto subject = file_subject(store, context.viewer, label);
  if (!subject) {
    // A second press of the button, or somebody erased it elsewhere meanwhile.
    const auto before = erased_before(store, field_of(fields, "was"), field_of(fields, "proof"));
    if (before && *before) return done_page(*parts_, context, **before);
    return failed_page(*parts_, context, subject.error());
  }
  Asked asked{.reason = std::string(field_of(fields, "reason")),
              .day = std::string(typed_in(fields, "day"))};
  const auto reason = reason_of_form(context, asked);
  if (reason.empty()) return question_page(*parts_, store, context, label, asked);
  const auto done = erase_file(store, *subject, reason, context.viewer.actor());
  if (done) return done_page(*parts_, context, *done);
  if (done.error().code == Errc::timeout) {
    asked.wrong = "busy";
    return question_page(*parts_, store, context, label, asked);
  }
  return failed_page(*parts_, context, done.error());
}

}  // namespace samen::server
