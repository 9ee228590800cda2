// SPDX-License-Identifier: Apache-2.0
#include "forms/elsewhere.hpp"

#include <algorithm>

#include "base/data_file.hpp"
#include "base/file.hpp"
#include "base/say.hpp"
#include "domain/shown_line.hpp"

namespace samen::forms {
namespace {

using base::Data;
using base::DataFile;
using base::Errc;
using base::fail;
using base::Result;

constexpr std::size_t kMostBytes = 64 * 1024;
constexpr std::size_t kMostFiles = 400;  // one a municipality, and one for the country
constexpr std::size_t kMostPlaces = 12;  // of one file: more than anybody reads standing up
constexpr std::size_t kMostLanguages = 40;
constexpr std::size_t kLongestName = 60;  // characters
constexpr std::size_t kLongestSentence = 240;
constexpr std::string_view kFallback = "nl";

constexpr std::string_view kSmall = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kDigits = "0123456789";

bool only_of(std::string_view text, std::string_view more) {
  return std::ranges::all_of(
      text, [&](char c) { return kSmall.contains(c) || kDigits.contains(c) || more.contains(c); });
}

bool is_tag(std::string_view text) {
  return text.size() >= 2 && text.size() <= 16 && only_of(text, "-ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

Result<Place> read_place(const Data& object) {
  SAMEN_CHECK(object.only({"name", "about", "web", "phone", "address"}));
  Place place;
  SAMEN_TRY(const Data* name, object.need("name", Data::Kind::text));
  SAMEN_TRY(place.name, domain::shown_line(*name, kLongestName));
  SAMEN_TRY(const Data* about, object.need("about", Data::Kind::object));
  if (about->items().size() > kMostLanguages)
    return about->wrong(base::say("too many languages"), Errc::limit);
  for (const Data& sentence : about->items()) {
    if (!is_tag(sentence.name()))
      return sentence.wrong(base::say("expected a language tag such as \"nl\""));
    SAMEN_TRY(std::string text, domain::shown_line(sentence, kLongestSentence));
    place.about.emplace_back(sentence.name(), std::move(text));
  }
  const auto tag = &std::pair<std::string, std::string>::first;
  if (std::ranges::find(place.about, kFallback, tag) == place.about.end()) {
    return about->wrong(base::say("needs at least the sentence in \"nl\""));
  }
  SAMEN_TRY(place.web, domain::shown_line_or_none(object, "web", kLongestName));
  SAMEN_TRY(place.phone, domain::shown_line_or_none(object, "phone", kLongestName));
  SAMEN_TRY(place.address, domain::shown_line_or_none(object, "address", kLongestSentence));
  if (!only_of(place.web, ".-/") || (!place.web.empty() && !place.web.contains('.'))) {
    return object.find("web")->wrong(base::say("expected an address such as \"example.nl/help\""));
  }
  if (place.phone.find_first_not_of("0123456789 +-") != std::string::npos) {
    return object.find("phone")->wrong(base::say("a phone number has digits, spaces, + and -"));
  }
  if (place.web.empty() && place.phone.empty() && place.address.empty()) {
    return object.wrong(base::say("a place needs \"web\", \"phone\" or \"address\""));
  }
  return place;
}

}  // namespace

std::string_view Place::about_in(std::string& language) const {
  const auto tag = &std::pair<std::string, std::string>::first;
  auto found = std::ranges::find(about, language, tag);
  if (found == about.end()) {
    found = std::ranges::find(about, kFallback, tag);
    language = kFallback;
  }
  return found == about.end() ? std::string_view() : found->second;
}

Result<void> Elsewhere::add(std::string_view json, std::string_view name) {
  SAMEN_TRY(const auto file, DataFile::parse(json, name, {.bytes = kMostBytes}));
  const Data& root = file.root();
  SAMEN_CHECK(root.only({"_header", "area", "places"}));
  Area area;
  SAMEN_TRY(area.area, PostcodeRanges::read(root, "area"));
  SAMEN_TRY(const auto places, root.list("places", 1, kMostPlaces));
  for (const Data& entry : places) {
    SAMEN_TRY(Place place, read_place(entry));
    if (std::ranges::find(area.places, place.name, &Place::name) != area.places.end()) {
      return entry.wrong(base::say("the place {} stands twice", base::in_quotes(place.name)));
    }
    area.places.push_back(std::move(place));
  }
  if (areas_.size() == kMostFiles) return root.wrong(base::say("too many files"), Errc::limit);
  areas_.push_back(std::move(area));
  return {};
}

Result<Elsewhere> Elsewhere::load(const std::filesystem::path& folder) {
  Elsewhere out;
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return out;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() == ".json") files.push_back(at->path());
  }
  if (error) {
    return fail(Errc::not_found,
                base::say("cannot read the folder {}: {}", folder, error.message()));
  }
  std::ranges::sort(files);
  for (const auto& path : files) {
    SAMEN_TRY(const std::string json, base::read_file(path, kMostBytes));
    SAMEN_CHECK(out.add(json, path.filename().string()));
  }
  return out;
}

std::vector<const Place*> Elsewhere::near(int postcode) const {
  std::vector<const Place*> out;
  for (const bool everywhere : {false, true}) {
    for (const Area& one : areas_) {
      if (one.area.empty() != everywhere || (!everywhere && !one.area.has(postcode))) continue;
      for (const Place& place : one.places) out.push_back(&place);
    }
  }
  return out;
}

}  // namespace samen::forms
