// SPDX-License-Identifier: Apache-2.0
// What a browser, or somebody who plays one, sends to the office: forms, cookies, languages, paths
// to go on to. The first byte chooses which.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <variant>

#include "base/encoding.hpp"
#include "sync/server/office/answers.hpp"
#include "sync/server/office/form.hpp"
#include "sync/server/office/routes.hpp"

namespace {

using namespace samen;

void require(bool holds) {
  if (!holds) std::abort();
}

// As a browser writes it: everything but letters and digits with a percent sign.
std::string encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out += '%';
    out += base::to_hex(base::as_bytes(std::string_view(&c, 1)));
  }
  return out;
}

void read_a_form(const std::string& text) {
  const auto fields = server::read_form(text);
  if (!fields) return;
  require(fields->size() <= server::kMaxFormFields);
  std::string again;
  for (const auto& [name, value] : *fields) {
    require(base::is_utf8(name) && base::is_utf8(value));
    require(name.find('\0') == std::string::npos && value.find('\0') == std::string::npos);
    again += encoded(name) + "=" + encoded(value) + "&";
  }
  if (again.size() > server::kMaxFormBytes) return;
  const auto same = server::read_form(again);
  require(same && same->size() == fields->size());
  for (std::size_t i = 0; i < same->size(); ++i) {
    require((*same)[i].name == (*fields)[i].name && (*same)[i].value == (*fields)[i].value);
  }
}

void go_on_to(const std::string& text) {
  const auto path = server::OurPath::parse(text);
  if (!path) return;
  require(path->str() == text && text.front() == '/' && !text.starts_with("//"));
  const auto response = server::redirect_to(server::OurPath::confirm(*path));
  for (const auto& [name, value] : response.headers) {
    for (const char c : name + value) require(c > ' ' && c < 0x7f);
  }
  // What is asked for again comes back as it was.
  const auto where = server::OurPath::confirm(*path).str();
  const auto query = server::read_form(where.substr(where.find('?') + 1));
  require(query && (path->str().find('+') != std::string::npos ||
                    server::path_then(*query).str() == path->str()));
}

void take_a_route(const std::string& text) {
  const auto end = text.find(' ');
  const auto found =
      server::office_route_of(text.substr(0, end), end < text.size() ? text.substr(end + 1) : "");
  const auto* routed = std::get_if<server::Routed>(&found);
  if (routed == nullptr) return;
  require(routed->route != nullptr && routed->argument.size() <= 64);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0:
      read_a_form(text);
      break;
    case 1:
      require(server::cookie_of(text, server::kTokenCookie).size() <= text.size());
      break;
    case 2:
      require(server::is_office_language(server::language_of(text)));
      break;
    case 3:
      go_on_to(text);
      break;
    default:
      take_a_route(text);
      break;
  }
  return 0;
}
