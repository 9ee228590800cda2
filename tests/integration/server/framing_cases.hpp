// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// Requests as bytes, and what has to come of them (RFC 9112, RFC 9110). Where two programs could
// disagree about where a request ends, the answer is a refusal and the connection closes.
namespace samen::test {

struct FramingCase {
  const char* name;
  std::string bytes;
  int status;  // of the first answer
  bool closes;
};

inline std::string head(const std::string& fields, const std::string& line = "POST /v1/enrol") {
  return line + " HTTP/1.1\r\n" + fields + "\r\n";
}
inline std::string host(const std::string& fields = "") {
  return "Host: m.example\r\n" + fields;
}
inline std::string chunked(const std::string& coding, const std::string& body = "0\r\n\r\n") {
  return head(host("Transfer-Encoding: " + coding + "\r\n")) + body;
}
inline std::string sized(const std::string& length, const std::string& body = "{}") {
  return head(host("Content-Length: " + length + "\r\n")) + body;
}
inline std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: m.example\r\n\r\n";
}

// What is taken: the refusals below mean something only beside these.
inline std::vector<FramingCase> taken_cases() {
  return {
      {"a plain request", get("/health"), 200, false},
      {"fields in any case", "GET /health HTTP/1.1\r\nhOsT:m.example:8443\r\n\r\n", 200, false},
      {"a host that is an IPv6 address", "GET /health HTTP/1.1\r\nHost: [::1]:8443\r\n\r\n", 200,
       false},
      {"white space around a value", "GET /health HTTP/1.1\r\nHost:  \t m.example \t\r\n\r\n", 200,
       false},
      {"a body with its length", sized("2"), 400, false},
      {"a chunked body", chunked("chunked", "2\r\n{}\r\n0\r\n\r\n"), 400, false},
      {"chunked in capitals", chunked("Chunked", "2\r\n{}\r\n0\r\n\r\n"), 400, false},
      {"a body that is not compressed",
       head(host("Content-Encoding: identity\r\nContent-Length: 2\r\n")) + "{}", 400, false},
      {"HTTP/1.0 without a host, as old proxies speak", "GET /health HTTP/1.0\r\n\r\n", 200, true},
  };
}

// Transfer-Encoding.
inline std::vector<FramingCase> coding_cases() {
  const std::string smuggled = get("/health");
  return {
      {"a coding nobody knows", chunked("xchunked", smuggled), 400, true},
      {"identity", chunked("identity", smuggled), 400, true},
      {"gzip", chunked("gzip", smuggled), 400, true},
      {"gzip, chunked", chunked("gzip, chunked"), 400, true},
      {"chunked, gzip", chunked("chunked, gzip"), 400, true},
      {"chunked twice in one field", chunked("chunked, chunked"), 400, true},
      {"chunked in quotes", chunked("\"chunked\""), 400, true},
      {"chunked with a parameter", chunked("chunked;q=1"), 400, true},
      {"chunked with a comma before", chunked(",chunked"), 400, true},
      {"chunked with a comma behind", chunked("chunked,"), 400, true},
      {"chunked behind a vertical tab",
       chunked("\x0b"
               "chunked"),
       400, true},
      {"an empty coding", chunked(""), 400, true},
      {"two codings in two fields",
       head(host("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n")) + "0\r\n\r\n",
       400, true},
      {"chunked in two fields",
       head(host("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n")) + "0\r\n\r\n",
       400, true},
      {"a space before the colon of the coding",
       head(host("Transfer-Encoding : chunked\r\n")) + "0\r\n\r\n", 400, true},
      {"the coding on a folded line",
       head(host("Transfer-Encoding:\r\n chunked\r\n")) + "0\r\n\r\n", 400, true},
      {"a coding in HTTP/1.0",
       "POST /v1/enrol HTTP/1.0\r\nHost: m.example\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       400, true},
  };
}

// Both.
inline std::vector<FramingCase> both_cases() {
  const std::string smuggled = get("/health");
  return {
      {"length and coding",
       head(host("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")) + "0\r\n\r\n", 400, true},
      {"coding and length",
       head(host("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")) + "0\r\n\r\n", 400, true},
      {"length and a coding nobody knows",
       head(host("Content-Length: 2\r\nTransfer-Encoding: x\r\n")) + "{}" + smuggled, 400, true},
  };
}

// Content-Length.
inline std::vector<FramingCase> length_cases() {
  return {
      {"two lengths that differ", head(host("Content-Length: 2\r\nContent-Length: 3\r\n")) + "{} ",
       400, true},
      {"two lengths that agree", head(host("Content-Length: 2\r\nContent-Length: 2\r\n")) + "{}",
       400, true},
      {"two lengths in one field", sized("2, 2"), 400, true},
      {"a length with a plus", sized("+2"), 400, true},
      {"a length with a minus", sized("-2"), 400, true},
      {"a length in hexadecimal", sized("0x2"), 400, true},
      {"a length with a fraction", sized("2.0"), 400, true},
      {"a length with a space inside", sized("1 2"), 400, true},
      {"a length in quotes", sized("\"2\""), 400, true},
      {"a length with a letter", sized("2a"), 400, true},
      {"an empty length", sized(""), 400, true},
      {"a length beyond 64 bits", sized("99999999999999999999999"), 400, true},
      {"a length that wraps to 2", sized("18446744073709551618"), 400, true},
      {"a space before the colon of the length", head(host("Content-Length : 2\r\n")) + "{}", 400,
       true},
      {"a length larger than is taken", sized("1048577"), 413, true},
  };
}

// Host.
inline std::vector<FramingCase> host_cases() {
  return {
      {"no host", "GET /health HTTP/1.1\r\n\r\n", 400, true},
      {"two hosts", "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, true},
      {"the same host twice", "GET /health HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400, true},
      {"an empty host", "GET /health HTTP/1.1\r\nHost:\r\n\r\n", 400, true},
      {"a host with a space", "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n", 400, true},
      {"a host with a path", "GET /health HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, true},
      {"a host with somebody before it", "GET /health HTTP/1.1\r\nHost: x@a\r\n\r\n", 400, true},
  };
}

// The request line.
inline std::vector<FramingCase> request_line_cases() {
  return {
      {"a target with a scheme", get("http://m.example/health"), 400, true},
      {"a target with a scheme and another host", get("https://evil.example/health"), 400, true},
      {"a target that is an authority", "CONNECT m.example:443 HTTP/1.1\r\nHost: m.example\r\n\r\n",
       400, true},
      {"a target that is a star", "OPTIONS * HTTP/1.1\r\nHost: m.example\r\n\r\n", 400, true},
      {"a target without a slash", get("health"), 400, true},
      {"a target with a fragment", get("/health#x"), 400, true},
      {"a target with a back slash", get("/\\health"), 400, true},
      {"a target with a letter beyond ASCII", get("/health\xc3\xa9"), 400, true},
      {"two spaces", "GET  /health HTTP/1.1\r\nHost: a\r\n\r\n", 400, true},
      {"a tab for a space", "GET\t/health HTTP/1.1\r\nHost: a\r\n\r\n", 400, true},
      {"a space in the target", "GET /hea lth HTTP/1.1\r\nHost: a\r\n\r\n", 400, true},
      {"a space before the method", " GET /health HTTP/1.1\r\nHost: a\r\n\r\n", 400, true},
      {"no version", "GET /health\r\nHost: a\r\n\r\n", 400, true},
      {"a version in small letters", "GET /health http/1.1\r\nHost: a\r\n\r\n", 400, true},
      {"a version of tomorrow", "GET /health HTTP/1.2\r\nHost: a\r\n\r\n", 505, true},
      {"HTTP/2 without its preface", "GET /health HTTP/2.0\r\nHost: a\r\n\r\n", 505, true},
      {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, true},
      {"a version with words behind it", "GET /health HTTP/1.1 x\r\nHost: a\r\n\r\n", 400, true},
      {"a method with a colon", "GE:T /health HTTP/1.1\r\nHost: a\r\n\r\n", 400, true},
      {"an empty line before the request", "\r\n" + get("/health"), 400, true},
  };
}

// Lines.
inline std::vector<FramingCase> line_cases() {
  const std::string nul(1, '\0');
  return {
      {"bare line feeds", "GET /health HTTP/1.1\nHost: a\n\n", 400, true},
      {"one bare line feed", "GET /health HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400, true},
      {"a bare carriage return", "GET /health HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400, true},
      {"a bare line feed at the end", "GET /health HTTP/1.1\r\nHost: a\r\n\nx: y\r\n\r\n", 400,
       true},
      {"a folded line", "GET /health HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", 400, true},
      {"a line folded with a tab", "GET /health HTTP/1.1\r\nHost: a\r\nX: b\r\n\tc\r\n\r\n", 400,
       true},
      {"a folded first field", "GET /health HTTP/1.1\r\n Host: a\r\n\r\n", 400, true},
      {"a field without a colon", "GET /health HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400, true},
      {"a field without a name", "GET /health HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n", 400, true},
      {"a name with a space", "GET /health HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n", 400, true},
      {"a name with a letter beyond ASCII", "GET /health HTTP/1.1\r\nHost: a\r\nX\xe9: z\r\n\r\n",
       400, true},
      {"a null byte in a value", "GET /health HTTP/1.1\r\nHost: a\r\nX: b" + nul + "c\r\n\r\n", 400,
       true},
      {"a null byte in a name", "GET /health HTTP/1.1\r\nHost: a\r\nX" + nul + ": b\r\n\r\n", 400,
       true},
      {"a control character in a value", "GET /health HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", 400,
       true},
  };
}

// What is in the body.
inline std::vector<FramingCase> body_cases() {
  return {
      {"a gzip'd body", head(host("Content-Encoding: gzip\r\nContent-Length: 2\r\n")) + "\x1f\x8b",
       415, true},
      {"a body in two codings",
       head(host("Content-Encoding: identity, br\r\nContent-Length: 2\r\n")) + "{}", 415, true},
      {"an expectation nobody knows", head(host("Expect: 200-ok\r\nContent-Length: 2\r\n")) + "{}",
       417, true},
      {"a chunk whose size is no number", chunked("chunked", "x\r\n{}\r\n0\r\n\r\n"), 400, true},
      {"a chunk with a sign", chunked("chunked", "+2\r\n{}\r\n0\r\n\r\n"), 400, true},
      {"a chunk beyond 64 bits", chunked("chunked", "fffffffffffffffff\r\n{}\r\n0\r\n\r\n"), 400,
       true},
      {"a chunk longer than it says", chunked("chunked", "2\r\n{}{}\r\n0\r\n\r\n"), 400, true},
  };
}

inline std::vector<FramingCase> framing_cases() {
  std::vector<FramingCase> all;
  for (const auto& group : {taken_cases(), coding_cases(), both_cases(), length_cases(),
                            host_cases(), request_line_cases(), line_cases(), body_cases()}) {
    all.insert(all.end(), group.begin(), group.end());
  }
  return all;
}

}  // namespace samen::test
