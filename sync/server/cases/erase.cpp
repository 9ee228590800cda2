// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/erase.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "domain/proposal_life.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/log_reading.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/feed.hpp"
#include "sync/server/store/match_words.hpp"
#include "sync/server/store/messages.hpp"
#include "sync/server/store/office_sign_ups.hpp"
#include "sync/server/store/papers.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rests.hpp"
#include "sync/server/store/retention.hpp"
#include "sync/server/store/talks.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using nlohmann::json;

namespace {

// Takes out of every list the entries about one household, and its label (or a single volunteer's)
// where only that is listed. Where another's entry says whom the next best went to, null is left:
// to somebody, nobody knows to whom.
void forget_in(json& value, const std::string& label) {
  if (value.is_object() && value.value("goes_to", json()) == label) value["goes_to"] = nullptr;
  if (value.is_array()) {
    auto& list = value.get_ref<json::array_t&>();
    std::erase_if(list, [&label](const json& entry) {
      return entry == label || (entry.is_object() && (entry.value("household", json()) == label ||
                                                      entry.value("held", json()) == label ||
                                                      entry.value("like", json()) == label));
    });
  }
  for (auto& part : value) {
    if (part.is_structured()) forget_in(part, label);
  }
}

// Whether the value of a log is the entry of one of `proposals`. A log tells of a group only how it
// fits: with a member gone that is nobody's any more, and the entries of its proposals go with
// them.
bool is_pair_of(const json& entry, const std::set<std::string>& proposals) {
  const auto proposal = entry.is_object() ? entry.find("proposal") : entry.end();
  return proposal != entry.end() && proposal->is_string() &&
         proposals.contains(proposal->get<std::string>());
}

// What is to go from a log: the entries of a household or a single volunteer, where there is a
// label, and those of proposals.
struct Forgotten {
  std::string label;
  std::set<std::string> proposals;
  bool stands_in(std::string_view text) const {
    if (!label.empty() && text.contains('"' + label + '"')) return true;
    return std::ranges::any_of(proposals,
                               [&text](const auto& id) { return text.contains('"' + id + '"'); });
  }
};

// One member of the log's object, or one entry of its list; nothing where it is no JSON. An entry
// that is to go comes back as an empty text.
std::optional<std::string> forget_in_part(std::string_view list, std::string_view text,
                                          const Forgotten& what) {
  json value = json::array({json::parse(text, nullptr, false)});
  if (value.front().is_discarded()) return std::nullopt;
  if (!what.label.empty()) forget_in(value, what.label);
  if (value.empty() || (list == "pairs" && is_pair_of(value.front(), what.proposals))) return "";
  return value.front().dump();
}

std::optional<std::string> forget_in_list(const LogPart& member, const Forgotten& what) {
  const auto entries = parts_of(member.text);
  if (!entries) return std::nullopt;
  std::string list;
  for (const auto& entry : *entries) {
    std::optional<std::string> left(entry.text);
    if (what.stands_in(entry.text)) left = forget_in_part(member.name, entry.text, what);
    if (!left) return std::nullopt;
    if (!left->empty()) list.append(list.empty() ? "[" : ",").append(*left);
  }
  return list.empty() ? "[]" : list + "]";
}

// A log without what is to go. Only the parts that speak of it are read: the log of a large round
// is megabytes. Nothing where it is no JSON.
std::optional<std::string> forget_in_log(std::string_view log, const Forgotten& what) {
  const auto members = parts_of(log);
  if (!members || !log.starts_with('{')) return std::nullopt;
  std::string left;
  for (const auto& member : *members) {
    std::optional<std::string> value(member.text);
    if (what.stands_in(member.text)) {
      value = member.text.starts_with('[') ? forget_in_list(member, what)
                                           : forget_in_part({}, member.text, what);
    }
    if (!value) return std::nullopt;
    if (value->empty()) value = "null";
    left.append(left.empty() ? "{\"" : ",\"").append(member.name).append("\":").append(*value);
  }
  return left.empty() ? "{}" : left + "}";
}

Result<void> clean_logs(Store& store, const Forgotten& what) {
  auto texts = what.proposals;
  if (!what.label.empty()) texts.insert(what.label);
  SAMEN_TRY(auto logs, logs_with_any(store, texts));
  for (auto& log : logs) {
    auto left = forget_in_log(log.json, what);
    if (!left) return fail(Errc::storage, say("a round's log cannot be read"));
    log.json = std::move(*left);
    SAMEN_CHECK(replace_log(store, log));
  }
  return {};
}

// Kiosks of the centre drop the card; a tombstone stays there and in the feed for good.
Result<void> take_back_card(Store& store, const ProposalTrace& proposal) {
  protocol::FeedItem item;
  item.id = proposal.id;
  item.version = proposal.version + 1;
  item.kind = protocol::FeedKind::tombstone;
  SAMEN_TRY(const auto devices, devices_of_centre(store, proposal.centre));
  for (const auto& device : devices) SAMEN_CHECK(put_feed_item(store, device, item));
  return {};
}

// Whoever is left behind waits from now on: what said that they were heard of goes with the match.
Result<void> heard_of_everybody_in(Store& store, const ProposalTrace& proposal) {
  SAMEN_CHECK(note_heard(store, proposal.household, store.now_ms()));
  SAMEN_TRY(const auto members, holders_in(store, proposal.join_code));
  for (const auto& member : members) SAMEN_CHECK(note_heard(store, member.id, store.now_ms()));
  return {};
}

Result<void> withdraw(Store& store, const ProposalTrace& proposal) {
  SAMEN_CHECK(take_back_card(store, proposal));
  if (domain::fate_of(proposal.state) != domain::CaseFate::free) {
    SAMEN_CHECK(set_household_state(store, proposal.household, CaseState::waiting));
    SAMEN_CHECK(heard_of_everybody_in(store, proposal));
    SAMEN_CHECK(free_group(store, proposal.join_code));
  }
  SAMEN_CHECK(delete_proposal(store, proposal.id));
  return note_erased(store, {erasure_hash(proposal.id), ErasedKind::proposal});
}

// One member of a group that is matched asks to be forgotten: the others go on, as they do when a
// single volunteer leaves them.
Result<bool> goes_on_without(Store& store, const RecordTrace& who, const ProposalTrace& proposal) {
  if (!who.join_code || proposal.state != domain::ProposalState::accepted) return false;
  SAMEN_TRY(const int members, members_of(store, proposal.join_code));
  return members > 1;
}

// Everything but the lines in logs: what is to go from those comes back in `of_logs`.
Result<Erasure> erase_rows(Store& store, const base::Uuid& id, std::string_view reason,
                           std::string_view actor, Forgotten& of_logs) {
  Erasure done;
  SAMEN_TRY(done.was, trace_record(store, id));
  SAMEN_TRY(const auto single_label, label_of_single(store, id));
  SAMEN_TRY(const auto proposals, proposals_about(store, id, done.was));
  for (const auto& proposal : proposals) {
    of_logs.proposals.insert(proposal.id.str());
    SAMEN_TRY(const bool stays, goes_on_without(store, done.was, proposal));
    if (stays) continue;
    SAMEN_CHECK(withdraw(store, proposal));
    ++done.cards;
  }
  // A label of either kind: nobody has both.
  of_logs.label = single_label.empty() ? done.was.household_label : single_label;
  if (!done.was.household_label.empty()) SAMEN_CHECK(delete_household(store, id));
  // The others' card stays and says that somebody has left.
  if (!single_label.empty()) SAMEN_CHECK(single_leaves(store, id));
  done.for_the_list = {{erasure_hash(id), ErasedKind::record}};
  SAMEN_TRY(const auto receipt, forget_receipt_key(store, id));
  if (receipt) done.for_the_list.push_back({*receipt, ErasedKind::receipt});
  SAMEN_TRY(const auto told_anew, take_told_anew(store, id));
  for (const auto& envelope : told_anew) {
    SAMEN_CHECK(delete_envelope(store, envelope));
    done.for_the_list.push_back({erasure_hash(envelope), ErasedKind::record});
  }
  SAMEN_CHECK(forget_wish_to_talk(store, id));
  SAMEN_CHECK(forget_match_words(store, id));
  SAMEN_CHECK(forget_messages(store, id));
  SAMEN_CHECK(end_rest(store, id));
  SAMEN_CHECK(forget_retention(store, id));
  SAMEN_CHECK(forget_office_origin(store, id));
  if (done.was.volunteer) SAMEN_CHECK(delete_volunteer(store, id, done.was));
  if (done.was.join_code) SAMEN_CHECK(member_left(store, *done.was.join_code));
  SAMEN_CHECK(delete_envelope(store, id));
  for (const auto& erased : done.for_the_list) SAMEN_CHECK(note_erased(store, erased));
  const auto hash = base::to_hex(done.for_the_list.front().hash);
  SAMEN_CHECK(write_audit(store, actor, "erase", hash.substr(0, 16) + " " + std::string(reason)));
  return done;
}

}  // namespace

Result<Erasure> erase_record(Store& store, const base::Uuid& id, std::string_view reason,
                             std::string_view actor) {
  Forgotten of_logs;
  SAMEN_TRY(auto done, erase_rows(store, id, reason, actor, of_logs));
  SAMEN_CHECK(clean_logs(store, of_logs));
  return done;
}

Result<Erasure> erase_to_look(Store& store, const base::Uuid& id) {
  Forgotten of_logs;
  return erase_rows(store, id, "asked", "operator", of_logs);
}

Result<Erasure> erase_for_good(Store& store, const base::Uuid& id, std::string_view reason,
                               std::string_view actor) {
  SAMEN_TRY(auto done, erase_record(store, id, reason, actor));
  SAMEN_CHECK(add_erasures(store.folder().erasures(), done.for_the_list));
  return done;
}

namespace {

Result<void> forget_keys(Store& store) {
  SAMEN_TRY(const auto erased, erased_names(store.folder().erasures()));
  SAMEN_TRY([[maybe_unused]] const int keys,
            forget_record_keys(store.folder().record_keys(), erased));
  return {};
}

}  // namespace

Result<void> finish_erasing(Store& store) {
  SAMEN_CHECK(forget_keys(store));
  return compact(store);
}

Result<int> redo_erasures(Store& store, const DataFolder& folder) {
  SAMEN_CHECK(forget_keys(store));
  SAMEN_TRY(const auto list, read_erasures(folder.erasures()));
  ErasedNames hashes;
  for (const auto& one : list) {
    SAMEN_TRY(const bool known, is_noted(store, one.hash));
    if (!known) hashes.insert(one.hash);
  }
  if (hashes.empty()) return 0;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto ids, all_record_ids(store));
  int again = 0;
  for (const auto& id : ids) {
    if (!hashes.contains(erasure_hash(id))) continue;
    SAMEN_TRY([[maybe_unused]] const auto done, erase_record(store, id, "again"));
    ++again;
  }
  for (const auto& one : list) SAMEN_CHECK(note_erased(store, one));
  SAMEN_CHECK(void_receipts_again(store));
  SAMEN_CHECK(transaction.commit());
  // Others may have the store open; what matters is gone, and the next erasure compacts.
  if (again > 0) static_cast<void>(compact(store));
  return again;
}

}  // namespace samen::server
