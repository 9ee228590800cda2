// SPDX-License-Identifier: Apache-2.0
#include "forms/json_reader.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <nlohmann/json.hpp>

namespace samen::forms {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr std::size_t kMaxIdLength = 32;

// Refuses what the library would silently accept: deep nesting, and a member that stands twice.
class Guard {
 public:
  explicit Guard(int max_depth) : max_depth_(max_depth) {}
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > max_depth_) too_deep_ = true;
    if (event == Json::parse_event_t::object_start) members_.emplace_back();
    if (event == Json::parse_event_t::object_end && !members_.empty()) members_.pop_back();
    if (event == Json::parse_event_t::key && !members_.empty() &&
        !members_.back().insert(parsed.get<std::string>()).second) {
      twice_ = true;
    }
    return !too_deep_;
  }
  bool too_deep() const { return too_deep_; }
  bool twice() const { return twice_; }

 private:
  int max_depth_;
  std::vector<std::set<std::string>> members_;
  bool too_deep_ = false;
  bool twice_ = false;
};

}  // namespace

std::unexpected<base::Error> bad(std::string why) {
  return fail(Errc::invalid_input, std::move(why));
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text.substr(0, kMaxIdLength)) {
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  }
  return out + (text.size() > kMaxIdLength ? "...\"" : "\"");
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxIdLength && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= 2 * kMaxIdLength && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  });
}

Result<void> only_members(const Json& object, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : object.items()) {
    if (std::ranges::find(known, std::string_view(name)) == known.end()) {
      return bad("unknown member " + in_quotes(name));
    }
  }
  return {};
}

Result<std::string> text_member(const Json& object, const char* name, std::string otherwise) {
  const auto found = object.find(name);
  if (found == object.end()) return otherwise;
  const auto* text = found->get_ptr<const std::string*>();
  if (text == nullptr) return bad(in_quotes(name) + " must be text");
  return *text;
}

Result<bool> flag_member(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return false;
  if (!found->is_boolean()) return bad(in_quotes(name) + " must be true or false");
  return found->get<bool>();
}

Result<int> number_member(const Json& object, const char* name, int otherwise, int lowest,
                          int highest) {
  const auto found = object.find(name);
  if (found == object.end()) return otherwise;
  return whole_number(*found, name, lowest, highest);
}

Result<int> whole_number(const Json& value, const char* name, int lowest, int highest) {
  const bool whole = value.is_number_integer();
  const bool huge = value.is_number_unsigned() && value.get<std::uint64_t>() > 1'000'000;
  if (!whole || huge || value.get<std::int64_t>() < lowest || value.get<std::int64_t>() > highest) {
    return bad(in_quotes(name) + " must be a whole number from " + std::to_string(lowest) + " to " +
               std::to_string(highest));
  }
  return value.get<int>();
}

Result<Json> parse_strictly(std::string_view text, std::size_t max_bytes, int max_depth) {
  if (text.size() > max_bytes) {
    return fail(Errc::limit, "larger than " + std::to_string(max_bytes) + " bytes");
  }
  Guard guard(max_depth);
  Json json;
  try {
    json = Json::parse(text.begin(), text.end(), std::ref(guard));
  } catch (const Json::parse_error& error) {
    return bad("not JSON: mistake near byte " + std::to_string(error.byte));
  }
  if (guard.too_deep()) {
    return fail(Errc::limit, "nested deeper than " + std::to_string(max_depth) + " levels");
  }
  if (guard.twice()) return bad("an object has the same member twice");
  return json;
}

}  // namespace samen::forms
