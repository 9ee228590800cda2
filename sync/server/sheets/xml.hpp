// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "sync/server/sheets/archive.hpp"
#include "sync/server/sheets/sheet.hpp"

namespace samen::server {

// The attributes of one element, by the last part of their name: "table:name" is "name", and of
// several that end alike the first one.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  std::string_view of(std::string_view name) const;  // empty when there is none
  int number_of(std::string_view name, int otherwise) const;

 private:
  const char* const* pairs_;
};

// What a part of a document says, as it is read. Names are without what stands before a colon.
class XmlReader {
 public:
  virtual ~XmlReader() = default;
  virtual SheetResult<void> begin(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual SheetResult<void> end(std::string_view name) = 0;
  virtual SheetResult<void> text(std::string_view) { return {}; }
};

// Reads one part by expat. A document type is refused before a word of it counts: no entities but
// XML's own five, nothing from elsewhere.
SheetResult<void> read_xml(const Archive& archive, const std::string& part, XmlReader& reader,
                           const SheetLimits& limits);

}  // namespace samen::server
