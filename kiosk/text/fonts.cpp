// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/fonts.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <nlohmann/json.hpp>

#include "base/file.hpp"

namespace samen::text {
namespace {

namespace fs = std::filesystem;
using base::Errc;
using base::fail;
using base::Result;
using nlohmann::json;

constexpr std::size_t kFileLimit = 1U << 20;
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

Result<json> read_object(const fs::path& path) {
  SAMEN_TRY(const std::string content, base::read_file(path, kFileLimit));
  json root = json::parse(content, nullptr, false);
  if (root.is_object()) return root;
  return fail(Errc::invalid_input, path.string() + " is not a JSON object");
}

bool is_text(const json& object, const char* name) {
  return object.is_object() && object.contains(name) && object[name].is_string();
}

Result<std::vector<std::string>> texts(const json& object, const char* name,
                                       const std::string& where) {
  std::vector<std::string> out;
  if (!object.contains(name)) return out;
  if (!object[name].is_array() || object[name].size() > kMostIcons) {
    return fail(Errc::invalid_input, where + ": \"" + name + "\" is not a list");
  }
  for (const auto& item : object[name]) {
    if (!item.is_string()) {
      return fail(Errc::invalid_input, where + ": \"" + name + "\" holds something not a text");
    }
    out.push_back(item.get<std::string>());
  }
  return out;
}

// The first candidate that is installed, or an error naming the first candidate's package.
Result<fs::path> first_installed(const json& candidates, const Search& search,
                                 const std::string& where) {
  if (!candidates.is_array() || candidates.empty()) {
    return fail(Errc::invalid_input, where + " lists no font files");
  }
  for (const auto& candidate : candidates) {
    if (!is_text(candidate, "file") || !is_text(candidate, "package")) {
      return fail(Errc::invalid_input, where + ": each candidate needs a file and a package");
    }
    const auto name = candidate["file"].get<std::string>();
    if (name.empty() || name.find('/') != std::string::npos) {
      return fail(Errc::invalid_input, where + ": a font file is given by its name alone");
    }
    if (const auto found = search.find(name)) return *found;
  }
  const auto& wanted = candidates.front();
  return fail(Errc::not_found, "the font file " + wanted["file"].get<std::string>() +
                                   " is not installed; install it with: apt-get install " +
                                   wanted["package"].get<std::string>());
}

Result<void> read_faces(const fs::path& path, Search search, FontList& list) {
  SAMEN_TRY(const json root, read_object(path));
  SAMEN_TRY(const auto folders, texts(root, "folders", path.string()));
  search.folders.assign(folders.begin(), folders.end());
  if (!root.contains("faces") || !root["faces"].is_array() || root["faces"].empty() ||
      root["faces"].size() > kMostFaces) {
    return fail(Errc::invalid_input, path.string() + ": \"faces\" must list 1 to 64 faces");
  }
  for (const auto& entry : root["faces"]) {
    if (!is_text(entry, "family")) {
      return fail(Errc::invalid_input, path.string() + ": a face has no \"family\"");
    }
    const auto family = entry["family"].get<std::string>();
    const std::string where = path.string() + ", " + family;
    SAMEN_TRY(const auto scripts, texts(entry, "scripts", where));
    if (scripts.empty()) return fail(Errc::invalid_input, where + " says no \"scripts\"");
    for (const auto& [name, weight] :
         {std::pair{"regular", Weight::regular}, std::pair{"bold", Weight::bold}}) {
      if (!entry.contains(name)) continue;
      SAMEN_TRY(auto file, first_installed(entry[name], search, where));
      list.faces.push_back({family, weight, scripts, std::move(file)});
    }
  }
  if (list.faces.empty()) return fail(Errc::invalid_input, path.string() + " names no font");
  return {};
}

Result<char32_t> code_point(const std::string& digits, const std::string& where) {
  std::uint32_t value = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, 16);
  if (read.ec != std::errc{} || read.ptr != end || value == 0 || value > 0x10ffff) {
    return fail(Errc::invalid_input, where + ": not a hexadecimal code point");
  }
  return char32_t{value};
}

Result<void> read_icons(const fs::path& path, Search search, FontList& list) {
  SAMEN_TRY(const json root, read_object(path));
  const json header = root.value("_header", json::object());
  if (!is_text(header, "file") || !is_text(header, "package")) {
    return fail(Errc::invalid_input, path.string() + ": _header needs a file and a package");
  }
  SAMEN_TRY(const auto folders, texts(header, "paths", path.string()));
  search.folders.assign(folders.begin(), folders.end());
  SAMEN_TRY(list.icon_file, first_installed(json::array({header}), search, path.string()));
  const json icons = root.value("icons", json::object());
  if (!icons.is_object() || icons.empty() || icons.size() > kMostIcons) {
    return fail(Errc::invalid_input, path.string() + ": \"icons\" must map names to code points");
  }
  for (const auto& [name, value] : icons.items()) {
    const std::string where = path.string() + ", icon " + name;
    if (!value.is_string()) return fail(Errc::invalid_input, where + ": not a text");
    SAMEN_TRY(const char32_t code, code_point(value.get<std::string>(), where));
    list.icons.emplace(name, code);
  }
  const json aliases = root.value("aliases", json::object());
  for (const auto& [name, target] : aliases.items()) {
    const auto found =
        target.is_string() ? list.icons.find(target.get<std::string>()) : list.icons.end();
    if (found == list.icons.end()) {
      return fail(Errc::invalid_input, path.string() + ": alias " + name + " leads nowhere");
    }
    list.icons.emplace(name, found->second);
  }
  SAMEN_TRY(list.mirrored_icons, texts(root, "mirrored", path.string()));
  for (const auto& name : list.mirrored_icons) {
    if (!list.icons.contains(name)) {
      return fail(Errc::invalid_input, path.string() + ": mirrored icon " + name + " is unknown");
    }
  }
  std::ranges::sort(list.mirrored_icons);
  return {};
}

}  // namespace

Result<FontList> load_fonts(const fs::path& assets, const fs::path& override_folder) {
  FontList list;
  const Search search{override_folder, {}};
  try {
    SAMEN_CHECK(read_faces(assets / "fonts" / "fonts.json", search, list));
    SAMEN_CHECK(read_icons(assets / "icons" / "icons.json", search, list));
  } catch (const std::exception& error) {  // the JSON library and the file system throw
    return fail(Errc::invalid_input, "font lists in " + assets.string() + ": " + error.what());
  }
  return list;
}

}  // namespace samen::text
