// SPDX-License-Identifier: Apache-2.0
#include "sync/server/oidc/settings.hpp"

#include <algorithm>

#include "base/data_file.hpp"
#include "base/file.hpp"
#include "base/say.hpp"
#include "base/secret_file.hpp"
#include "domain/shown_line.hpp"

namespace samen::server {

using base::Data;
using base::Errc;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kMostOidcBytes = 8192;
constexpr std::size_t kLongestIssuer = 300;
constexpr std::size_t kLongestClient = 200;
constexpr std::size_t kLongestOidcName = 40;  // characters, for a button
constexpr std::size_t kMostAcr = 10;

constexpr std::string_view kOidcExample =
    R"({"issuer": "https://login.example.nl", "client_id": "samen", "secret_file": "oidc.secret", "name": "gemeente Almere"})";

Result<std::string> issuer_of(const Data& root) {
  SAMEN_TRY(std::string issuer, root.text("issuer"));
  const bool plain = issuer.size() <= kLongestIssuer && issuer.find('?') == std::string::npos &&
                     issuer.find('#') == std::string::npos;
  if (plain && is_safe_address(issuer)) return issuer;
  return root.find("issuer")->wrong(
      say("is the address of the provider, as https://login.example.nl"));
}

Result<void> read_second_step(const Data& root, OidcSettings& settings) {
  SAMEN_TRY(const std::string whose, root.text_or("second_step", "ours"));
  if (whose != "ours" && whose != "provider") {
    return root.find("second_step")
        ->wrong(say("is \"ours\", or \"provider\" when that one asks for a second factor itself"));
  }
  settings.second_step_there = whose == "provider";
  SAMEN_TRY(settings.acr, root.texts_or_none("acr", kMostAcr));
  const bool odd = std::ranges::any_of(settings.acr, [](const std::string& each) {
    return each.empty() || each.find(' ') != std::string::npos;
  });
  if (odd) return root.find("acr")->wrong(say("an acr value is one word without blanks"));
  return {};
}

}  // namespace

bool is_safe_address(std::string_view url) {
  const bool printable =
      std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\'; });
  if (!printable || url.find('@') != std::string_view::npos) return false;
  for (const std::string_view loopback :
       {"http://127.0.0.1:", "http://127.0.0.1/", "http://localhost:", "http://localhost/"}) {
    if (url.starts_with(loopback)) return true;
  }
  constexpr std::string_view kScheme = "https://";
  return url.starts_with(kScheme) && url.size() > kScheme.size() && url[kScheme.size()] != '/';
}

Result<OidcSettings> OidcSettings::read(std::string_view json, std::string_view name,
                                        const std::filesystem::path& beside) {
  SAMEN_TRY(const auto file, base::DataFile::parse(json, name, {.bytes = kMostOidcBytes}));
  const Data& root = file.root();
  SAMEN_CHECK(root.only(
      {"issuer", "client_id", "secret_file", "name", "certificates", "second_step", "acr"}));
  OidcSettings settings;
  SAMEN_TRY(settings.issuer, issuer_of(root));
  SAMEN_TRY(settings.client_id, root.text("client_id"));
  if (settings.client_id.empty() || settings.client_id.size() > kLongestClient) {
    return root.find("client_id")->wrong(say("is what the provider calls this office"));
  }
  if (root.find("secret_file") != nullptr) {
    SAMEN_TRY(settings.secret, base::read_secret_file(root, "secret_file", beside));
  }
  SAMEN_TRY(const Data* shown, root.need("name", Data::Kind::text));
  SAMEN_TRY(settings.name, domain::shown_line(*shown, kLongestOidcName));
  SAMEN_TRY(const std::string roots, root.text_or("certificates", ""));
  if (!roots.empty()) settings.certificates = beside / roots;
  SAMEN_CHECK(read_second_step(root, settings));
  return settings;
}

Result<OidcSettings> OidcSettings::load(const std::filesystem::path& file) {
  const auto json = base::read_file(file, kMostOidcBytes);
  if (!json && json.error().code == Errc::not_found) {
    return base::fail(Errc::not_found,
                      say("there is no {}; it says who signs people in beside this office, such "
                          "as\n  {}",
                          file.string(), kOidcExample));
  }
  if (!json) return std::unexpected(json.error());
  return read(*json, file.filename().string(), file.parent_path());
}

}  // namespace samen::server
