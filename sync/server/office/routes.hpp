// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "sync/server/cases/roles.hpp"
#include "sync/server/pages/page.hpp"

// All that can be asked of the office, and by whom, as one table. What is not here is not there
// (404), another method of what is here is refused (405). Every POST needs the token of its form;
// no route can do without.
namespace samen::server {

enum class Method : std::uint8_t { get, post };

enum class Asks : std::uint8_t {
  worklist,
  match,
  act,
  contacts,
  sheet,
  calendar,
  file,
  ask_erase,
  erase,
  report,
  report_csv,
  kiosks,
  kiosk,
  kiosk_service,
  act_on_kiosk,
  enrol,
  make_code,
  papers,  // a list, one of them, and what is done with it
  staff,
  account,
  invite_staff,
  sign_up,
  import_people,
  import_file,
  round,  // all about rounds; the path says what
  missing,
  poster,
  fairness,
  sign_in,
  try_sign_in,
  sign_out,
  invitation,
  accept,
  confirm,
  try_confirm,
  passkey,
  try_passkey,
  confirm_passkey,
  try_confirm_passkey,
  passkeys,
  act_on_passkeys,
  oidc,  // all about a municipality's own sign-in; the path says what
  language,
  style,
  script
};

// Who is let through, each more than the one before.
enum class Lets : std::uint8_t {
  anybody,
  signed_in,  // with an account to which what is shown is open
  confirmed   // who also gave the code again a moment ago
};

struct OfficeRoute {
  Method method;
  // {label}: of a household or group, or of whose file it is, {holder}: of a volunteer or group,
  // {kiosk}: its number, {account}: its name, {poster}: of a round, {token}: of a link; one part of
  // the path each.
  std::string_view path;
  Asks asks;
  Lets lets;
  Shown shows = {};  // to whom all of it is open (cases/roles.hpp)
  // The line of the audit for a look at one match; empty: it shows none, or what it shows or does
  // writes its own (contacts, act, reports).
  std::string_view look = {};
};

// The one path that may be sent a larger body than a form without a file (upload.hpp).
inline constexpr std::string_view kUploadPath = "/import/file";
inline constexpr std::string_view kImportLeftPath = "/import/left.csv";
inline constexpr std::string_view kImportReceiptsPath = "/import/receipts";

inline constexpr OfficeRoute kOfficeRoutes[] = {
    {Method::get, "/", Asks::worklist, Lets::signed_in, kWorklistIsFor},
    {Method::get, "/case/{label}", Asks::match, Lets::signed_in, {{Slice::cases}}, "look"},
    {Method::post, "/case/{label}", Asks::act, Lets::signed_in, {{Slice::cases}}},
    {Method::get,
     "/case/{label}/contacts",
     Asks::contacts,
     Lets::confirmed,
     {{Slice::cases, Slice::contacts}}},
    {Method::get,
     "/case/{label}/sheet",
     Asks::sheet,
     Lets::signed_in,
     {{Slice::cases}},
     "look_sheet"},
    {Method::get,
     "/case/{label}/meeting.ics",
     Asks::calendar,
     Lets::signed_in,
     {{Slice::cases}},
     "look_calendar"},
    {Method::get, "/file/{label}", Asks::file, Lets::confirmed, kFilesAreFor, "look_file"},
    {Method::get, "/file/{label}/erase", Asks::ask_erase, Lets::confirmed, kFilesAreFor},
    {Method::post, "/file/{label}/erase", Asks::erase, Lets::confirmed, kFilesAreFor},
    {Method::get, "/reports", Asks::report, Lets::signed_in, kReportsAreFor},
    {Method::get, "/reports.csv", Asks::report_csv, Lets::signed_in, kReportsAreFor},
    {Method::get, "/kiosks", Asks::kiosks, Lets::signed_in, kKiosksAreFor},
    {Method::get, "/kiosks/{kiosk}", Asks::kiosk, Lets::signed_in, kKiosksAreFor},
    {Method::get, "/kiosks/{kiosk}/service", Asks::kiosk_service, Lets::confirmed, kKiosksAreFor},
    {Method::post, "/kiosks/{kiosk}/service", Asks::act_on_kiosk, Lets::confirmed, kKiosksAreFor},
    {Method::get, "/enrol", Asks::enrol, Lets::confirmed, kKiosksAreFor},
    {Method::post, "/enrol", Asks::make_code, Lets::confirmed, kKiosksAreFor},
    {Method::get, "/papers", Asks::papers, Lets::signed_in, kPapersAreFor},
    {Method::get, "/papers/{holder}", Asks::papers, Lets::signed_in, kPapersAreFor, "look_papers"},
    {Method::post, "/papers/{holder}", Asks::papers, Lets::signed_in, kPapersAreFor},
    {Method::get, "/staff", Asks::staff, Lets::signed_in, kStaffIsFor},
    {Method::get, "/staff/{account}", Asks::account, Lets::confirmed, kStaffIsFor},
    {Method::post, "/staff/{account}", Asks::account, Lets::confirmed, kStaffIsFor},
    {Method::get, "/invite", Asks::invite_staff, Lets::confirmed, kStaffIsFor},
    {Method::post, "/invite", Asks::invite_staff, Lets::confirmed, kStaffIsFor},
    {Method::get, "/signup", Asks::sign_up, Lets::signed_in, kSignUpIsFor},
    {Method::post, "/signup", Asks::sign_up, Lets::signed_in, kSignUpIsFor},
    {Method::get, "/import", Asks::import_people, Lets::confirmed, kImportIsFor},
    // Change what the session holds in memory, so that a code that ran out loses nothing; what
    // writes asks for it itself.
    {Method::post, "/import", Asks::import_people, Lets::signed_in, kImportIsFor},
    {Method::post, kUploadPath, Asks::import_file, Lets::signed_in, kImportIsFor},
    {Method::get, kImportLeftPath, Asks::import_people, Lets::confirmed, kImportIsFor},
    {Method::get, kImportReceiptsPath, Asks::import_people, Lets::confirmed, kImportIsFor},
    {Method::get, "/round", Asks::round, Lets::signed_in, kRoundsAreFor},
    {Method::post, "/round", Asks::round, Lets::signed_in, kRoundsAreFor},
    {Method::get, "/round/publish", Asks::round, Lets::confirmed, kRoundsAreFor},
    {Method::post, "/round/publish", Asks::round, Lets::confirmed, kRoundsAreFor},
    {Method::get, "/round/waiting", Asks::round, Lets::signed_in, kRoundsAreFor},
    {Method::get, "/round/household", Asks::round, Lets::signed_in, kRoundsAreFor},
    {Method::post, "/round/change", Asks::round, Lets::signed_in, kRoundsAreFor},
    {Method::get, "/missing", Asks::missing, Lets::signed_in, kRoundsAreFor},
    {Method::get, "/missing/{poster}", Asks::poster, Lets::signed_in, kRoundsAreFor},
    {Method::get, "/fairness", Asks::fairness, Lets::signed_in, kRoundsAreFor},
    {Method::get, "/sign-in", Asks::sign_in, Lets::anybody},
    {Method::post, "/sign-in", Asks::try_sign_in, Lets::anybody},
    {Method::post, "/sign-out", Asks::sign_out, Lets::signed_in},
    {Method::get, "/invite/{token}", Asks::invitation, Lets::anybody},
    {Method::post, "/invite/{token}", Asks::accept, Lets::anybody},
    {Method::get, "/confirm", Asks::confirm, Lets::signed_in},
    {Method::post, "/confirm", Asks::try_confirm, Lets::signed_in},
    {Method::get, "/passkey", Asks::passkey, Lets::anybody},
    {Method::post, "/passkey", Asks::try_passkey, Lets::anybody},
    {Method::get, "/confirm/passkey", Asks::confirm_passkey, Lets::signed_in},
    {Method::post, "/confirm/passkey", Asks::try_confirm_passkey, Lets::signed_in},
    {Method::get, "/passkeys", Asks::passkeys, Lets::confirmed},
    {Method::post, "/passkeys", Asks::act_on_passkeys, Lets::confirmed},
    {Method::get, "/oidc", Asks::oidc, Lets::confirmed},
    {Method::post, "/oidc", Asks::oidc, Lets::confirmed},
    {Method::get, "/oidc/sign-in", Asks::oidc, Lets::anybody},
    {Method::get, "/oidc/go", Asks::oidc, Lets::anybody},
    {Method::get, "/oidc/callback", Asks::oidc, Lets::anybody},
    {Method::get, "/oidc/wait", Asks::oidc, Lets::anybody},
    {Method::get, "/oidc/code", Asks::oidc, Lets::anybody},
    {Method::post, "/oidc/code", Asks::oidc, Lets::anybody},
    {Method::post, "/language", Asks::language, Lets::anybody},
    {Method::get, "/style.css", Asks::style, Lets::anybody},
    {Method::get, "/passkey.js", Asks::script, Lets::anybody},
};

// Which route a path takes, and what stood in its place of {label}, {kiosk}, {account} or {token}.
struct Routed {
  const OfficeRoute* route = nullptr;
  std::string_view argument = {};
};
enum class NoRoute : std::uint8_t { no_such_path, other_method };
std::variant<Routed, NoRoute> office_route_of(std::string_view method, std::string_view path);
std::string methods_of(std::string_view path);  // "GET, POST"

// Whether there is any page for them beside signing in.
bool sees_a_page(const Viewer& viewer);

}  // namespace samen::server
