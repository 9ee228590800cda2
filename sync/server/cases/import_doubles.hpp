// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/server/cases/import_rows.hpp"
#include "sync/server/cases/same_person.hpp"

// Rows of a sheet that look like one person's: among themselves, and with who is here already.
namespace samen::server {

// What staff compare; in locked memory.
struct PersonShown {
  base::SecretText name;
  base::SecretText contact;
  std::string postcode;
  int people = 1;  // of a household
  std::int64_t since_ms = 0;
};

// What the coordinator says of a pair.
enum class DoubleChoice : std::uint8_t { open, two, first, second };

struct ImportDouble {
  std::size_t row = 0;                    // of the rows that were read
  std::optional<std::size_t> other = {};  // another of them, further down; or somebody here:
  base::Uuid here = {};
  std::string label = {};
  PersonShown person = {}, like = {};
  CommonFacts common = 0;
  DoubleChoice choice = DoubleChoice::open;  // first: the row goes in alone; second: the other one
};

// Of the rows that fit. Reads everybody who is here: a second or two where a hundred thousand are.
base::Result<std::vector<ImportDouble>> find_doubles(Store& store, const forms::Form& form,
                                                     const std::vector<ImportRow>& rows);

}  // namespace samen::server
