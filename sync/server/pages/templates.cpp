// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/templates.hpp"

#include <algorithm>
#include <vector>

#include "base/file.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr std::string_view kEscapes = "{{%AUTOESCAPE context=\"HTML\"}}";
constexpr std::size_t kLargest = 256U << 10;
constexpr auto kStrip = ctemplate::STRIP_BLANK_LINES;

}  // namespace

Result<Templates> Templates::load(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".tpl") files.push_back(entry.path());
  }
  if (error || files.empty()) {
    return fail(Errc::not_found, folder.string() + ": there are no pages of the office");
  }
  std::ranges::sort(files);
  auto cache = std::make_unique<ctemplate::TemplateCache>();
  for (const auto& file : files) {
    SAMEN_TRY(const auto text, base::read_file(file, kLargest));
    if (!text.starts_with(kEscapes)) {
      return fail(Errc::invalid_input,
                  file.string() + ": the first thing in it has to be " + std::string(kEscapes));
    }
    if (!cache->StringToTemplateCache(file.filename().string(), text.data(), text.size(), kStrip)) {
      return fail(Errc::invalid_input, file.string() + ": this is no template");
    }
  }
  cache->Freeze();
  return Templates(std::move(cache));
}

Result<std::string> Templates::render(const ctemplate::TemplateDictionary& values,
                                      const std::string& name) const {
  std::string html;
  if (cache_->ExpandNoLoad(name, kStrip, &values, nullptr, &html)) return html;
  return fail(Errc::internal, "assets/office/" + name + " does not come together");
}

}  // namespace samen::server
