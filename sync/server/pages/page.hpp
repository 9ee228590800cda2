// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/server/cases/roles.hpp"
#include "sync/server/store/store.hpp"

// The pages of the office as HTML: no scripts but the one for passkeys, no inline style, nothing
// from elsewhere. Who asks, whether they may, and how the page travels is the door's
// (sync/server/office).
//
// What the pages link and post to; LABEL is a household's or a group's, as "H-7Q2":
//   GET  /                     worklist; query: centre, language, kind, when, search, page
//   GET  /case/LABEL           POST /case/LABEL          act(): one step, then 303
//   GET  /case/LABEL/contacts  /case/LABEL/sheet         /case/LABEL/meeting.ics (text/calendar)
//   GET  /file/LABEL           all that is held of a household or a volunteer
//   GET  /file/LABEL/erase     POST: reason, day, was, proof; it is gone
//   GET  /reports              /reports.csv              query: from, to, as "2026-12-31"
//   GET  /kiosks               query: search, page
//   GET  /kiosks/NUMBER        /kiosks/NUMBER/service    POST: act ("revoke", "undo"); then 303
//   GET  /enrol                POST: centre, municipality, minutes; the code, shown once
//   GET  /staff                query: search, page
//   GET  /staff/ACCOUNT        POST: act ("change" with role and centre, "reset", "close")
//   GET  /invite               POST: name, role, centre; a link, shown once
//   GET  /papers               query: centre, standing, search, page
//   GET  /papers/LABEL         POST: act ("saw" with day, "take_back"), paper; then 303
//   GET  /round                POST /round               a dry run; query: page
//   GET  /round/publish        POST: result              the question, and the answer yes
//   GET  /round/waiting        /round/household    who can get which group; query: page, label
//   POST /round/change         do ("apart", "together", "undo"), household, group, result
//   GET  /missing              /missing/ROUND-NUMBER     a poster; query: centre
//   GET  /fairness             chances by need, waits by place and month, who waits longest
//   GET  /signup               POST: act and what belongs to it
//   GET  /import               POST: act and what belongs to it; POST /import/file the file
//   GET  /import/left.csv      /import/receipts
//   GET  /sign-in              POST: account, password, code, all on one page
//   GET  /invite/TOKEN         POST: password, again, code
//   GET  /confirm?then=PATH    POST: code, then          before names and numbers
//   GET  /passkey              POST: what the browser says, see passkey_ask.hpp
//   GET  /confirm/passkey?then=PATH   POST: the same, then
//   GET  /passkeys             POST: act ("add" with name and what it says, "remove")
//   GET  /oidc                 POST: act ("link", "unlink")   a municipality's own sign-in
//   GET  /oidc/sign-in         to the provider; /oidc/go the same once it is known where that is
//   GET  /oidc/callback        from the provider; /oidc/wait until it said who somebody is
//   GET  /oidc/code            POST: code
//   GET  /passkey.js           assets/office/passkey.js
//   POST /sign-out             POST /language: language, then
//   GET  /style.css            assets/office/style.css
// Every form carries the context's token as `csrf`.
namespace samen::i18n {
class Catalogues;
}

namespace samen::server {

struct CanBeSet;
struct DeskLook;
struct GroupChoices;
struct PasskeyAsk;
struct PasskeyList;
struct LoginView;
struct ImportView;
struct SignUpView;
struct SignUpDraft;
struct HandedView;

struct FormField {
  std::string name;
  std::string value;
};
using FormFields = std::vector<FormField>;
// The value of the first field of that name; empty when there is none.
std::string_view field_of(const FormFields& fields, std::string_view name);

// The same without the blanks around it.
std::string_view typed_in(const FormFields& fields, std::string_view name);

struct PageContext {
  std::string language = "nl";  // one of assets/office/texts; another gets the first
  std::string account;          // how the page greets them; empty: nobody is signed in
  Viewer viewer;
  std::string csrf;
  bool passkeys = false;      // there can be some here
  std::string provider = {};  // who signs people in beside us; empty: nobody
  bool confirmed = false;     // they gave their code again a moment ago
  std::int64_t now_ms = 0;
  std::int64_t wait_ms = 0;  // of DoorNotice::wait: until the next try
};

struct Page {
  int status = 200;
  std::string html;
};

// Which lines of the worklist; empty: all of them.
struct WorkFilter {
  std::string centre = {};
  std::string language = {};  // of the household, as in domain::Language
  std::string kind = {};      // what is to be done, as in domain::NextStep, or "decide"
  std::string when = {};      // "late", "today", "week", "later"
  std::string search = {};    // part of a label
  int page = 1;
};

// Which lines of another list.
struct ListFilter {
  std::string search = {};
  int page = 1;
};

// Which volunteers of the list of papers; empty: all of them.
struct PaperFilter {
  std::string centre = {};
  std::string standing = {};  // as in PaperStanding
  std::string search = {};    // part of a label
  int page = 1;
};
// What was typed of a paper and what is wrong with it (office.papers.wrong.…), or what was done.
struct PaperTyped {
  std::string paper = {};
  std::string day = {};
  std::string wrong = {};
  std::string done = {};
};

// Days as a form sends them, "2026-12-31"; both empty: the last whole quarter.
struct ReportFilter {
  std::string from = {};
  std::string to = {};  // the last day
};
struct RoundAsked {
  int page = 1;          // of the proposals
  bool refused = false;  // what they asked for could not be begun
};
struct CsvPage {
  std::string name;  // of the file
  std::string text;
};

// The parts that the navigation offers beside the worklist, to whom they are open; the route table
// of the door takes them from here.
// A whole file shows every slice that is about people, and who may show all may erase it.
inline constexpr Shown kFilesAreFor{
    {Slice::cases, Slice::words, Slice::contacts, Slice::papers, Slice::chain, Slice::keeping}};
inline constexpr Shown kReportsAreFor{{Slice::figures, Slice::keeping}};
inline constexpr Shown kKiosksAreFor{{Slice::figures, Slice::keeping}};
inline constexpr Shown kStaffIsFor{{Slice::keeping}};
inline constexpr Shown kPapersAreFor{{Slice::papers}};
// Whoever sees only one of them gets the lines that are about it.
inline constexpr Shown kWorklistIsFor{{Slice::cases, Slice::papers}, true};
inline constexpr Shown kRoundsAreFor{{Slice::cases, Slice::keeping}};
inline constexpr Shown kSignUpIsFor{{Slice::cases, Slice::contacts}};
inline constexpr Shown kImportIsFor{{Slice::cases, Slice::contacts, Slice::keeping}};

// What the door says above its own forms.
enum class DoorNotice : std::uint8_t {
  none,
  wrong,         // account, password or code; never which of them
  wait,          // too many tries
  session_over,  // nothing was done for too long
  signed_out,
  invited,    // the account is ready: sign in
  link_over,  // the invitation was used, or is too old
  short_password,
  common_password,
  passwords_differ,
  wrong_code,
  passkey_wrong,   // not one of ours, or not made for this; never which
  passkey_late,    // the page was open for too long, or the answer was used
  passkey_locked,  // there may be two of it
  oidc_unknown,    // they are who they say, and no account of ours is theirs
  oidc_refused,    // what the provider said does not count
  oidc_late,       // it took too long, or began in another browser
  oidc_cancelled,
  oidc_away,
  oidc_busy,
};

struct Invitation {
  std::string token;  // of the link; posted back to /invite/TOKEN
  std::string account;
  base::SecretText secret;  // Base32, in groups of four to be typed
  base::SecretText uri;     // otpauth://..., shown as a picture
};

// What an account is to be, as it was typed.
struct AccountForm {
  std::vector<StaffRole> roles = {};  // that can be chosen
  std::string name = {};
  StaffRole role = StaffRole::caseworker;
  std::string centre = {};
  std::string wrong = {};  // office.staff.wrong.…; empty: nothing
};
struct GivenLink {
  std::string account;
  base::SecretText url;  // whoever has it has the account
};

// Where an act leads: to a page, or back to the same one, which says what to mend and holds what
// was typed.
struct Acted {
  std::string location;  // for 303; empty: show `again`
  std::optional<Page> again;
};

// Templates and texts are read once. Thread-confined, as the store is.
class Pages {
 public:
  // `assets` holds office/ and locales/. Errors name the file and what is wrong in it.
  static base::Result<std::unique_ptr<Pages>> open(const std::filesystem::path& assets);
  ~Pages();

  // What is not there, not the viewer's, or of another centre is one and the same 404.
  Page worklist(Store& store, const matcher::Policy& policy, const PageContext& context,
                const WorkFilter& filter);
  // `done`: the name of the act that led here, as act() put it behind ?done=; else empty.
  Page match(Store& store, const matcher::Policy& policy, const PageContext& context,
             std::string_view label, std::string_view done = {});
  // Names and numbers, with a line in the audit; 403 unless the context is confirmed.
  Page contacts(Store& store, const PageContext& context, std::string_view label);
  Page sheet(Store& store, const PageContext& context, std::string_view label);
  // The planned meeting, RFC 5545. Errc::not_found when there is none.
  base::Result<std::string> calendar(Store& store, const PageContext& context,
                                     std::string_view label);
  // All that is held of one person, by the label or reference of their sign-up, to be printed for
  // them (GDPR, article 15); 403 unless the context is confirmed.
  Page file(Store& store, const PageContext& context, std::string_view label);
  // What erasing them does to whom, and whether to (GDPR, article 17); erase() does it, in a
  // transaction of its own, and shows the proof. `was` and `proof` in its form tell a second press
  // of the button from a label that nobody ever had. 403 unless the context is confirmed.
  Page erase_question(Store& store, const PageContext& context, std::string_view label);
  Page erase(Store& store, const PageContext& context, std::string_view label,
             const FormFields& fields);
  // The programme's figures over a time; each look is a line of the audit.
  Page report(Store& store, const PageContext& context, const ReportFilter& filter);
  // Errc::permission; Errc::not_found for days that are none.
  base::Result<CsvPage> report_csv(Store& store, const PageContext& context,
                                   const ReportFilter& filter);
  // All kiosks, and one of them; `done` as of match().
  Page kiosks(Store& store, const PageContext& context, const ListFilter& filter);
  Page kiosk(Store& store, const PageContext& context, std::string_view number,
             std::string_view done = {});
  // Asks whether to take it out of service, or back; act_on_kiosk() does it, in a transaction of
  // its own. These and the next two: 403 unless the context is confirmed.
  Page kiosk_service(Store& store, const PageContext& context, std::string_view number);
  Acted act_on_kiosk(Store& store, const PageContext& context, std::string_view number,
                     const FormFields& fields);
  // A code that makes a kiosk one of ours: on the page that make_code() gives, and nowhere else.
  Page enrol(Store& store, const PageContext& context);
  Page make_code(Store& store, const PageContext& context, const FormFields& fields);
  // Who lacks which paper, what runs out; of one volunteer or a whole group, and what was seen:
  // act_on_papers() notes it in a transaction of its own.
  Page papers(Store& store, const matcher::Policy& policy, const PageContext& context,
              const PaperFilter& filter);
  Page papers_of(Store& store, const matcher::Policy& policy, const PageContext& context,
                 std::string_view label, const PaperTyped& typed);
  Acted act_on_papers(Store& store, const matcher::Policy& policy, const PageContext& context,
                      std::string_view label, const FormFields& fields);
  // All accounts of the office, one of them, who is to have one, and the link that was made. But
  // for the first: 403 unless the context is confirmed.
  Page staff(Store& store, const PageContext& context, const ListFilter& filter);
  Page account(Store& store, const PageContext& context, std::string_view name, AccountForm form,
               std::string_view done = {});
  Page invite_staff(Store& store, const PageContext& context, const AccountForm& form);
  Page staff_link(const PageContext& context, const GivenLink& link);
  // How the office's round stands (cases/round_desk.hpp); 403 for who sees one centre only.
  Page round(const PageContext& context, const DeskLook& look, const RoundAsked& asked);
  Page round_question(const PageContext& context, const DeskLook& look);
  // Who has no proposal in its result, and the groups one household may be given instead; `refused`
  // says what could not be set a moment ago.
  Page round_waiting(const PageContext& context, const DeskLook& look, int page);
  Page round_groups(const PageContext& context, const DeskLook& look,
                    const std::optional<GroupChoices>& choices, const CanBeSet& refused);
  // Who is missing by the last round, and a poster of one of them ("12-1": the first of round 12)
  // that sends people to `centre`; 403 for who sees one centre only.
  Page missing(Store& store, const PageContext& context);
  // Chances in the last round and waits now; 403 for who sees one centre only.
  Page fairness(Store& store, const PageContext& context);
  Page poster(Store& store, const PageContext& context, std::string_view name,
              std::string_view centre);
  // People out of a file (cases/import_desk.hpp): each stage, what has to be mended as a table, and
  // what is handed out on paper. The last two expect a file that is checked, or done.
  Page import_people(Store& store, const PageContext& context, const ImportView& view);
  CsvPage import_left(const PageContext& context, const ImportView& view);
  Page import_receipts(const PageContext& context, const ImportView& view);
  // Somebody signed up at the desk (cases/sign_up_desk.hpp): whom, the answers, what they say. The
  // screen that is handed over, in their language; and what they are given, or that nothing was
  // stored.
  Page sign_up(Store& store, const PageContext& context, const SignUpView& view);
  Page sign_up_handed(const PageContext& context, const HandedView& view);
  Page sign_up_receipt(const PageContext& context, const SignUpDraft& draft);
  const i18n::Catalogues& kiosk_words() const;
  // One step of the life table, or a decision on a proposal; begins a transaction of its own.
  Acted act(Store& store, const matcher::Policy& policy, const PageContext& context,
            std::string_view label, const FormFields& fields);

  Page sign_in(const PageContext& context, DoorNotice notice);
  Page invite(const PageContext& context, const Invitation& invitation, DoorNotice notice);
  // `then`: where they were going; a path of ours. `passkey`: they have one.
  Page confirm(const PageContext& context, std::string_view then, DoorNotice notice,
               bool passkey = false);
  // Signing in with a passkey; with `then` instead of the code.
  Page passkey(const PageContext& context, const PasskeyAsk& ask, DoorNotice notice,
               std::string_view then = {});
  // One's own; 403 unless the context is confirmed.
  Page passkeys(Store& store, const PageContext& context, const PasskeyList& list);
  // A municipality's own sign-in: `path` is asked again while its provider is, the code after it,
  // why it came to nothing, and one's own page; the last 403 unless the context is confirmed.
  Page oidc_wait(const PageContext& context, std::string_view path);
  Page oidc_code(const PageContext& context, DoorNotice notice);
  Page oidc_refused(const PageContext& context, DoorNotice notice);
  Page login(Store& store, const PageContext& context, const LoginView& view);
  Page problem(const PageContext& context, int status);

 private:
  struct Parts;
  explicit Pages(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace samen::server
