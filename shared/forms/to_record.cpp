// SPDX-License-Identifier: Apache-2.0
#include "forms/to_record.hpp"

#include <algorithm>
#include <cassert>

#include "base/say.hpp"
#include "forms/normal_text.hpp"
#include "forms/phone_number.hpp"
#include "forms/plan.hpp"
#include "forms/validate.hpp"

namespace samen::forms {
namespace {

using base::Errc;
using base::fail;
using base::Result;

// One spelling for one address: nobody's mail depends on the case of the letters after the @.
base::SecretText mail_address(std::string_view typed) {
  base::SecretText out = normal_text(typed);
  for (std::size_t i = out.view().rfind('@') + 1; i < out.size(); ++i) {
    const char c = out.view()[i];
    if (c >= 'A' && c <= 'Z') {
      const char small = static_cast<char>(c - 'A' + 'a');
      out.replace(i, 1, {&small, 1});
    }
  }
  return out;
}

base::SecretText phone_number(std::string_view typed) {
  auto number = read_phone(normal_text(typed).view());
  assert(number);  // validate_all() found nothing
  return number ? std::move(number->e164) : base::SecretText();
}

// The planned answers by question name. Only called once validate_all() found nothing, so a missing
// value means a soft question that was skipped.
class Reader : public Planned {
 public:
  using Planned::Planned;

  base::SecretText text(std::string_view id) const {
    const auto* found = get<base::SecretText>(id);
    return found == nullptr ? base::SecretText() : normal_text(found->view());
  }
  Result<domain::Postcode4> postcode() const {
    return domain::Postcode4::parse(text("postcode").view());
  }
  bool yes(std::string_view id) const {
    const auto* found = get<bool>(id);
    return found != nullptr && *found;
  }
  template <class E>
  std::optional<E> one(std::string_view id, int adult = -1) const {
    const auto* found = get<Choice>(id, adult);
    return found == nullptr ? std::nullopt : std::optional(static_cast<E>(found->option));
  }
  template <class E>
  domain::SetOf<E> several(std::string_view id, int adult = -1) const {
    const auto* found = get<Choices>(id, adult);
    return found == nullptr ? domain::SetOf<E>() : domain::SetOf<E>::from_bits(found->bits);
  }
  domain::LanguageSkills languages(int adult = -1) const {
    domain::LanguageSkills skills;
    if (const auto* list = get<LanguageList>("languages", adult)) {
      for (const Spoken& one : list->spoken) {
        if (one.level) skills.set(one.language, *one.level);
      }
    }
    return skills;
  }
  domain::SetOf<domain::TimeBlock> times() const {
    const auto* found = get<TimeSet>("times");
    return found == nullptr ? TimeSet() : *found;
  }
  domain::Contact contact() const {
    const auto* found = get<ContactAnswer>("contact");
    if (found == nullptr || !found->channel) return {};
    switch (*found->channel) {
      case domain::ContactChannel::phone:
        return {*found->channel, phone_number(found->phone.view())};
      case domain::ContactChannel::email:
        return {*found->channel, mail_address(found->email.view())};
      case domain::ContactChannel::caseworker:
        return {*found->channel, normal_text(found->caseworker.view())};
    }
    return {};
  }
  // None while they are still to be asked.
  std::vector<domain::Consent> consents(std::string_view interface_language,
                                        std::string_view id = "consent", int adult = -1) const {
    std::vector<domain::Consent> out;
    const auto* found = get<ConsentAnswer>(id, adult);
    if (found == nullptr || found->otherwise != NotGiven::yet) return out;
    const auto& question = form().questions[static_cast<std::size_t>(form().find(id))];
    for (const auto& purpose : question.purposes) {
      const auto& mark = found->mark[static_cast<std::size_t>(purpose.purpose)];
      const std::string language =
          mark.language.empty() ? std::string(interface_language) : mark.language;
      const int text_version = mark.text_version > 0 ? mark.text_version : purpose.text_version;
      out.push_back({purpose.purpose, mark.given, text_version, language});
    }
    return out;
  }
  Result<base::HumanCode> join_code() const {
    return base::HumanCode::parse(text("join_code").view());
  }
};

domain::Adult adult_of(const Reader& read, int adult, std::string_view language) {
  domain::Adult out;
  if (adult > 0) {
    out.called = read.answers().called(read.form(), adult);
    out.consents = read.consents(language, "their_consent", adult);
  }
  out.languages = read.languages(adult);
  if (const auto* goals = read.get<Ranking>("goals", adult)) {
    for (const int goal : goals->options) out.goals.push_back(static_cast<domain::Goal>(goal));
  }
  out.sectors = read.several<domain::Sector>("sectors", adult);
  out.interests = read.several<domain::Interest>("interests", adult);
  out.age = read.one<domain::AgeBand>("age", adult);
  out.gender = read.one<domain::Gender>("gender", adult);
  return out;
}

Result<domain::Household> household_of(const Reader& read, int adults, std::string_view language) {
  domain::Household out;
  out.name = read.text("name");
  out.contact = read.contact();
  for (int adult = 0; adult < adults; ++adult) {
    out.adults.push_back(adult_of(read, adult, language));
  }
  if (const auto* children = read.get<ChildCounts>("children")) {
    for (std::size_t band = 0; band < children->count.size(); ++band) {
      out.children.insert(out.children.end(), static_cast<std::size_t>(children->count[band]),
                          static_cast<domain::ChildBand>(band));
    }
  }
  SAMEN_TRY(out.postcode, read.postcode());
  out.arrival = read.one<domain::ArrivalPeriod>("arrival").value_or(out.arrival);
  out.interpreter = read.yes("interpreter");
  out.times = read.times();
  out.company = read.one<domain::CompanyWish>("company").value_or(out.company);
  out.needs = read.several<domain::Need>("needs");
  out.prefers_audio = read.yes("audio");
  out.consents = read.consents(language);
  return out;
}

Result<domain::Volunteer> volunteer_of(const Reader& read, std::string_view language) {
  domain::Volunteer out;
  out.name = read.text("name");
  out.contact = read.contact();
  out.adult = read.yes("adult");
  if (!read.text("postcode").empty()) {
    SAMEN_TRY(out.postcode, read.postcode());
  }
  out.languages = read.languages();
  out.times = read.times();
  out.twelve_months = read.yes("twelve_months");
  out.interests = read.several<domain::Interest>("interests");
  out.help = read.several<domain::Help>("help");
  out.sectors = read.several<domain::Sector>("sectors");
  out.age = read.one<domain::AgeBand>("age");
  out.children = read.several<domain::ChildBand>("children");
  out.gender = read.one<domain::Gender>("gender");
  out.consents = read.consents(language);
  if (!out.adult || !out.twelve_months) {
    return fail(Errc::invalid_input,
                base::say("a volunteer under 18 or without twelve months is not stored"));
  }
  return out;
}

Result<domain::Body> body_of(const Form& form, const Reader& read, int adults,
                             std::string_view language) {
  if (form.id == "household") return household_of(read, adults, language);
  SAMEN_TRY(domain::Volunteer volunteer, volunteer_of(read, language));
  if (form.id == "single") return domain::SingleVolunteer{std::move(volunteer)};
  if (form.id == "member") {
    SAMEN_TRY(const base::HumanCode code, read.join_code());
    return domain::GroupMember{code, std::move(volunteer)};
  }
  if (form.id != "group")
    return fail(Errc::unsupported, base::say("no record is made from this form"));
  domain::GroupStart group;
  group.coordinator = std::move(volunteer);
  if (const auto* largest = read.get<int>("largest")) group.largest_household = *largest;
  group.offers = read.several<domain::Need>("offers");
  return group;
}

}  // namespace

Result<domain::Record> to_record(const Form& form, const Answers& answers,
                                 std::string_view interface_language) {
  const auto problems = validate_all(form, answers);
  if (!problems.empty()) {
    const auto at = static_cast<std::size_t>(problems.front().instance.question);
    return fail(Errc::invalid_input,
                base::say("question {}: {}", form.questions[at].id, problems.front().error.key));
  }
  domain::Record record;
  record.form = form.id;
  record.form_version = form.version;
  record.language = interface_language;
  auto body = body_of(form, Reader(form, answers), answers.adults(form), interface_language);
  if (!body) return std::unexpected(body.error().context(base::say("form {}", form.id)));
  record.body = std::move(*body);
  return record;
}

}  // namespace samen::forms
