// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sync/server/pages/frame.hpp"

namespace samen::server {

using base::Result;

std::string_view field_of(const FormFields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &FormField::name);
  return found == fields.end() ? std::string_view() : std::string_view(found->value);
}

std::string_view typed_in(const FormFields& fields, std::string_view name) {
  const auto text = field_of(fields, name);
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Pages::Pages(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Pages::~Pages() = default;

Result<std::unique_ptr<Pages>> Pages::open(const std::filesystem::path& assets) {
  SAMEN_TRY(auto templates, Templates::load(assets / "office"));
  SAMEN_TRY(auto texts, Texts::load(assets));
  SAMEN_TRY(auto forms, forms::FormSet::load(assets / "forms"));
  auto parts =
      std::make_unique<Parts>(PageParts{std::move(templates), std::move(texts), std::move(forms)});
  return std::unique_ptr<Pages>(new Pages(std::move(parts)));
}

const i18n::Catalogues& Pages::kiosk_words() const {
  return parts_->texts.kiosk();
}

Page Pages::problem(const PageContext& context, int status) {
  return problem_page(*parts_, context, status);
}

}  // namespace samen::server
