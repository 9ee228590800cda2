// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace samen::i18n {

// A named argument of a message: {count}, {place}. Texts are wrapped in FSI..PDI so that a Latin
// name keeps its order inside an Arabic sentence and the other way round; numbers get Latin digits
// in every language.
struct Argument {
  std::string_view name;
  std::variant<std::int64_t, std::string_view> value;
};

// What a catalogue may be at most; a file beyond a limit is refused.
struct CatalogueLimits {
  std::size_t file_bytes = 2U << 20;
  std::size_t keys = 10'000;
  std::size_t key_bytes = 96;
  std::size_t text_bytes = 4096;
  std::size_t arguments = 8;
};

// All message catalogues of one program. Made once at start; reading is safe from several threads.
// Never pass personal values as arguments: results live in ordinary memory. A name is laid out on
// its own, from its SecretText.
class Catalogues {
 public:
  // Every *.json of the folder. A bad file is refused with file, key and reason.
  static base::Result<Catalogues> load(const std::filesystem::path& folder,
                                       const CatalogueLimits& limits = {});
  // The same from memory: {file name, content} pairs. For tests and fuzzing.
  struct Source {
    std::string name;
    std::string content;
  };
  static base::Result<Catalogues> parse(std::span<const Source> files,
                                        const CatalogueLimits& limits = {});

  Catalogues(Catalogues&&) noexcept;
  Catalogues& operator=(Catalogues&&) noexcept;
  ~Catalogues();

  // BCP 47 tags in the order their headers ask for ("order").
  std::vector<std::string> languages() const;
  bool has(std::string_view language, std::string_view key) const;

  // The message in that language. A key or language that is not there falls back to the first
  // language; a key nobody has gives "⟦key⟧". Never throws, whatever the arguments: a missing
  // argument shows as {name}.
  std::string format(std::string_view language, std::string_view key,
                     std::span<const Argument> arguments = {}) const;
  std::string format(std::string_view language, std::string_view key,
                     std::initializer_list<Argument> arguments) const {
    return format(language, key, std::span(arguments.begin(), arguments.size()));
  }
  // A message without arguments, without a copy: valid as long as the catalogues live. A message
  // that has arguments comes as its pattern; use format() for those.
  std::string_view text(std::string_view language, std::string_view key) const;

  // How a message is spoken when that differs from how it is written (abbreviations, codes);
  // otherwise the same as format().
  std::string speech(std::string_view language, std::string_view key,
                     std::span<const Argument> arguments = {}) const;

  // "A, B en C" in the language's own way of listing; each item is isolated as an argument is.
  std::string list(std::string_view language, std::span<const std::string> items) const;

  // "Thu 3 December" in the language's own way, with Latin digits and in the time zone of this
  // machine; of a moment in Unix milliseconds.
  std::string day(std::string_view language, std::int64_t unix_ms) const;

  // Pictogram name of a key ("account-group"), the same in all languages; empty when it has none.
  std::string_view icon(std::string_view key) const;

  bool right_to_left(std::string_view language) const;       // from ICU
  std::string native_name(std::string_view language) const;  // "Nederlands", "العربية"; from ICU
  bool reviewed(std::string_view language) const;            // false: a draft, staff are told

  // For the lint: every key of a language in order, and what a message contains.
  std::vector<std::string> keys(std::string_view language) const;
  struct Plural {
    std::string argument;
    std::vector<std::string> categories;  // "one", "other"; exact ones such as "=0" are left out
    bool shows_number = false;            // some branch has '#': the words stand beside a number
    bool operator==(const Plural&) const = default;
  };
  struct Shape {
    std::string pattern;
    std::vector<std::string> arguments;  // sorted, unique
    std::vector<Plural> plurals;
  };
  base::Result<Shape> shape(std::string_view language, std::string_view key) const;
  // The CLDR plural categories that whole numbers up to a thousand use, and "other". Sorted.
  std::vector<std::string> plural_categories_of(std::string_view language) const;

 private:
  struct Implementation;
  explicit Catalogues(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

// "role.newcomer", "time.mon_morning": 2..6 parts of lower-case letters, digits and '_', split by
// dots.
bool is_message_key(std::string_view text);

}  // namespace samen::i18n
