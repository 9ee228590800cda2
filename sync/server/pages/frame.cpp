// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/frame.hpp"

#include "base/log.hpp"
#include "sync/server/cases/dates.hpp"

namespace samen::server {

namespace {

constexpr std::string_view kLayout = "layout.tpl";

// The navigation, in its order.
struct PartOfOffice {
  std::string_view path;
  std::string_view words;
  Shown shows;
  bool of_all_centres = false;  // only to who sees every centre
};
constexpr PartOfOffice kParts[] = {
    {"/", "office.worklist.title", kWorklistIsFor},
    {"/signup", "office.sign_up.nav", kSignUpIsFor},
    {"/round", "office.round.title", kRoundsAreFor, true},
    {"/missing", "office.round.missing", kRoundsAreFor, true},
    {"/papers", "office.papers.nav", kPapersAreFor},
    {"/import", "office.import.nav", kImportIsFor},
    {"/reports", "office.report.title", kReportsAreFor},
    {"/kiosks", "office.kiosks.title", kKiosksAreFor},
    {"/staff", "office.staff.title", kStaffIsFor},
};

std::string other_language(const Texts& texts, const std::string& language) {
  for (const auto& one : texts.languages()) {
    if (one != language) return one;
  }
  return language;
}

}  // namespace

Frame::Frame(const PageParts& parts, const PageContext& context, std::string_view template_name,
             std::string_view here)
    : parts_(&parts),
      context_(&context),
      language_(parts.texts.language(context.language)),
      root_("page"),
      main_(root_.AddIncludeDictionary("MAIN")) {
  main_->SetFilename(std::string(template_name));
  root_.AddIncludeDictionary("PICTURES")->SetFilename("pictures.tpl");
  for (const auto& [name, text] : texts().fixed(language_)) everywhere(name, text);
  everywhere("LANGUAGE", language_);
  everywhere("CSRF", context.csrf);
  const auto other = other_language(texts(), language_);
  root_.SetValue("OTHER_LANGUAGE", other);
  root_.SetValue("OTHER_LANGUAGE_NAME", texts().kiosk().native_name(other));
  root_.SetValue("HERE", std::string(here));
  if (context.account.empty()) {
    root_.ShowSection("SIGNED_OUT");
    return;
  }
  root_.ShowSection("SIGNED_IN");
  if (context.passkeys) root_.ShowSection("PASSKEYS");
  if (!context.provider.empty()) root_.ShowSection("LOGIN");
  root_.SetValue("ACCOUNT", context.account);
  root_.SetValue("ROLE", role_words(texts(), language_, context.viewer.role));
  if (!context.viewer.centre.empty()) {
    root_.ShowSection("CENTRE");
    root_.SetValue("CENTRE_NAME", context.viewer.centre);
  }
  for (const auto& part : kParts) {
    if (!part.shows.open_to(context.viewer)) continue;
    if (part.of_all_centres && !context.viewer.centre.empty()) continue;
    auto* link = root_.AddSectionDictionary("PART");
    link->SetValue("PART_PATH", std::string(part.path));
    link->SetValue("PART_WORDS", word(part.words));
    if (here == part.path) link->ShowSection("CURRENT");
  }
}

std::string Frame::day_of_year(std::int64_t at_ms) const {
  return day(at_ms) + " " + date_in_words(at_ms).substr(0, 4);
}

Page Frame::finish(std::string_view title, int status) {
  root_.SetValue("TITLE", std::string(title));
  const auto html = parts_->templates.render(root_, std::string(kLayout));
  if (html) return {status, *html};
  base::log(base::LogLevel::error, "office_page_broken");
  return bare_problem(500);
}

Page bare_problem(int status) {
  return {status,
          "<!doctype html><html lang=\"nl\"><head><title>Samen Hier</title></head><body><p>" +
              std::to_string(status) + "</p></body></html>"};
}

Page problem_page(const PageParts& parts, const PageContext& context, int status) {
  Frame frame(parts, context, "door.tpl", "/");
  const std::string name = status == 403   ? "forbidden"
                           : status == 404 ? "missing"
                           : status == 409 ? "changed"
                           : status == 429 ? "often"
                           : status < 500  ? "wrong"
                                           : "broken";
  const auto title = frame.word("office.problem." + name + ".title");
  auto& main = frame.main();
  main.SetValue("TITLE", title);
  main.ShowSection("TEXT");
  main.SetValue("TEXT_WORDS", frame.word("office.problem." + name + ".text"));
  auto* link = main.AddSectionDictionary("LINK");
  link->SetValue("HREF", "/");
  link->SetValue("LINK_WORDS", frame.word("office.problem.back"));
  return frame.finish(title, status);
}

Page failed_page(const PageParts& parts, const PageContext& context, const base::Error& error) {
  if (error.code == base::Errc::not_found || error.code == base::Errc::permission) {
    return problem_page(parts, context, 404);
  }
  base::log(base::LogLevel::error, "office_page_failed",
            {{"code", error.code}, {"why", base::LogValue::public_text(error.message)}});
  return problem_page(parts, context, 500);
}

std::string role_words(const Texts& texts, std::string_view language, StaffRole role) {
  return texts.word(language, "office.role." + std::string(domain::name_of(role)));
}

}  // namespace samen::server
