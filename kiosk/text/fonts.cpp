// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/fonts.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <optional>
#include <span>

#include "base/data_file.hpp"
#include "base/say.hpp"

namespace samen::text {
namespace {

namespace fs = std::filesystem;
using base::Data;
using base::Errc;
using base::fail;
using base::Result;

constexpr std::size_t kMostFaces = 64;
constexpr std::size_t kMostIcons = 10'000;

// Where one font file may be.
struct Search {
  fs::path override_folder;
  std::vector<fs::path> folders;

  std::optional<fs::path> find(const std::string& name) const {
    std::error_code ignored;
    if (!override_folder.empty() && fs::is_regular_file(override_folder / name, ignored)) {
      return override_folder / name;
    }
    for (const auto& folder : folders) {
      if (fs::is_regular_file(folder / name, ignored)) return folder / name;
    }
    return std::nullopt;
  }
};

// The first candidate that is installed, or an error naming the first candidate's package.
Result<fs::path> first_installed(std::span<const Data> candidates, const Search& search) {
  assert(!candidates.empty());
  for (const Data& candidate : candidates) {
    SAMEN_TRY(const std::string name, candidate.text("file"));
    SAMEN_CHECK(candidate.text("package"));
    if (name.empty() || name.find('/') != std::string::npos) {
      return candidate.wrong(base::say("a font file is given by its name alone"));
    }
    if (const auto found = search.find(name)) return *found;
  }
  return candidates.front().wrong(
      base::say("the font file {} is not installed; install it with: apt-get install {}",
                *candidates.front().text("file"), *candidates.front().text("package")),
      Errc::not_found);
}

Result<void> read_face(const Data& entry, const Search& search, FontList& list) {
  SAMEN_CHECK(entry.only({"family", "scripts", "regular", "bold"}));
  SAMEN_TRY(const std::string family, entry.text("family"));
  SAMEN_TRY(const auto scripts, entry.texts_or_none("scripts", kMostFaces));
  if (scripts.empty()) return entry.wrong(base::say("{} says no \"scripts\"", family));
  for (const auto& [name, weight] :
       {std::pair{"regular", Weight::regular}, std::pair{"bold", Weight::bold}}) {
    if (entry.find(name) == nullptr) continue;
    SAMEN_TRY(const auto candidates, entry.list(name, 1, kMostFaces));
    for (const Data& candidate : candidates) SAMEN_CHECK(candidate.only({"file", "package"}));
    auto file = first_installed(candidates, search);
    if (!file) return std::unexpected(base::inside(file.error(), family));
    list.faces.push_back({family, weight, scripts, std::move(*file)});
  }
  return {};
}

Result<void> read_faces(const fs::path& path, Search search, FontList& list) {
  SAMEN_TRY(const auto file, base::DataFile::read(path));
  const Data& root = file.root();
  SAMEN_CHECK(root.only({"_header", "folders", "faces"}));
  SAMEN_TRY(const auto folders, root.texts_or_none("folders", kMostFaces));
  search.folders.assign(folders.begin(), folders.end());
  SAMEN_TRY(const auto faces, root.list("faces", 1, kMostFaces));
  for (const Data& entry : faces) SAMEN_CHECK(read_face(entry, search, list));
  if (list.faces.empty()) return root.wrong(base::say("names no font"));
  return {};
}

Result<char32_t> code_point(const Data& icon) {
  SAMEN_TRY(const std::string_view digits, icon.text());
  std::uint32_t value = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, 16);
  if (read.ec != std::errc{} || read.ptr != end || value == 0 || value > 0x10ffff) {
    return icon.wrong(
        base::say("icon {}: not a hexadecimal code point", base::in_quotes(icon.name())));
  }
  return char32_t{value};
}

Result<void> read_icons(const fs::path& path, Search search, FontList& list) {
  SAMEN_TRY(const auto file, base::DataFile::read(path));
  const Data& root = file.root();
  SAMEN_CHECK(root.only({"_header", "icons", "aliases", "mirrored"}));
  SAMEN_TRY(const Data* header, root.need("_header", Data::Kind::object));
  SAMEN_TRY(const auto folders, header->texts_or_none("paths", kMostFaces));
  search.folders.assign(folders.begin(), folders.end());
  SAMEN_TRY(list.icon_file, first_installed({header, 1}, search));
  SAMEN_TRY(const Data* icons, root.need("icons", Data::Kind::object));
  if (icons->items().empty())
    return icons->wrong(base::say("\"icons\" must map names to code points"));
  for (const Data& icon : icons->items()) {
    SAMEN_TRY(const char32_t code, code_point(icon));
    list.icons.emplace(icon.name(), code);
  }
  if (const Data* aliases = root.find("aliases")) {
    for (const Data& alias : aliases->items()) {
      SAMEN_TRY(const std::string_view target, alias.text());
      const auto found = list.icons.find(std::string(target));
      if (found == list.icons.end()) {
        return alias.wrong(base::say("alias {} leads nowhere", base::in_quotes(alias.name())));
      }
      list.icons.emplace(alias.name(), found->second);
    }
  }
  SAMEN_TRY(list.mirrored_icons, root.texts_or_none("mirrored", kMostIcons));
  for (const auto& name : list.mirrored_icons) {
    if (list.icons.contains(name)) continue;
    return root.wrong(base::say("mirrored icon {} is unknown", base::in_quotes(name)));
  }
  std::ranges::sort(list.mirrored_icons);
  return {};
}

}  // namespace

Result<FontList> load_fonts(const fs::path& assets, const fs::path& override_folder) {
  FontList list;
  const Search search{override_folder, {}};
  SAMEN_CHECK(read_faces(assets / "fonts" / "fonts.json", search, list));
  SAMEN_CHECK(read_icons(assets / "icons" / "icons.json", search, list));
  return list;
}

}  // namespace samen::text
