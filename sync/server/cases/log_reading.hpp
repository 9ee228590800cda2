// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "domain/proposal.hpp"

// A round's log as the commands read it: once, and then by name. Logs of older rounds have fewer
// entries and a log that somebody changed may hold anything; what is missing is left out.
namespace samen::server {

nlohmann::json read_log(std::string_view text);
// The same without the entries of pairs and of who has no proposal: 10,000 households make 6 MB of
// those, and reading them takes a quarter of a second.
nlohmann::json read_log_facts(std::string_view text);

// What stands in a log's text under a name, or in a list without one.
struct LogPart {
  std::string_view name;  // as it stands between its quotes
  std::string_view text;
};
// The members of the object or the entries of the list that `text` is, in their order. Only
// brackets and strings are looked at: nothing where they do not close, and what is inside a part
// may still be no JSON.
std::optional<std::vector<LogPart>> parts_of(std::string_view text);

// Null when missing; lives as long as `from`.
const nlohmann::json& part(const nlohmann::json& from, const char* name);
std::int64_t number(const nlohmann::json& from, const char* name);  // 0 when missing
std::string text(const nlohmann::json& from, const char* name);     // empty when missing
std::string words_of(const nlohmann::json& value);                  // empty when no text
domain::Reason reason_of(const nlohmann::json& from);

// One line by printf's rules, at most 199 bytes.
template <class... Args>
std::string line(const char* format, Args... args) {
  std::array<char, 200> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, args...);
  return buffer.data();
}

}  // namespace samen::server
