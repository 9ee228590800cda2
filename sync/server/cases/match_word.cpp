// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/match_word.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/other_side.hpp"
#include "sync/server/cases/stand_aside.hpp"
#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/match_words.hpp"
#include "sync/server/store/matches.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/talks.hpp"

namespace samen::server {

using base::Result;
using base::say;
using domain::MatchEvent;
using domain::MatchState;
using domain::Outcome;
using domain::OwnAnswer;
using domain::Wish;

namespace {

// For whom somebody's yes or no counts.
enum class SpeaksFor : std::uint8_t { their_side, together, themselves };

struct Party {
  ProposalRow proposal;
  MatchRow match;
  base::Uuid record;
  Side side = Side::household;
  SpeaksFor speaks_for = SpeaksFor::their_side;
  std::vector<base::Uuid> group;  // of a member of a group: everybody in it
};

Result<void> look_at_group(Store& store, Party& party) {
  party.side = Side::group;
  party.speaks_for = SpeaksFor::together;
  SAMEN_TRY(const auto records, records_of_group(store, party.proposal.join_code));
  for (const auto& each : records) {
    party.group.push_back(each.id);
    if (!std::holds_alternative<domain::GroupStart>(each.body)) continue;
    party.speaks_for = each.id == party.record ? SpeaksFor::their_side : SpeaksFor::themselves;
  }
  return {};
}

// Nothing: they are in no match that is open.
Result<std::optional<Party>> party_of(Store& store, const base::Uuid& record) {
  SAMEN_TRY(const auto match, match_of_record(store, record));
  if (!match) return std::nullopt;
  SAMEN_TRY(auto proposal, find_proposal(store, match->proposal));
  if (!proposal) return std::nullopt;
  Party party{.proposal = *std::move(proposal), .match = *match, .record = {}, .group = {}};
  SAMEN_TRY(party.record, counted_for(store, record));
  if (party.record != party.proposal.household) SAMEN_CHECK(look_at_group(store, party));
  return party;
}

domain::SaidBy said_by(Side side) {
  return side == Side::household ? domain::SaidBy::household : domain::SaidBy::group;
}

// What the answer of a side is to its match.
MatchStep step_of(Side side, OwnAnswer answer, std::int64_t at_ms) {
  const bool yes = answer == OwnAnswer::yes;
  const auto event = side == Side::household
                         ? (yes ? MatchEvent::household_yes : MatchEvent::household_no)
                         : (yes ? MatchEvent::group_yes : MatchEvent::group_no);
  return {.event = event, .day_ms = at_ms, .said_by = said_by(side)};
}

// This side's yes is known, from one of them or from staff.
bool has_said_yes(const Party& party) {
  return party.match.state == MatchState::agreed ||
         party.match.state ==
             (party.side == Side::household ? MatchState::household_yes : MatchState::group_yes);
}

Result<bool> all_said_yes(Store& store, const Party& party) {
  for (const auto& each : party.group) {
    SAMEN_TRY(const auto said, last_answer(store, party.match.proposal, each));
    if (!said || said->answer != OwnAnswer::yes) return false;
  }
  return true;
}

Result<void> step_on(Store& store, Party& party, const MatchStep& what) {
  if (domain::find_move(party.match.state, what.event) == nullptr) return {};
  SAMEN_TRY([[maybe_unused]] const auto after, take_match_step(store, party.proposal, what, {}));
  return {};
}

Result<void> hand_to_staff(Store& store, const Party& party, TalkAbout about) {
  SAMEN_CHECK(add_wish_to_talk(store, party.record, about));
  return put_talk_on_cards(store, party.record);
}

Result<void> write_down(Store& store, const Party& party, const KeptRequest& asked) {
  return add_match_word(store, {.id = asked.id,
                                .record = party.record,
                                .at_ms = asked.request.counter,
                                .wish = asked.request.wish,
                                .word = *asked.request.match});
}

Result<Outcome> take_yes(Store& store, Party& party, const KeptRequest& asked) {
  if (!asks_both_sides(party.match.state)) return Outcome::past;
  SAMEN_CHECK(write_down(store, party, asked));
  bool counts = party.speaks_for == SpeaksFor::their_side;
  if (party.speaks_for == SpeaksFor::together) {
    SAMEN_TRY(counts, all_said_yes(store, party));
  }
  if (counts) {
    SAMEN_CHECK(step_on(store, party, step_of(party.side, OwnAnswer::yes, asked.request.counter)));
  }
  return Outcome::done;
}

// A no that was under way while they were introduced is not lost: staff talk with them.
Result<Outcome> take_no(Store& store, Party& party, const KeptRequest& asked) {
  SAMEN_CHECK(write_down(store, party, asked));
  const bool counts = party.speaks_for == SpeaksFor::their_side;
  if (!counts || !asks_both_sides(party.match.state)) {
    SAMEN_CHECK(hand_to_staff(store, party, TalkAbout::member_no));
  }
  if (counts) {
    SAMEN_CHECK(step_on(store, party, step_of(party.side, OwnAnswer::no, asked.request.counter)));
  }
  return Outcome::done;
}

Result<Outcome> take_doubt(Store& store, Party& party, const KeptRequest& asked) {
  if (!asks_both_sides(party.match.state)) return Outcome::past;
  SAMEN_CHECK(write_down(store, party, asked));
  SAMEN_CHECK(hand_to_staff(store, party, TalkAbout::unsure));
  return Outcome::done;
}

// What a check-in would be about.
struct QuestionNow {
  std::int64_t since_ms = 0;  // 0: whether the first meeting took place
  std::int64_t step = 0;      // the match's last one when they said something before
};

// From when on somebody who has said nothing is asked about the first meeting.
std::int64_t first_asked_ms(const MatchRow& match) {
  switch (match.state) {
    case MatchState::introduced:
      return match.since_ms + base::kDayMs;
    case MatchState::planned:  // the first moment of its day
      return match.meeting_ms.value_or(match.since_ms);
    default:
      return match.since_ms;
  }
}

// Nothing: nothing is asked at `at_ms`.
Result<std::optional<QuestionNow>> question_now(Store& store, const Party& party,
                                                std::int64_t at_ms) {
  const MatchRow& match = party.match;
  if (match.state < MatchState::introduced || match.state > MatchState::running) {
    return std::nullopt;
  }
  SAMEN_TRY(const auto last, last_check_in(store, match.proposal, party.record));
  const bool first = match.state < MatchState::met || (match.state == MatchState::met && !last);
  QuestionNow now;
  if (!first) now.since_ms = match.running_ms.value_or(match.since_ms);
  std::int64_t asked_ms = first ? first_asked_ms(match) : now.since_ms + base::kDayMs;
  if (last) {
    now.step = last->step;
    if (!first) now.since_ms = std::max(now.since_ms, last->at_ms);
    asked_ms = std::max(asked_ms, last->at_ms + base::kDayMs);
  }
  if (at_ms < asked_ms) return std::nullopt;
  return now;
}

Result<Outcome> take_check_in(Store& store, Party& party, const KeptRequest& request) {
  const domain::MatchWord& word = *request.request.match;
  SAMEN_TRY(const auto now, question_now(store, party, request.request.counter));
  if (!now) return Outcome::past;
  if (now->since_ms > 0 || word.met > 0) {
    const auto by = said_by(party.side);
    SAMEN_TRY(const auto known,
              met_behind(store, party.match.proposal, by, now->step, now->since_ms));
    const auto more = std::max<std::int64_t>(word.met - known, 0);
    SAMEN_CHECK(step_on(store, party,
                        {.event = MatchEvent::check_in,
                         .day_ms = request.request.counter,
                         .met = static_cast<int>(more),
                         .mood = word.mood,
                         .said_by = by}));
  } else if (party.match.state != MatchState::introduced) {  // on its day, or others say they met
    SAMEN_CHECK(hand_to_staff(store, party, TalkAbout::not_met));
  }
  SAMEN_CHECK(write_down(store, party, request));
  if (word.mood == domain::Mood::poor) {
    SAMEN_CHECK(hand_to_staff(store, party, TalkAbout::poor));
  }
  return Outcome::done;
}

}  // namespace

Result<Outcome> take_match_word(Store& store, const base::Uuid& record, const KeptRequest& asked) {
  SAMEN_TRY(auto party, party_of(store, record));
  if (!party || party->match.proposal != asked.request.match->match) return Outcome::past;
  if (asked.request.wish != Wish::check_in) {
    SAMEN_TRY(const auto last, last_answer(store, party->match.proposal, party->record));
    if (last && asked.request.counter <= last->at_ms) return Outcome::late;
  }
  switch (asked.request.wish) {
    case Wish::yes:
      return take_yes(store, *party, asked);
    case Wish::no:
      return take_no(store, *party, asked);
    case Wish::unsure:
      return take_doubt(store, *party, asked);
    case Wish::check_in:
      return take_check_in(store, *party, asked);
    default:
      break;
  }
  return base::fail(base::Errc::internal, say("this wish is about no match"));
}

Result<void> tell_of_match(Store& store, const base::Uuid& record, domain::ReceiptAnswer& answer) {
  SAMEN_TRY(const auto party, party_of(store, record));
  if (!party) return {};
  answer.stage = domain::stage_of(party->match.state);
  if (asks_both_sides(party->match.state)) {
    auto& offer = answer.offer.emplace();
    offer.match = party->match.proposal;
    offer.others = other_side(party->proposal.card, party->side);
    SAMEN_TRY(const auto last, last_answer(store, offer.match, party->record));
    if (last) {
      offer.own = last->answer;
      answer.counter = std::max(answer.counter, last->at_ms);
    }
    const bool for_them = party->speaks_for == SpeaksFor::their_side && has_said_yes(*party);
    if (for_them) offer.own = OwnAnswer::yes;
    return {};
  }
  SAMEN_TRY(const auto now, question_now(store, *party, store.now_ms()));
  if (now) answer.check_in = domain::CheckInAsked{party->match.proposal, now->since_ms};
  return {};
}

}  // namespace samen::server
