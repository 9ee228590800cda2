// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formats/policy_json.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/data_file.hpp"
#include "base/say.hpp"
#include "sync/matcher/formats/policy_fields.hpp"

namespace samen::matcher {
namespace {

using base::Data;
using base::in_quotes;
using base::Result;

constexpr std::size_t kMaxBytes = std::size_t{64} << 10U;

// Every number of a policy fits in 32 bits; validate() knows the real ranges.
Result<int> whole_number(const Data& value) {
  return value.whole(-1'000'000, 1'000'000);
}

Result<void> read_weights(const Data& value, Policy& policy) {
  if (!value.is(Data::Kind::object)) {
    return value.wrong(base::say("weights: expected an object of percentages"));
  }
  policy.weights.fill(0);
  for (const Data& weight : value.items()) {
    const auto at = std::ranges::find(kCriterionNames, weight.name());
    if (at == kCriterionNames.end()) {
      std::string names;
      for (const auto name : kCriterionNames)
        names += (names.empty() ? "" : ", ") + std::string(name);
      return weight.wrong(
          base::say("weights: there is no criterion {}; use {}", in_quotes(weight.name()), names));
    }
    SAMEN_TRY(policy.weights[static_cast<std::size_t>(at - kCriterionNames.begin())],
              whole_number(weight));
  }
  return {};
}

template <class Fields>
std::string names_of(const Fields& fields) {
  std::string names;
  for (const auto& [name, field] : fields) names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

Result<void> read_guarantee(const Data& value, Policy& policy) {
  constexpr std::size_t kMost = 8;
  if (!value.is(Data::Kind::list) || value.items().size() > kMost) {
    return value.wrong(base::say("guarantee_days: expected a list of at most 8 numbers of days"));
  }
  policy.guarantee_days.clear();
  for (const Data& days : value.items()) {
    SAMEN_TRY(const int number, whole_number(days));
    policy.guarantee_days.push_back(number);
  }
  return {};
}

Result<void> read_coarse(const Data& value, Policy& policy) {
  if (!value.is(Data::Kind::list) || value.items().size() != policy.coarse_minutes.size()) {
    return value.wrong(
        base::say("coarse_minutes: expected five numbers, for 4, 3, 2, 1, 0 digits in common"));
  }
  for (std::size_t i = 0; i < policy.coarse_minutes.size(); ++i) {
    SAMEN_TRY(policy.coarse_minutes[i], whole_number(value.items()[i]));
  }
  return {};
}

Result<void> read_readiness(const Data& value, Policy& policy) {
  SAMEN_TRY(const std::string_view text, value.text());
  const auto at = std::ranges::find(kReadinessNames, text);
  if (at == kReadinessNames.end()) {
    return value.wrong(
        base::say("readiness: expected \"before_contact\" or \"before_proposal\", found {}",
                  in_quotes(text)));
  }
  policy.readiness = static_cast<Readiness>(at - kReadinessNames.begin());
  return {};
}

Result<void> read_arrival(const Data& value, Policy& policy) {
  SAMEN_TRY(const std::string_view text, value.text());
  const auto arrival = domain::from_name<domain::ArrivalPeriod>(text);
  if (!arrival) {
    return value.wrong(
        base::say("latest_arrival: expected one of the arrival periods, such as \"under_3_years\", "
                  "found {}",
                  in_quotes(text)));
  }
  policy.latest_arrival = *arrival;
  return {};
}

// A number of an object in which each entry has a field; `first` names what else the object has.
template <class Owner, std::size_t N>
Result<void> read_number_in(const Data& value, const std::array<Number<Owner>, N>& fields,
                            std::string_view object, std::string_view first, Owner& owner) {
  const auto field = std::ranges::find(fields, value.name(), &Number<Owner>::name);
  if (field == fields.end()) {
    return value.wrong(
        base::say("{}: there is no {}; use {}", object, in_quotes(value.name()),
                  std::string(first) + (first.empty() ? "" : ", ") + names_of(fields)));
  }
  SAMEN_TRY(owner.*field->field, whole_number(value));
  return {};
}

Result<void> read_check_ins(const Data& value, std::vector<int>& days) {
  if (!value.is(Data::Kind::list)) {
    return value.wrong(
        base::say("match_days.check_ins: expected a list of days, such as [7, 14, 28]"));
  }
  days.clear();
  for (const Data& day : value.items()) {
    SAMEN_TRY(const int number, whole_number(day));
    days.push_back(number);
  }
  return {};
}

Result<void> read_match_days(const Data& value, Policy& policy) {
  if (!value.is(Data::Kind::object)) {
    return value.wrong(
        base::say("match_days: expected an object of days, such as {\"answer\": 7}"));
  }
  for (const Data& days : value.items()) {
    if (days.name() == kCheckIns) {
      SAMEN_CHECK(read_check_ins(days, policy.match_days.check_ins));
      continue;
    }
    SAMEN_CHECK(read_number_in(days, kDays, "match_days", kCheckIns, policy.match_days));
  }
  return {};
}

Result<void> read_asked(const Data& value, std::vector<domain::AskedPaper>& asked) {
  if (!value.is(Data::Kind::object)) {
    return value.wrong(base::say(
        "papers.asked: expected an object of papers and the months that each is good for, such as "
        "{\"conduct\": 36}; 0: for good"));
  }
  asked.clear();
  for (const Data& one : value.items()) {
    const auto paper = domain::from_name<domain::Paper>(one.name());
    if (!paper) {
      return one.wrong(base::say("papers.asked: there is no paper {}; use {}",
                                 in_quotes(one.name()), domain::all_names<domain::Paper>()));
    }
    SAMEN_TRY(const int months, whole_number(one));
    asked.push_back({*paper, months});
  }
  return {};
}

Result<void> read_papers(const Data& value, Policy& policy) {
  if (!value.is(Data::Kind::object)) {
    return value.wrong(
        base::say("papers: expected an object, such as {\"asked\": {\"conduct\": 36}}"));
  }
  for (const Data& part : value.items()) {
    if (part.name() == kAsked) {
      SAMEN_CHECK(read_asked(part, policy.papers.asked));
      continue;
    }
    SAMEN_CHECK(read_number_in(part, kPapers, "papers", kAsked, policy.papers));
  }
  return {};
}

// An object of whole numbers and nothing else.
template <class Owner, std::size_t N>
Result<void> read_numbers(const Data& value, const std::array<Number<Owner>, N>& fields,
                          std::string_view example, Owner& owner) {
  if (!value.is(Data::Kind::object)) {
    return value.wrong(
        base::say("{}: expected an object, such as {}", value.name(), base::translated(example)));
  }
  for (const Data& number : value.items()) {
    SAMEN_CHECK(read_number_in(number, fields, value.name(), "", owner));
  }
  return {};
}

std::string known_keys() {
  return "about, weights, unsaid, look_ahead, scarcity, guarantee_days, coarse_minutes, readiness, "
         "latest_arrival, "
         "match_days, papers, retention, " +
         names_of(kNumbers);
}

Result<void> read_entry(const Data& value, Policy& policy) {
  const std::string_view key = value.name();
  if (key == "about") return {};  // words for whoever opens the file
  if (key == "weights") return read_weights(value, policy);
  if (key == "unsaid") {
    return read_numbers(value, kUnsaid, base::to_say("{\"goals\": 500}"), policy.unsaid);
  }
  if (key == "look_ahead") {
    return read_numbers(value, kLookAhead, base::to_say("{\"days\": 90}; 0 days: nobody waits"),
                        policy.look_ahead);
  }
  if (key == "scarcity") {
    return read_numbers(value, kScarcity, base::to_say("{\"most_percent\": 300}; 100: never"),
                        policy.scarcity);
  }
  if (key == "guarantee_days") return read_guarantee(value, policy);
  if (key == "coarse_minutes") return read_coarse(value, policy);
  if (key == "readiness") return read_readiness(value, policy);
  if (key == "latest_arrival") return read_arrival(value, policy);
  if (key == "match_days") return read_match_days(value, policy);
  if (key == "papers") return read_papers(value, policy);
  if (key == "retention") {
    return read_numbers(value, kRetention, base::to_say("{\"unheard\": 730}"), policy.retention);
  }
  const auto number = std::ranges::find(kNumbers, key, &NumberField::name);
  if (number == kNumbers.end()) {
    return value.wrong(
        base::say("{}: a key policies do not have; they have {}", in_quotes(key), known_keys()));
  }
  SAMEN_TRY(policy.*number->field, whole_number(value));
  return {};
}

// Every refusal of a range begins with its key, such as alpha or weights.goals: where that stands,
// or the whole file when the key is not in it (a built-in value that does not fit another).
const Data& place_of(const Data& root, std::string_view message) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz_";
  const Data* at = &root;
  while (!message.empty()) {
    const std::size_t length = std::min(message.find_first_not_of(kLetters), message.size());
    const Data* const deeper = at->find(message.substr(0, length));
    if (deeper == nullptr) break;
    at = deeper;
    message.remove_prefix(length);
    if (!message.starts_with('.')) break;
    message.remove_prefix(1);
  }
  return *at;
}

}  // namespace

Result<Policy> parse_policy(std::string_view text) {
  constexpr int kDepth = 4;
  SAMEN_TRY(const auto file, base::DataFile::parse(text, base::translated("policy"),
                                                   {.bytes = kMaxBytes, .depth = kDepth}));
  Policy policy;
  for (const Data& entry : file.root().items()) SAMEN_CHECK(read_entry(entry, policy));
  if (const auto valid = validate(policy); !valid) {
    return place_of(file.root(), valid.error().message).wrong(valid.error().message);
  }
  return policy;
}

std::string write_policy(const Policy& policy) {
  nlohmann::ordered_json document;
  for (std::size_t i = 0; i < kCriteria; ++i) {
    document["weights"][std::string(kCriterionNames[i])] = policy.weights[i];
  }
  for (const auto& [name, field] : kUnsaid) {
    document["unsaid"][std::string(name)] = policy.unsaid.*field;
  }
  for (const auto& [name, field] : kNumbers) document[std::string(name)] = policy.*field;
  for (const auto& [name, field] : kLookAhead) {
    document["look_ahead"][std::string(name)] = policy.look_ahead.*field;
  }
  for (const auto& [name, field] : kScarcity) {
    document["scarcity"][std::string(name)] = policy.scarcity.*field;
  }
  document["guarantee_days"] = policy.guarantee_days;
  document["coarse_minutes"] = policy.coarse_minutes;
  document["readiness"] = kReadinessNames[static_cast<std::size_t>(policy.readiness)];
  document["latest_arrival"] = domain::name_of(policy.latest_arrival);
  auto& days = document["match_days"];
  for (const auto& [name, field] : kDays) days[std::string(name)] = policy.match_days.*field;
  days[std::string(kCheckIns)] = policy.match_days.check_ins;
  auto& papers = document["papers"];
  papers[std::string(kAsked)] = nlohmann::ordered_json::object();
  for (const auto& [paper, months] : policy.papers.asked) {
    papers[std::string(kAsked)][std::string(domain::name_of(paper))] = months;
  }
  for (const auto& [name, field] : kPapers) papers[std::string(name)] = policy.papers.*field;
  auto& retention = document["retention"];
  for (const auto& [name, field] : kRetention) {
    retention[std::string(name)] = policy.retention.*field;
  }
  return document.dump(1) + "\n";
}

}  // namespace samen::matcher
