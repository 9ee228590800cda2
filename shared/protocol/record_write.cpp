// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "protocol/json_domain.hpp"
#include "protocol/record_json.hpp"
#include "protocol/record_value.hpp"

namespace samen::protocol {
namespace {

using json::put_optional;
using json::put_set;
using json::SecretWriter;

void put(SecretWriter& out, const domain::LanguageSkills& skills) {
  out.name("languages").begin_object();
  for (const auto& [language, level] : skills.all()) {
    out.field(domain::name_of(language), domain::name_of(level));
  }
  out.end_object();
}

void put(SecretWriter& out, const domain::Contact& contact) {
  out.name("contact").begin_object().field("channel", domain::name_of(contact.channel));
  const bool through = contact.channel == domain::ContactChannel::caseworker;
  if (!contact.value.empty()) out.field(through ? "through" : "value", contact.value.view());
  out.end_object();
}

void put(SecretWriter& out, const std::vector<domain::Consent>& consents) {
  out.name("consents").begin_list();
  for (const auto& consent : consents) {
    out.begin_object()
        .field("purpose", domain::name_of(consent.purpose))
        .field("given", consent.given)
        .field("text_version", consent.text_version)
        .field("language", consent.language)
        .end_object();
  }
  out.end_list();
}

void put(SecretWriter& out, const domain::Adult& adult) {
  out.begin_object();
  if (!adult.called.empty()) out.field("called", adult.called.view());
  put(out, adult.languages);
  out.name("goals").begin_list();
  for (const auto goal : adult.goals) out.text(domain::name_of(goal));
  out.end_list();
  put_set(out, "sectors", adult.sectors);
  put_set(out, "interests", adult.interests);
  put_optional(out, "age", adult.age);
  put_optional(out, "gender", adult.gender);
  if (!adult.consents.empty()) put(out, adult.consents);
  out.end_object();
}

void put(SecretWriter& out, const domain::Household& household) {
  out.field("name", household.name.view());
  put(out, household.contact);
  out.name("adults").begin_list();
  for (const auto& adult : household.adults) put(out, adult);
  out.end_list().name("children").begin_list();
  for (const auto child : household.children) out.text(domain::name_of(child));
  out.end_list();
  out.field("postcode", household.postcode.number())
      .field("arrival", domain::name_of(household.arrival))
      .field("interpreter", household.interpreter);
  put_set(out, "times", household.times);
  out.field("company", domain::name_of(household.company));
  put_set(out, "needs", household.needs);
  out.field("prefers_audio", household.prefers_audio);
  put(out, household.consents);
}

void put(SecretWriter& out, std::string_view name, const domain::Volunteer& volunteer) {
  out.name(name).begin_object().field("name", volunteer.name.view());
  put(out, volunteer.contact);
  out.field("adult", volunteer.adult);
  if (!volunteer.postcode.empty()) out.field("postcode", volunteer.postcode.number());
  put(out, volunteer.languages);
  put_set(out, "times", volunteer.times);
  out.field("twelve_months", volunteer.twelve_months);
  put_set(out, "interests", volunteer.interests);
  put_set(out, "help", volunteer.help);
  put_set(out, "sectors", volunteer.sectors);
  put_optional(out, "age", volunteer.age);
  put_set(out, "children", volunteer.children);
  put_optional(out, "gender", volunteer.gender);
  put(out, volunteer.consents);
  out.end_object();
}

void put(SecretWriter& out, const domain::GroupStart& group) {
  out.field("join_code", group.join_code.str());
  put(out, "coordinator", group.coordinator);
  out.field("largest_household", group.largest_household);
  put_set(out, "offers", group.offers);
}

void put(SecretWriter& out, const domain::GroupMember& member) {
  out.field("join_code", member.join_code.str());
  put(out, "member", member.member);
}

void put(SecretWriter& out, const domain::SingleVolunteer& single) {
  put(out, "volunteer", single.volunteer);
}

void put(SecretWriter& out, const domain::Decision& decision) {
  out.field("proposal", decision.proposal.str())
      .field("version", decision.version)
      .field("verdict", domain::name_of(decision.verdict));
  put_optional(out, "reason", decision.reason);
  if (!decision.staff) return;
  out.name("staff")
      .begin_object()
      .field("key", base::to_base64(decision.staff->key))
      .field("counter", decision.staff->counter)
      .field("signature", base::to_base64(decision.staff->signature))
      .end_object();
}

void put(SecretWriter& out, const domain::WayBack& keys) {
  out.begin_object()
      .field("sign", base::to_base64(keys.sign))
      .field("seal", base::to_base64(keys.seal))
      .end_object();
}

void put(SecretWriter& out, const domain::ReceiptRequest& request) {
  put(out.name("from"), request.from);
  out.field("wish", domain::name_of(request.wish))
      .field("counter", request.counter)
      .field("signature", base::to_base64(request.signature));
  if (!request.match) return;
  out.name("match").begin_object().field("id", request.match->match.str());
  put_optional(out, "because", request.match->because);
  if (request.match->met > 0) out.field("met", request.match->met);
  put_optional(out, "mood", request.match->mood);
  out.end_object();
}

}  // namespace

std::string_view form_of(const domain::Body& body) {
  constexpr std::array<std::string_view, std::variant_size_v<domain::Body>> kForms = {
      "household", "group", "member", "single", "decision", "request"};
  return kForms[body.index()];
}

void put_record(SecretWriter& out, const domain::Record& record) {
  out.begin_object()
      .field("format", record.correction ? kCorrectionFormat : kRecordFormat)
      .field("id", record.id.str());
  if (!record.receipt.empty()) out.field("receipt", record.receipt.str());
  if (record.way_back) put(out.name("way_back"), *record.way_back);
  if (record.correction) {
    put(out.name("correction").begin_object(), *record.correction);
    out.end_object();
  }
  out.field("form", record.form)
      .field("form_version", record.form_version)
      .field("language", record.language)
      .name("made")
      .begin_object()
      .field("boot", base::to_hex(record.made.boot))
      .field("mono_ms", record.made.mono_ms)
      .field("wall_ms", record.made.wall_ms)
      .field("trusted", record.made.trusted)
      .end_object()
      .name("body")
      .begin_object();
  std::visit([&out](const auto& body) { put(out, body); }, record.body);
  out.end_object().end_object();
}

base::SecretBytes write_record(const domain::Record& record) {
  SecretWriter out;
  put_record(out, record);
  return out.take();
}

}  // namespace samen::protocol
