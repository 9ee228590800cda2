// SPDX-License-Identifier: Apache-2.0
// What somebody with a receipt says about the match they are in: to the offer, and how it goes.
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

const domain::CheckInAsked* check_in_asked(const Machine& m) {
  const auto& answer = m.state.returning.answer;
  return answer && answer->check_in ? &*answer->check_in : nullptr;
}

}  // namespace

std::optional<domain::MatchWord> word_on_the_offer(const Returning& returning, domain::Wish wish) {
  if (!returning.answer || !returning.answer->offer) return std::nullopt;
  domain::MatchWord word{returning.answer->offer->match};
  if (wish == domain::Wish::no) word.because = returning.because;
  return word;
}

bool on(Machine& m, const BecauseTapped& tap) {
  auto& because = m.state.returning.because;
  because = because == tap.because ? std::nullopt : std::optional(tap.because);
  return true;
}

bool on(Machine& m, const MetTapped& tap) {
  const auto* asked = check_in_asked(m);
  if (asked == nullptr) {
    m.state.screen = Screen::standing;
    return true;
  }
  const bool first = asked->since_ms == 0;
  if (tap.times < 0 || tap.times > (first ? 1 : domain::kMostMet)) return false;
  if (first && tap.times == 0) {  // nothing yet to be asked about
    request(m, domain::Wish::check_in, domain::MatchWord{asked->match});
    return true;
  }
  m.state.returning.met = tap.times;
  m.state.screen = Screen::mood;
  count_progress(m);
  return true;
}

bool on(Machine& m, const MoodTapped& tap) {
  if (const auto* asked = check_in_asked(m)) {
    request(m, domain::Wish::check_in,
            domain::MatchWord{asked->match, {}, m.state.returning.met, tap.mood});
  } else {
    m.state.screen = Screen::standing;
  }
  return true;
}

}  // namespace samen::flow
