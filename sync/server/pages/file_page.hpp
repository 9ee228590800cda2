// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sync/server/cases/person_file.hpp"
#include "sync/server/pages/frame.hpp"

namespace samen::server {

// A file on paper speaks to whom it is about: their language where the kiosks' texts have it, the
// office's own words in Dutch unless the office speaks theirs.
class FileWords {
 public:
  FileWords(const Texts& texts, std::string theirs);
  const std::string& theirs() const { return theirs_; }
  const std::string& ours() const { return ours_; }
  std::string word(std::string_view key,
                   std::initializer_list<i18n::Argument> arguments = {}) const {
    return texts_->word(language_of(key), key, arguments);
  }
  // The same beside the office's own words, in their language.
  std::string beside(std::string_view key) const { return texts_->word(ours_, key); }
  std::string reason(const domain::Reason& reason) const { return texts_->reason(theirs_, reason); }
  std::string day(std::int64_t at_ms) const;  // with its year
  // A value of a closed list, beside the office's own words; as it is where nobody has words for
  // it.
  std::string one_of(std::string_view list, std::string value) const;
  const Texts& texts() const { return *texts_; }

 private:
  const std::string& language_of(std::string_view key) const {
    return key.starts_with("office.") ? ours_ : theirs_;
  }
  const Texts* texts_;
  std::string theirs_, ours_;
};

// What they told, question by question.
void fill_answers(const PageParts& parts, const FileWords& words, const PersonFile& file,
                  ctemplate::TemplateDictionary& into);

}  // namespace samen::server
