// SPDX-License-Identifier: Apache-2.0
#include "forms/programme.hpp"

#include "base/data_file.hpp"
#include "base/file.hpp"

namespace samen::forms {

using base::Result;

Result<domain::ArrivalPeriod> read_latest_arrival(std::string_view json, std::string_view name) {
  SAMEN_TRY(const auto file, base::DataFile::parse(json, name));
  SAMEN_CHECK(file.root().only({"_header", "latest_arrival"}));
  SAMEN_TRY(const std::string word, file.root().text("latest_arrival"));
  const auto found = domain::from_name<domain::ArrivalPeriod>(word);
  if (found) return *found;
  return file.root()
      .find("latest_arrival")
      ->wrong("unknown option " + base::in_quotes(word) + " of vocabulary \"arrival\"");
}

Result<Programme> Programme::load(const std::filesystem::path& folder) {
  constexpr std::size_t kMostBytes = 4096;
  Programme programme;
  SAMEN_TRY(const std::string json, base::read_file(folder / "facts/programme.json", kMostBytes));
  SAMEN_TRY(programme.latest_arrival, read_latest_arrival(json, "programme.json"));
  SAMEN_TRY(programme.elsewhere, Elsewhere::load(folder / "elsewhere"));
  return programme;
}

}  // namespace samen::forms
