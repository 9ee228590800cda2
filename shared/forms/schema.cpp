// SPDX-License-Identifier: Apache-2.0
#include "forms/schema.hpp"

#include <algorithm>
#include <array>

#include "base/say.hpp"
#include "domain/values.hpp"

namespace samen::forms {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr Repeat kOnce = Repeat::once;
constexpr Repeat kPerAdult = Repeat::adults;
constexpr bool kMustHave = true;

constexpr std::array kHousehold = {
    Field{"name", Kind::name, "", kOnce, kMustHave},
    Field{"contact", Kind::contact, "contact", kOnce, kMustHave},
    Field{"postcode", Kind::postcode, "", kOnce, kMustHave},
    Field{"adults", Kind::stepper, "", kOnce, kMustHave},
    Field{"children", Kind::children, "child"},
    Field{"called", Kind::name, "", Repeat::other_adults},
    Field{"languages", Kind::languages, "language", kPerAdult, kMustHave},
    Field{"goals", Kind::ranked, "goal", kPerAdult},
    Field{"sectors", Kind::multi, "sector", kPerAdult},
    Field{"interests", Kind::multi, "interest", kPerAdult},
    Field{"age", Kind::single, "age", kPerAdult},
    Field{"gender", Kind::single, "gender", kPerAdult},
    Field{"arrival", Kind::single, "arrival", kOnce, kMustHave},
    Field{"interpreter", Kind::yes_no, ""},
    Field{"times", Kind::times, ""},
    Field{"company", Kind::single, "company", kOnce, kMustHave},
    Field{"needs", Kind::multi, "need"},
    Field{"audio", Kind::yes_no, ""},
    Field{"consent", Kind::consent, "", kOnce, kMustHave},
    Field{"their_consent", Kind::consent, "", Repeat::other_adults, kMustHave},
};

// Of whoever starts a group or is placed in one; who joins one is where it is, and may say more
// later.
#define SAMEN_VOLUNTEER_FIELDS(placed)                                                      \
  Field{"adult", Kind::yes_no, "", kOnce, kMustHave},                                       \
      Field{"twelve_months", Kind::yes_no, "", kOnce, kMustHave},                           \
      Field{"name", Kind::name, "", kOnce, kMustHave},                                      \
      Field{"contact", Kind::contact, "contact", kOnce, kMustHave},                         \
      Field{"postcode", Kind::postcode, "", kOnce, placed},                                 \
      Field{"languages", Kind::languages, "language", kOnce, placed},                       \
      Field{"times", Kind::times, ""}, Field{"help", Kind::multi, "goal"},                  \
      Field{"sectors", Kind::multi, "sector"}, Field{"interests", Kind::multi, "interest"}, \
      Field{"age", Kind::single, "age"}, Field{"children", Kind::multi, "child"},           \
      Field{"gender", Kind::single, "gender"}, Field {                                      \
    "consent", Kind::consent, "", kOnce, kMustHave                                          \
  }

constexpr std::array kSingle = {SAMEN_VOLUNTEER_FIELDS(kMustHave)};
constexpr std::array kMember = {Field{"join_code", Kind::join_code, "", kOnce, kMustHave},
                                SAMEN_VOLUNTEER_FIELDS(!kMustHave)};
constexpr std::array kGroup = {Field{"largest", Kind::stepper, "", kOnce, kMustHave},
                               Field{"offers", Kind::multi, "need"},
                               SAMEN_VOLUNTEER_FIELDS(kMustHave)};
#undef SAMEN_VOLUNTEER_FIELDS

std::unexpected<base::Error> bad(const Question& question, const std::string& why) {
  return fail(Errc::invalid_input, base::say("question \"{}\": {}", question.id, why));
}

Result<void> check_question(const Question& question, const Field& field, bool volunteer) {
  if (question.kind != field.kind) {
    return bad(question, base::say("is of kind \"{}\"; the record expects \"{}\"",
                                   to_string(question.kind), to_string(field.kind)));
  }
  const std::string_view vocabulary =
      question.vocabulary == nullptr ? std::string_view() : question.vocabulary->prefix;
  if (vocabulary != field.vocabulary) {
    return bad(question, base::say("chooses from \"{}\"; the record expects \"{}\"", vocabulary,
                                   field.vocabulary));
  }
  if (question.repeat != field.repeat) {
    constexpr std::string_view kWords[] = {
        base::to_say("cannot be repeated for every adult"),
        base::to_say("must be repeated for every adult (\"repeat\": \"adults\")"),
        base::to_say(
            "must be repeated for every adult but the first (\"repeat\": \"other_adults\")")};
    return bad(question, base::say(kWords[static_cast<std::size_t>(field.repeat)]));
  }
  if (field.must_have && !question.required) {
    return bad(question, base::say("must be required: the record cannot be made without it"));
  }
  if (field.must_have && question.skip_if) {
    return bad(question, base::say("cannot be skipped: the record cannot be made without it"));
  }
  if (question.id == "adults" && (question.min < 1 || question.max > domain::kMaxAdults)) {
    return bad(question, base::say("must stay between 1 and 8"));
  }
  if (question.id == "largest" &&
      (question.min < 1 || question.max > domain::kMaxAdults + domain::kMaxChildren)) {
    return bad(question, base::say("must stay between 1 and 20"));
  }
  const bool dead_end = question.id == "adult" || question.id == "twelve_months";
  if (dead_end == question.stop_on_no.empty()) {
    return bad(question, dead_end ? base::say("needs \"stop_on_no\": a \"no\" here is not stored")
                                  : base::say("cannot end the sign-up with \"stop_on_no\""));
  }
  constexpr int kCaseworker = static_cast<int>(domain::ContactChannel::caseworker);
  if (volunteer && question.kind == Kind::contact &&
      std::ranges::find(question.options, kCaseworker) != question.options.end()) {
    return bad(question, base::say("a volunteer has no caseworker; leave that option out"));
  }
  return {};
}

}  // namespace

std::span<const Field> fields_of(std::string_view form_id) {
  if (form_id == "household") return kHousehold;
  if (form_id == "group") return kGroup;
  if (form_id == "member") return kMember;
  if (form_id == "single") return kSingle;
  return {};
}

Result<void> check_schema(const Form& form) {
  const auto fields = fields_of(form.id);
  if (fields.empty()) {
    return fail(
        Errc::unsupported,
        base::say("\"form\": \"{}\" is not known; expected household, group, member or single",
                  form.id));
  }
  for (const auto& question : form.questions) {
    const auto field = std::ranges::find(fields, question.id, &Field::id);
    if (field == fields.end()) {
      return bad(question,
                 base::say("the record has no such field; this build would drop the answer"));
    }
    SAMEN_CHECK(check_question(question, *field, form.id != "household"));
  }
  for (const auto& field : fields) {
    if (field.must_have && form.find(field.id) < 0) {
      return fail(Errc::invalid_input,
                  base::say("question \"{}\" is missing: the record needs it", field.id));
    }
  }
  return {};
}

}  // namespace samen::forms
