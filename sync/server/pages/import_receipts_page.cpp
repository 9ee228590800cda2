// SPDX-License-Identifier: Apache-2.0
// What everybody who was taken over is given on paper, in their own language: a page each.
#include "sync/server/pages/import_page.hpp"
#include "sync/server/pages/sign_up_page.hpp"

namespace samen::server {

Page Pages::import_receipts(const PageContext& context, const ImportView& view) {
  if (!kImportIsFor.open_to(context.viewer) || view.file == nullptr ||
      view.file->stage() != ImportStage::done) {
    return problem_page(*parts_, context, 404);
  }
  const auto& texts = parts_->texts;
  ctemplate::TemplateDictionary root("receipts");
  const auto language = texts.language(context.language);
  for (const auto& [name, text] : texts.fixed(language)) root.SetTemplateGlobalValue(name, text);
  root.SetTemplateGlobalValue("LANGUAGE", language);
  root.AddIncludeDictionary("PICTURES")->SetFilename("pictures.tpl");
  auto* papers = root.AddIncludeDictionary("RECEIPTS");
  papers->SetFilename("receipt_paper.tpl");
  for (const auto& receipt : view.file->receipts) fill_receipt_paper(texts, receipt, *papers);
  const auto html = parts_->templates.render(root, "import_receipts.tpl");
  return html ? Page{200, *html} : bare_problem(500);
}

}  // namespace samen::server
