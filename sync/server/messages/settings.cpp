// SPDX-License-Identifier: Apache-2.0
#include "sync/server/messages/settings.hpp"

#include "base/data_file.hpp"
#include "base/file.hpp"
#include "base/say.hpp"
#include "base/secret_file.hpp"
#include "domain/shown_line.hpp"
#include "domain/values.hpp"

namespace samen::server {

using base::Data;
using base::Errc;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kMostSettingsBytes = 8192;
constexpr std::size_t kLongestLine = 90;  // characters
constexpr int kLongestSilence = 90;       // days
constexpr std::size_t kIdLength = 36;     // of a UUID in its usual form

constexpr std::string_view kExample =
    R"({"programme": "Samen Hier", "reach": "036 123 4567", "smtp": {"url": "smtps://mail.example.nl:465", "from": "samen@example.nl", "user": "samen", "password_file": "smtp.password"}})";

Result<std::string> read_url(const Data& object, std::initializer_list<std::string_view> schemes) {
  SAMEN_TRY(const Data* given, object.need("url", Data::Kind::text));
  SAMEN_TRY(std::string url, domain::shown_line(*given, kLongestLine));
  std::string known;
  for (const auto scheme : schemes) {
    if (url.starts_with(scheme) && url.size() > scheme.size()) return url;
    known += (known.empty() ? "" : " or ") + std::string(scheme);
  }
  return given->wrong("begins with " + known + " and a host");
}

Result<SmtpSettings> read_smtp(const Data& given, const std::filesystem::path& beside) {
  SAMEN_CHECK(given.only({"url", "from", "user", "password_file", "certificates"}));
  SmtpSettings smtp;
  SAMEN_TRY(smtp.url, read_url(given, {"smtps://", "smtp://"}));
  SAMEN_TRY(smtp.from, given.text("from"));
  if (!domain::check_email(smtp.from)) return given.find("from")->wrong("no address of mail");
  SAMEN_TRY(smtp.user, given.text_or("user", ""));
  if (smtp.user.empty() != (given.find("password_file") == nullptr)) {
    return given.wrong("\"user\" and \"password_file\" go together");
  }
  if (!smtp.user.empty()) {
    SAMEN_TRY(smtp.password, base::read_secret_file(given, "password_file", beside));
  }
  SAMEN_TRY(const std::string roots, given.text_or("certificates", ""));
  if (!roots.empty()) smtp.certificates = beside / roots;
  return smtp;
}

// The key as Notify gives it: a name, the service's id and the secret, with a dash between each.
Result<NotifySettings> read_notify(const Data& given, const std::filesystem::path& beside) {
  SAMEN_CHECK(given.only({"url", "key_file", "sms_template"}));
  NotifySettings notify;
  SAMEN_TRY(notify.url, read_url(given, {"https://", "http://127.0.0.1"}));
  SAMEN_TRY(const auto key, base::read_secret_file(given, "key_file", beside));
  const std::string_view all = key.view();
  const std::size_t tail = 2 * kIdLength + 1;
  if (all.size() < tail || all[all.size() - kIdLength - 1] != '-') {
    return given.find("key_file")->wrong("that file does not hold a key of Notify: name-id-secret");
  }
  notify.service = all.substr(all.size() - tail, kIdLength);
  notify.secret = base::SecretText(all.substr(all.size() - kIdLength));
  SAMEN_TRY(notify.sms_template, given.text("sms_template"));
  return notify;
}

Result<void> read_hours(const Data& root, MessageSettings& settings) {
  if (root.find("hours") == nullptr) return {};
  SAMEN_TRY(const auto hours, root.list("hours", 2, 2));
  SAMEN_TRY(settings.from_hour, hours[0].whole(0, 23));
  SAMEN_TRY(settings.to_hour, hours[1].whole(1, 24));
  if (settings.from_hour >= settings.to_hour) {
    return root.find("hours")->wrong("the first is before the second, such as [9, 20]");
  }
  return {};
}

}  // namespace

Result<MessageSettings> MessageSettings::read(std::string_view json, std::string_view name,
                                              const std::filesystem::path& beside) {
  SAMEN_TRY(const auto file, base::DataFile::parse(json, name, {.bytes = kMostSettingsBytes}));
  const Data& root = file.root();
  SAMEN_CHECK(root.only({"programme", "reach", "waiting_days", "hours", "smtp", "notify"}));
  MessageSettings settings;
  SAMEN_TRY(const Data* programme, root.need("programme", Data::Kind::text));
  SAMEN_TRY(settings.programme, domain::shown_line(*programme, kLongestLine));
  SAMEN_TRY(const Data* reach, root.need("reach", Data::Kind::text));
  SAMEN_TRY(settings.reach, domain::shown_line(*reach, kLongestLine));
  SAMEN_TRY(settings.rules.waiting_days,
            root.whole_or("waiting_days", settings.rules.waiting_days, 1, kLongestSilence));
  SAMEN_CHECK(read_hours(root, settings));
  if (root.find("smtp") != nullptr) {
    SAMEN_TRY(const Data* given, root.need("smtp", Data::Kind::object));
    SAMEN_TRY(settings.smtp, read_smtp(*given, beside));
  }
  if (root.find("notify") != nullptr) {
    SAMEN_TRY(const Data* given, root.need("notify", Data::Kind::object));
    SAMEN_TRY(settings.notify, read_notify(*given, beside));
  }
  return settings;
}

Result<MessageSettings> MessageSettings::load(const std::filesystem::path& file) {
  const auto json = base::read_file(file, kMostSettingsBytes);
  if (!json && json.error().code == Errc::not_found) {
    return base::fail(Errc::not_found, say("there is no {}; it says who writes and how, such as\n  "
                                           "{}\nWithout \"smtp\" every message is one for staff",
                                           file.string(), kExample));
  }
  if (!json) return std::unexpected(json.error());
  return read(*json, file.filename().string(), file.parent_path());
}

}  // namespace samen::server
