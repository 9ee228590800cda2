// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <ctemplate/template.h>

#include "base/result.hpp"

namespace samen::server {

// The files of assets/office/*.tpl, parsed once. Each begins with AUTOESCAPE: what is put into them
// is escaped for the place it lands in, whoever typed it.
class Templates {
 public:
  // Errors name the file: it cannot be read, its syntax is wrong, or it does not escape.
  static base::Result<Templates> load(const std::filesystem::path& folder);

  // Errc::internal when it fails: a template names another that is not there.
  base::Result<std::string> render(const ctemplate::TemplateDictionary& values,
                                   const std::string& name) const;

 private:
  explicit Templates(std::unique_ptr<ctemplate::TemplateCache> cache) : cache_(std::move(cache)) {}
  std::unique_ptr<ctemplate::TemplateCache> cache_;
};

}  // namespace samen::server
