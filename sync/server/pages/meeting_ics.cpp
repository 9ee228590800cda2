// SPDX-License-Identifier: Apache-2.0
#include <ctime>
#include <memory>

#include <libical/ical.h>

#include "base/spans.hpp"
#include "sync/server/pages/case_view.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

icaltimetype day_of(std::int64_t at_ms) {
  return icaltime_from_timet_with_zone(static_cast<std::time_t>(at_ms / 1000), 1, nullptr);
}

icaltimetype moment_of(std::int64_t at_ms) {
  return icaltime_from_timet_with_zone(static_cast<std::time_t>(at_ms / 1000), 0,
                                       icaltimezone_get_utc_timezone());
}

}  // namespace

Result<std::string> Pages::calendar(Store& store, const PageContext& context,
                                    std::string_view label) {
  SAMEN_TRY(const auto proposal, case_row(store, context.viewer, label));
  SAMEN_TRY(const auto match, find_match(store, proposal.card.proposal));
  const bool planned = match && proposal.card.state == domain::ProposalState::accepted &&
                       match->state == domain::MatchState::planned && match->meeting_ms;
  if (!planned) return fail(Errc::not_found, "no meeting is planned");
  const auto& texts = parts_->texts;
  const auto language = texts.language(context.language);
  // Somebody looks over a shoulder at a calendar: no name, no place, no word of why.
  const auto subject = texts.word(language, "office.calendar.subject");
  const auto id = proposal.card.proposal.str() + "@samen";
  Component event(icalcomponent_vanew(
      ICAL_VEVENT_COMPONENT, icalproperty_new_uid(id.c_str()),
      icalproperty_new_dtstamp(moment_of(match->since_ms)),
      icalproperty_new_dtstart(day_of(*match->meeting_ms)),
      icalproperty_new_dtend(day_of(*match->meeting_ms + base::kDayMs)),
      icalproperty_new_summary(subject.c_str()), icalproperty_new_class(ICAL_CLASS_PRIVATE),
      icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), nullptr));
  const Component calendar(icalcomponent_vanew(
      ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
      icalproperty_new_prodid("-//Samen//Samen office//NL"), event.release(), nullptr));
  const std::unique_ptr<char, decltype(&std::free)> text(
      icalcomponent_as_ical_string_r(calendar.get()), &std::free);
  if (!text) return fail(Errc::internal, "the meeting does not become a calendar");
  return std::string(text.get());
}

}  // namespace samen::server
