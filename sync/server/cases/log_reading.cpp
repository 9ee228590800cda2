// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/log_reading.hpp"

namespace samen::server {

using nlohmann::json;

json read_log(std::string_view text) {
  json log = json::parse(text, nullptr, /*allow_exceptions=*/false);
  return log.is_object() ? log : json::object();
}

const json& part(const json& from, const char* name) {
  static const json missing;
  const auto at = from.find(name);
  return at == from.end() ? missing : *at;
}

std::int64_t number(const json& from, const char* name) {
  const auto at = from.find(name);
  return at != from.end() && at->is_number_integer() ? at->get<std::int64_t>() : 0;
}

std::string words_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::string text(const json& from, const char* name) {
  const auto at = from.find(name);
  return at == from.end() ? std::string() : words_of(*at);
}

domain::Reason reason_of(const json& from) {
  domain::Reason reason{text(from, "key"), {}, 0};
  const auto& arguments = part(from, "arguments");
  if (!arguments.is_object()) return reason;
  for (const auto& [name, value] : arguments.items()) {
    domain::ReasonArgument argument{name, {}, 0};
    if (value.is_number_integer()) argument.number = value.get<std::int64_t>();
    if (value.is_array()) {
      for (const auto& term : value) {
        if (term.is_string()) argument.terms.push_back(term.get<std::string>());
      }
    }
    reason.arguments.push_back(std::move(argument));
  }
  return reason;
}

}  // namespace samen::server
