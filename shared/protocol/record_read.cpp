// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "protocol/json_domain.hpp"
#include "protocol/record_json.hpp"
#include "protocol/record_value.hpp"
#include "protocol/sequence.hpp"

namespace samen::protocol {
namespace {

using base::Errc;
using base::Result;
using json::Value;

constexpr json::Limits kRecordLimits{.bytes = kMaxRecordBytes, .values = 2000, .depth = 7};
constexpr std::int64_t kMaxInt = std::numeric_limits<int>::max();
// A little above what the domain allows, so that its own error names the rule.
constexpr std::size_t kMaxText = 512;
constexpr std::size_t kMaxLanguageTag = 17;

int whole(Value value, int least, std::int64_t most) {
  return static_cast<int>(value.integer(least, most));
}

base::HumanCode code(Value value) {
  const auto parsed = base::HumanCode::parse(value.text(16));
  if (!parsed) value.fail(Errc::invalid_input, "not a code");
  return parsed.value_or(base::HumanCode{});
}

domain::Postcode4 postcode(Value value) {
  const auto parsed = domain::Postcode4::from_number(whole(value, 0, kMaxInt));
  if (!parsed) value.fail(Errc::invalid_input, "not a Dutch postcode");
  return parsed.value_or(domain::Postcode4{});
}

domain::LanguageSkills languages(Value object) {
  domain::LanguageSkills skills;
  for (std::size_t i = 0; i < domain::vocabulary_size<domain::Language>(); ++i) {
    const auto language = static_cast<domain::Language>(i);
    if (const auto level = object.find(domain::name_of(language))) {
      skills.set(language, json::word<domain::LanguageLevel>(*level));
    }
  }
  return skills;
}

domain::Contact contact(Value object) {
  domain::Contact out;
  out.channel = json::word<domain::ContactChannel>(object.at("channel"));
  const bool through = out.channel == domain::ContactChannel::caseworker;
  if (const auto value = object.find(through ? "through" : "value")) {
    out.value = base::SecretText(value->text(kMaxText));
  }
  return out;
}

std::vector<domain::Consent> consents(Value list) {
  std::vector<domain::Consent> out;
  for (const Value& value : list.list(8)) {
    domain::Consent consent;
    consent.purpose = json::word<domain::Purpose>(value.at("purpose"));
    consent.given = value.at("given").boolean();
    consent.text_version = whole(value.at("text_version"), 0, kMaxInt);
    consent.language = value.at("language").text(kMaxLanguageTag);
    out.push_back(std::move(consent));
  }
  return out;
}

domain::Adult adult(Value object) {
  domain::Adult out;
  if (const auto called = object.find("called")) {
    out.called = base::SecretText(called->text(kMaxText));
  }
  out.languages = languages(object.at("languages"));
  for (const Value& goal : object.at("goals").list(32)) {
    out.goals.push_back(json::word<domain::Goal>(goal));
  }
  out.sectors = json::set_of<domain::Sector>(object.at("sectors"));
  out.interests = json::set_of<domain::Interest>(object.at("interests"));
  out.age = json::optional_word<domain::AgeBand>(object, "age");
  out.gender = json::optional_word<domain::Gender>(object, "gender");
  if (const auto list = object.find("consents")) out.consents = consents(*list);
  return out;
}

domain::Household household(Value body) {
  domain::Household out;
  out.name = base::SecretText(body.at("name").text(kMaxText));
  out.contact = contact(body.at("contact"));
  for (const Value& value : body.at("adults").list(32)) out.adults.push_back(adult(value));
  for (const Value& value : body.at("children").list(32)) {
    out.children.push_back(json::word<domain::ChildBand>(value));
  }
  out.postcode = postcode(body.at("postcode"));
  out.arrival = json::word<domain::ArrivalPeriod>(body.at("arrival"));
  out.interpreter = body.at("interpreter").boolean();
  out.times = json::set_of<domain::TimeBlock>(body.at("times"));
  out.company = json::word<domain::CompanyWish>(body.at("company"));
  out.needs = json::set_of<domain::Need>(body.at("needs"));
  out.prefers_audio = body.at("prefers_audio").boolean();
  out.consents = consents(body.at("consents"));
  return out;
}

domain::Volunteer volunteer(Value object) {
  domain::Volunteer out;
  out.name = base::SecretText(object.at("name").text(kMaxText));
  out.contact = contact(object.at("contact"));
  out.adult = object.at("adult").boolean();
  if (const auto number = object.find("postcode")) out.postcode = postcode(*number);
  out.languages = languages(object.at("languages"));
  out.times = json::set_of<domain::TimeBlock>(object.at("times"));
  out.twelve_months = object.at("twelve_months").boolean();
  out.interests = json::set_of<domain::Interest>(object.at("interests"));
  out.help = json::set_of<domain::Help>(object.at("help"));
  out.sectors = json::set_of<domain::Sector>(object.at("sectors"));
  out.age = json::optional_word<domain::AgeBand>(object, "age");
  out.children = json::set_of<domain::ChildBand>(object.at("children"));
  out.gender = json::optional_word<domain::Gender>(object, "gender");
  out.consents = consents(object.at("consents"));
  return out;
}

domain::Decision decision(Value body) {
  domain::Decision out;
  out.proposal = body.at("proposal").uuid();
  out.version = whole(body.at("version"), 0, kMaxInt);
  out.verdict = json::word<domain::Verdict>(body.at("verdict"));
  out.reason = json::optional_word<domain::DeclineReason>(body, "reason");
  if (const auto staff = body.find("staff")) {
    auto& signed_by = out.staff.emplace();
    staff->at("key").bytes_exactly(signed_by.key);
    signed_by.counter = staff->at("counter").integer(1, kMaxSequence);
    staff->at("signature").bytes_exactly(signed_by.signature);
  }
  return out;
}

domain::WayBack way_back(Value object) {
  domain::WayBack out;
  object.at("sign").bytes_exactly(out.sign);
  object.at("seal").bytes_exactly(out.seal);
  return out;
}

domain::ReceiptRequest request(Value body) {
  domain::ReceiptRequest out;
  out.from = way_back(body.at("from"));
  out.wish = json::word<domain::Wish>(body.at("wish"));
  out.counter = body.at("counter").integer(1, kMaxSequence);
  body.at("signature").bytes_exactly(out.signature);
  if (const auto about = body.find("match")) {
    auto& word = out.match.emplace();
    word.match = about->at("id").uuid();
    word.because = json::optional_word<domain::NoBecause>(*about, "because");
    if (const auto met = about->find("met")) {
      word.met = static_cast<int>(met->integer(0, domain::kMostMet));
    }
    word.mood = json::optional_word<domain::Mood>(*about, "mood");
  }
  return out;
}

// Every form this build can read, with the newest version of it. A form that has shipped is never
// taken out.
struct Form {
  std::string_view name;
  int newest;
  domain::Body (*read)(Value body);
};
constexpr Form kForms[] = {
    {"household", 4, [](Value body) -> domain::Body { return household(body); }},
    {"group", 2,
     [](Value body) -> domain::Body {
       return domain::GroupStart{code(body.at("join_code")), volunteer(body.at("coordinator")),
                                 whole(body.at("largest_household"), 0, 1000),
                                 json::set_of<domain::Need>(body.at("offers"))};
     }},
    {"member", 2,
     [](Value body) -> domain::Body {
       return domain::GroupMember{code(body.at("join_code")), volunteer(body.at("member"))};
     }},
    {"single", 2,
     [](Value body) -> domain::Body {
       return domain::SingleVolunteer{volunteer(body.at("volunteer"))};
     }},
    {"decision", 1, [](Value body) -> domain::Body { return decision(body); }},
    {"request", 1, [](Value body) -> domain::Body { return request(body); }},
};

RecordHead read_head(Value root) {
  RecordHead head;
  const Value format = root.at("format");
  if (format.integer(1, kMaxInt) > kCorrectionFormat) {
    format.fail(Errc::unsupported, "a newer record format");
  }
  head.id = root.at("id").uuid();
  head.form = root.at("form").text(32);
  head.form_version = whole(root.at("form_version"), 1, kMaxInt);
  return head;
}

base::Stamp stamp(Value object) {
  base::Stamp out;
  const Value boot = object.at("boot");
  const auto bytes = base::from_hex(boot.text(32));
  if (bytes && bytes->size() == out.boot.size()) {
    std::ranges::copy(*bytes, out.boot.begin());
  } else {
    boot.fail(Errc::invalid_input, "expected 32 hexadecimal digits");
  }
  out.mono_ms = object.at("mono_ms").integer(0, json::kMaxExact);
  out.wall_ms = object.at("wall_ms").integer(-json::kMaxExact, json::kMaxExact);
  out.trusted = object.at("trusted").boolean();
  return out;
}

}  // namespace

Result<RecordHead> read_record_head(base::ByteView text) {
  SAMEN_TRY(auto document, json::Document::parse(text, kRecordLimits, json::Holds::people));
  const RecordHead head = read_head(document.root());
  SAMEN_CHECK(document.verdict());
  return head;
}

Result<domain::Record> read_record(json::Document& document, Value root) {
  RecordHead head = read_head(root);
  SAMEN_CHECK(document.verdict());
  const auto* form = std::ranges::find(kForms, head.form, &Form::name);
  if (form == std::end(kForms)) {
    return base::fail(Errc::unsupported, "form: this version does not know this form");
  }
  if (head.form_version > form->newest) {
    return base::fail(Errc::unsupported, "form_version: " + head.form + " " +
                                             std::to_string(head.form_version) +
                                             " is newer than this version knows");
  }
  domain::Record record;
  record.id = head.id;
  record.form = std::move(head.form);
  record.form_version = head.form_version;
  if (const auto receipt = root.find("receipt")) record.receipt = code(*receipt);
  if (const auto keys = root.find("way_back")) record.way_back = way_back(*keys);
  if (const auto asked = root.find("correction")) record.correction = request(*asked);
  const Value format = root.at("format");
  if ((format.integer(1, kMaxInt) == kCorrectionFormat) != record.correction.has_value()) {
    format.fail(Errc::invalid_input, "that of a correction, and of nothing else");
  }
  record.language = root.at("language").text(kMaxLanguageTag);
  record.made = stamp(root.at("made"));
  record.body = form->read(root.at("body"));
  SAMEN_CHECK(document.verdict());
  SAMEN_CHECK(domain::validate(record));
  return record;
}

Result<domain::Record> read_record(base::ByteView text) {
  SAMEN_TRY(auto document, json::Document::parse(text, kRecordLimits, json::Holds::people));
  return read_record(document, document.root());
}

}  // namespace samen::protocol
