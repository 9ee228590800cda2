// SPDX-License-Identifier: Apache-2.0
#include "forms/programme.hpp"

#include "base/data_file.hpp"
#include "base/file.hpp"
#include "base/say.hpp"
#include "domain/shown_line.hpp"

namespace samen::forms {

using base::Data;
using base::Result;

namespace {

constexpr std::size_t kMostBytes = 4096;
constexpr int kMostMonths = 120;
constexpr std::size_t kLongestName = 60;   // characters
constexpr std::size_t kLongestReach = 90;  // a number and an address of mail

Result<domain::ArrivalPeriod> read_latest_arrival(const Data& root) {
  SAMEN_TRY(const std::string word, root.text("latest_arrival"));
  const auto found = domain::from_name<domain::ArrivalPeriod>(word);
  if (found) return *found;
  return root.find("latest_arrival")
      ->wrong(
          base::say("unknown option {} of vocabulary {}", base::in_quotes(word), "\"arrival\""));
}

// {} where nobody has filled it in yet.
Result<Office> read_office(const Data& root, std::string_view name) {
  Office office;
  SAMEN_TRY(const Data* given, root.need(name, Data::Kind::object));
  SAMEN_CHECK(given->only({"name", "reach"}));
  if (given->items().empty()) return office;
  SAMEN_TRY(office.name, domain::shown_line_or_none(*given, "name", kLongestName));
  SAMEN_TRY(office.reach, domain::shown_line_or_none(*given, "reach", kLongestReach));
  if (office.name.empty() || office.reach.empty()) {
    return given->wrong(base::say("needs \"name\" and \"reach\", or neither: {}"));
  }
  return office;
}

}  // namespace

Result<Programme> Programme::read(std::string_view json, std::string_view name) {
  SAMEN_TRY(const auto file, base::DataFile::parse(json, name, {.bytes = kMostBytes}));
  const Data& root = file.root();
  SAMEN_CHECK(root.only({"_header", "latest_arrival", "kept_months", "responsible", "complaints"}));
  Programme programme;
  SAMEN_TRY(programme.latest_arrival, read_latest_arrival(root));
  SAMEN_TRY(programme.kept_months, root.whole("kept_months", 1, kMostMonths));
  SAMEN_TRY(programme.responsible, read_office(root, "responsible"));
  SAMEN_TRY(programme.complaints, read_office(root, "complaints"));
  return programme;
}

Result<Programme> Programme::load(const std::filesystem::path& folder) {
  SAMEN_TRY(const std::string json, base::read_file(folder / "facts/programme.json", kMostBytes));
  SAMEN_TRY(Programme programme, read(json, "programme.json"));
  SAMEN_TRY(programme.elsewhere, Elsewhere::load(folder / "elsewhere"));
  return programme;
}

}  // namespace samen::forms
