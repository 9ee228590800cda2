// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "base/badge.hpp"
#include "base/random.hpp"
#include "forms/to_record.hpp"
#include "unit/kiosk/flow/kiosk_fixture.hpp"

// People and a worker thread that do anything, from a seed.
namespace samen::flow {

template <class T>
T pick(base::Random& random, std::initializer_list<T> values) {
  return *(values.begin() + static_cast<std::ptrdiff_t>(random.below(values.size())));
}

inline int number(base::Random& random, int low, int high) {
  return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1)));
}

inline base::HumanCode any_code(base::Random& random) {
  return base::HumanCode::mint(base::HumanCode::Use::any,
                               static_cast<std::uint32_t>(random.below(32768)), random);
}

inline std::string any_secret(base::Random& random) {
  return std::string(base::ReceiptSecret::mint(random).symbols());
}

inline domain::ReceiptAnswer any_answer(base::Random& random) {
  domain::ReceiptAnswer answer;
  answer.wish = static_cast<domain::Wish>(random.below(domain::vocabulary_size<domain::Wish>()));
  answer.outcome =
      static_cast<domain::Outcome>(random.below(domain::vocabulary_size<domain::Outcome>()));
  answer.standing =
      static_cast<domain::Standing>(random.below(domain::vocabulary_size<domain::Standing>()));
  if (random.below(2) == 0) answer.wish = domain::Wish::read;
  if (random.below(2) == 0) {
    answer.standing = domain::Standing::matched;
    if (random.below(2) == 0) answer.offer.emplace().others.members = 5;
    if (random.below(4) != 0) answer.check_in.emplace().since_ms = number(random, 0, 3);
  }
  if (answer.wish == domain::Wish::read && random.below(4) != 0) {
    const bool family = random.below(2) == 0;
    answer.told =
        forms::to_record(
            form(family ? "household" : "group"),
            family ? household(1 + static_cast<int>(random.below(3))) : volunteer("group"), "nl")
            .value();
    if (auto* start = std::get_if<domain::GroupStart>(&answer.told->body)) {
      start->join_code = any_code(random);
    }
  }
  return answer;
}

// A worker thread that answers when it likes, with success or failure.
struct Worker {
  std::vector<Event> due;

  void take(const Effect& effect, base::Random& random) {
    const bool fails = random.below(4) == 0;
    const auto code = pick(random, {base::Errc::storage_full, base::Errc::permission,
                                    base::Errc::limit, base::Errc::conflict, base::Errc::internal});
    if (const auto* submit = std::get_if<Submit>(&effect)) {
      if (fails) {
        due.push_back(SubmitFailed{submit->ticket, code});
      } else {
        due.push_back(Submitted{submit->ticket, {any_code(random), secret("SECRET")}});
      }
    } else if (const auto* open = std::get_if<OpenStaff>(&effect)) {
      if (fails) {
        due.push_back(StaffRefused{open->ticket, code, number(random, 0, 5000)});
      } else {
        due.push_back(StaffOpened{open->ticket});
      }
    } else if (const auto* back = std::get_if<OpenReceipt>(&effect)) {
      due.push_back(fails ? Event(ReceiptRefused{back->ticket, code})
                          : Event(ReceiptOpened{back->ticket}));
    } else if (const auto* ask = std::get_if<AskReceipt>(&effect)) {
      due.push_back(fails ? Event(WishNotKept{ask->ticket, code}) : Event(WishKept{ask->ticket}));
    } else if (const auto* anew = std::get_if<TellAnew>(&effect)) {
      due.push_back(fails ? Event(WishNotKept{anew->ticket, code}) : Event(WishKept{anew->ticket}));
    } else if (const auto* look = std::get_if<LookForAnswer>(&effect)) {
      const FoundAnswer found{any_answer(random), random.below(2) == 0};
      due.push_back(fails ? Event(AnswerLooked{look->ticket, std::nullopt})
                          : Event(AnswerLooked{look->ticket, found}));
    } else if (const auto* load = std::get_if<LoadCards>(&effect)) {
      std::vector<domain::ProposalCard> cards;
      for (int i = number(random, 0, 4); i > 0; --i) {
        cards.push_back(card(static_cast<std::uint8_t>(i), number(random, 1, 3)));
        cards.back().state = static_cast<domain::ProposalState>(random.below(5));
      }
      due.push_back(fails ? Event(CardsFailed{load->ticket, code})
                          : Event(CardsLoaded{load->ticket, std::move(cards)}));
    } else if (const auto* decide = std::get_if<Decide>(&effect)) {
      due.push_back(fails ? Event(DecideFailed{decide->decision, code})
                          : Event(Decided{decide->decision}));
    } else if (std::holds_alternative<LoadStatus>(effect)) {
      QueueStatus status = Kiosk::enrolled();
      if (random.below(12) == 0) status.enrolled = false;
      if (random.below(12) == 0) status.free_bytes = 0;
      status.staff_badge = random.below(3) == 0;
      due.push_back(fails ? Event(StatusFailed{code}) : Event(StatusLoaded{status}));
    }
  }
};

// What a person in front of this question might well do.
inline Event sensible_answer(const Kiosk& kiosk, base::Random& random) {
  const auto& question = *current_question(kiosk.state, shipped());
  const auto& value = *current_value(kiosk.state);
  const int option =
      question.options.empty() ? 0 : question.options[random.below(question.options.size())];
  const auto language = static_cast<domain::Language>(number(random, 0, 3));
  switch (question.kind) {
    case forms::Kind::single:
    case forms::Kind::multi:
    case forms::Kind::ranked:
      return OptionTapped{option};
    case forms::Kind::yes_no:
      return YesNoTapped{random.below(20) != 0};
    case forms::Kind::stepper:
      return StepperTapped{pick(random, {-1, -1, 1})};
    case forms::Kind::languages:
      return LevelTapped{language, static_cast<domain::LanguageLevel>(number(random, 1, 3))};
    case forms::Kind::times:
      return TimeTapped{static_cast<domain::TimeBlock>(random.below(21))};
    case forms::Kind::children:
      return ChildrenTapped{domain::ChildBand::child_4_11, 1};
    case forms::Kind::consent:
      if (random.below(4) == 0) {
        return NotGivenTapped{pick(random, {forms::NotGiven::later, forms::NotGiven::no})};
      }
      return ConsentTapped{pick(random, {domain::Purpose::service, domain::Purpose::research})};
    default:
      break;
  }
  const auto* text = forms::editable_text(question, value);
  if (text != nullptr && text->size() > 3 && random.below(2) == 0) return TextCleared{};
  switch (forms::text_field(question, value)) {
    case forms::TextField::none:
      return ChannelTapped{static_cast<domain::ContactChannel>(option)};
    case forms::TextField::name:
    case forms::TextField::caseworker:
      return TextInserted{secret("Amal")};
    case forms::TextField::phone:
      return TextInserted{secret("0612345678")};
    case forms::TextField::email:
      return TextInserted{secret("a@voorbeeld.nl")};
    case forms::TextField::postcode:
      return TextInserted{secret("1315")};
    case forms::TextField::join_code:
      return TextInserted{secret(any_code(random).str())};
  }
  return Activity{};
}

inline Event sensible(const Kiosk& kiosk, base::Random& random) {
  const auto& state = kiosk.state;
  if (state.overlay != Overlay::none) return pick<Event>(random, {KeepGoing{}, OverlayClosed{}});
  switch (state.screen) {
    case Screen::first:
      if (random.below(3) == 0) return StaffPressed{};
      return LanguageChosen{pick(random, {"nl", "en", "ar"})};
    case Screen::role:
      if (random.below(3) == 0) return SecretPressed{};
      return RoleChosen{pick(random, {"household", "group", "member", "single"})};
    case Screen::secret:
      if (state.returning.typed.size() == base::ReceiptSecret::kSymbols) return SecretSubmitted{};
      return random.below(6) == 0 ? Event(BackPressed{}) : TextInserted{secret(any_secret(random))};
    case Screen::standing:
      if (std::ranges::count(wishes_of(state.returning), domain::Wish::check_in) > 0 &&
          random.below(2) == 0) {
        return WishPressed{domain::Wish::check_in};
      }
      if (random.below(4) == 0) return FinishPressed{};
      if (random.below(2) == 0) return InboxChanged{};
      if (const auto can = wishes_of(state.returning); !can.empty() && random.below(2) == 0) {
        return WishPressed{can[random.below(std::min<std::size_t>(can.size(), 4))]};
      }
      return WishPressed{
          static_cast<domain::Wish>(random.below(domain::vocabulary_size<domain::Wish>()))};
    case Screen::sure:
      return pick<Event>(random, {BackPressed{}, WishConfirmed{}, BecauseTapped{}});
    case Screen::met:
      return MetTapped{number(random, 0, 5)};
    case Screen::mood:
      return pick<Event>(random, {BackPressed{}, MoodTapped{}});
    case Screen::question:
      if (random.below(3) != 0 || !state.session.error) {
        if (random.below(2) == 0) return ContinuePressed{};
      }
      return sensible_answer(kiosk, random);
    case Screen::notice:
      return pick<Event>(random, {BackPressed{}, FinishPressed{}});
    case Screen::outside:
      return pick<Event>(random, {BackPressed{}, ContinuePressed{}});
    case Screen::check:
      if (random.below(3) == 0) return LineTapped{{form("household").find("arrival"), -1}};
      if (random.below(3) == 0) return TellMorePressed{};
      return SendPressed{};
    case Screen::sending:
      return Activity{};
    case Screen::receipt:
      return FinishPressed{};
    case Screen::not_ready:
      return StaffPressed{};
    case Screen::staff_pin:
      if (takes_badge(state) && state.staff.badge.empty()) {
        return BadgeTyped{base::badge_letters(base::Bytes(base::kBadgeBytes, 7))};
      }
      if (state.staff.pin.size() >= 6) return PinSubmitted{};
      return PinDigit{number(random, 0, 9)};
    case Screen::staff_home:
      if (state.staff.cards.empty()) return RefreshPressed{};
      return CardTapped{state.staff.cards[random.below(state.staff.cards.size())].proposal};
    case Screen::staff_card:
      return pick<Event>(random, {AcceptPressed{}, DeclinePressed{}, HoldPressed{}, BackPressed{}});
    case Screen::staff_decline:
      if (random.below(3) == 0) return InboxChanged{};  // the card may be gone meanwhile
      return DeclineReasonChosen{domain::DeclineReason::too_far};
  }
  return Activity{};
}

inline Event senseless_about_a_receipt(base::Random& random) {
  const auto ticket = static_cast<std::uint32_t>(number(random, 0, 40));
  return pick<Event>(
      random, {SecretPressed{}, SecretSubmitted{}, WishConfirmed{}, BecauseTapped{},
               MetTapped{number(random, -2, 9)}, MoodTapped{},
               WishPressed{static_cast<domain::Wish>(number(random, 0, 11))}, ReceiptOpened{},
               ReceiptOpened{ticket}, ReceiptRefused{}, WishKept{}, WishNotKept{}, AnswerLooked{}});
}

inline Event senseless_about_the_rest(base::Random& random) {
  const auto n = [&](int low, int high) { return number(random, low, high); };
  const std::initializer_list<Event> events = {
      Started{},
      Tick{},
      Activity{},
      LanguagePickerOpened{},
      LanguageChosen{"ar"},
      LanguageChosen{"xx"},
      pick<Event>(random, {TextSizeOpened{}, WhoSeesOpened{}, OtherLanguageOpened{}}),
      TextSizeChosen{n(-2, 6)},
      ThemeChosen{kThemes[n(0, 2)]},
      OverlayClosed{},
      StopPressed{},
      StopConfirmed{},
      KeepGoing{},
      BackPressed{},
      RoleChosen{"group"},
      RoleChosen{"nobody"},
      OptionTapped{n(-1, 22)},
      YesNoTapped{n(0, 1) == 1},
      StepperTapped{n(-3, 3)},
      LanguageTapped{static_cast<domain::Language>(n(0, 20))},
      LevelTapped{static_cast<domain::Language>(n(0, 20)),
                  static_cast<domain::LanguageLevel>(n(0, 3))},
      TimeTapped{static_cast<domain::TimeBlock>(n(0, 20))},
      DayTapped{n(-1, 8)},
      PartTapped{n(-1, 4)},
      ChildrenTapped{static_cast<domain::ChildBand>(n(0, 2)), n(-1, 1)},
      ChannelTapped{static_cast<domain::ContactChannel>(n(0, 2))},
      ConsentTapped{},
      NotGivenTapped{},
      TextInserted{secret("أ1\xcc")},
      TextInserted{secret("سلام +31")},
      TextBackspace{},
      CaretPlaced{static_cast<std::size_t>(n(0, 200))},
      CaretStepped{n(-1, 1)},
      TextCleared{},
      ContinuePressed{},
      LineTapped{{n(-1, 30), n(-1, 9)}},
      TellMorePressed{},
      SendPressed{},
      FinishPressed{},
      StaffPressed{},
      PinDigit{n(-1, 10)},
      PinBackspace{},
      PinSubmitted{},
      BadgeTyped{secret("SLEUTELق7")},
      BadgeEnded{},
      TabChosen{StaffTab::status},
      RefreshPressed{},
      CardTapped{},
      AcceptPressed{},
      HoldPressed{},
      DeclinePressed{},
      DeclineReasonChosen{},
      StaffClosePressed{},
      Submitted{},
      Submitted{static_cast<std::uint32_t>(n(0, 40)), {}},
      SubmitFailed{},
      StaffOpened{},
      StaffOpened{static_cast<std::uint32_t>(n(0, 40))},
      StaffRefused{},
      CardsLoaded{0, {card(3)}},
      CardsFailed{},
      Decided{},
      DecideFailed{},
      InboxChanged{}};
  return pick(random, events);
}

inline Event senseless(base::Random& random) {
  return random.below(8) == 0 ? senseless_about_a_receipt(random)
                              : senseless_about_the_rest(random);
}

}  // namespace samen::flow
