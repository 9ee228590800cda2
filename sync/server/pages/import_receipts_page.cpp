// SPDX-License-Identifier: Apache-2.0
// What everybody who was taken over is given on paper, in their own language: a page each.
#include "sync/server/pages/import_page.hpp"
#include "sync/server/pages/qr_path.hpp"

namespace samen::server {

Page Pages::import_receipts(const PageContext& context, const ImportView& view) {
  if (!kImportIsFor.open_to(context.viewer) || view.file == nullptr ||
      view.file->stage() != ImportStage::done) {
    return problem_page(*parts_, context, 404);
  }
  const auto& texts = parts_->texts;
  const auto& kiosk = texts.kiosk();
  ctemplate::TemplateDictionary root("receipts");
  const auto language = texts.language(context.language);
  for (const auto& [name, text] : texts.fixed(language)) root.SetTemplateGlobalValue(name, text);
  root.SetTemplateGlobalValue("LANGUAGE", language);
  root.AddIncludeDictionary("PICTURES")->SetFilename("pictures.tpl");
  for (const auto& receipt : view.file->receipts) {
    auto* page = root.AddSectionDictionary("RECEIPT");
    const auto& theirs = receipt.language;
    page->SetValue("THEIR_LANGUAGE", theirs);
    page->SetValue("THEIR_DIRECTION", kiosk.right_to_left(theirs) ? "rtl" : "ltr");
    page->SetValue("NAME", std::string(receipt.name.view()));
    const auto put = [&](const char* marker, std::string_view key) {
      page->SetValue(marker, texts.word(theirs, key));
    };
    put("HELP", "receipt.help");
    put("SECRET_TITLE", "receipt.secret.title");
    put("SECRET_TEXT", "receipt.secret.text");
    put("CODE_TITLE", "receipt.reference.title");
    page->SetValue("SECRET", std::string(receipt.secret.view()));
    page->SetValue("CODE", receipt.code);
    const auto qr = qr_path(receipt.secret.view());
    page->SetValue("QR_BOX", qr.view_box);
    page->SetValue("QR_PATH", qr.path);
    if (receipt.join_code.empty()) continue;
    auto* join = page->AddSectionDictionary("JOIN");
    join->SetValue("JOIN_TITLE", texts.word(theirs, "receipt.join.title"));
    join->SetValue("JOIN_TEXT", texts.word(theirs, "receipt.join.text"));
    join->SetValue("JOIN_CODE", receipt.join_code);
  }
  const auto html = parts_->templates.render(root, "import_receipts.tpl");
  return html ? Page{200, *html} : bare_problem(500);
}

}  // namespace samen::server
