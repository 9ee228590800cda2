// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/secret.hpp"

namespace samen::protocol::json {

// Writes JSON without white space into a std::string, or into SecretBytes where people are in it.
// Text must be well-formed UTF-8. Names and values are written in the order of the calls; commas
// come by themselves.
template <class Buffer>
class Writer {
 public:
  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_list() { return open('['); }
  Writer& end_list() { return close(']'); }

  Writer& name(std::string_view name) {
    separate();
    quote(name);
    put(':');
    fresh_ = true;
    return *this;
  }
  Writer& text(std::string_view text) {
    separate();
    quote(text);
    return *this;
  }
  Writer& integer(std::int64_t number) {
    separate();
    put(std::to_string(number));
    return *this;
  }
  Writer& boolean(bool truth) {
    separate();
    put(truth ? std::string_view("true") : std::string_view("false"));
    return *this;
  }

  // One member of an object.
  Writer& field(std::string_view key, std::string_view value) { return name(key).text(value); }
  Writer& field(std::string_view key, const char* value) { return name(key).text(value); }
  Writer& field(std::string_view key, std::same_as<bool> auto value) {
    return name(key).boolean(value);
  }
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Writer& field(std::string_view key, T value) {
    return name(key).integer(static_cast<std::int64_t>(value));
  }

  Buffer take() { return std::move(out_); }

 private:
  Writer& open(char bracket) {
    separate();
    put(bracket);
    fresh_ = true;
    return *this;
  }
  Writer& close(char bracket) {
    put(bracket);
    fresh_ = false;
    return *this;
  }
  // A comma, unless this is the first thing in its place.
  void separate() {
    if (!fresh_) put(',');
    fresh_ = false;
  }
  void put(char c) { out_.push_back(static_cast<typename Buffer::value_type>(c)); }
  void put(std::string_view text) { out_.insert(out_.end(), text.begin(), text.end()); }
  void quote(std::string_view text) {
    put('"');
    for (const char c : text) {
      const auto code = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        put('\\');
        put(c);
      } else if (code < 0x20) {
        constexpr std::string_view kHex = "0123456789abcdef";
        put(std::string_view("\\u00"));
        put(kHex[code >> 4]);
        put(kHex[code & 15U]);
      } else {
        put(c);
      }
    }
    put('"');
  }

  Buffer out_;
  bool fresh_ = true;
};

using TextWriter = Writer<std::string>;
using SecretWriter = Writer<base::SecretBytes>;

}  // namespace samen::protocol::json
