// SPDX-License-Identifier: Apache-2.0
#include "i18n/catalogue.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>

#include "base/file.hpp"
#include "base/say.hpp"
#include "i18n/catalogue_reader.hpp"
#include "i18n/locale.hpp"
#include "i18n/message.hpp"

namespace samen::i18n {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr std::size_t kMostFiles = 64;

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};

// A message as it is kept: what the file says, and what formatting made of it so far.
struct Stored {
  Entry entry;
  std::string plain;                      // finished text of a message without arguments
  mutable std::unique_ptr<Message> text;  // compiled when first asked for
  mutable std::unique_ptr<Message> speak;
};

using Messages = std::unordered_map<std::string, Stored, TextHash, std::equal_to<>>;

struct Language {
  std::string tag;
  std::int64_t order = 0;
  bool reviewed = false;
  bool right_to_left = false;
  std::string native_name;
  Messages messages;
};

Stored store(Entry entry, const std::string& language) {
  Stored stored;
  if (entry.text_parts.plain) {
    stored.plain = entry.text;
  } else if (entry.text_parts.arguments.empty()) {  // only quoting to undo
    Message(entry.text, language, {}).format({}, stored.plain);
  }
  stored.entry = std::move(entry);
  return stored;
}

}  // namespace

struct Catalogues::Implementation {
  std::vector<Language> languages;  // by order
  mutable std::mutex mutex;         // guards the compiled messages

  const Language* language(std::string_view tag) const {
    for (const auto& language : languages) {
      if (language.tag == tag) return &language;
    }
    return nullptr;
  }
  struct Found {
    const Language* language = nullptr;
    const Stored* message = nullptr;
  };
  Found find(std::string_view tag, std::string_view key) const {
    const auto* own = language(tag);
    for (const auto* candidate : {own, languages.empty() ? nullptr : &languages.front()}) {
      if (candidate == nullptr) continue;
      const auto found = candidate->messages.find(key);
      if (found != candidate->messages.end()) return {candidate, &found->second};
    }
    return {};
  }
};

namespace {

std::string unknown(std::string_view key) {
  return "⟦" + std::string(key.substr(0, 96)) + "⟧";
}

}  // namespace

Catalogues::Catalogues(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Catalogues::Catalogues(Catalogues&&) noexcept = default;
Catalogues& Catalogues::operator=(Catalogues&&) noexcept = default;
Catalogues::~Catalogues() = default;

Result<Catalogues> Catalogues::load(const std::filesystem::path& folder,
                                    const CatalogueLimits& limits) {
  std::error_code problem;
  std::vector<Source> files;
  for (std::filesystem::directory_iterator it(folder, problem), end; !problem && it != end;
       it.increment(problem)) {
    if (it->path().extension() != ".json") continue;
    SAMEN_TRY(auto content, base::read_file(it->path(), limits.file_bytes));
    files.push_back({it->path().filename().string(), std::move(content)});
  }
  if (problem) {
    return fail(Errc::not_found,
                base::say("cannot list the catalogues in {}: {}", folder, problem.message()));
  }
  if (files.empty())
    return fail(Errc::not_found, base::say("no catalogues (*.json) in {}", folder));
  auto parsed = parse(files, limits);
  if (!parsed) return std::unexpected(parsed.error().context(folder.string()));
  return parsed;
}

Result<Catalogues> Catalogues::parse(std::span<const Source> files, const CatalogueLimits& limits) {
  if (files.size() > kMostFiles) return fail(Errc::limit, base::say("more than 64 catalogues"));
  auto implementation = std::make_unique<Implementation>();
  for (const auto& source : files) {
    SAMEN_TRY(auto file, read_catalogue(source.name, source.content, limits));
    if (implementation->language(file.language) != nullptr) {
      return fail(Errc::invalid_input, base::say("{}: the language is there twice", source.name));
    }
    Language language;
    language.tag = file.language;
    language.order = file.order;
    language.reviewed = file.reviewed;
    language.right_to_left = is_right_to_left(file.language);
    language.native_name = native_name_of(file.language);
    for (auto& [key, entry] : file.entries) {
      language.messages.emplace(std::move(key), store(std::move(entry), file.language));
    }
    implementation->languages.push_back(std::move(language));
  }
  std::ranges::sort(implementation->languages, {}, [](const Language& language) {
    return std::pair(language.order, std::string_view(language.tag));
  });
  return Catalogues(std::move(implementation));
}

std::vector<std::string> Catalogues::languages() const {
  std::vector<std::string> tags;
  for (const auto& language : implementation_->languages) tags.push_back(language.tag);
  return tags;
}

bool Catalogues::has(std::string_view language, std::string_view key) const {
  const auto* found = implementation_->language(language);
  return found != nullptr && found->messages.contains(key);
}

std::string Catalogues::format(std::string_view language, std::string_view key,
                               std::span<const Argument> arguments) const {
  const auto found = implementation_->find(language, key);
  if (found.message == nullptr) return unknown(key);
  const auto& parts = found.message->entry.text_parts;
  if (parts.arguments.empty()) return found.message->plain;
  const std::lock_guard lock(implementation_->mutex);
  auto& compiled = found.message->text;
  if (!compiled) {
    compiled =
        std::make_unique<Message>(found.message->entry.text, found.language->tag, parts.selectors);
  }
  std::string out;
  return compiled->format(arguments, out) ? out : unknown(key);
}

std::string_view Catalogues::text(std::string_view language, std::string_view key) const {
  const auto found = implementation_->find(language, key);
  if (found.message == nullptr) return "⟦?⟧";
  return found.message->entry.text_parts.arguments.empty() ? found.message->plain
                                                           : found.message->entry.text;
}

std::string Catalogues::speech(std::string_view language, std::string_view key,
                               std::span<const Argument> arguments) const {
  const auto found = implementation_->find(language, key);
  if (found.message == nullptr || found.message->entry.speak.empty()) {
    return format(language, key, arguments);
  }
  const std::lock_guard lock(implementation_->mutex);
  auto& compiled = found.message->speak;
  if (!compiled) {
    compiled = std::make_unique<Message>(found.message->entry.speak, found.language->tag,
                                         found.message->entry.speak_parts.selectors);
  }
  std::string out;
  return compiled->format(arguments, out) ? out : unknown(key);
}

std::string Catalogues::list(std::string_view language, std::span<const std::string> items) const {
  std::vector<std::string> wrapped;
  wrapped.reserve(items.size());
  for (const auto& item : items) wrapped.push_back(isolated(item));
  return join_list(language, wrapped);
}

std::string_view Catalogues::icon(std::string_view key) const {
  for (const auto& language : implementation_->languages) {
    const auto found = language.messages.find(key);
    if (found != language.messages.end()) return found->second.entry.icon;
  }
  return {};
}

bool Catalogues::right_to_left(std::string_view language) const {
  const auto* found = implementation_->language(language);
  return found != nullptr ? found->right_to_left : is_right_to_left(language);
}

std::string Catalogues::native_name(std::string_view language) const {
  const auto* found = implementation_->language(language);
  return found != nullptr ? found->native_name : native_name_of(language);
}

std::string Catalogues::day(std::string_view language, std::int64_t unix_ms) const {
  return day_words(language, unix_ms);
}

bool Catalogues::reviewed(std::string_view language) const {
  const auto* found = implementation_->language(language);
  return found != nullptr && found->reviewed;
}

std::vector<std::string> Catalogues::keys(std::string_view language) const {
  std::vector<std::string> out;
  if (const auto* found = implementation_->language(language)) {
    for (const auto& [key, stored] : found->messages) out.push_back(key);
  }
  std::ranges::sort(out);
  return out;
}

Result<Catalogues::Shape> Catalogues::shape(std::string_view language, std::string_view key) const {
  const auto* found = implementation_->language(language);
  if (found == nullptr || !found->messages.contains(key)) {
    return fail(Errc::not_found, base::say("no message {}", key));
  }
  const auto& entry = found->messages.find(key)->second.entry;
  return Shape{entry.text, entry.text_parts.arguments, entry.text_parts.plurals};
}

std::vector<std::string> Catalogues::plural_categories_of(std::string_view language) const {
  return plural_categories(language);
}

bool is_message_key(std::string_view text) {
  std::size_t parts = 1;
  bool empty_part = true;
  for (const char c : text) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (!word && c != '.') return false;
    if (word) {
      empty_part = false;
      continue;
    }
    if (empty_part) return false;
    empty_part = true;
    ++parts;
  }
  return !empty_part && parts >= 2 && parts <= 6;
}

}  // namespace samen::i18n
