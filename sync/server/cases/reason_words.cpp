// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/reason_words.hpp"

namespace samen::server {

std::string reason_words(const i18n::Catalogues& catalogues, std::string_view language,
                         const domain::Reason& reason, const TermList& list) {
  std::vector<std::string> lists;
  lists.reserve(reason.arguments.size());  // the arguments look into it
  std::vector<i18n::Argument> arguments;
  for (const auto& argument : reason.arguments) {
    if (argument.terms.empty()) {
      arguments.push_back({argument.name, argument.number});
    } else {
      lists.push_back(list(argument.terms));
      arguments.push_back({argument.name, std::string_view(lists.back())});
    }
  }
  if (catalogues.has(language, reason.key)) {
    return catalogues.format(language, reason.key, arguments);
  }
  std::string text = reason.key;
  for (const auto& [name, value] : arguments) {
    const auto* number = std::get_if<std::int64_t>(&value);
    text.append(" ").append(name).append("=").append(
        number != nullptr ? std::to_string(*number)
                          : std::string(std::get<std::string_view>(value)));
  }
  return text;
}

}  // namespace samen::server
