// SPDX-License-Identifier: Apache-2.0
#include "sync/server/sheets/xml.hpp"

#include <expat.h>

#include "base/number.hpp"

namespace samen::server {

namespace {

std::string_view last_part(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// One parse under way; the first fault ends it.
struct XmlRun {
  XML_Parser parser = nullptr;
  XmlReader* reader = nullptr;
  int depth = 0;
  int deepest = 0;
  SheetResult<void> result = {};

  void take(SheetResult<void> step) {
    if (!result || step) return;
    result = step;
    XML_StopParser(parser, XML_FALSE);
  }
};

XmlRun& run_of(void* user) {
  return *static_cast<XmlRun*>(user);
}

void on_begin(void* user, const char* name, const char** attributes) {
  auto& run = run_of(user);
  if (!run.result) return;
  if (++run.depth > run.deepest) {
    return run.take(std::unexpected(SheetFault{SheetTrouble::bomb, 0, 0, run.deepest}));
  }
  run.take(run.reader->begin(last_part(name), XmlAttributes(attributes)));
}

void on_end(void* user, const char* name) {
  auto& run = run_of(user);
  if (!run.result) return;
  --run.depth;
  run.take(run.reader->end(last_part(name)));
}

void on_text(void* user, const char* text, int size) {
  auto& run = run_of(user);
  if (run.result) run.take(run.reader->text({text, static_cast<std::size_t>(size)}));
}

void on_doctype(void* user, const char*, const char*, const char*, int) {
  run_of(user).take(std::unexpected(SheetFault{SheetTrouble::doctype}));
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

std::string_view XmlAttributes::of(std::string_view name) const {
  for (const auto* at = pairs_; at[0] != nullptr; at += 2) {
    if (last_part(at[0]) == name) return at[1];
  }
  return {};
}

int XmlAttributes::number_of(std::string_view name, int otherwise) const {
  return base::parse_number<int>(of(name)).value_or(otherwise);
}

SheetResult<void> read_xml(const Archive& archive, const std::string& part, XmlReader& reader,
                           const SheetLimits& limits) {
  const std::unique_ptr<XML_ParserStruct, FreeParser> parser(XML_ParserCreate(nullptr));
  if (parser == nullptr) return std::unexpected(SheetFault{SheetTrouble::broken});
  XmlRun run{.parser = parser.get(), .reader = &reader, .deepest = limits.depth};
  XML_SetUserData(parser.get(), &run);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  const auto feed = [&run](std::string_view piece, bool last) -> SheetResult<void> {
    const auto status = XML_Parse(run.parser, piece.data(), static_cast<int>(piece.size()), last);
    if (!run.result) return run.result;
    if (status != XML_STATUS_OK) return std::unexpected(SheetFault{SheetTrouble::broken});
    return {};
  };
  SAMEN_CHECK(archive.read(part, [&feed](std::string_view piece) { return feed(piece, false); }));
  return feed({}, true);
}

}  // namespace samen::server
