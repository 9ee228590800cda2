// SPDX-License-Identifier: Apache-2.0
// A file that somebody sends to be imported, in each of its kinds, and the body of a form that it
// travels in. The first byte chooses which.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include <zip.h>

#include "base/encoding.hpp"
#include "sync/server/office/upload.hpp"
#include "sync/server/sheets/read_sheet.hpp"

namespace {

using namespace samen;

void require(bool holds) {
  if (!holds) std::abort();
}

// Small, so that what would grow without end shows.
server::SheetLimits limits() {
  server::SheetLimits limits;
  limits.unpacked_bytes = 1U << 20;
  limits.text_bytes = 1U << 16;
  limits.filled_rows = 100;
  return limits;
}

void judge(const server::SheetResult<server::Sheet>& sheet) {
  const auto most = limits();
  if (!sheet) return;
  require(sheet->rows().size() <= most.filled_rows + 1);
  std::size_t bytes = 0;
  int row_before = 0;
  for (const auto& row : sheet->rows()) {
    require(row.number > row_before && row.number <= most.rows);
    row_before = row.number;
    int column_before = -1;
    for (const auto& cell : row.cells) {
      require(cell.column > column_before && cell.column < most.columns);
      column_before = cell.column;
      const auto text = sheet->cell(row, cell.column);
      require(!text.empty() && text.size() <= most.cell_bytes && base::is_utf8(text));
      bytes += text.size();
    }
  }
  require(bytes <= most.text_bytes);
}

// An archive with these parts, put together in memory.
std::string zip_of(std::initializer_list<std::pair<const char*, std::string_view>> parts) {
  auto* whole = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  auto* zip = zip_open_from_source(whole, ZIP_TRUNCATE, nullptr);
  require(zip != nullptr);
  zip_source_keep(whole);
  for (const auto& [name, text] : parts) {
    auto* source = zip_source_buffer(zip, text.data(), text.size(), 0);
    const auto at = zip_file_add(zip, name, source, 0);
    require(at >= 0);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
  }
  require(zip_close(zip) == 0);
  zip_stat_t stat;
  require(zip_source_stat(whole, &stat) == 0 && zip_source_open(whole) == 0);
  std::string bytes(stat.size, '\0');
  require(zip_source_read(whole, bytes.data(), bytes.size()) ==
          static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(whole);
  zip_source_free(whole);
  return bytes;
}

std::string xlsx_with(std::string_view sheet) {
  return zip_of({{"xl/workbook.xml", "<w><sheet name=\"A\" id=\"r\"/></w>"},
                 {"xl/_rels/workbook.xml.rels",
                  "<r><Relationship Id=\"r\" Target=\"s.xml\"/><Relationship Id=\"t\" "
                  "Type=\"/styles\" Target=\"y.xml\"/></r>"},
                 {"xl/y.xml", "<s><cellXfs><xf numFmtId=\"14\"/></cellXfs></s>"},
                 {"xl/s.xml", sheet}});
}

void read_a_form(std::string_view body) {
  const auto line = body.substr(0, body.find('\r'));
  const auto upload = server::read_upload(
      "multipart/form-data; boundary=" + std::string(line.substr(line.size() < 2 ? 0 : 2)), body);
  if (!upload) return;
  for (const auto& [name, value] : upload->fields) {
    require(base::is_utf8(name) && base::is_utf8(value));
  }
  require(upload->file.size() < body.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0:
      judge(server::read_csv(bytes, limits()));
      break;
    case 1:
      judge(server::read_xlsx(bytes, limits()));
      break;
    case 2:
      judge(server::read_xlsx(xlsx_with(bytes), limits()));
      break;
    case 3:
      judge(server::read_ods(zip_of({{"content.xml", bytes}}), limits()));
      break;
    default:
      read_a_form(bytes);
      break;
  }
  return 0;
}
