// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.hpp"
#include "sync/server/store/store.hpp"

// All that matcher.db holds, as one table: what of it is about one person, how that is read to whom
// asks for their file (GDPR, article 15), and why the rest is not. A test holds it against the
// schema, column by column, so nothing that is added later can be forgotten here.
namespace samen::server {

// What a row is about.
enum class HeldOf : std::uint8_t {
  nobody,       // of those who signed up
  id,           // the column of that name is the person's record
  record,       // likewise
  household,    // likewise
  volunteer,    // likewise
  group,        // join_code: of the group they are in
  proposal,     // the column `proposal`: one that was made with them
  proposal_id,  // id: likewise
  step,         // a step of their match that the other side has not said
  envelope,     // in which they told or asked something
  receipt,      // sign_key: of the receipt they hold
  pair,         // household or join_code
  single_pair,  // household or single
  two           // one or other
};

// Why something is not shown to whom it is about, or is about nobody.
enum class NotShown : std::uint8_t {
  shown,
  nobody,  // the programme's own: kiosks, keys, counters
  staff,   // about whoever works here
  key,     // a name, key or hash that computers tell rows apart by, and says nothing else
  copy,    // what is shown already, once more
  others   // what others said in private, or is about them (article 15, paragraph 4)
};

enum class HeldAs : std::uint8_t {
  none,    // not shown
  moment,  // Unix milliseconds
  number,
  yes_no,     // 0 or 1
  text,       // as it is
  words,      // one of the closed list that `words` names
  reason,     // why not yet, as JSON
  centre,     // its name
  kiosk,      // its number
  group,      // its label, from the join code
  household,  // its label
  account     // who did it, as the audit names them
};

struct HeldColumn {
  std::string_view name;
  HeldAs as = HeldAs::none;
  std::string_view words = {};
  NotShown why = NotShown::key;     // of one that is not shown
  bool to_households_only = false;  // what they said in private (`others` to a volunteer)
};

struct HeldTable {
  std::string_view name;
  HeldOf of = HeldOf::nobody;
  NotShown why = NotShown::shown;  // of one that is not shown at all
  std::span<const HeldColumn> columns;
};
std::span<const HeldTable> held_tables();

struct HeldValue {
  const HeldColumn* column = nullptr;
  std::optional<std::int64_t> number = {};  // moment, number, yes_no
  std::string text = {};                    // the others; empty: nothing is there
};
struct HeldRows {
  const HeldTable* table = nullptr;
  std::vector<std::vector<HeldValue>> rows;  // shown columns only, in their order; oldest first
};
// Of every table that is about people, also those with no row.
base::Result<std::vector<HeldRows>> rows_held_of(Store& store, const base::Uuid& record);
// How many rows of a table are about the person.
base::Result<std::int64_t> count_held(Store& store, const HeldTable& table,
                                      const base::Uuid& record);
// Every proposal that was made with them, oldest first.
base::Result<std::vector<base::Uuid>> proposals_held_of(Store& store, const base::Uuid& record);

}  // namespace samen::server
