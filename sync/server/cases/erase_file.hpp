// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/server/cases/person_file.hpp"

// Erasing one person, as the office asks for it (GDPR, article 17). What goes and what becomes of
// others is erase.hpp's; here it is tried first, so that staff see what it will do.
namespace samen::server {

struct HeldCount {
  std::string_view table;
  std::int64_t rows = 0;
};
// A proposal or match that is open now, and what becomes of it.
struct OpenBefore {
  std::string household, group;                 // labels
  bool match = false;                           // accepted; else it waits for a caseworker's word
  bool goes_on = false;                         // without the erased one
  std::optional<std::int64_t> meeting_ms = {};  // of a day that is planned
};
struct ErasureLook {
  std::vector<HeldCount> gone;  // what is about nobody but them, by table
  std::vector<HeldCount> left;  // likewise, and still there after it; nothing should be
  std::vector<OpenBefore> open;
  int cards = 0;      // taken back from kiosks
  std::string was;    // names the erased record in the list of erasures
  std::string proof;  // base/erasure_code.hpp; empty: a sign-up from before receipts
};
// Carried out and taken back. Begins a transaction of its own.
base::Result<ErasureLook> look_at_erasure(Store& store, const FileSubject& subject);

struct ErasureDone {
  std::string was, proof;
  std::int64_t at_ms = 0;
  bool again = false;  // it was erased before
  bool gaps = false;   // the file could not be written anew just now; what was in it has no key
};
// For good: on the list of erasures, committed, and its keys overwritten. `reason` as of
// erase_record(). Begins a transaction of its own. Errc::not_found when they went meanwhile.
base::Result<ErasureDone> erase_file(Store& store, const FileSubject& subject,
                                     std::string_view reason, std::string_view actor);
// What an earlier look named is erased by now; nothing when it is not.
base::Result<std::optional<ErasureDone>> erased_before(Store& store, std::string_view was,
                                                       std::string_view proof);

}  // namespace samen::server
