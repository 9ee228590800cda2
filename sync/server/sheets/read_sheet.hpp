// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sync/server/sheets/sheet.hpp"

namespace samen::server {

// What the bytes are is seen from them, not from the file's name. Of several sheets the first one
// that is not hidden.
SheetResult<Sheet> read_sheet(std::string_view bytes, const SheetLimits& limits = {});

// Its parts, for tests of each.
// RFC 4180 with ',', ';' or tab, whichever the first line has most of; also after a first line
// "sep=;". UTF-8 with or without its mark; what is not UTF-8 is read as Windows-1252, and the sheet
// says so. A ' before what would be a formula is left out: spreadsheets, and pages/csv.hpp, mean it
// as the mark of a text.
SheetResult<Sheet> read_csv(std::string_view bytes, const SheetLimits& limits);
SheetResult<Sheet> read_xlsx(std::string_view bytes, const SheetLimits& limits);
SheetResult<Sheet> read_ods(std::string_view bytes, const SheetLimits& limits);

}  // namespace samen::server
