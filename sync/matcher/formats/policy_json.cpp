// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formats/policy_json.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using nlohmann::json;

constexpr std::size_t kMaxBytes = std::size_t{64} << 10U;

// Every whole-number field by its name; the order is the order of the file we write.
struct NumberField {
  std::string_view name;
  int Policy::*field;
};
constexpr std::array kNumbers = {
    NumberField{"alpha", &Policy::alpha},
    NumberField{"wait_cap_days", &Policy::wait_cap_days},
    NumberField{"reserve", &Policy::reserve},
    NumberField{"travel_limit_minutes", &Policy::travel_limit_minutes},
    NumberField{"bicycle_km_per_hour", &Policy::bicycle_km_per_hour},
    NumberField{"detour_percent", &Policy::detour_percent},
    NumberField{"members_present", &Policy::members_present},
    NumberField{"smallest_group", &Policy::smallest_group},
    NumberField{"target_group", &Policy::target_group},
    NumberField{"largest_group", &Policy::largest_group},
    NumberField{"smallest_formed", &Policy::smallest_formed},
    NumberField{"off_target_penalty", &Policy::off_target_penalty},
    NumberField{"formed_household", &Policy::formed_household},
    NumberField{"formation_seconds", &Policy::formation_seconds},
    NumberField{"lottery_bin", &Policy::lottery_bin},
    NumberField{"lottery_draws", &Policy::lottery_draws},
    NumberField{"floor_per_mille", &Policy::floor_per_mille},
    NumberField{"candidates_per_side", &Policy::candidates_per_side},
};
constexpr std::array<std::string_view, 2> kReadinessNames = {"before_contact", "before_proposal"};

// What stood there, short enough for an error message.
std::string shown(const json& value) {
  constexpr std::size_t kMost = 40;
  const std::string text = value.dump(-1, ' ', true, json::error_handler_t::replace);
  return text.size() <= kMost ? text : text.substr(0, kMost) + "...";
}

Result<int> whole_number(std::string_view key, const json& value) {
  // Every number of a policy fits in 32 bits; validate() knows the real ranges.
  if (value.is_number_integer() && value >= -1'000'000 && value <= 1'000'000) {
    return value.get<int>();
  }
  return fail(Errc::invalid_input, std::string(key) +
                                       ": expected a whole number between -1000000 and 1000000, "
                                       "found " +
                                       shown(value));
}

Result<void> read_weights(const json& value, Policy& policy) {
  if (!value.is_object()) {
    return fail(Errc::invalid_input, "weights: expected an object of percentages");
  }
  policy.weights.fill(0);
  for (const auto& [name, weight] : value.items()) {
    const auto at = std::ranges::find(kCriterionNames, name);
    if (at == kCriterionNames.end()) {
      return fail(Errc::invalid_input,
                  "weights: there is no criterion " + shown(json(name)) +
                      "; use goals, interests, life_stage, travel, languages, shared_time");
    }
    SAMEN_TRY(const int percent, whole_number("weights." + name, weight));
    policy.weights[static_cast<std::size_t>(at - kCriterionNames.begin())] = percent;
  }
  return {};
}

Result<void> read_guarantee(const json& value, Policy& policy) {
  if (!value.is_array() || value.size() > 8) {
    return fail(Errc::invalid_input,
                "guarantee_days: expected a list of at most 8 numbers of days");
  }
  policy.guarantee_days.clear();
  for (const auto& days : value) {
    const std::string key = "guarantee_days[" + std::to_string(policy.guarantee_days.size()) + "]";
    SAMEN_TRY(const int number, whole_number(key, days));
    policy.guarantee_days.push_back(number);
  }
  return {};
}

Result<void> read_coarse(const json& value, Policy& policy) {
  if (!value.is_array() || value.size() != policy.coarse_minutes.size()) {
    return fail(Errc::invalid_input,
                "coarse_minutes: expected five numbers, for 4, 3, 2, 1, 0 digits in common");
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    SAMEN_TRY(policy.coarse_minutes[i],
              whole_number("coarse_minutes[" + std::to_string(i) + "]", value[i]));
  }
  return {};
}

Result<void> read_name(std::string_view key, const json& value, Policy& policy) {
  const auto* text = value.is_string() ? value.get_ptr<const std::string*>() : nullptr;
  if (key == "readiness") {
    const auto at =
        text == nullptr ? kReadinessNames.end() : std::ranges::find(kReadinessNames, *text);
    if (at == kReadinessNames.end()) {
      return fail(
          Errc::invalid_input,
          "readiness: expected \"before_contact\" or \"before_proposal\", found " + shown(value));
    }
    policy.readiness = static_cast<Readiness>(at - kReadinessNames.begin());
    return {};
  }
  const auto arrival =
      text == nullptr ? std::nullopt : domain::from_name<domain::ArrivalPeriod>(*text);
  if (!arrival) {
    return fail(Errc::invalid_input,
                "latest_arrival: expected one of the arrival periods, such as "
                "\"under_3_years\", found " +
                    shown(value));
  }
  policy.latest_arrival = *arrival;
  return {};
}

std::string known_keys() {
  std::string names = "about, weights, guarantee_days, coarse_minutes, readiness, latest_arrival";
  for (const auto& [name, field] : kNumbers) names += ", " + std::string(name);
  return names;
}

Result<void> read_entry(const std::string& key, const json& value, Policy& policy) {
  if (key == "about") return {};  // words for whoever opens the file
  if (key == "weights") return read_weights(value, policy);
  if (key == "guarantee_days") return read_guarantee(value, policy);
  if (key == "coarse_minutes") return read_coarse(value, policy);
  if (key == "readiness" || key == "latest_arrival") return read_name(key, value, policy);
  const auto number = std::ranges::find(kNumbers, key, &NumberField::name);
  if (number == kNumbers.end()) {
    return fail(Errc::invalid_input,
                shown(json(key)) + ": a key policies do not have; they have " + known_keys());
  }
  SAMEN_TRY(policy.*number->field, whole_number(key, value));
  return {};
}

std::size_t line_at(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

// Every refusal of a value begins with its key, such as alpha or weights.goals: the line on which
// that stands, or 0 for a key that is not in the text (a built-in value that does not fit another).
std::size_t line_of_key(std::string_view text, std::string_view message) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz_";
  std::size_t at = 0;
  for (;;) {
    message.remove_prefix(std::min(message.find_first_of(kLetters), message.size()));
    const std::size_t length = std::min(message.find_first_not_of(kLetters), message.size());
    at = text.find('"' + std::string(message.substr(0, length)) + '"', at);
    if (at == std::string_view::npos) return 0;
    message.remove_prefix(length);
    if (!message.starts_with('.')) return line_at(text, at);
  }
}

std::unexpected<base::Error> wrong(std::size_t line, base::Error error) {
  if (line > 0) error = error.context("line " + std::to_string(line));
  return std::unexpected(error.context("policy"));
}

}  // namespace

Result<Policy> parse_policy(std::string_view text) {
  if (text.size() > kMaxBytes) return fail(Errc::limit, "policy: larger than 64 KiB");
  // A key written twice is a mistake somebody should see, not a silent choice.
  std::vector<std::set<std::string>> keys;
  std::string twice;
  bool deep = false;
  const auto watch = [&](int depth, json::parse_event_t event, json& parsed) {
    deep = deep || depth > 4;
    if (event == json::parse_event_t::object_start) keys.emplace_back();
    if (event == json::parse_event_t::object_end) keys.pop_back();
    if (event == json::parse_event_t::key &&
        !keys.back().insert(parsed.get<std::string>()).second && twice.empty()) {
      twice = shown(parsed);
    }
    return true;
  };
  json document;
  try {
    document = json::parse(text, watch);
  } catch (const json::parse_error& error) {
    const std::size_t at = std::min(error.byte == 0 ? 0 : error.byte - 1, text.size());
    return wrong(line_at(text, at), {Errc::invalid_input, "not valid JSON"});
  } catch (const json::out_of_range&) {  // a number beyond all numbers; the library says not where
    return wrong(0, {Errc::invalid_input, "not valid JSON: a number is too large"});
  }
  if (deep) return fail(Errc::limit, "policy: nested too deeply");
  if (!twice.empty()) {
    return wrong(line_at(text, std::min(text.rfind(twice), text.size())),
                 {Errc::invalid_input, "the key " + twice + " stands twice"});
  }
  if (!document.is_object()) return fail(Errc::invalid_input, "policy: expected an object");
  Policy policy;
  for (const auto& [key, value] : document.items()) {
    if (auto read = read_entry(key, value, policy); !read) {
      return wrong(line_of_key(text, read.error().message), read.error());
    }
  }
  if (auto valid = validate(policy); !valid) {
    return wrong(line_of_key(text, valid.error().message), valid.error());
  }
  return policy;
}

std::string write_policy(const Policy& policy) {
  nlohmann::ordered_json document;
  for (std::size_t i = 0; i < kCriteria; ++i) {
    document["weights"][std::string(kCriterionNames[i])] = policy.weights[i];
  }
  for (const auto& [name, field] : kNumbers) document[std::string(name)] = policy.*field;
  document["guarantee_days"] = policy.guarantee_days;
  document["coarse_minutes"] = policy.coarse_minutes;
  document["readiness"] = kReadinessNames[static_cast<std::size_t>(policy.readiness)];
  document["latest_arrival"] = domain::name_of(policy.latest_arrival);
  return document.dump(1) + "\n";
}

}  // namespace samen::matcher
