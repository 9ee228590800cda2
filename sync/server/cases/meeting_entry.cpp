// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/meeting_entry.hpp"

#include <cstdlib>
#include <ctime>
#include <memory>

#include <libical/ical.h>

#include "base/say.hpp"
#include "base/spans.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

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

Result<std::string> calendar_of(const MeetingEntry& meeting) {
  const auto id = meeting.match.str() + "@samen";
  Component event(icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(id.c_str()),
                                      icalproperty_new_dtstamp(moment_of(meeting.noted_ms)),
                                      icalproperty_new_dtstart(day_of(meeting.day_ms)),
                                      icalproperty_new_dtend(day_of(meeting.day_ms + base::kDayMs)),
                                      icalproperty_new_summary(meeting.title.c_str()),
                                      icalproperty_new_class(ICAL_CLASS_PRIVATE),
                                      icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), nullptr));
  // The later word about one entry has the higher number: the minute in which it was said.
  const auto minute = static_cast<int>(meeting.noted_ms / 60'000);
  icalcomponent_add_property(event.get(), icalproperty_new_sequence(minute));
  if (meeting.off) {
    icalcomponent_add_property(event.get(), icalproperty_new_status(ICAL_STATUS_CANCELLED));
  }
  const Component calendar(icalcomponent_vanew(
      ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
      icalproperty_new_prodid("-//Samen//Samen office//NL"), event.release(), nullptr));
  const std::unique_ptr<char, decltype(&std::free)> text(
      icalcomponent_as_ical_string_r(calendar.get()), &std::free);
  if (!text) return fail(Errc::internal, say("the meeting does not become a calendar"));
  return std::string(text.get());
}

}  // namespace samen::server
