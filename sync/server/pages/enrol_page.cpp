// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/number.hpp"
#include "sync/server/cases/kiosk_code.hpp"
#include "sync/server/pages/centre_names.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/qr_path.hpp"

namespace samen::server {

using base::Errc;

namespace {

constexpr std::string_view kEnrol = "/enrol";

struct CodeSpan {
  int minutes;
  std::string_view name;  // office.enrol.valid.…
};
constexpr CodeSpan kCodeSpans[] = {
    {60, "hour"}, {4 * 60, "morning"}, {24 * 60, "day"}, {kLongestCodeMinutes, "week"}};

// What was asked for, and which field it is that has to be mended; none at first.
struct EnrolForm {
  std::string centre = {};
  std::string municipality = {};
  int minutes = kCodeSpans[0].minutes;
  std::string wrong = {};  // "centre", "municipality", "other_municipality", "minutes"
};

EnrolForm form_of(const FormFields& fields) {
  EnrolForm form;
  form.centre = typed_in(fields, "centre");
  form.municipality = typed_in(fields, "municipality");
  const auto minutes = base::parse_number<int>(field_of(fields, "minutes"));
  const bool known = minutes && std::ranges::find(kCodeSpans, *minutes, &CodeSpan::minutes) !=
                                    std::end(kCodeSpans);
  if (known) {
    form.minutes = *minutes;
  } else {
    form.wrong = "minutes";
  }
  if (form.municipality.size() > kLongestCentreBytes) form.wrong = "municipality";
  if (form.centre.empty() || form.centre.size() > kLongestCentreBytes) form.wrong = "centre";
  return form;
}

std::string_view wrong_field(const base::Error& error) {
  if (error.code == Errc::not_found) return "municipality";
  return error.code == Errc::conflict ? "other_municipality" : "centre";
}

base::Result<Page> enrol_form(const PageParts& parts, Store& store, const PageContext& context,
                              const EnrolForm& form) {
  Frame frame(parts, context, "enrol.tpl", kEnrol);
  auto& main = frame.main();
  main.SetValue("CENTRE_TYPED", form.centre);
  main.SetValue("MUNICIPALITY_TYPED", form.municipality);
  SAMEN_CHECK(offer_centres(store, main));
  for (const auto& span : kCodeSpans) {
    auto* choice = main.AddSectionDictionary("SPAN");
    choice->SetIntValue("VALUE", span.minutes);
    choice->SetValue("WORDS", frame.word("office.enrol.valid." + std::string(span.name)));
    if (span.minutes == form.minutes) choice->ShowSection("CHOSEN");
  }
  if (!form.wrong.empty()) {
    main.SetValueAndShowSection("PROBLEM_WORDS", frame.word("office.enrol.wrong." + form.wrong),
                                "PROBLEM");
    if (form.wrong == "centre") main.ShowSection("WRONG_CENTRE");
    if (form.wrong.ends_with("municipality")) main.ShowSection("WRONG_MUNICIPALITY");
  }
  return frame.finish(frame.word("office.enrol.title"), form.wrong.empty() ? 200 : 422);
}

Page enrol_code_page(const PageParts& parts, const PageContext& context, const KioskCode& made,
                     int minutes) {
  Frame frame(parts, context, "enrol_code.tpl", kEnrol);
  auto& main = frame.main();
  main.SetValue("CODE", made.code);
  const auto qr = qr_path(made.code);
  main.SetValue("QR_BOX", qr.view_box);
  main.SetValue("QR_PATH", qr.path);
  main.SetValue("CENTRE_NAME", made.centre.name);
  main.SetValue("MUNICIPALITY", made.centre.municipality);
  const auto* span = std::ranges::find(kCodeSpans, minutes, &CodeSpan::minutes);
  main.SetValue("VALID", frame.word("office.enrol.valid." + std::string(span->name)));
  return frame.finish(frame.word("office.enrol.code.title"));
}

bool may_enrol(const PageContext& context) {
  return kKiosksAreFor.open_to(context.viewer) && context.confirmed;
}

}  // namespace

Page Pages::enrol(Store& store, const PageContext& context) {
  if (!may_enrol(context)) return problem_page(*parts_, context, 403);
  const auto page = enrol_form(*parts_, store, context, {});
  return page ? *page : failed_page(*parts_, context, page.error());
}

Page Pages::make_code(Store& store, const PageContext& context, const FormFields& fields) {
  if (!may_enrol(context)) return problem_page(*parts_, context, 403);
  auto form = form_of(fields);
  if (form.wrong.empty()) {
    const auto made = make_kiosk_code(
        store,
        {.centre = form.centre, .municipality = form.municipality, .valid_minutes = form.minutes},
        context.viewer.actor());
    if (made) return enrol_code_page(*parts_, context, *made, form.minutes);
    const auto code = made.error().code;
    if (code != Errc::not_found && code != Errc::conflict && code != Errc::invalid_input) {
      return failed_page(*parts_, context, made.error());
    }
    form.wrong = wrong_field(made.error());
  }
  const auto again = enrol_form(*parts_, store, context, form);
  return again ? *again : failed_page(*parts_, context, again.error());
}

}  // namespace samen::server
