// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/passkey_ask.hpp"
#include "sync/server/pages/passkey_fields.hpp"
#include "sync/server/pages/qr_path.hpp"
#include "sync/server/pages/query.hpp"

namespace samen::server {

namespace {

constexpr std::int64_t kMsASecond = 1000;

struct NoticeRow {
  DoorNotice notice;
  std::string_view name;  // office.notice.…
  bool good = false;      // nothing went wrong
};
constexpr NoticeRow kNotices[] = {
    {DoorNotice::wrong, "wrong"},
    {DoorNotice::wait, "wait"},
    {DoorNotice::session_over, "session_over", true},
    {DoorNotice::signed_out, "signed_out", true},
    {DoorNotice::invited, "invited", true},
    {DoorNotice::link_over, "link_over"},
    {DoorNotice::short_password, "short_password"},
    {DoorNotice::common_password, "common_password"},
    {DoorNotice::passwords_differ, "passwords_differ"},
    {DoorNotice::wrong_code, "wrong_code"},
    {DoorNotice::passkey_wrong, "passkey_wrong"},
    {DoorNotice::passkey_late, "passkey_late"},
    {DoorNotice::passkey_locked, "passkey_locked"},
    {DoorNotice::oidc_unknown, "oidc_unknown"},
    {DoorNotice::oidc_refused, "oidc_refused"},
    {DoorNotice::oidc_late, "oidc_late"},
    {DoorNotice::oidc_cancelled, "oidc_cancelled", true},
    {DoorNotice::oidc_away, "oidc_away"},
    {DoorNotice::oidc_busy, "oidc_busy"},
};

// One form of the door, filled step by step.
class DoorPage {
 public:
  DoorPage(const PageParts& parts, const PageContext& context, std::string_view texts,
           std::string_view here)
      : frame_(parts, context, "door.tpl", here), texts_(texts) {
    frame_.main().SetValue("TITLE", word("title"));
    frame_.main().AddSectionDictionary("TEXT")->SetValue("TEXT_WORDS", word("text"));
  }

  void notice(DoorNotice notice) {
    for (const auto& row : kNotices) {
      if (row.notice != notice) continue;
      auto* shown = frame_.main().AddSectionDictionary("NOTICE");
      shown->SetValue("LOOK", row.good ? "info" : "error");
      shown->SetValue("NOTICE_ROLE", row.good ? "status" : "alert");
      const std::int64_t seconds = (frame_.context().wait_ms + kMsASecond - 1) / kMsASecond;
      shown->SetValue("NOTICE_WORDS", frame_.word("office.notice." + std::string(row.name),
                                                  {{"seconds", seconds}}));
    }
  }

  void form(const std::string& action) {
    form_ = frame_.main().AddSectionDictionary("FORM");
    form_->SetValue("ACTION", action);
    form_->SetValue("BUTTON", word("button"));
  }
  void then(std::string_view path) {
    form_->SetValueAndShowSection("THEN_PATH", std::string(path), "THEN");
  }

  struct Field {
    std::string id;
    std::string type;
    std::string autocomplete;
    int length = 0;
    bool code = false;
    bool hint = false;
  };
  void field(const Field& asked) {
    auto* field = form_->AddSectionDictionary("FIELD");
    field->SetValue("ID", asked.id);
    field->SetValue("TYPE", asked.type);
    field->SetValue("AUTOCOMPLETE", asked.autocomplete);
    field->SetIntValue("LENGTH", asked.length);
    field->SetValue("WORDS", frame_.word("office.door." + asked.id));
    if (asked.code) field->ShowSection("CODE");
    if (!asked.hint) return;
    field->SetValue("HINT_WORDS", frame_.word("office.door." + asked.id + ".hint"));
    field->ShowSection("HINT");
  }
  // Another way in, beside the form.
  void other_way(std::string_view path, std::string_view words) {
    auto* way = frame_.main().AddSectionDictionary("OTHER_WAY");
    way->SetValue("HREF", std::string(path));
    way->SetValue("WAY_WORDS",
                  frame_.word(words, {{"name", std::string_view(frame_.context().provider)}}));
  }
  void link(std::string_view path) {
    auto* link = frame_.main().AddSectionDictionary("LINK");
    link->SetValue("HREF", std::string(path));
    link->SetValue("LINK_WORDS", word("link"));
  }
  void passkey(const PasskeyAsk& ask) {
    frame_.main().ShowSection("SCRIPT");
    fill_passkey_ask(*form_->AddSectionDictionary("PASSKEY"), ask);
  }
  void code() { field({"code", "text", "one-time-code", 8, true, true}); }

  void secret(const Invitation& invitation) {
    form_->SetValueAndShowSection("ACCOUNT", invitation.account, "READY");
    auto* shown = form_->AddSectionDictionary("QR");
    const auto qr = qr_path(invitation.uri.view());
    shown->SetValue("QR_BOX", qr.view_box);
    shown->SetValue("QR_PATH", qr.path);
    shown->SetValue("SECRET", std::string(invitation.secret.view()));
  }

  Page finish(DoorNotice notice) {
    const bool refused = notice == DoorNotice::wrong || notice == DoorNotice::wrong_code ||
                         notice == DoorNotice::passkey_wrong ||
                         notice == DoorNotice::passkey_locked || notice == DoorNotice::wait ||
                         notice == DoorNotice::oidc_unknown || notice == DoorNotice::oidc_refused;
    return frame_.finish(word("title"), notice == DoorNotice::wait ? 429 : refused ? 403 : 200);
  }

 private:
  std::string word(std::string_view part) const {
    return frame_.word(std::string(texts_) + std::string(part));
  }

  Frame frame_;
  std::string_view texts_;  // the beginning of their keys
  ctemplate::TemplateDictionary* form_ = nullptr;
};

std::string query_then(std::string_view then) {
  Query query;
  query.add("then", then);
  return query.text();
}

constexpr int kLongestAccount = 64, kLongestPassword = 128;

}  // namespace

Page Pages::sign_in(const PageContext& context, DoorNotice notice) {
  DoorPage page(*parts_, context, "office.sign_in.", "/sign-in");
  page.notice(notice);
  page.form("/sign-in");
  page.field({"account", "text", "username", kLongestAccount});
  page.field({"password", "password", "current-password", kLongestPassword});
  page.code();
  if (context.passkeys) page.other_way("/passkey", "office.passkey.instead");
  if (!context.provider.empty()) page.other_way("/oidc/sign-in", "office.oidc.instead");
  return page.finish(notice);
}

Page Pages::invite(const PageContext& context, const Invitation& invitation, DoorNotice notice) {
  DoorPage page(*parts_, context, "office.invite.", "/sign-in");
  page.notice(notice);
  if (notice == DoorNotice::link_over) return page.finish(notice);
  page.form("/invite/" + invitation.token);
  page.secret(invitation);
  page.field({.id = "password",
              .type = "password",
              .autocomplete = "new-password",
              .length = kLongestPassword,
              .hint = true});
  page.field({"again", "password", "new-password", kLongestPassword});
  page.code();
  return page.finish(notice);
}

Page Pages::confirm(const PageContext& context, std::string_view then, DoorNotice notice,
                    bool passkey) {
  DoorPage page(*parts_, context, "office.confirm.", "/");
  page.notice(notice);
  page.form("/confirm");
  page.then(then);
  page.code();
  if (passkey) {
    page.other_way("/confirm/passkey?" + query_then(then), "office.passkey.instead");
  }
  return page.finish(notice);
}

Page Pages::passkey(const PageContext& context, const PasskeyAsk& ask, DoorNotice notice,
                    std::string_view then) {
  const bool in_session = !then.empty();
  DoorPage page(*parts_, context,
                in_session ? "office.passkey.confirm." : "office.passkey.sign_in.",
                in_session ? "/" : "/passkey");
  page.notice(notice);
  page.form(in_session ? "/confirm/passkey" : "/passkey");
  if (in_session) page.then(then);
  page.passkey(ask);
  const std::string other = in_session ? "/confirm?" + query_then(then) : "/sign-in";
  page.other_way(other, in_session ? "office.passkey.code" : "office.passkey.password");
  return page.finish(notice);
}

Page Pages::oidc_wait(const PageContext& context, std::string_view path) {
  DoorPage page(*parts_, context, "office.oidc.wait.", "/sign-in");
  page.link(path);
  return page.finish(DoorNotice::none);
}

Page Pages::oidc_code(const PageContext& context, DoorNotice notice) {
  DoorPage page(*parts_, context, "office.oidc.code.", "/oidc/code");
  page.notice(notice);
  page.form("/oidc/code");
  page.code();
  return page.finish(notice);
}

Page Pages::oidc_refused(const PageContext& context, DoorNotice notice) {
  DoorPage page(*parts_, context, "office.oidc.refused.", "/sign-in");
  page.notice(notice);
  page.link("/sign-in");
  return page.finish(notice);
}

}  // namespace samen::server
