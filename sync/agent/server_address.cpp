// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/server_address.hpp"

#include <algorithm>
#include <memory>

#include <curl/curl.h>

#include "base/say.hpp"

namespace samen::agent {
namespace {

using base::say;

struct Freed {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(char* text) const { curl_free(text); }
};
using Text = std::unique_ptr<char, Freed>;

Text part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  return Text(curl_url_get(url, part, &text, flags) == CURLUE_OK ? text : nullptr);
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c != 0x7f; });
}

}  // namespace

base::Result<std::string> check_server_url(std::string_view text) {
  const auto wrong = [](const std::string& why) {
    return base::fail(base::Errc::invalid_input,
                      say("{}; it looks like https://host:port or https://host/path", why));
  };
  const auto scheme_end = text.find("://");
  std::string scheme(text.substr(0, scheme_end == std::string_view::npos ? 0 : scheme_end));
  std::ranges::transform(scheme, scheme.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  if (scheme != "https") return wrong(say("the address of the matcher has to begin with https://"));
  if (text.size() > 255)
    return wrong(say("the address of the matcher is longer than 255 characters"));
  if (!std::ranges::all_of(text, [](char c) {
        return static_cast<unsigned char>(c) > ' ' && c != 0x7f && c != '\\';
      })) {
    return wrong(say("the address of the matcher holds a character that no address has"));
  }
  const std::unique_ptr<CURLU, Freed> url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(),
                           CURLU_DISALLOW_USER) != CURLUE_OK) {
    return wrong(say("the address of the matcher cannot be understood, or names a user"));
  }
  if (part_of(url.get(), CURLUPART_QUERY) || part_of(url.get(), CURLUPART_FRAGMENT) ||
      text.find_first_of("?#") != std::string_view::npos) {
    return wrong(say("the address of the matcher has something behind a ? or #"));
  }
  const Text host = part_of(url.get(), CURLUPART_HOST, CURLU_PUNYCODE);
  if (!host || std::string_view(host.get()).empty() || !is_plain(host.get())) {
    return wrong(say("the address of the matcher names no host that can exist"));
  }
  std::string out = std::string("https://") + host.get();
  if (const Text port = part_of(url.get(), CURLUPART_PORT)) out.append(":").append(port.get());
  std::string path;
  if (const Text given = part_of(url.get(), CURLUPART_PATH)) path = given.get();
  while (path.ends_with('/')) path.pop_back();
  return out + path;
}

std::string percent_encoded(std::string_view text) {
  if (text.empty()) return {};
  const Text out(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())));
  return out ? std::string(out.get()) : std::string();
}

}  // namespace samen::agent
