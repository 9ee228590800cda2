// SPDX-License-Identifier: Apache-2.0
#include "sync/server/http/framing.hpp"

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "base/number.hpp"

namespace samen::server {
namespace {

constexpr std::size_t kMostFields = 64;
constexpr std::string_view kTokenSymbols = "!#$%&'*+-.^_`|~";        // RFC 9110 section 5.6.2
constexpr std::string_view kTargetSymbols = "-._~!$&'()*+,;=:@%/?";  // RFC 3986, origin-form

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool made_of(std::string_view text, std::string_view symbols) {
  return !text.empty() && std::ranges::all_of(text, [symbols](char c) {
    return is_letter_or_digit(c) || symbols.find(c) != std::string_view::npos;
  });
}

bool same_word(std::string_view text, std::string_view lower_case) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(text, lower_case, {}, lower);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

FramingRefusal bad(std::string_view words) {
  return {400, "bad_request", words};
}

// A line feed without the carriage return before it, or a carriage return alone.
bool bare_ending(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) return true;
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] != '\n') return true;
  }
  return false;
}

std::optional<FramingRefusal> refuse_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return bad("a request line is METHOD TARGET HTTP/1.1 with single spaces");
  }
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!made_of(method, kTokenSymbols)) return bad("the method is not a token");
  if (!target.starts_with('/')) return bad("the target has to begin with /");
  if (!made_of(target, kTargetSymbols)) return bad("the target holds a character it may not");
  if (version == "HTTP/1.1" || version == "HTTP/1.0") return std::nullopt;
  if (version.starts_with("HTTP/") && version.size() == 8) {
    return FramingRefusal{505, "http_version", "this server speaks HTTP/1.1"};
  }
  return bad("a request line ends with HTTP/1.1");
}

// What the fields said that decide about the body.
struct Framing {
  std::size_t fields = 0;
  int hosts = 0;
  int lengths = 0;
  int codings = 0;
};

std::optional<FramingRefusal> refuse_host(std::string_view value, Framing& seen) {
  if (++seen.hosts > 1) return bad("there are two Host fields");
  if (!made_of(value, "-._~!$&'()*+,;=:%[]")) return bad("the Host field names no host");
  return std::nullopt;
}

std::optional<FramingRefusal> refuse_length(std::string_view value, Framing& seen) {
  if (++seen.lengths > 1) return bad("there are two Content-Length fields");
  if (!base::parse_number<std::uint64_t>(value)) return bad("Content-Length is not a number");
  return std::nullopt;
}

std::optional<FramingRefusal> refuse_coding(std::string_view value, Framing& seen) {
  if (++seen.codings > 1) return bad("there are two Transfer-Encoding fields");
  if (!same_word(value, "chunked")) return bad("the only transfer coding here is chunked");
  return std::nullopt;
}

std::optional<FramingRefusal> refuse_field(std::string_view line, Framing& seen) {
  if (line.front() == ' ' || line.front() == '\t') return bad("a field goes over two lines");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return bad("a field has no colon");
  const auto name = line.substr(0, colon);
  if (!made_of(name, kTokenSymbols)) return bad("a field's name is not a token before its colon");
  const auto value = trimmed(line.substr(colon + 1));
  const bool clean = std::ranges::all_of(
      value, [](char c) { return static_cast<unsigned char>(c) >= 0x20 ? c != 0x7f : c == '\t'; });
  if (!clean) return bad("a field holds a control character");
  if (++seen.fields > kMostFields) {
    return FramingRefusal{431, "header_too_large", "the request has more than 64 fields"};
  }
  if (same_word(name, "host")) return refuse_host(value, seen);
  if (same_word(name, "content-length")) return refuse_length(value, seen);
  if (same_word(name, "transfer-encoding")) return refuse_coding(value, seen);
  if (same_word(name, "content-encoding") && !same_word(value, "identity")) {
    return FramingRefusal{415, "content_encoding", "bodies are taken as they are, not compressed"};
  }
  if (same_word(name, "expect") && !same_word(value, "100-continue")) {
    return FramingRefusal{417, "expectation", "the only expectation here is 100-continue"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<FramingRefusal> early_refusal(std::string_view beginning) {
  const auto end = beginning.find("\r\n\r\n");
  const auto head = beginning.substr(0, end == std::string_view::npos ? end : end + 4);
  if (bare_ending(head)) return bad("lines end with CR and LF together");
  if (!head.empty() && !made_of(head.substr(0, 1), kTokenSymbols))
    return bad("a request begins with its request line");
  if (head.find('\0') != std::string_view::npos) return bad("a field holds a control character");
  return std::nullopt;
}

std::optional<FramingRefusal> framing_refusal(std::string_view head) {
  assert(head.ends_with("\r\n\r\n"));
  if (auto early = early_refusal(head)) return early;
  auto rest = head.substr(0, head.size() - 2);
  const bool old = head.substr(0, head.find("\r\n")).ends_with(" HTTP/1.0");
  const auto take_line = [&rest] {
    const auto line = rest.substr(0, rest.find("\r\n"));
    rest.remove_prefix(line.size() + 2);
    return line;
  };
  if (auto refused = refuse_request_line(take_line())) return refused;
  Framing seen;
  while (!rest.empty()) {
    if (auto refused = refuse_field(take_line(), seen)) return refused;
  }
  if (seen.hosts == 0 && !old) return bad("there is no Host field");
  if (seen.codings > 0 && old) return bad("HTTP/1.0 knows no Transfer-Encoding");
  if (seen.lengths > 0 && seen.codings > 0) {
    return bad("Content-Length and Transfer-Encoding contradict each other");
  }
  return std::nullopt;
}

}  // namespace samen::server
