// SPDX-License-Identifier: Apache-2.0
#include "forms/text_facts.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>

#include "base/data_file.hpp"
#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::forms {
namespace {

using base::Data;
using base::DataFile;
using base::Result;

constexpr std::size_t kMostDomains = 500;
constexpr std::size_t kLongestDomain = 64;
constexpr std::size_t kMostPlaceBytes = 256 * 1024;

// Letters changed, dropped, added, or two neighbours swapped, to make one of the other (Damerau).
std::size_t distance(std::string_view a, std::string_view b) {
  assert(a.size() <= kLongestDomain && b.size() <= kLongestDomain);
  std::array<std::array<std::size_t, kLongestDomain + 1>, 3> rows{};
  std::iota(rows[1].begin(), rows[1].end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[(i + 1) % 3];
    const auto& above = rows[i % 3];
    const auto& two_above = rows[(i + 2) % 3];
    row[0] = i;
    for (std::size_t k = 1; k <= b.size(); ++k) {
      row[k] =
          std::min({above[k] + 1, row[k - 1] + 1, above[k - 1] + (a[i - 1] == b[k - 1] ? 0U : 1U)});
      const bool swapped = i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1];
      if (swapped) row[k] = std::min(row[k], two_above[k - 2] + 1);
    }
  }
  return rows[(a.size() + 1) % 3][b.size()];
}

}  // namespace

Result<MailDomains> MailDomains::parse(std::string_view json, std::string_view name) {
  SAMEN_TRY(const auto file, DataFile::parse(json, name));
  const Data& root = file.root();
  SAMEN_CHECK(root.only({"_header", "common", "endings"}));
  MailDomains out;
  SAMEN_TRY(out.common_, root.texts_or_none("common", kMostDomains));
  for (const auto& domain : out.common_) {
    if (domain.size() > kLongestDomain)
      return root.wrong(base::say("a domain is longer than 64 letters"));
  }
  SAMEN_TRY(const Data* endings, root.need("endings", Data::Kind::object));
  for (const Data& ending : endings->items()) {
    SAMEN_TRY(const std::string_view meant, ending.text());
    out.endings_.emplace_back(ending.name(), meant);
  }
  return out;
}

std::string MailDomains::meant(std::string_view typed) const {
  if (typed.empty() || typed.size() > kLongestDomain) return {};
  std::string domain(typed);
  for (char& c : domain) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const auto is_common = [&] { return std::ranges::find(common_, domain) != common_.end(); };
  if (is_common()) return {};
  const std::string as_typed = domain;
  for (auto dots = domain.find(".."); dots != domain.npos; dots = domain.find("..")) {
    domain.erase(dots, 1);
  }
  while (domain.ends_with('.')) domain.pop_back();
  if (is_common()) return domain;
  // An ending twice or glued on: "gmail.com.com", "hotmail.nl.com" is left to whoever owns it.
  const auto last = domain.rfind('.');
  if (last != domain.npos && last > 0) {
    const std::string ending = domain.substr(last);
    if (domain.substr(0, last).ends_with(ending)) domain.resize(last);
  }
  for (const auto& [mistyped, meant] : endings_) {
    if (domain != mistyped && !domain.ends_with("." + mistyped)) continue;
    domain.replace(domain.size() - mistyped.size(), mistyped.size(), meant);
    break;
  }
  if (is_common()) return domain;
  const std::string* nearest = nullptr;
  std::size_t least = 3;
  for (const auto& common : common_) {
    // None in a short name, where another name is one letter away; two in a long one.
    const std::size_t slips = distance(domain, common);
    const std::size_t most = common.size() >= 12 ? 2 : common.size() >= 8 ? 1 : 0;
    if (slips <= most && slips < least) {
      least = slips;
      nearest = &common;
    }
  }
  if (nearest != nullptr) return *nearest;
  return domain == as_typed ? std::string() : domain;
}

Result<Postcodes> Postcodes::parse(std::string_view json, std::string_view name) {
  SAMEN_TRY(const auto file, DataFile::parse(json, name));
  SAMEN_CHECK(file.root().only({"_header", "existing", "area"}));
  Postcodes out;
  SAMEN_TRY(out.existing_, PostcodeRanges::read(file.root(), "existing"));
  SAMEN_TRY(out.area_, PostcodeRanges::read(file.root(), "area"));
  return out;
}

bool Postcodes::exists(int postcode) const {
  return existing_.empty() || existing_.has(postcode);
}

bool Postcodes::nearby(int postcode) const {
  return area_.empty() || area_.has(postcode);
}

Result<PlaceNames> PlaceNames::parse(std::string_view json, std::string_view name) {
  SAMEN_TRY(const auto file, DataFile::parse(json, name, {.bytes = kMostPlaceBytes}));
  const Data& root = file.root();
  SAMEN_CHECK(root.only({"_header", "places"}));
  SAMEN_TRY(const Data* places, root.need("places", Data::Kind::object));
  PlaceNames out;
  for (const Data& entry : places->items()) {
    const auto range = read_postcode_range(entry.name());
    if (!range) return entry.wrong(range.error().message);
    SAMEN_TRY(const std::string_view place, entry.text());
    if (!out.runs_.empty() && out.runs_.back().last >= range->first) {
      return entry.wrong(base::say("ranges of postcodes must rise"));
    }
    out.runs_.push_back({range->first, range->second, std::string(place)});
  }
  return out;
}

std::string_view PlaceNames::of(int postcode) const {
  const auto after = std::ranges::upper_bound(runs_, postcode, {}, &Run::first);
  if (after == runs_.begin() || std::prev(after)->last < postcode) return {};
  return std::prev(after)->name;
}

Result<TextFacts> TextFacts::load(const std::filesystem::path& folder) {
  TextFacts facts;
  constexpr std::size_t kMostBytes = 64 * 1024;
  SAMEN_TRY(const std::string mail, base::read_file(folder / "mail_domains.json", kMostBytes));
  SAMEN_TRY(facts.mail, MailDomains::parse(mail, "mail_domains.json"));
  SAMEN_TRY(const std::string codes, base::read_file(folder / "postcodes.json", kMostBytes));
  SAMEN_TRY(facts.postcodes, Postcodes::parse(codes, "postcodes.json"));
  SAMEN_TRY(const std::string places, base::read_file(folder / "places.json", kMostPlaceBytes));
  SAMEN_TRY(facts.places, PlaceNames::parse(places, "places.json"));
  return facts;
}

}  // namespace samen::forms
