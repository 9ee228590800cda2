// SPDX-License-Identifier: Apache-2.0
#include <iterator>

#include "sync/server/store/held_rows.hpp"

namespace samen::server {

namespace {

constexpr HeldColumn key(std::string_view name) {
  return {name};
}
constexpr HeldColumn not_shown(std::string_view name, NotShown why) {
  return {name, HeldAs::none, {}, why};
}
constexpr HeldColumn shown(std::string_view name, HeldAs as) {
  return {name, as, {}, NotShown::shown};
}
constexpr HeldColumn one_of(std::string_view name, std::string_view words) {
  return {name, HeldAs::words, words, NotShown::shown};
}
constexpr HeldColumn privately(HeldColumn column) {
  column.to_households_only = true;
  return column;
}
constexpr HeldColumn moment(std::string_view name) {
  return shown(name, HeldAs::moment);
}

// Closed lists, by the names of shared/domain where it has them.
constexpr std::string_view kCase = "case";

// --- about people. What they told lies in `sealed`: the file shows it with the form's questions.
constexpr HeldColumn kHousehold[] = {key("id"),
                                     shown("label", HeldAs::text),
                                     shown("receipt", HeldAs::text),
                                     shown("centre", HeldAs::centre),
                                     one_of("state", kCase),
                                     moment("waiting_since_ms"),
                                     shown("synthetic", HeldAs::yes_no),
                                     not_shown("sealed", NotShown::copy)};
constexpr HeldColumn kVolunteer[] = {key("id"),
                                     one_of("role", "role"),
                                     shown("join_code", HeldAs::group),
                                     shown("receipt", HeldAs::text),
                                     shown("centre", HeldAs::centre),
                                     moment("arrived_ms"),
                                     shown("synthetic", HeldAs::yes_no),
                                     not_shown("sealed", NotShown::copy)};
constexpr HeldColumn kSingle[] = {key("id"), shown("label", HeldAs::text),
                                  shown("placed_in", HeldAs::group)};
// The code lets somebody join: whoever has it was given it.
constexpr HeldColumn kGroup[] = {shown("join_code", HeldAs::text), shown("label", HeldAs::text),
                                 shown("centre", HeldAs::centre), one_of("state", kCase),
                                 shown("synthetic", HeldAs::yes_no)};
constexpr HeldColumn kEnvelope[] = {key("id"),
                                    shown("device", HeldAs::kiosk),
                                    key("sequence"),
                                    key("hash"),
                                    key("key_id"),
                                    key("boot"),
                                    key("mono_ms"),
                                    moment("wall_ms"),
                                    shown("trusted", HeldAs::yes_no),
                                    not_shown("sealed", NotShown::copy),
                                    key("signature"),
                                    key("receipt"),
                                    moment("received_ms"),
                                    one_of("state", "envelope"),
                                    shown("review", HeldAs::text)};
constexpr HeldColumn kOfficeSignUp[] = {key("record"), shown("account", HeldAs::account),
                                        one_of("how", "consent_how"), moment("consent_ms"),
                                        moment("at_ms")};
constexpr HeldColumn kReceipt[] = {key("sign_key"),   key("seal_key"),
                                   key("record"),     one_of("standing", "standing"),
                                   moment("counter"), moment("told_counter")};
constexpr HeldColumn kRequest[] = {key("id"),
                                   key("sign_key"),
                                   key("seal_key"),
                                   shown("device", HeldAs::kiosk),
                                   key("counter"),
                                   one_of("wish", "wish"),
                                   one_of("outcome", "outcome"),
                                   moment("at_ms"),
                                   not_shown("sealed", NotShown::copy)};
constexpr HeldColumn kToldAnew[] = {key("id"), key("record")};
constexpr HeldColumn kWishToTalk[] = {key("record"), moment("asked_ms"), one_of("about", "talk")};
constexpr HeldColumn kAlike[] = {key("household"), shown("people", HeldAs::number),
                                 one_of("language", "language")};
constexpr HeldColumn kLookedAlike[] = {not_shown("one", NotShown::others),
                                       not_shown("other", NotShown::others),
                                       one_of("said", "alike"), moment("at_ms")};
constexpr HeldColumn kWhyNot[] = {key("household"), shown("round", HeldAs::number),
                                  shown("reason", HeldAs::reason)};
constexpr HeldColumn kRest[] = {key("record"), moment("until_ms"), moment("noted_ms")};
constexpr HeldColumn kNotice[] = {key("record"), not_shown("lived_ms", NotShown::nobody)};
constexpr HeldColumn kHeard[] = {key("record"), moment("at_ms")};
constexpr HeldColumn kPaper[] = {key("volunteer"), one_of("paper", "paper"), moment("day_ms")};
constexpr HeldColumn kMessage[] = {key("number"),
                                   key("record"),
                                   one_of("kind", "message"),
                                   key("about"),
                                   key("nth"),
                                   one_of("state", "message_state"),
                                   shown("tries", HeldAs::number),
                                   moment("made_ms"),
                                   key("next_ms"),
                                   moment("changed_ms"),
                                   shown("failure", HeldAs::text)};
// The card itself (reasons, cautions) is shown beside the rows.
constexpr HeldColumn kProposal[] = {key("id"),
                                    shown("round", HeldAs::number),
                                    shown("household", HeldAs::household),
                                    shown("join_code", HeldAs::group),
                                    shown("centre", HeldAs::centre),
                                    one_of("state", "proposal"),
                                    shown("version", HeldAs::number),
                                    not_shown("sealed", NotShown::copy),
                                    moment("made_ms"),
                                    moment("updated_ms")};
constexpr HeldColumn kDecision[] = {key("id"),
                                    key("proposal"),
                                    shown("version", HeldAs::number),
                                    one_of("verdict", "verdict"),
                                    privately(one_of("reason", "decline")),
                                    shown("device", HeldAs::kiosk),
                                    moment("at_ms"),
                                    one_of("outcome", "decision")};
constexpr HeldColumn kDeclinedPair[] = {shown("household", HeldAs::household),
                                        shown("join_code", HeldAs::group), moment("at_ms")};
constexpr HeldColumn kDeclinedSingle[] = {shown("household", HeldAs::household),
                                          not_shown("single", NotShown::others), moment("at_ms")};
constexpr HeldColumn kMatch[] = {
    key("proposal"),      one_of("state", "match"), moment("since_ms"),
    moment("agreed_ms"),  moment("introduced_ms"),  moment("meeting_ms"),
    moment("running_ms"), moment("checked_ms"),     moment("sign_ms")};
constexpr HeldColumn kStep[] = {key("number"),
                                key("proposal"),
                                one_of("event", "match_event"),
                                moment("at_ms"),
                                moment("day_ms"),
                                one_of("said_by", "said_by"),
                                privately(shown("met", HeldAs::number)),
                                privately(one_of("mood", "mood")),
                                privately(one_of("reason", "end_reason")),
                                privately(one_of("household_then", "afterwards")),
                                not_shown("group_then", NotShown::others)};
constexpr HeldColumn kWord[] = {key("id"),
                                key("proposal"),
                                key("record"),
                                moment("at_ms"),
                                key("step"),
                                one_of("wish", "wish"),
                                one_of("because", "because"),
                                shown("met", HeldAs::number),
                                one_of("mood", "mood")};

// --- about nobody who signed up. `number` of a round and its log: the log names labels; what it
// says of somebody stands on their proposals, the rest compares them with others.
constexpr HeldColumn kSetting[] = {key("name"), key("value")};
constexpr HeldColumn kCentre[] = {key("id"), key("name"), key("municipality")};
constexpr HeldColumn kDevice[] = {key("number"),          key("id"),
                                  key("centre"),          key("kiosk_sign_key"),
                                  key("staff_seal_key"),  key("courier_sign_key"),
                                  key("enrolled_ms"),     key("revoked_ms"),
                                  key("last_contact_ms"), key("seen_through"),
                                  key("durable_through"), key("last_feed_number")};
constexpr HeldColumn kCode[] = {key("hash"),       key("centre"),  key("made_ms"),
                                key("expires_ms"), key("used_ms"), key("device")};
// Of what was refused and never taken in, and stand-ins of what was erased.
constexpr HeldColumn kPassedOver[] = {key("device"), key("sequence"), key("id"), key("code"),
                                      key("at_ms")};
constexpr HeldColumn kRound[] = {key("id"), key("made_ms"), key("seed"),
                                 not_shown("log", NotShown::others)};
// Cards of proposals and answers to receipts, sealed to whom they are for.
constexpr HeldColumn kFeed[] = {key("device"),  key("number"), key("item"),
                                key("version"), key("kind"),   not_shown("sealed", NotShown::copy)};
// Who was looked at, by whom and when, is shown as the log of acts.
constexpr HeldColumn kAudit[] = {key("number"), key("at_ms"),   key("actor"),
                                 key("action"), key("subject"), key("hash")};
constexpr HeldColumn kErased[] = {key("hash"), key("kind"), key("at_ms")};
constexpr HeldColumn kSealReport[] = {key("device"), key("key_ids"), key("at_ms")};
constexpr HeldColumn kStaffKey[] = {key("device"), key("key"), key("confirmed_ms"), key("how")};
constexpr HeldColumn kStaffKeyOffer[] = {key("device"), key("key"), key("at_ms")};
constexpr HeldColumn kAlarm[] = {key("kind"), key("subject"), key("day"), key("last_ms"),
                                 key("count")};
constexpr HeldColumn kDeviceDay[] = {key("device"), key("day"), key("bytes")};
constexpr HeldColumn kStillClear[] = {key("place"), key("id")};
constexpr HeldColumn kAccount[] = {
    key("id"),       key("name"),     key("role"),     key("centre"),
    key("made_ms"),  key("disabled"), key("invite"),   key("invite_until_ms"),
    key("password"), key("sealed"),   key("used_step")};
constexpr HeldColumn kPasskey[] = {
    key("id"),      key("account"), key("credential"), key("algorithm"), key("public_key"),
    key("counter"), key("name"),    key("added_ms"),   key("used_ms"),   key("locked")};
constexpr HeldColumn kLogin[] = {key("account"), key("who"), key("added_ms"), key("used_ms")};
constexpr HeldColumn kSession[] = {key("token"), key("account"), key("begun_ms"), key("seen_ms"),
                                   key("confirmed_ms")};
constexpr HeldColumn kTry[] = {key("who"), key("tries"), key("boot"), key("not_before_mono_ms"),
                               key("at_ms")};
constexpr HeldColumn kChanged[] = {key("number"), key("proposal")};

constexpr HeldTable kTables[] = {
    // In the order of the file.
    {"household", HeldOf::id, NotShown::shown, kHousehold},
    {"volunteer", HeldOf::id, NotShown::shown, kVolunteer},
    {"single_volunteer", HeldOf::id, NotShown::shown, kSingle},
    {"welcome_group", HeldOf::group, NotShown::shown, kGroup},
    {"envelope", HeldOf::envelope, NotShown::shown, kEnvelope},
    {"office_sign_up", HeldOf::record, NotShown::shown, kOfficeSignUp},
    {"receipt_key", HeldOf::record, NotShown::shown, kReceipt},
    {"receipt_request", HeldOf::receipt, NotShown::shown, kRequest},
    {"alike", HeldOf::household, NotShown::shown, kAlike},
    {"why_not", HeldOf::household, NotShown::shown, kWhyNot},
    {"looked_alike", HeldOf::two, NotShown::shown, kLookedAlike},
    {"proposal", HeldOf::proposal_id, NotShown::shown, kProposal},
    {"decision", HeldOf::proposal, NotShown::shown, kDecision},
    {"declined_pair", HeldOf::pair, NotShown::shown, kDeclinedPair},
    {"declined_single", HeldOf::single_pair, NotShown::shown, kDeclinedSingle},
    {"match", HeldOf::proposal, NotShown::shown, kMatch},
    {"match_event", HeldOf::step, NotShown::shown, kStep},
    {"match_word", HeldOf::record, NotShown::shown, kWord},
    {"wish_to_talk", HeldOf::record, NotShown::shown, kWishToTalk},
    {"message", HeldOf::record, NotShown::shown, kMessage},
    {"paper", HeldOf::volunteer, NotShown::shown, kPaper},
    {"rest", HeldOf::record, NotShown::shown, kRest},
    {"heard", HeldOf::record, NotShown::shown, kHeard},
    {"retention_notice", HeldOf::record, NotShown::copy, kNotice},
    {"told_anew", HeldOf::record, NotShown::copy, kToldAnew},
    {"feed", HeldOf::nobody, NotShown::copy, kFeed},
    {"audit", HeldOf::nobody, NotShown::copy, kAudit},
    {"match_changed", HeldOf::proposal, NotShown::copy, kChanged},
    {"round", HeldOf::nobody, NotShown::others, kRound},
    {"office_account", HeldOf::nobody, NotShown::staff, kAccount},
    {"office_session", HeldOf::nobody, NotShown::staff, kSession},
    {"office_passkey", HeldOf::nobody, NotShown::staff, kPasskey},
    {"office_login", HeldOf::nobody, NotShown::staff, kLogin},
    {"office_try", HeldOf::nobody, NotShown::staff, kTry},
    {"setting", HeldOf::nobody, NotShown::nobody, kSetting},
    {"centre", HeldOf::nobody, NotShown::nobody, kCentre},
    {"device", HeldOf::nobody, NotShown::nobody, kDevice},
    {"enrolment_code", HeldOf::nobody, NotShown::nobody, kCode},
    {"passed_over", HeldOf::nobody, NotShown::nobody, kPassedOver},
    {"erased", HeldOf::nobody, NotShown::nobody, kErased},
    {"seal_report", HeldOf::nobody, NotShown::nobody, kSealReport},
    {"staff_key", HeldOf::nobody, NotShown::nobody, kStaffKey},
    {"staff_key_offer", HeldOf::nobody, NotShown::nobody, kStaffKeyOffer},
    {"alarm", HeldOf::nobody, NotShown::nobody, kAlarm},
    {"device_day", HeldOf::nobody, NotShown::nobody, kDeviceDay},
    {"still_clear", HeldOf::nobody, NotShown::nobody, kStillClear},
};

}  // namespace

std::span<const HeldTable> held_tables() {
  return kTables;
}

}  // namespace samen::server
