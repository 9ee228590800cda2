// SPDX-License-Identifier: Apache-2.0
#include "protocol/card_json.hpp"

#include "domain/values.hpp"
#include "protocol/json_domain.hpp"

namespace samen::protocol {
namespace {

using json::SecretWriter;
using json::Value;

constexpr int kCardFormat = 1;
constexpr json::Limits kCardLimits{.bytes = 65532, .values = 8000, .depth = 7};
constexpr std::size_t kMaxKey = 80;
constexpr std::size_t kMaxLabel = 40;
constexpr std::size_t kMaxCentre = 120;
constexpr std::size_t kMaxThrough = 512;

void put(SecretWriter& out, std::string_view name, const std::vector<domain::Reason>& reasons) {
  out.name(name).begin_list();
  for (const auto& reason : reasons) {
    out.begin_object().field("key", reason.key).field("points", reason.points);
    out.name("arguments").begin_list();
    for (const auto& argument : reason.arguments) {
      out.begin_object().field("name", argument.name);
      if (argument.terms.empty() || argument.number != 0) out.field("number", argument.number);
      if (!argument.terms.empty()) {
        out.name("terms").begin_list();
        for (const auto& term : argument.terms) out.text(term);
        out.end_list();
      }
      out.end_object();
    }
    out.end_list().end_object();
  }
  out.end_list();
}

domain::ReasonArgument argument(Value object) {
  domain::ReasonArgument out;
  out.name = object.at("name").text(kMaxKey);
  if (const auto terms = object.find("terms")) {
    for (const Value& term : terms->list(kMaxTermsOfArgument)) {
      out.terms.emplace_back(term.text(kMaxKey));
    }
  }
  if (const auto number = object.find("number")) {
    out.number = number->integer(-json::kMaxExact, json::kMaxExact);
  }
  return out;
}

std::vector<domain::Reason> reasons(Value list) {
  std::vector<domain::Reason> out;
  for (const Value& value : list.list(kMaxReasonsOnCard)) {
    domain::Reason reason;
    reason.key = value.at("key").text(kMaxKey);
    reason.points = static_cast<int>(value.at("points").integer(-1'000'000, 1'000'000));
    for (const Value& each : value.at("arguments").list(kMaxArgumentsOfReason)) {
      reason.arguments.push_back(argument(each));
    }
    out.push_back(std::move(reason));
  }
  return out;
}

int count(Value object, std::string_view name, std::int64_t least = 0) {
  return static_cast<int>(object.at(name).integer(least, 1'000'000'000));
}

// A step that a newer matcher knows is not shown; the card is.
std::optional<domain::WorkOnCard> work(Value object) {
  const auto step = domain::from_name<domain::NextStep>(object.at("step").text(kMaxKey));
  const auto owner = domain::from_name<domain::Owner>(object.at("owner").text(kMaxKey));
  const auto due = object.at("due_ms").integer(-json::kMaxExact, json::kMaxExact);
  const bool overdue = object.at("overdue").boolean();
  if (!step || !owner) return std::nullopt;
  return domain::WorkOnCard{{*step, *owner, due}, overdue};
}

void put(SecretWriter& out, const domain::WorkOnCard& work) {
  out.name("work")
      .begin_object()
      .field("step", domain::name_of(work.next.step))
      .field("owner", domain::name_of(work.next.owner))
      .field("due_ms", work.next.due_ms)
      .field("overdue", work.overdue)
      .end_object();
}

void read(Value root, domain::ProposalCard& card) {
  const Value format = root.at("format");
  if (format.integer(1, json::kMaxExact) > kCardFormat) {
    format.fail(base::Errc::unsupported, "a newer card format");
  }
  card.proposal = root.at("proposal").uuid();
  card.version = count(root, "version", 1);
  card.state = json::word<domain::ProposalState>(root.at("state"));
  card.centre = root.at("centre").text(kMaxCentre);
  card.household_label = root.at("household_label").text(kMaxLabel);
  card.group_label = root.at("group_label").text(kMaxLabel);
  card.adults = count(root, "adults");
  for (const Value& child : root.at("children").list(64)) {
    card.children.push_back(json::word<domain::ChildBand>(child));
  }
  card.group_size = count(root, "group_size");
  card.waiting_days = count(root, "waiting_days");
  card.score = count(root, "score");
  card.travel_minutes = count(root, "travel_minutes");
  card.travel_is_coarse = root.at("travel_is_coarse").boolean();
  card.reasons = reasons(root.at("reasons"));
  card.cautions = reasons(root.at("cautions"));
  if (root.find("next_best_score")) card.next_best_score = count(root, "next_best_score");
  if (const auto through = root.find("through")) {
    card.through = base::SecretText(through->text(kMaxThrough));
  }
  card.synthetic = root.at("synthetic").boolean();
  card.declined_because = json::optional_word<domain::DeclineReason>(root, "declined_because");
  card.updated_wall_ms = root.at("updated_wall_ms").integer(-json::kMaxExact, json::kMaxExact);
  if (const auto next = root.find("work")) card.work = work(*next);
}

}  // namespace

base::SecretBytes write_card(const domain::ProposalCard& card) {
  SecretWriter out;
  out.begin_object()
      .field("format", kCardFormat)
      .field("proposal", card.proposal.str())
      .field("version", card.version)
      .field("state", domain::name_of(card.state))
      .field("centre", card.centre)
      .field("household_label", card.household_label)
      .field("group_label", card.group_label)
      .field("adults", card.adults)
      .name("children")
      .begin_list();
  for (const auto child : card.children) out.text(domain::name_of(child));
  out.end_list()
      .field("group_size", card.group_size)
      .field("waiting_days", card.waiting_days)
      .field("score", card.score)
      .field("travel_minutes", card.travel_minutes)
      .field("travel_is_coarse", card.travel_is_coarse);
  put(out, "reasons", card.reasons);
  put(out, "cautions", card.cautions);
  if (card.next_best_score) out.field("next_best_score", *card.next_best_score);
  if (!card.through.empty()) out.field("through", card.through.view());
  out.field("synthetic", card.synthetic);
  json::put_optional(out, "declined_because", card.declined_because);
  out.field("updated_wall_ms", card.updated_wall_ms);
  if (card.work) put(out, *card.work);
  out.end_object();
  return out.take();
}

base::Result<domain::ProposalCard> read_card(base::ByteView text) {
  SAMEN_TRY(auto document, json::Document::parse(text, kCardLimits, json::Holds::people));
  domain::ProposalCard card;
  read(document.root(), card);
  SAMEN_CHECK(document.verdict());
  return card;
}

}  // namespace samen::protocol
