// SPDX-License-Identifier: Apache-2.0
#include "domain/records.hpp"

#include <algorithm>

namespace samen::domain {
namespace {

using base::Errc;
using base::fail;
using base::Result;

Result<void> check_contact(const Contact& contact, bool caseworker_allowed) {
  switch (contact.channel) {
    case ContactChannel::phone:
      return check_phone(contact.value.view());
    case ContactChannel::email:
      return check_email(contact.value.view());
    case ContactChannel::caseworker:
      break;
  }
  if (!caseworker_allowed) {
    return fail(Errc::invalid_input, "contact: a volunteer needs a phone number or e-mail address");
  }
  // The one who passes messages on; kiosks before version 2 of the form did not ask.
  if (contact.value.empty()) return {};
  if (auto named = check_name(contact.value.view()); !named) {
    return std::unexpected(named.error().context("contact: caseworker"));
  }
  return {};
}

bool says_yes(const std::vector<Consent>& consents) {
  return std::ranges::any_of(consents, [](const Consent& consent) {
    return consent.purpose == Purpose::service && consent.given;
  });
}

Result<void> check_consents(const std::vector<Consent>& consents) {
  for (const auto& consent : consents) {
    if (consent.language.size() > 16) return fail(Errc::limit, "consents: language tag too long");
  }
  if (consents.size() > vocabulary_size<Purpose>()) {
    return fail(Errc::limit, "consents: more than one answer for a purpose");
  }
  if (!says_yes(consents)) {
    return fail(Errc::invalid_input, "consents: without consent for the service nothing is stored");
  }
  return {};
}

// From version 2 of the form on, whose caseworker or which centre is always asked.
Result<void> check_asked(const Record& record) {
  const auto* household = std::get_if<Household>(&record.body);
  if (household == nullptr || record.form_version < 2) return {};
  const Contact& contact = household->contact;
  if (contact.channel != ContactChannel::caseworker || !contact.value.empty()) return {};
  return fail(Errc::invalid_input, "contact: through which caseworker or centre is missing");
}

Result<void> check(const Household& household) {
  SAMEN_CHECK(check_name(household.name.view()));
  SAMEN_CHECK(check_contact(household.contact, true));
  SAMEN_CHECK(check_consents(household.consents));
  if (household.adults.empty() || household.adults.size() > kMaxAdults) {
    return fail(Errc::limit, "adults: expected 1 to 8");
  }
  if (household.children.size() > kMaxChildren) return fail(Errc::limit, "children: at most 12");
  if (household.postcode.empty()) return fail(Errc::invalid_input, "postcode: missing");
  for (const auto& adult : household.adults) {
    if (!adult.called.empty()) SAMEN_CHECK(check_name(adult.called.view()));
    if (!adult.consents.empty()) SAMEN_CHECK(check_consents(adult.consents));
    SetOf<Goal> seen;
    for (const Goal goal : adult.goals) {
      if (seen.has(goal)) return fail(Errc::invalid_input, "adults.goals: a goal stands twice");
      seen.add(goal);
    }
  }
  return {};
}

Result<void> check_person(const Volunteer& volunteer) {
  SAMEN_CHECK(check_name(volunteer.name.view()));
  SAMEN_CHECK(check_contact(volunteer.contact, false));
  SAMEN_CHECK(check_consents(volunteer.consents));
  if (!volunteer.adult) return fail(Errc::invalid_input, "adult: volunteers are 18 or over");
  return {};
}

Result<void> check(const Volunteer& volunteer) {
  SAMEN_CHECK(check_person(volunteer));
  if (volunteer.postcode.empty()) return fail(Errc::invalid_input, "postcode: missing");
  return {};
}

Result<void> check_join_code(const base::HumanCode& code) {
  if (code.empty()) return fail(Errc::invalid_input, "join_code: missing");
  if (code.use() == base::HumanCode::Use::own) {
    return fail(Errc::invalid_input, "join_code: this is somebody's own code, not a group's");
  }
  return {};
}

Result<void> check(const GroupStart& group) {
  SAMEN_CHECK(check_join_code(group.join_code));
  if (group.largest_household < 1 || group.largest_household > kMaxAdults + kMaxChildren) {
    return fail(Errc::limit, "largest_household: expected 1 to 20");
  }
  return check(group.coordinator);
}

Result<void> check(const GroupMember& member) {
  SAMEN_CHECK(check_join_code(member.join_code));
  return check_person(member.member);  // where the group is its starter has said
}

Result<void> check(const SingleVolunteer& single) {
  return check(single.volunteer);
}

Result<void> check(const Decision& decision) {
  if (decision.proposal.is_nil()) return fail(Errc::invalid_input, "proposal: missing");
  if (decision.version < 1) return fail(Errc::invalid_input, "version: expected 1 or more");
  if ((decision.verdict == Verdict::decline) != decision.reason.has_value()) {
    return fail(Errc::invalid_input, "reason: given with a decline, and only then");
  }
  if (decision.staff && decision.staff->counter < 1) {
    return fail(Errc::invalid_input, "staff.counter: expected 1 or more");
  }
  return {};
}

Result<void> check(const ReceiptRequest& request) {
  if (request.counter < 1) return fail(Errc::invalid_input, "counter: expected 1 or more");
  if (request.wish == Wish::correct) {
    return fail(Errc::invalid_input, "wish: a correction comes with what is told anew");
  }
  if (is_about_a_match(request.wish) != request.match.has_value()) {
    return fail(Errc::invalid_input, "match: with a word on a match, and only then");
  }
  if (!request.match) return {};
  const MatchWord& word = *request.match;
  if (word.because && request.wish != Wish::no) {
    return fail(Errc::invalid_input, "match.because: of a no");
  }
  const bool checks = request.wish == Wish::check_in;
  if (word.met < 0 || word.met > (checks ? kMostMet : 0)) {
    return fail(Errc::invalid_input, "match.met: of a check-in, 0..5");
  }
  if (word.mood.has_value() && !checks) {
    return fail(Errc::invalid_input, "match.mood: of a check-in");
  }
  return {};
}

// Which of them a record has: a reference and a way back, or a request by an earlier one.
Result<void> check_receipt(const Record& record) {
  if (record.correction) {
    if (!is_sign_up(record.body) || !record.receipt.empty() || record.way_back) {
      return fail(Errc::invalid_input, "correction: of what a sign-up said, without a receipt");
    }
    if (record.correction->wish != Wish::correct || record.correction->counter < 1 ||
        record.correction->match) {
      return fail(Errc::invalid_input, "correction: not a request to correct");
    }
    return {};
  }
  if (record.receipt.empty() == is_sign_up(record.body)) {
    return fail(Errc::invalid_input, "receipt: every sign-up has one, and nothing else");
  }
  if (record.way_back && !is_sign_up(record.body)) {
    return fail(Errc::invalid_input, "way_back: only a sign-up has one");
  }
  if (record.receipt.use() == base::HumanCode::Use::group) {
    return fail(Errc::invalid_input, "receipt: this is a group's code, not somebody's own");
  }
  return {};
}

}  // namespace

int Household::consents_to_ask() const {
  if (adults.empty()) return 0;
  return static_cast<int>(std::count_if(adults.begin() + 1, adults.end(), [](const Adult& adult) {
    return !says_yes(adult.consents);
  }));
}

Result<void> validate(const Record& record) {
  if (record.id.is_nil()) return fail(Errc::invalid_input, "id: missing");
  if (record.form.empty() || record.form.size() > 32) {
    return fail(Errc::invalid_input, "form: expected a name of 1 to 32 characters");
  }
  if (record.form_version < 1) return fail(Errc::invalid_input, "form_version: expected 1 or more");
  if (record.language.size() > 16) return fail(Errc::limit, "language: tag too long");
  SAMEN_CHECK(check_receipt(record));
  SAMEN_CHECK(check_asked(record));
  return std::visit([](const auto& body) { return check(body); }, record.body);
}

}  // namespace samen::domain
