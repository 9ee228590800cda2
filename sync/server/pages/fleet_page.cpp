// SPDX-License-Identifier: Apache-2.0
#include "base/spans.hpp"
#include "sync/server/cases/fleet.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/paging.hpp"
#include "sync/server/store/counts.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

constexpr std::string_view kKiosks = "/kiosks";
constexpr std::int64_t kHoursADay = base::kDayMs / base::kHourMs;

std::string_view look_of(KioskNeed need) {
  switch (need) {
    case KioskNeed::alarm:
    case KioskNeed::silent:
      return "late";
    case KioskNeed::never_heard:
    case KioskNeed::review:
      return "today";
    case KioskNeed::none:
      return "yes";
    case KioskNeed::revoked:
      break;
  }
  return "no";
}

std::string need_words(const Frame& frame, const KioskLine& line) {
  return frame.word("office.kiosks.need." + std::string(domain::name_of(line.need)));
}

// The one next thing to do about it.
std::string next_words(const Frame& frame, const KioskLine& line) {
  if (line.need == KioskNeed::alarm) {
    return frame.word("office.kiosks.alarm." + std::string(to_string(*line.alarm)));
  }
  return frame.word("office.kiosks.do." + std::string(domain::name_of(line.need)));
}

std::string heard_words(const Frame& frame, const Device& device) {
  if (!device.last_contact_ms) return frame.word("office.kiosks.heard.never");
  const std::int64_t hours = (frame.context().now_ms - *device.last_contact_ms) / base::kHourMs;
  if (hours < 1) return frame.word("office.kiosks.heard.now");
  if (hours < kHoursADay) return frame.word("office.kiosks.heard.hours", {{"count", hours}});
  return frame.word("office.kiosks.heard.days", {{"count", hours / kHoursADay}});
}

void fill_kiosk(const Frame& frame, ctemplate::TemplateDictionary& out, const KioskLine& line) {
  out.SetIntValue("NUMBER", line.device.number);
  out.SetValue("CENTRE_NAME", line.centre.name);
  out.SetValue("LOOK", std::string(look_of(line.need)));
  out.SetValue("NEED", need_words(frame, line));
  out.SetValue("DO", next_words(frame, line));
  out.SetValue("HEARD", heard_words(frame, line.device));
  out.SetIntValue("NOT_COPIED", line.not_copied());
}

std::string kiosk_title(const Frame& frame, const Device& device) {
  const auto number = std::to_string(device.number);
  return frame.word("office.kiosks.one", {{"number", std::string_view(number)}});
}

std::string path_of(const Device& device) {
  return "/kiosks/" + std::to_string(device.number);
}

// One kiosk of the list; Errc::not_found.
Result<KioskLine> line_of_kiosk(Store& store, std::string_view name) {
  SAMEN_TRY(auto lines, fleet(store));
  for (auto& line : lines) {
    if (is_called(line.device, name)) return std::move(line);
  }
  return base::fail(Errc::not_found, "no such kiosk");
}

bool found_kiosk(const KioskLine& line, std::string_view search) {
  return found_in(line.centre.name, search) || std::to_string(line.device.number) == search;
}

void fill_kiosks(Frame& frame, const std::vector<const KioskLine*>& found,
                 const ListFilter& filter) {
  auto& main = frame.main();
  fill_search(frame, filter, found.size());
  if (found.empty()) {
    const std::string which = filter.search.empty() ? "empty" : "nothing";
    main.SetValueAndShowSection("EMPTY_WORDS", frame.word("office.kiosks." + which), "EMPTY");
    return;
  }
  main.ShowSection("LINES");
  const auto shown = lines_of_page(found.size(), filter.page);
  for (std::size_t i = shown.first; i < shown.end; ++i) {
    fill_kiosk(frame, *main.AddSectionDictionary("LINE"), *found[i]);
  }
  fill_pages(frame, shown, "kiosks", [&filter](int page) { return query_of_list(filter, page); });
}

}  // namespace

Page Pages::kiosks(Store& store, const PageContext& context, const ListFilter& asked) {
  if (!kKiosksAreFor.open_to(context.viewer)) return problem_page(*parts_, context, 403);
  const auto lines = fleet(store);
  if (!lines) return failed_page(*parts_, context, lines.error());
  const ListFilter filter{search_of(asked.search), asked.page};
  std::int64_t waiting = 0;
  std::vector<const KioskLine*> found;
  for (const auto& line : *lines) {
    waiting += line.needs_somebody() ? 1 : 0;
    if (found_kiosk(line, filter.search)) found.push_back(&line);
  }
  Frame frame(*parts_, context, "kiosks.tpl", kKiosks);
  frame.main().SetValue("SUMMARY", frame.word("office.kiosks.summary",
                                              {{"count", static_cast<std::int64_t>(lines->size())},
                                               {"waiting", waiting}}));
  fill_kiosks(frame, found, filter);
  return frame.finish(frame.word("office.kiosks.title"));
}

Page Pages::kiosk(Store& store, const PageContext& context, std::string_view number,
                  std::string_view done) {
  if (!kKiosksAreFor.open_to(context.viewer)) return problem_page(*parts_, context, 403);
  const auto line = line_of_kiosk(store, number);
  if (!line) return failed_page(*parts_, context, line.error());
  const auto counts = count_for_device(store, line->device.number);
  if (!counts) return failed_page(*parts_, context, counts.error());
  Frame frame(*parts_, context, "kiosk.tpl", path_of(line->device));
  auto& main = frame.main();
  const auto title = kiosk_title(frame, line->device);
  main.SetValue("TITLE", title);
  fill_kiosk(frame, main, *line);
  main.SetValue("MUNICIPALITY", line->centre.municipality);
  main.SetIntValue("CARDS", counts->feed_items);
  main.SetIntValue("CAME", counts->envelopes);
  main.SetIntValue("REVIEWS", line->reviews);
  main.SetValue("ID", line->device.id.str());
  main.SetValue("ENROLLED", frame.day_of_year(line->device.enrolled_ms));
  if (line->device.revoked_ms) {
    main.SetValueAndShowSection("SINCE", frame.day_of_year(*line->device.revoked_ms), "REVOKED");
  }
  const bool revoked = line->device.revoked_ms.has_value();
  main.SetValue("SERVICE",
                frame.word(revoked ? "office.kiosks.undo.link" : "office.kiosks.revoke.link"));
  if (done == "revoke" || done == "undo") {
    main.SetValueAndShowSection("DONE_WORDS", frame.word("office.kiosks.done." + std::string(done)),
                                "DONE");
  }
  return frame.finish(title);
}

Page Pages::kiosk_service(Store& store, const PageContext& context, std::string_view number) {
  if (!kKiosksAreFor.open_to(context.viewer) || !context.confirmed) {
    return problem_page(*parts_, context, 403);
  }
  const auto line = line_of_kiosk(store, number);
  if (!line) return failed_page(*parts_, context, line.error());
  Frame frame(*parts_, context, "kiosk_service.tpl", path_of(line->device) + "/service");
  auto& main = frame.main();
  const std::string act = line->device.revoked_ms ? "undo" : "revoke";
  const auto shown = std::to_string(line->device.number);
  const auto title =
      frame.word("office.kiosks." + act + ".title", {{"number", std::string_view(shown)}});
  main.SetValue("TITLE", title);
  main.SetValue("KIOSK", kiosk_title(frame, line->device));
  main.SetIntValue("NUMBER", line->device.number);
  main.SetValue("CENTRE_NAME", line->centre.name);
  main.SetValue("HEARD", heard_words(frame, line->device));
  main.SetValue("HELP", frame.word("office.kiosks." + act + ".help"));
  main.SetValue("ACT", act);
  main.SetValue("ACT_LOOK", act == "undo" ? "primary-action" : "danger");
  main.SetValue("ACT_BUTTON", frame.word("office.kiosks." + act + ".button"));
  return frame.finish(title);
}

Acted Pages::act_on_kiosk(Store& store, const PageContext& context, std::string_view number,
                          const FormFields& fields) {
  if (!kKiosksAreFor.open_to(context.viewer) || !context.confirmed) {
    return {{}, problem_page(*parts_, context, 403)};
  }
  const auto device = kiosk_called(store, number);
  if (!device) return {{}, failed_page(*parts_, context, device.error())};
  const auto act = field_of(fields, "act");
  if (act != "revoke" && act != "undo") {
    auto again = kiosk_service(store, context, number);
    again.status = 422;
    return {{}, std::move(again)};
  }
  const auto actor = context.viewer.actor();
  const auto changed = act == "revoke" ? revoke_kiosk(store, *device, actor)
                                       : reinstate_kiosk(store, *device, actor);
  if (!changed) return {{}, failed_page(*parts_, context, changed.error())};
  return {path_of(*device) + "?done=" + std::string(act), {}};
}

}  // namespace samen::server
