// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "sync/server/cases/messages_due.hpp"

namespace samen::server {

// A mail server that takes what we send: TLS always, but on this machine.
struct SmtpSettings {
  std::string url;   // smtps://host:465, or smtp://host:587 with STARTTLS
  std::string from;  // an address of mail
  std::string user;  // empty: the server asks for none
  base::SecretText password;
  std::filesystem::path certificates;  // a file of trusted roots; empty: the system's
};

// The Notify API (GOV.UK Notify, NotifyNL): https://docs.notifications.service.gov.uk/rest-api.html
struct NotifySettings {
  std::string url;           // https://api.notifynl.nl
  std::string service;       // its id, the first half of the key
  base::SecretText secret;   // the second half
  std::string sms_template;  // id of a template whose text is ((message))
};

// DATA/messages.json. Without smtp or notify, and for whom neither reaches, staff say it.
struct MessageSettings {
  std::string programme;  // as people know it
  std::string reach;      // a telephone number or an address where somebody answers
  MessageRules rules;
  int from_hour = 9;  // nothing is sent before and after that; by this machine's time zone
  int to_hour = 20;
  std::optional<SmtpSettings> smtp = {};
  std::optional<NotifySettings> notify = {};

  // Errc::not_found when there is no such file, with an example of one. Names of other files
  // (password_file, key_file, certificates) are read beside it.
  static base::Result<MessageSettings> load(const std::filesystem::path& file);
  static base::Result<MessageSettings> read(std::string_view json, std::string_view name,
                                            const std::filesystem::path& beside);
};

}  // namespace samen::server
