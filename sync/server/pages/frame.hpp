// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "forms/form.hpp"
#include "sync/server/cases/open_cases.hpp"
#include "sync/server/pages/page.hpp"
#include "sync/server/pages/templates.hpp"
#include "sync/server/pages/texts.hpp"

// What the pages are made from; for this room only.
namespace samen::server {

struct PageParts {
  Templates templates;
  Texts texts;
  forms::FormSet forms;  // what the kiosks ask, and who answers for what people tell
};
struct Pages::Parts : PageParts {
  explicit Parts(PageParts parts) : PageParts(std::move(parts)) {}
  OpenCases cases;
};

// One page while it is filled: the frame with header and footer around one template.
class Frame {
 public:
  // `here`: the page's own path, for who changes the language.
  Frame(const PageParts& parts, const PageContext& context, std::string_view template_name,
        std::string_view here);

  ctemplate::TemplateDictionary& main() { return *main_; }
  const Texts& texts() const { return parts_->texts; }
  const std::string& language() const { return language_; }
  const PageContext& context() const { return *context_; }

  std::string word(std::string_view key,
                   std::initializer_list<i18n::Argument> arguments = {}) const {
    return texts().word(language_, key, arguments);
  }
  std::string day(std::int64_t at_ms) const { return texts().day(language_, at_ms); }
  std::string day_of_year(std::int64_t at_ms) const;  // with its year
  // Seen by every template of the page, however deep.
  void everywhere(const std::string& name, const std::string& value) {
    root_.SetTemplateGlobalValue(name, value);
  }
  Page finish(std::string_view title, int status = 200);

 private:
  const PageParts* parts_;
  const PageContext* context_;
  std::string language_;
  ctemplate::TemplateDictionary root_;
  ctemplate::TemplateDictionary* main_;
};

// A plain failure of ours, when not even a page can be made of it.
Page bare_problem(int status);
// What every page gives for what is not there, not theirs, or broken.
Page problem_page(const PageParts& parts, const PageContext& context, int status);
Page failed_page(const PageParts& parts, const PageContext& context, const base::Error& error);

// The words of a role.
std::string role_words(const Texts& texts, std::string_view language, StaffRole role);

}  // namespace samen::server
