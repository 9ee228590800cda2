// SPDX-License-Identifier: Apache-2.0
#include "protocol/receipt_request.hpp"

#include <string>

#include "protocol/json_domain.hpp"
#include "protocol/record_json.hpp"
#include "protocol/record_value.hpp"
#include "protocol/sequence.hpp"
#include "protocol/signed_lines.hpp"
#include "vault/digest.hpp"

namespace samen::protocol {
namespace {

// A record and what is said beside it.
constexpr json::Limits kAnswerLimits{.bytes = kMaxRecordBytes, .values = 2037, .depth = 8};

constexpr std::int64_t kMaxWaitDays = 36'500;

constexpr int kMostMinutes = 24 * 60;
constexpr int kMostPeople = 99;

template <class E>
std::string_view name_or_nothing(const std::optional<E>& value) {
  return value ? domain::name_of(*value) : std::string_view();
}

base::Bytes signed_text(const domain::ReceiptRequest& request, const base::Uuid& id) {
  const std::string counter = std::to_string(request.counter);
  const std::string seal = base::to_hex(request.from.seal);
  const auto wish = domain::name_of(request.wish);
  if (!request.match) return signed_lines({"samen-request-1", id.str(), wish, counter, seal});
  const domain::MatchWord& word = *request.match;
  return signed_lines({"samen-request-1", id.str(), wish, counter, seal, word.match.str(),
                       name_or_nothing(word.because), std::to_string(word.met),
                       name_or_nothing(word.mood)});
}

base::Bytes signed_text(const domain::Record& record) {
  domain::Record bare = record;
  bare.correction->signature = {};
  const auto& request = *bare.correction;
  return signed_lines({"samen-request-1", bare.id.str(), domain::name_of(request.wish),
                       std::to_string(request.counter), base::to_hex(request.from.seal),
                       base::to_hex(vault::sha256(write_record(bare)))});
}

base::Result<void> verify(const domain::ReceiptRequest& request, base::ByteView text) {
  const auto key = vault::VerifyKey::from_bytes(request.from.sign);
  if (key && key->verify(text, request.signature)) return {};
  return base::fail(base::Errc::crypto, "signature: not by the receipt it names");
}

void put(json::SecretWriter& out, const domain::OfferAsked& offer) {
  out.name("offer").begin_object().field("match", offer.match.str());
  const domain::OtherSide& others = offer.others;
  for (const auto& [name, count] : {std::pair{"adults", others.adults},
                                    {"children", others.children},
                                    {"members", others.members},
                                    {"minutes", others.minutes},
                                    {"times", others.times}}) {
    if (count > 0) out.field(name, count);
  }
  json::put_set(out, "languages", others.languages);
  json::put_set(out, "goals", others.goals);
  json::put_set(out, "interests", others.interests);
  json::put_optional(out, "own", offer.own);
  out.end_object();
}

domain::OfferAsked read_offer(const json::Value& value) {
  domain::OfferAsked offer;
  offer.match = value.at("match").uuid();
  domain::OtherSide& others = offer.others;
  const auto count = [&](std::string_view name, int most) {
    const auto found = value.find(name);
    return found ? static_cast<int>(found->integer(0, most)) : 0;
  };
  others.adults = count("adults", kMostPeople);
  others.children = count("children", kMostPeople);
  others.members = count("members", kMostPeople);
  others.minutes = count("minutes", kMostMinutes);
  others.times = count("times", static_cast<int>(domain::vocabulary_size<domain::TimeBlock>()));
  others.languages = json::set_of<domain::Language>(value.at("languages"));
  others.goals = json::set_of<domain::Goal>(value.at("goals"));
  others.interests = json::set_of<domain::Interest>(value.at("interests"));
  offer.own = json::optional_word<domain::OwnAnswer>(value, "own");
  return offer;
}

}  // namespace

void sign_correction(domain::Record& record, const vault::SigningKey& receipt_key) {
  record.correction->from.sign = receipt_key.verify_key().bytes();
  record.correction->signature = receipt_key.sign(signed_text(record));
}

base::Result<void> verify_correction(const domain::Record& record) {
  return verify(*record.correction, signed_text(record));
}

void sign_receipt_request(domain::ReceiptRequest& request, const base::Uuid& id,
                          const vault::SigningKey& receipt_key) {
  request.from.sign = receipt_key.verify_key().bytes();
  request.signature = receipt_key.sign(signed_text(request, id));
}

base::Result<void> verify_receipt_request(const domain::ReceiptRequest& request,
                                          const base::Uuid& id) {
  return verify(request, signed_text(request, id));
}

base::SecretBytes write_answer(const domain::ReceiptAnswer& answer) {
  json::SecretWriter out;
  out.begin_object()
      .field("format", kAnswerFormat)
      .field("request", answer.request.str())
      .field("wish", domain::name_of(answer.wish))
      .field("outcome", domain::name_of(answer.outcome))
      .field("standing", domain::name_of(answer.standing))
      .field("counter", answer.counter)
      .field("since_ms", answer.since_ms)
      .field("at_ms", answer.at_ms);
  if (answer.stage) out.field("stage", domain::name_of(*answer.stage));
  if (answer.offer) put(out, *answer.offer);
  if (answer.check_in) {
    out.name("check_in")
        .begin_object()
        .field("match", answer.check_in->match.str())
        .field("since_ms", answer.check_in->since_ms)
        .end_object();
  }
  if (answer.wait) {
    out.name("wait")
        .begin_object()
        .field("from_days", answer.wait->from_days)
        .field("to_days", answer.wait->to_days)
        .field("of_ten", answer.wait->of_ten)
        .end_object();
  }
  if (answer.told) put_record(out.name("told"), *answer.told);
  out.end_object();
  return out.take();
}

base::Result<domain::ReceiptAnswer> read_answer(base::ByteView text) {
  SAMEN_TRY(auto document, json::Document::parse(text, kAnswerLimits, json::Holds::people));
  const json::Value root = document.root();
  const json::Value format = root.at("format");
  if (format.integer(1, kMaxSequence) > kAnswerFormat) {
    format.fail(base::Errc::unsupported, "a newer answer format");
  }
  domain::ReceiptAnswer out;
  out.request = root.at("request").uuid();
  out.wish = json::word<domain::Wish>(root.at("wish"));
  out.outcome = json::word<domain::Outcome>(root.at("outcome"));
  out.standing = json::word<domain::Standing>(root.at("standing"));
  out.counter = root.at("counter").integer(0, kMaxSequence);
  out.since_ms = root.at("since_ms").integer(0, kMaxSequence);
  out.at_ms = root.at("at_ms").integer(0, kMaxSequence);
  if (const auto stage = root.find("stage")) out.stage = json::word<domain::MatchStage>(*stage);
  if (const auto offer = root.find("offer")) out.offer = read_offer(*offer);
  if (const auto asked = root.find("check_in")) {
    out.check_in = domain::CheckInAsked{asked->at("match").uuid(),
                                        asked->at("since_ms").integer(0, kMaxSequence)};
  }
  if (const auto wait = root.find("wait")) {
    const auto days = [&](std::string_view name, std::int64_t least) {
      return static_cast<int>(wait->at(name).integer(least, kMaxWaitDays));
    };
    const int from = days("from_days", 0);
    out.wait = domain::WaitRange{from, days("to_days", from),
                                 static_cast<int>(wait->at("of_ten").integer(1, 9))};
  }
  SAMEN_CHECK(document.verdict());
  if (const auto value = root.find("told")) {
    auto told = read_record(document, *value);
    // Told by questions that this build does not know: the rest of the answer counts all the same.
    if (!told && told.error().code != base::Errc::unsupported) {
      return std::unexpected(told.error().context("told"));
    }
    if (told) out.told = *std::move(told);
  }
  return out;
}

}  // namespace samen::protocol
