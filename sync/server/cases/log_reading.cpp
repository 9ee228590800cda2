// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/log_reading.hpp"

namespace samen::server {

using nlohmann::json;

namespace {

// Walks over a text of JSON from part to part; every step is false at the end of the text.
class LogScan {
 public:
  explicit LogScan(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  std::string_view from(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) {
      ++at_;
    }
  }
  bool at_end() {
    skip_space();
    return at_ == text_.size();
  }
  bool take(char wanted) {
    skip_space();
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  bool skip_string() {
    if (!take('"')) return false;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') return ++at_, true;
      if (text_[at_] == '\\') ++at_;
    }
    return false;
  }
  bool skip_value() {
    skip_space();
    const std::size_t begin = at_;
    for (std::size_t depth = 0; at_ < text_.size();) {
      const char c = text_[at_];
      if (c == '"') {
        if (!skip_string()) return false;
        if (depth == 0) return true;
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) return at_ > begin;
      ++at_;
      if ((c == '}' || c == ']') && --depth == 0) return true;
    }
    return false;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool scan_part(LogScan& scan, bool named, LogPart& part) {
  if (named) {
    scan.skip_space();
    const std::size_t begin = scan.at();
    if (!scan.skip_string()) return false;
    part.name = scan.from(begin);
    part.name = part.name.substr(1, part.name.size() - 2);
    if (!scan.take(':')) return false;
  }
  scan.skip_space();
  const std::size_t begin = scan.at();
  if (!scan.skip_value()) return false;
  part.text = scan.from(begin);
  return true;
}

}  // namespace

json read_log(std::string_view text) {
  json log = json::parse(text, nullptr, /*allow_exceptions=*/false);
  return log.is_object() ? log : json::object();
}

std::optional<std::vector<LogPart>> parts_of(std::string_view text) {
  LogScan scan(text);
  const bool named = scan.take('{');
  if (!named && !scan.take('[')) return std::nullopt;
  const char close = named ? '}' : ']';
  std::vector<LogPart> parts;
  while (!scan.take(close)) {
    if (!parts.empty() && !scan.take(',')) return std::nullopt;
    if (!scan_part(scan, named, parts.emplace_back())) return std::nullopt;
  }
  if (!scan.at_end()) return std::nullopt;
  return parts;
}

json read_log_facts(std::string_view text) {
  const auto parts = parts_of(text);
  if (!parts || !text.starts_with('{')) return json::object();
  std::string facts;
  for (const auto& [name, value] : *parts) {
    if (name == "pairs" || name == "why_not") continue;
    facts.append(facts.empty() ? "{\"" : ",\"").append(name).append("\":").append(value);
  }
  return read_log(facts.empty() ? "{}" : facts + "}");
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
