// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/actor_words.hpp"

#include "base/number.hpp"
#include "sync/server/cases/roles.hpp"

namespace samen::server {

namespace {

constexpr std::string_view kOffice = "office:";
constexpr std::string_view kStaffOf = "staff of ";
constexpr std::string_view kKiosk = "(kiosk ";

}  // namespace

std::string actor_words(const Texts& texts, std::string_view language, std::string_view actor) {
  if (actor.starts_with(kOffice)) return std::string(actor.substr(kOffice.size()));
  if (actor == "operator") return texts.word(language, "office.role.coordinator");
  if (actor == "receipt" || actor == "serve") {
    return texts.word(language, "office.actor." + std::string(actor));
  }
  if (const auto at = actor.find(kKiosk); actor.starts_with(kStaffOf) && at != actor.npos) {
    const auto rest = actor.substr(at + kKiosk.size());
    const auto number = base::parse_number<std::int64_t>(rest.substr(0, rest.find(')')));
    return texts.word(language, "office.actor.kiosk", {{"number", number.value_or(0)}});
  }
  for (const auto role : domain::Vocabulary<StaffRole>::kNames) {
    if (actor.starts_with(role)) return texts.word(language, "office.role." + std::string(role));
  }
  return std::string(actor);
}

}  // namespace samen::server
