// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/erase_file.hpp"

#include <algorithm>

#include "base/erasure_code.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "domain/proposal_life.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/matches.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// A group and a proposal are others' as well: what becomes of them is told by name.
bool is_theirs_alone(const HeldTable& table) {
  switch (table.of) {
    case HeldOf::id:
    case HeldOf::record:
    case HeldOf::household:
    case HeldOf::volunteer:
    case HeldOf::envelope:
    case HeldOf::receipt:
    case HeldOf::two:
    case HeldOf::single_pair:
      return table.why == NotShown::shown;
    default:
      return false;
  }
}

Result<std::vector<HeldCount>> counts_of(Store& store, const base::Uuid& record) {
  std::vector<HeldCount> counts;
  for (const auto& table : held_tables()) {
    if (!is_theirs_alone(table)) continue;
    SAMEN_TRY(const auto rows, count_held(store, table, record));
    if (rows > 0) counts.push_back({table.name, rows});
  }
  return counts;
}

Result<std::vector<ProposalRow>> open_proposals_of(Store& store, const base::Uuid& record) {
  std::vector<ProposalRow> open;
  SAMEN_TRY(const auto ids, proposals_held_of(store, record));
  for (const auto& id : ids) {
    SAMEN_TRY(auto proposal, find_proposal(store, id));
    if (!proposal || domain::fate_of(proposal->card.state) == domain::CaseFate::free) continue;
    SAMEN_TRY(const auto match, find_match(store, id));
    if (match && match->state == domain::MatchState::closed) continue;
    open.push_back(std::move(*proposal));
  }
  return open;
}

// How an open one is before, and whether it is there after.
Result<OpenBefore> before_of(Store& store, const ProposalRow& proposal) {
  OpenBefore before{.household = proposal.card.household_label, .group = proposal.card.group_label};
  SAMEN_TRY(const auto match, find_match(store, proposal.card.proposal));
  before.match = match.has_value();
  if (match && match->state == domain::MatchState::planned) before.meeting_ms = match->meeting_ms;
  return before;
}

std::string proof_of(const std::vector<Erased>& list) {
  const auto receipt = std::ranges::find(list, ErasedKind::receipt, &Erased::kind);
  return receipt == list.end() ? std::string() : base::erasure_code(receipt->hash);
}

}  // namespace

Result<ErasureLook> look_at_erasure(Store& store, const FileSubject& subject) {
  ErasureLook look;
  SAMEN_TRY([[maybe_unused]] auto transaction, store.begin());  // taken back at the end
  SAMEN_TRY(const auto before, counts_of(store, subject.id));
  SAMEN_TRY(const auto open, open_proposals_of(store, subject.id));
  for (const auto& proposal : open) {
    SAMEN_TRY(look.open.emplace_back(), before_of(store, proposal));
  }
  SAMEN_TRY(const auto done, erase_to_look(store, subject.id));
  for (std::size_t i = 0; i < open.size(); ++i) {
    SAMEN_TRY(const auto after, find_proposal(store, open[i].card.proposal));
    look.open[i].goes_on = after.has_value();
  }
  SAMEN_TRY(look.left, counts_of(store, subject.id));
  for (const auto& count : before) {
    if (std::ranges::find(look.left, count.table, &HeldCount::table) == look.left.end()) {
      look.gone.push_back(count);
    }
  }
  look.cards = done.cards;
  look.was = base::to_hex(erasure_hash(subject.id));
  look.proof = proof_of(done.for_the_list);
  return look;
}

Result<ErasureDone> erase_file(Store& store, const FileSubject& subject, std::string_view reason,
                               std::string_view actor) {
  ErasureDone done;
  {
    SAMEN_TRY(auto transaction, store.begin());
    SAMEN_TRY(const auto here, find_record(store, subject.label));
    if (here != subject.id)
      return fail(Errc::not_found, say("nothing here has that label, reference or id"));
    SAMEN_TRY(const auto erasure, erase_for_good(store, subject.id, reason, actor));
    SAMEN_CHECK(transaction.commit());
    done.proof = proof_of(erasure.for_the_list);
  }
  done.was = base::to_hex(erasure_hash(subject.id));
  done.at_ms = store.now_ms();
  if (const auto finished = finish_erasing(store); !finished) {
    base::log(base::LogLevel::warning, "not_compacted", {{"code", finished.error().code}});
    done.gaps = true;
  }
  return done;
}

Result<std::optional<ErasureDone>> erased_before(Store& store, std::string_view was,
                                                 std::string_view proof) {
  const auto bytes = base::from_hex(was);
  vault::Digest hash{};
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*bytes, hash.begin());
  SAMEN_TRY(const bool noted, is_noted(store, hash));
  if (!noted) return std::nullopt;
  ErasureDone done{.was = std::string(was), .proof = {}, .again = true};
  if (const auto code = base::parse_erasure_code(proof)) {
    SAMEN_TRY(const auto at_ms, receipt_erased_at(store, *code));
    if (at_ms) {
      done.proof = std::string(proof);
      done.at_ms = *at_ms;
    }
  }
  return done;
}

}  // namespace samen::server
