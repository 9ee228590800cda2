// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "protocol/json.hpp"

namespace samen::protocol::json {

using base::Errc;
using base::fail;
using base::Result;

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

// Recursive descent; the depth limit bounds the stack.
class Parser {
 public:
  Parser(std::string_view in, const Limits& limits, Document& out)
      : in_(in), limits_(limits), out_(out) {}

  Result<void> run() {
    skip_space();
    SAMEN_CHECK(value(0));
    skip_space();
    if (at_ != in_.size()) return wrong("nothing more after the value");
    return {};
  }

 private:
  using Node = Document::Node;
  using Type = Document::Type;

  std::unexpected<base::Error> wrong(std::string_view expected) const {
    return fail(Errc::invalid_input,
                "not JSON at byte " + std::to_string(at_) + ": expected " + std::string(expected));
  }
  char peek() const { return at_ < in_.size() ? in_[at_] : '\0'; }
  void skip_space() {
    while (at_ < in_.size() &&
           (in_[at_] == ' ' || in_[at_] == '\t' || in_[at_] == '\n' || in_[at_] == '\r')) {
      ++at_;
    }
  }

  // Appends a node; the caller fills its content and its end.
  Result<std::uint32_t> add(Type type) {
    if (out_.nodes_.size() >= limits_.values) {
      return fail(Errc::limit, "more than " + std::to_string(limits_.values) + " JSON values");
    }
    out_.nodes_.emplace_back().type = type;
    return static_cast<std::uint32_t>(out_.nodes_.size() - 1);
  }

  Result<std::uint32_t> leaf(Type type) {
    SAMEN_TRY(const std::uint32_t index, add(type));
    out_.nodes_[index].end = index + 1;
    return index;
  }

  Result<void> value(int depth) {
    switch (peek()) {
      case '{':
        return object(depth);
      case '[':
        return list(depth);
      case '"':
        return text();
      case 't':
        return word("true", Type::boolean, true);
      case 'f':
        return word("false", Type::boolean, false);
      case 'n':
        return word("null", Type::null, false);
      default:
        return number();
    }
  }

  Result<void> word(std::string_view word, Type type, bool truth) {
    if (in_.substr(at_, word.size()) != word) return wrong("a value");
    at_ += word.size();
    SAMEN_TRY(const std::uint32_t index, leaf(type));
    out_.nodes_[index].truth = truth;
    return {};
  }

  Result<void> number() {
    const std::size_t start = at_;
    if (peek() == '-') ++at_;
    if (!is_digit(peek())) return wrong("a value");
    if (peek() == '0') {
      ++at_;
    } else {
      while (is_digit(peek())) ++at_;
    }
    bool whole = true;
    if (peek() == '.') {
      whole = false;
      ++at_;
      if (!is_digit(peek())) return wrong("a digit");
      while (is_digit(peek())) ++at_;
    }
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (!is_digit(peek())) return wrong("a digit");
      while (is_digit(peek())) ++at_;
    }
    std::int64_t parsed = 0;
    if (whole) {
      const auto [end, code] = std::from_chars(in_.data() + start, in_.data() + at_, parsed);
      whole = code == std::errc{} && end == in_.data() + at_;
    }
    SAMEN_TRY(const std::uint32_t index, leaf(whole ? Type::integer : Type::number));
    out_.nodes_[index].integer = whole ? parsed : 0;
    return {};
  }

  Result<void> text() {
    const auto start = static_cast<std::uint32_t>(out_.text_.size());
    SAMEN_CHECK(characters());
    SAMEN_TRY(const std::uint32_t index, leaf(Type::text));
    out_.nodes_[index].text_at = start;
    out_.nodes_[index].text_size = static_cast<std::uint32_t>(out_.text_.size()) - start;
    return {};
  }

  // A quoted string, decoded to the end of the text buffer.
  Result<void> characters() {
    ++at_;  // the opening quote
    for (;;) {
      if (at_ >= in_.size()) return wrong("a closing quote");
      const char c = in_[at_];
      if (c == '"') break;
      if (static_cast<unsigned char>(c) < 0x20) return wrong("no control character in a string");
      if (c == '\\') {
        SAMEN_CHECK(escape());
      } else {
        out_.text_.push_back(c);
        ++at_;
      }
    }
    ++at_;
    return {};
  }

  Result<void> escape() {
    ++at_;
    const char c = peek();
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (const auto found = kLetters.find(c); c != '\0' && found != std::string_view::npos) {
      out_.text_.push_back(kMeanings[found]);
      ++at_;
      return {};
    }
    if (c != 'u') return wrong("a known escape");
    SAMEN_TRY(std::uint32_t point, hex4());
    if (point >= 0xd800 && point <= 0xdbff) {
      if (in_.substr(at_, 2) != "\\u") return wrong("the second half of a surrogate pair");
      ++at_;
      SAMEN_TRY(const std::uint32_t low, hex4());
      if (low < 0xdc00 || low > 0xdfff) return wrong("the second half of a surrogate pair");
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
    } else if (point >= 0xdc00 && point <= 0xdfff) {
      return wrong("no lone surrogate");
    }
    put_utf8(point);
    return {};
  }

  // Stands on the 'u'; leaves behind the four digits.
  Result<std::uint32_t> hex4() {
    std::uint32_t point = 0;
    const std::string_view digits = in_.substr(at_ + 1, 4);
    const auto [end, code] =
        std::from_chars(digits.data(), digits.data() + digits.size(), point, 16);
    if (digits.size() != 4 || code != std::errc{} || end != digits.data() + 4) {
      return wrong("four hexadecimal digits");
    }
    at_ += 5;
    return point;
  }

  void put_utf8(std::uint32_t point) {
    const auto put = [this](std::uint32_t byte) { out_.text_.push_back(static_cast<char>(byte)); };
    if (point < 0x80) {
      put(point);
    } else if (point < 0x800) {
      put(0xc0 | point >> 6), put(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      put(0xe0 | point >> 12), put(0x80 | (point >> 6 & 0x3f)), put(0x80 | (point & 0x3f));
    } else {
      put(0xf0 | point >> 18), put(0x80 | (point >> 12 & 0x3f));
      put(0x80 | (point >> 6 & 0x3f)), put(0x80 | (point & 0x3f));
    }
  }

  Result<void> deeper(int depth) const {
    if (depth < limits_.depth) return {};
    return fail(Errc::limit, "JSON nested deeper than " + std::to_string(limits_.depth));
  }

  Result<void> list(int depth) {
    SAMEN_CHECK(deeper(depth));
    SAMEN_TRY(const std::uint32_t index, add(Type::list));
    ++at_;
    skip_space();
    for (bool first = true; peek() != ']'; first = false) {
      if (!first) {
        if (peek() != ',') return wrong("',' or ']'");
        ++at_;
        skip_space();
      }
      SAMEN_CHECK(value(depth + 1));
      skip_space();
    }
    ++at_;
    out_.nodes_[index].end = static_cast<std::uint32_t>(out_.nodes_.size());
    return {};
  }

  Result<void> object(int depth) {
    SAMEN_CHECK(deeper(depth));
    SAMEN_TRY(const std::uint32_t index, add(Type::object));
    ++at_;
    skip_space();
    std::size_t members = 0;
    for (; peek() != '}'; ++members) {
      if (members > 0) {
        if (peek() != ',') return wrong("',' or '}'");
        ++at_;
        skip_space();
      }
      if (members == kMaxMembers) return fail(Errc::limit, "a JSON object with too many names");
      SAMEN_CHECK(member(index, depth));
      skip_space();
    }
    ++at_;
    out_.nodes_[index].end = static_cast<std::uint32_t>(out_.nodes_.size());
    return {};
  }

  Result<void> member(std::uint32_t object, int depth) {
    if (peek() != '"') return wrong("a name in quotes");
    const std::size_t name_at = at_;
    const auto start = static_cast<std::uint32_t>(out_.text_.size());
    SAMEN_CHECK(characters());
    const auto size = static_cast<std::uint32_t>(out_.text_.size()) - start;
    const std::string_view name(out_.text_.data() + start, size);
    for (std::size_t i = object + 1; i < out_.nodes_.size(); i = out_.nodes_[i].end) {
      const Node& other = out_.nodes_[i];
      if (std::string_view(out_.text_.data() + other.key_at, other.key_size) == name) {
        return fail(Errc::invalid_input,
                    "JSON: the name at byte " + std::to_string(name_at) + " stands twice");
      }
    }
    skip_space();
    if (peek() != ':') return wrong("':'");
    ++at_;
    skip_space();
    const auto node = static_cast<std::uint32_t>(out_.nodes_.size());
    SAMEN_CHECK(value(depth + 1));
    out_.nodes_[node].key_at = start;
    out_.nodes_[node].key_size = size;
    return {};
  }

  std::string_view in_;
  const Limits& limits_;
  Document& out_;
  std::size_t at_ = 0;
};

Result<Document> Document::parse(base::ByteView bytes, const Limits& limits, Holds holds) {
  if (bytes.size() > limits.bytes) {
    return fail(Errc::limit, "JSON of " + std::to_string(bytes.size()) + " bytes, at most " +
                                 std::to_string(limits.bytes) + " are taken");
  }
  const std::string_view text = base::as_text(bytes);
  if (!base::is_utf8(text)) return fail(Errc::invalid_input, "not JSON: not well-formed UTF-8");
  Document document(memory(holds));
  document.text_.reserve(text.size());  // decoding never makes text longer: no copies left behind
  document.nodes_.reserve(std::min<std::size_t>(limits.values, text.size() / 8 + 16));
  Parser parser(text, limits, document);
  SAMEN_CHECK(parser.run());
  return document;
}

}  // namespace samen::protocol::json
