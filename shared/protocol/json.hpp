// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"

// A strict JSON reader (RFC 8259) for data from outside. It reads into one flat list of nodes and
// one buffer of text, so limits are easy to hold and, where people are in the text, everything
// lies on locked memory that is wiped. Stricter than the RFC asks: no duplicate names in an object,
// no lone surrogates, nothing behind the value, no byte order mark.
namespace samen::protocol::json {

struct Limits {
  std::size_t bytes = 65536;
  std::size_t values = 20'000;  // of any kind, all together
  int depth = 8;
};
inline constexpr std::int64_t kMaxExact = std::int64_t{1} << 52;  // whole in every JSON reader
inline constexpr std::size_t kMaxMembers = 64;                    // of one object

enum class Holds : std::uint8_t { messages, people };  // where the reader's own memory lies

class Value;

// A parsed text, and the first thing that was wrong with its content.
class Document {
 public:
  // Errors say at which byte, and never repeat the text.
  static base::Result<Document> parse(base::ByteView text, const Limits& limits, Holds holds);

  Value root();
  // The first failure a Value found; {} when all was well.
  base::Result<void> verdict() const;

 private:
  friend class Parser;
  friend class Value;
  enum class Type : std::uint8_t { null, boolean, integer, number, text, list, object };
  struct Node {
    Type type = Type::null;
    bool truth = false;
    std::uint32_t key_at = 0, key_size = 0;  // when it is a member of an object
    std::uint32_t text_at = 0, text_size = 0;
    std::uint32_t end = 0;  // index of the first node behind this one and all inside it
    std::int64_t integer = 0;
  };
  static std::pmr::memory_resource* memory(Holds holds);
  explicit Document(std::pmr::memory_resource* memory) : nodes_(memory), text_(memory) {}
  std::string path_of(std::uint32_t node) const;

  std::pmr::vector<Node> nodes_;
  std::pmr::vector<char> text_;
  std::optional<base::Error> error_;
};

// One value of a document. Reading what is not there, or is of another type or out of range,
// records an error with the path ("items[2].version: ...") and gives something harmless, so a
// reader states what it wants from top to bottom and asks Document::verdict() once.
class Value {
 public:
  // Members of an object. Names nobody asks for are ignored.
  Value at(std::string_view name) const;                   // must be there
  std::optional<Value> find(std::string_view name) const;  // may be missing or null

  // Elements of a list, at most `most` of them.
  std::vector<Value> list(std::size_t most) const;

  std::string_view text(std::size_t most_bytes) const;  // into the document
  std::int64_t integer(std::int64_t least, std::int64_t most) const;
  bool boolean() const;
  base::Uuid uuid() const;
  base::Bytes bytes(std::size_t most) const;              // base64
  void bytes_exactly(std::span<std::uint8_t> out) const;  // base64 of just this many

  void fail(base::Errc code, std::string_view what) const;  // records "<path>: <what>"
  bool ok() const { return !document_->error_.has_value(); }

 private:
  friend class Document;
  static constexpr std::uint32_t kNothing = ~0U;
  Value(Document* document, std::uint32_t node) : document_(document), node_(node) {}
  const Document::Node* expect(Document::Type type, std::string_view what) const;
  Document* document_;
  std::uint32_t node_;  // kNothing after an error
};

}  // namespace samen::protocol::json
