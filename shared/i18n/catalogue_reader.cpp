// SPDX-License-Identifier: Apache-2.0
#include "i18n/catalogue_reader.hpp"

#include <algorithm>

#include "base/data_file.hpp"
#include "base/say.hpp"

namespace samen::i18n {
namespace {

using base::Data;
using base::Errc;
using base::Result;

constexpr std::string_view kHeader = "_header";
constexpr std::size_t kIconBytes = 64;
constexpr int kMaxOrder = 1'000'000;

Result<void> read_header(const Data& header, std::string_view name, CatalogueFile& file) {
  SAMEN_TRY(file.language, header.text("language"));
  if (file.language + ".json" != name) {
    return header.wrong(base::say("_header says language {}, but the file's name says otherwise",
                                  base::in_quotes(file.language)));
  }
  SAMEN_TRY(file.order, header.whole_or("order", 0, -kMaxOrder, kMaxOrder));
  SAMEN_TRY(const std::string state, header.text("state"));
  if (state != "draft" && state != "reviewed") {
    return header.wrong(base::say("_header needs a \"state\": draft or reviewed"));
  }
  file.reviewed = state == "reviewed";
  const Data* reviewer = header.find("reviewer");
  const auto who = reviewer == nullptr ? Result<std::string_view>() : reviewer->text();
  if (file.reviewed && (!who || who->empty())) {
    return header.wrong(base::say("_header says reviewed but names no \"reviewer\""));
  }
  return {};
}

// One field of an entry: absent, or a text within the limit whose message syntax is right.
Result<PatternParts> read_pattern(const Data& entry, const char* field, std::string& text,
                                  const CatalogueLimits& limits) {
  const Data* found = entry.find(field);
  if (found == nullptr) return PatternParts();
  SAMEN_TRY(text, entry.text(field));
  if (text.size() > limits.text_bytes)
    return found->wrong(base::say("this text is too long"), Errc::limit);
  auto parts = inspect_pattern(text, limits);
  if (!parts) return found->wrong(parts.error().message, parts.error().code);
  return parts;
}

Result<Entry> read_entry(const Data& data, const CatalogueLimits& limits) {
  if (data.name().size() > limits.key_bytes)
    return data.wrong(base::say("the key is too long"), Errc::limit);
  if (!is_message_key(data.name())) {
    return data.wrong(base::say("this is not a message key (lower-case words with dots between)"));
  }
  SAMEN_CHECK(data.only({"text", "speak", "icon"}));
  Entry entry;
  SAMEN_TRY(entry.text_parts, read_pattern(data, "text", entry.text, limits));
  if (entry.text.empty()) return data.wrong(base::say("there is no text"));
  SAMEN_TRY(entry.speak_parts, read_pattern(data, "speak", entry.speak, limits));
  SAMEN_TRY(entry.icon, data.text_or("icon", ""));
  if (entry.icon.size() > kIconBytes)
    return data.wrong(base::say("the icon name is too long"), Errc::limit);
  return entry;
}

}  // namespace

Result<CatalogueFile> read_catalogue(std::string_view name, std::string_view content,
                                     const CatalogueLimits& limits) {
  constexpr int kDepth = 2;
  // A key, its text, its icon and how it is said; the header has more than four.
  const base::DataLimits bounds{limits.file_bytes, kDepth, 4 * limits.keys + 32};
  SAMEN_TRY(const auto data, base::DataFile::parse(content, name, bounds));
  SAMEN_TRY(const Data* header, data.root().need(kHeader, Data::Kind::object));
  CatalogueFile file;
  SAMEN_CHECK(read_header(*header, name, file));
  file.entries.reserve(std::min(data.root().items().size(), limits.keys));
  for (const Data& member : data.root().items()) {
    if (member.name() == kHeader) continue;
    const auto where = [&member, &limits] {
      return base::say("key {}", member.name().substr(0, limits.key_bytes));
    };
    if (file.entries.size() >= limits.keys) {
      auto more = member.wrong(base::say("this is one key more than allowed"), Errc::limit);
      return std::unexpected(base::inside(more.error(), where()));
    }
    auto entry = read_entry(member, limits);
    if (!entry) return std::unexpected(base::inside(entry.error(), where()));
    file.entries.emplace_back(member.name(), std::move(*entry));
  }
  return file;
}

}  // namespace samen::i18n
