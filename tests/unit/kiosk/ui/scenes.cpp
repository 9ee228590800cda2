// SPDX-License-Identifier: Apache-2.0
#include "unit/kiosk/ui/scenes.hpp"

#include <utility>

#include "base/badge.hpp"
#include "forms/to_record.hpp"
#include "i18n/catalogue.hpp"
#include "tests/source_dir.hpp"

namespace samen::testing {
namespace {

using namespace flow;

QueueStatus a_status() {
  QueueStatus status;
  status.enrolled = true;
  status.centre = "Bibliotheek Almere";
  status.waiting = 3;
  status.received = 12;
  status.safely_stored = 148;
  status.oldest_unsent_ms = 26LL * 3'600'000;
  status.last_contact_ms_ago = 12LL * 60'000;
  status.free_bytes = 11'400'000'000;
  status.clock_trusted = true;
  status.memory_locked = true;
  status.staff_key = "5f3a9c01d2e4b687";
  return status;
}

// Walks through the kiosk as a person does.
class Walk {
 public:
  Walk(const forms::FormSet& forms, std::string language, int text_size)
      : forms_(forms), settings_(scene_settings()), language_(std::move(language)) {
    settings_.go_on_ms = 0;  // a picture of each question, answered
    state_ = initial_state(settings_, 0);
    tap(StatusLoaded{a_status()});
    size_ = text_size;
    state_.text_size = size_;
    state_.language = language_;
  }

  Walk& tap(Event event) {
    last_ = reduce(std::move(state_), event, {forms_, settings_, now_});
    state_ = std::move(last_.state);
    return *this;
  }
  Walk& begin(const std::string& form) {
    tap(LanguageChosen{language_});
    tap(TextSizeOpened{}).tap(TextSizeChosen{size_}).tap(OverlayClosed{});
    return tap(RoleChosen{form});
  }
  void pass(std::int64_t ms) { now_ += ms; }
  State& state() { return state_; }
  std::vector<Effect>& effects() { return last_.effects; }
  const forms::Question* question() const { return current_question(state_, forms_); }
  const forms::FormSet& forms() const { return forms_; }

 private:
  const forms::FormSet& forms_;
  Settings settings_;
  std::string language_;
  int size_ = 0;
  std::int64_t now_ = 1000;
  State state_;
  Step last_;
};

base::SecretText secret(std::string_view text) {
  return base::SecretText(text);
}

void answer(Walk& walk, const std::string& name) {
  const forms::Question& question = *walk.question();
  using domain::Language;
  using domain::LanguageLevel;
  switch (question.kind) {
    case forms::Kind::name:
      walk.tap(TextInserted{secret(name)});
      break;
    case forms::Kind::contact:
      walk.tap(ChannelTapped{domain::ContactChannel::phone});
      walk.tap(TextInserted{secret("0612345678")});
      break;
    case forms::Kind::postcode:
      walk.tap(TextInserted{secret("1315")});
      break;
    case forms::Kind::yes_no:
      walk.tap(YesNoTapped{true});
      break;
    case forms::Kind::single:
      walk.tap(OptionTapped{question.options[question.id == "company" ? 2 : 1]});
      break;
    case forms::Kind::multi:
      walk.tap(OptionTapped{question.options[0]});
      if (question.options.size() > 1) walk.tap(OptionTapped{question.options[1]});
      if (question.options.size() > 4) walk.tap(OptionTapped{question.options[4]});
      break;
    case forms::Kind::ranked:
      walk.tap(OptionTapped{question.options[1]});
      walk.tap(OptionTapped{question.options[0]});
      walk.tap(OptionTapped{question.options[4]});
      break;
    case forms::Kind::stepper:
      walk.tap(StepperTapped{1});
      break;
    case forms::Kind::languages:
      if (std::get<forms::LanguageList>(*current_value(walk.state())).find(Language::en) ==
          nullptr) {
        walk.tap(LanguageTapped{Language::en});
      }
      if (std::get<forms::LanguageList>(*current_value(walk.state())).find(Language::ar) ==
          nullptr) {
        walk.tap(LanguageTapped{Language::ar});
      }
      // The list begins with the language of the screen, whichever that is: it needs a level too.
      {
        const auto list = std::get<forms::LanguageList>(*current_value(walk.state()));
        for (const forms::Spoken& one : list.spoken) {
          walk.tap(LevelTapped{one.language, one.language == Language::nl ? LanguageLevel::basic
                                             : one.language == Language::en
                                                 ? LanguageLevel::conversational
                                                 : LanguageLevel::fluent});
        }
      }
      break;
    case forms::Kind::times:
      walk.tap(DayTapped{5});
      walk.tap(TimeTapped{domain::TimeBlock::wed_evening});
      walk.tap(TimeTapped{domain::TimeBlock::mon_morning});
      break;
    case forms::Kind::children:
      walk.tap(ChildrenTapped{domain::ChildBand::child_0_3, 1});
      walk.tap(ChildrenTapped{domain::ChildBand::child_4_11, 2});
      break;
    case forms::Kind::join_code:
      walk.tap(TextInserted{secret("K7M2QX")});
      break;
    case forms::Kind::consent:
      walk.tap(ConsentTapped{domain::Purpose::service});
      break;
  }
}

std::string scene_name(Walk& walk) {
  std::string name = walk.forms().at(walk.state().session.form).id + "." + walk.question()->id;
  if (walk.state().session.current.adult > 0) name += ".second";
  return name;
}

// Every question that is asked now: empty, with its error, answered. Ends on check-your-answers.
void walk_questions(Walk& walk, const std::string& form, const std::string& name, bool record,
                    std::vector<NamedState>& scenes) {
  for (int guard = 0; guard < 60 && walk.state().screen == Screen::question; ++guard) {
    const std::string at = scene_name(walk);
    if (record) {
      scenes.push_back({at + ".empty", walk.state()});
      if (walk.state().session.current_required) {
        Walk wrong = walk;
        wrong.tap(ContinuePressed{});
        if (wrong.state().session.error) scenes.push_back({at + ".error", wrong.state()});
      }
      const bool counts = walk.question()->kind == forms::Kind::stepper ||
                          walk.question()->kind == forms::Kind::children;
      if (counts) {
        Walk most = walk;
        for (int i = 0; i < 20 && !most.state().session.error; ++i) {
          most.tap(StepperTapped{1}).tap(ChildrenTapped{domain::ChildBand::child_4_11, 1});
        }
        most.state().session.error.reset();
        scenes.push_back({at + ".most", most.state()});
      }
      if (walk.question()->kind == forms::Kind::contact) {
        Walk mail = walk;
        mail.tap(ChannelTapped{domain::ContactChannel::email});
        scenes.push_back({at + ".email.empty", mail.state()});
        mail.tap(TextInserted{secret("amina.voorbeeld")}).tap(ContinuePressed{});
        scenes.push_back({at + ".email.error", mail.state()});
        Walk phone = walk;
        phone.tap(ChannelTapped{domain::ContactChannel::phone});
        phone.tap(TextInserted{secret("06")}).tap(ContinuePressed{});
        scenes.push_back({at + ".phone.error", phone.state()});
        mail.tap(TextCleared{}).tap(TextInserted{secret("amina@gmial.com")});
        mail.tap(ContinuePressed{});
        scenes.push_back({at + ".email.doubt", mail.state()});
        Walk through = walk;
        through.tap(ChannelTapped{domain::ContactChannel::caseworker});
        if (form == "household") {
          scenes.push_back({at + ".caseworker.empty", through.state()});
          through.tap(ContinuePressed{});
          scenes.push_back({at + ".caseworker.error", through.state()});
          through.tap(TextInserted{secret("Halima van VluchtelingenWerk")});
          scenes.push_back({at + ".caseworker.answered", through.state()});
        }
      }
    }
    if (record && walk.question()->id == "their_consent") {
      Walk later = walk;
      later.tap(NotGivenTapped{});
      scenes.push_back({at + ".later", later.state()});
      later.tap(NotGivenTapped{forms::NotGiven::no});
      scenes.push_back({at + ".no", later.state()});
    }
    answer(walk, walk.question()->id == "called" ? "Mijn schoonmoeder" : name);
    if (record) scenes.push_back({at + ".answered", walk.state()});
    if (walk.question()->kind == forms::Kind::join_code) {
      if (record) {
        Walk wrong = walk;
        wrong.tap(ContinuePressed{});
        scenes.push_back({at + ".error", wrong.state()});
      }
      base::SeededRandom random(20250101);
      const auto code = base::HumanCode::mint(base::HumanCode::Use::group, 7, random);
      walk.tap(TextCleared{}).tap(TextInserted{secret(code.str())});
    }
    walk.tap(ContinuePressed{});
  }
}

// Every question of a form, those for later too.
void walk_form(Walk& walk, const std::string& form, const std::string& name, bool record,
               std::vector<NamedState>& scenes) {
  walk.begin(form);
  walk_questions(walk, form, name, record, scenes);
  if (record) scenes.push_back({form + ".check.short", walk.state()});
  walk.tap(TellMorePressed{});
  walk_questions(walk, form, name, record, scenes);
}

// Walks a form with its answers until one of them has to be told about.
void outside_scenes(const Walk& start, const std::string& form, const std::string& question,
                    const std::vector<Event>& answers, std::vector<NamedState>& scenes) {
  Walk walk = start;
  walk.begin(form);
  for (int guard = 0; guard < 60 && walk.state().screen == Screen::question; ++guard) {
    if (walk.question()->id == question) {
      for (const Event& event : answers) walk.tap(event);
    } else {
      answer(walk, "Amina");
    }
    walk.tap(ContinuePressed{});
  }
  if (walk.state().screen != Screen::outside) return;
  const auto why = walk.state().session.told.back();
  scenes.push_back({"outside." + form + "." + std::string(forms::name_of(why)), walk.state()});
  if (why != forms::Outside::not_eligible) return;
  walk.tap(ContinuePressed{});
  for (int guard = 0; guard < 60 && walk.state().screen == Screen::question; ++guard) {
    answer(walk, "Amina");
    walk.tap(ContinuePressed{});
  }
  scenes.push_back({"outside.check", walk.state()});
  base::SeededRandom random(7);
  walk.tap(SendPressed{});
  walk.tap(Submitted{walk.state().ticket,
                     {base::HumanCode::mint(base::HumanCode::Use::own, 7, random),
                      base::ReceiptSecret::mint(random).shown()}});
  scenes.push_back({"outside.receipt", walk.state()});
}

void outside_scenes(const Walk& start, std::vector<NamedState>& scenes) {
  using domain::Language;
  using domain::LanguageLevel;
  constexpr int kLonger = static_cast<int>(domain::ArrivalPeriod::longer);
  outside_scenes(start, "household", "arrival", {OptionTapped{kLonger}}, scenes);
  std::vector<Event> twelve(12, ChildrenTapped{domain::ChildBand::child_4_11, 1});
  outside_scenes(start, "household", "children", twelve, scenes);
  std::vector<Event> little;  // a long list; which ones does not matter
  for (const std::string_view own : {"nl", "en", "ar", "ti", "tr", "fa", "uk"}) {
    const auto language = *domain::from_name<Language>(own);
    little.push_back(LevelTapped{language, LanguageLevel::basic});
  }
  outside_scenes(start, "single", "languages", little, scenes);
}

domain::Reason reason(std::string key, int points, std::vector<domain::ReasonArgument> arguments) {
  return {std::move(key), std::move(arguments), points};
}

domain::ProposalCard a_card(int number) {
  domain::ProposalCard card;
  card.proposal.bytes[15] = static_cast<std::uint8_t>(number + 1);
  card.household_label = number == 0 ? "H-7Q2" : "H-K" + std::to_string(number) + "M";
  card.group_label = number == 0 ? "G-4MX" : "G-" + std::to_string(number) + "TB";
  card.centre = "Bibliotheek Almere";
  card.adults = 1 + number % 3;
  for (int i = 0; i < number % 4; ++i)
    card.children.push_back(static_cast<domain::ChildBand>(i % 3));
  card.group_size = 5 - number % 2;
  card.waiting_days = number == 3 ? 0 : 34 + 21 * number;
  card.score = 874 - 68 * number;
  card.travel_minutes = 9 + 4 * number;
  card.travel_is_coarse = number % 2 == 0;
  card.reasons = {
      reason("reason.goals_covered", 860, {{"goals", {"goal.work", "goal.dutch"}, 0}}),
      reason("reason.languages", 700, {{"languages", {"language.ar", "language.en"}, 0}}),
      reason("reason.interests", 540, {{"interests", {"interest.cooking", "interest.walking"}, 0}}),
  };
  card.cautions = {};
  if (number % 2 == 0) {
    card.cautions.push_back(reason("caution.goals_missing", 0, {{"goals", {"goal.housing"}, 0}}));
    card.cautions.push_back(reason("caution.one_time", 0, {}));
  }
  if (number != 2) card.next_best_score = 700 - 60 * number;
  if (number == 2) {
    card.cautions.push_back(reason("caution.consents", 0, {{"count", {}, 2}}));
  }
  if (number == 0) card.through = secret("Halima van VluchtelingenWerk");
  card.synthetic = true;
  if (number == 3) card.state = domain::ProposalState::held;
  return card;
}

// What is told about somebody who changes it: everything this form asks.
domain::Record told_in(const Walk& start, const std::string& form, const std::string& name) {
  Walk walk = start;
  std::vector<NamedState> none;
  walk_form(walk, form, name, false, none);
  const auto& session = walk.state().session;
  const auto& asked = start.forms().at(session.form);
  return forms::to_record(asked, session.answers, walk.state().language).value();
}

// From the page that says how it stands, what was told is changed.
void correcting_scenes(const Walk& start, const Walk& standing, std::vector<NamedState>& scenes) {
  const auto answered = [](const Walk& from, domain::ReceiptAnswer answer) {
    Walk next = from;
    answer.standing = domain::Standing::waiting;
    next.tap(AnswerLooked{next.state().receipt_ticket, FoundAnswer{std::move(answer), true}});
    return next;
  };
  domain::ReceiptAnswer answer;
  answer.wish = domain::Wish::read;
  Walk asked = standing;
  asked.tap(WishPressed{domain::Wish::read});
  Walk slow = asked;
  slow.pass(11'000);
  slow.tap(Tick{});
  scenes.push_back({"standing.slow.read", slow.state()});
  scenes.push_back({"standing.untold", answered(asked, answer).state()});
  answer.told = told_in(start, "member", "Joke");
  scenes.push_back({"check.change.member", answered(asked, answer).state()});
  answer.told = told_in(start, "household", "Amina");
  Walk check = answered(asked, answer);
  scenes.push_back({"check.change", check.state()});
  Walk stop = check;
  stop.tap(StopPressed{});
  scenes.push_back({"overlay.stop.change", stop.state()});
  Walk unsent = check;
  unsent.tap(BackPressed{});
  scenes.push_back({"standing.unsent", unsent.state()});
  check.tap(SendPressed{}).tap(WishKept{check.state().receipt_ticket});
  answer.told.reset();
  answer.wish = domain::Wish::correct;
  scenes.push_back({"standing.changed", answered(check, answer).state()});
  answer.wish = domain::Wish::talk;
  scenes.push_back({"standing.talk", answered(check, answer).state()});
  answer.wish = domain::Wish::correct;
  answer.outcome = domain::Outcome::refused;
  scenes.push_back({"standing.refused", answered(check, answer).state()});
  check.pass(11'000);
  check.tap(Tick{});
  scenes.push_back({"standing.kept.correct", check.state()});
}

// How much longer, as far as the programme has seen.
void waiting_scenes(const Walk& asked, domain::ReceiptAnswer answer,
                    std::vector<NamedState>& scenes) {
  const std::pair<std::string_view, domain::WaitRange> told[] = {
      {"most", {22, 75, 8}}, {"within", {3, 12, 8}}, {"half", {0, 150, 5}}};
  for (const auto& [name, range] : told) {
    Walk walk = asked;
    answer.wait = range;
    walk.tap(AnswerLooked{walk.state().receipt_ticket, FoundAnswer{answer, true}});
    scenes.push_back({"standing.waiting." + std::string(name), walk.state()});
  }
}

// What becomes of a match, as those in it may know it.
void match_scenes(const Walk& asked, domain::ReceiptAnswer answer,
                  std::vector<NamedState>& scenes) {
  for (std::size_t i = 0; i < domain::vocabulary_size<domain::MatchStage>(); ++i) {
    Walk walk = asked;
    answer.stage = static_cast<domain::MatchStage>(i);
    walk.tap(AnswerLooked{walk.state().receipt_ticket, FoundAnswer{answer, true}});
    scenes.push_back(
        {"standing.match." + std::string(domain::name_of(*answer.stage)), walk.state()});
  }
}

domain::OfferAsked an_offer(std::optional<domain::OwnAnswer> own = {}) {
  using domain::Goal;
  using domain::Interest;
  using domain::Language;
  domain::OtherSide group{.members = 5,
                          .minutes = 15,
                          .languages = {Language::nl, Language::ar},
                          .goals = {Goal::work, Goal::dutch, Goal::paperwork},
                          .interests = {Interest::cooking, Interest::walking},
                          .times = 3};
  return {base::Uuid{}, group, own};
}

// An offer, what was answered to it, a no, and how it goes.
void match_word_scenes(const Walk& asked, std::vector<NamedState>& scenes) {
  const auto answered = [](Walk walk, const domain::ReceiptAnswer& answer) {
    walk.tap(AnswerLooked{walk.state().receipt_ticket, FoundAnswer{answer, true}});
    return walk;
  };
  domain::ReceiptAnswer answer;
  answer.standing = domain::Standing::matched;
  answer.stage = domain::MatchStage::asked;
  answer.offer = an_offer();
  Walk offered = answered(asked, answer);
  scenes.push_back({"standing.offer", offered.state()});
  for (std::size_t i = 0; i < domain::vocabulary_size<domain::OwnAnswer>(); ++i) {
    answer.offer = an_offer(static_cast<domain::OwnAnswer>(i));
    // A volunteer may say no and the proposal goes on: this one looks at a household.
    if (answer.offer->own == domain::OwnAnswer::no) {
      answer.offer->others.members = 0;
      answer.offer->others.adults = 2;
      answer.offer->others.children = 3;
    }
    scenes.push_back({"standing.own." + std::string(domain::name_of(*answer.offer->own)),
                      answered(asked, answer).state()});
  }
  Walk no = offered;
  no.tap(WishPressed{domain::Wish::no});
  scenes.push_back({"sure.no", no.state()});
  no.tap(BecauseTapped{domain::NoBecause::times});
  scenes.push_back({"sure.no.because", no.state()});
  no.tap(WishConfirmed{});
  Walk kept = no;
  kept.pass(11'000);
  kept.tap(Tick{});
  scenes.push_back({"standing.kept.word", kept.state()});
  domain::ReceiptAnswer closed;
  closed.wish = domain::Wish::no;
  closed.standing = domain::Standing::waiting;
  scenes.push_back({"standing.no", answered(no, closed).state()});
  closed.wish = domain::Wish::yes;
  closed.outcome = domain::Outcome::past;
  scenes.push_back({"standing.past", answered(asked, closed).state()});

  answer.offer.reset();
  answer.stage = domain::MatchStage::running;
  answer.at_ms = 1'790'000'000'000;
  answer.check_in = {base::Uuid{}, answer.at_ms - 9LL * 86'400'000};
  Walk running = answered(asked, answer);
  scenes.push_back({"standing.match.check_in", running.state()});
  running.tap(WishPressed{domain::Wish::check_in});
  scenes.push_back({"met", running.state()});
  running.tap(MetTapped{2});
  scenes.push_back({"mood", running.state()});
  running.tap(MoodTapped{domain::Mood::good});
  answer.wish = domain::Wish::check_in;
  answer.check_in.reset();
  scenes.push_back({"standing.check_in", answered(running, answer).state()});
  answer.wish = domain::Wish::status;
  answer.check_in = {base::Uuid{}, 0};
  Walk first = answered(asked, answer);
  first.tap(WishPressed{domain::Wish::check_in});
  scenes.push_back({"met.first", first.state()});
}

// Back with a receipt: typing, what is wrong, and every answer with what can be done then.
void returning_scenes(const Walk& start, const std::string& language, int text_size,
                      std::vector<NamedState>& scenes) {
  Walk walk = start;
  walk.tap(LanguageChosen{language});
  walk.tap(TextSizeOpened{}).tap(TextSizeChosen{text_size}).tap(OverlayClosed{});
  walk.tap(SecretPressed{});
  scenes.push_back({"secret.empty", walk.state()});
  Walk wrong = walk;
  wrong.tap(TextInserted{secret("PK7M2QX9FH")}).tap(SecretSubmitted{});
  scenes.push_back({"secret.error", wrong.state()});
  base::SeededRandom random(1);
  walk.tap(TextInserted{base::ReceiptSecret::mint(random).shown()});
  scenes.push_back({"secret.typed", walk.state()});
  walk.tap(SecretSubmitted{}).tap(ReceiptOpened{walk.state().receipt_ticket, "E-K7M-2QX-9FH"});
  scenes.push_back({"standing.asking", walk.state()});
  Walk slow = walk;
  slow.pass(11'000);
  slow.tap(Tick{});
  scenes.push_back({"standing.slow", slow.state()});
  for (std::size_t i = 0; i < domain::vocabulary_size<domain::Standing>(); ++i) {
    domain::ReceiptAnswer answer;
    answer.standing = static_cast<domain::Standing>(i);
    Walk told = walk;
    told.tap(AnswerLooked{told.state().receipt_ticket, FoundAnswer{answer, true}});
    scenes.push_back({"standing." + std::string(domain::name_of(answer.standing)), told.state()});
    if (answer.standing == domain::Standing::matched) {
      match_scenes(walk, answer, scenes);
      match_word_scenes(walk, scenes);
    }
    if (answer.standing != domain::Standing::waiting) continue;
    waiting_scenes(walk, answer, scenes);
    correcting_scenes(start, told, scenes);
    for (const auto outcome : {domain::Outcome::late, domain::Outcome::busy}) {
      Walk other = walk;
      answer.outcome = outcome;
      other.tap(AnswerLooked{other.state().receipt_ticket, FoundAnswer{answer, true}});
      scenes.push_back({"standing." + std::string(domain::name_of(outcome)), other.state()});
    }
    for (const auto wish : {domain::Wish::withdraw, domain::Wish::erase}) {
      Walk sure = told;
      sure.tap(WishPressed{wish});
      scenes.push_back({"sure." + std::string(domain::name_of(wish)), sure.state()});
      sure.tap(WishConfirmed{});
      scenes.push_back({"standing.kept." + std::string(domain::name_of(wish)), sure.state()});
    }
  }
}

// The lists: narrowed, by a search that finds and one that does not, and what was decided.
void list_scenes(const Walk& home, std::vector<NamedState>& scenes) {
  Walk found = home;
  found.tap(SearchOpened{}).tap(TextInserted{secret("K")});
  scenes.push_back({"staff.search", found.state()});
  found.tap(SearchClosed{});
  scenes.push_back({"staff.search.found", found.state()});
  found.tap(FilterChosen{CardFilter::held}).tap(SearchOpened{}).tap(TextInserted{secret("ZZ")});
  scenes.push_back({"staff.search.nothing", found.state()});
  Walk decided = home;
  decided.tap(TabChosen{StaffTab::decided});
  scenes.push_back({"staff.decided.none", decided.state()});
  Walk none = home;
  none.tap(TabChosen{StaffTab::work});
  scenes.push_back({"staff.work.none", none.state()});
  std::vector<domain::ProposalCard> cards;
  for (int i = 0; i < 40; ++i) {
    cards.push_back(a_card(i));
    cards.back().score = 500;
    if (i % 4 == 1) cards.back().state = static_cast<domain::ProposalState>(1 + i % 3);
    if (cards.back().state == domain::ProposalState::accepted) {
      const auto step = static_cast<domain::NextStep>(
          i % static_cast<int>(domain::vocabulary_size<domain::NextStep>() - 1));
      constexpr std::int64_t kDayMs = 86'400'000;  // at noon: the same day in most time zones
      cards.back().work = {{step, domain::owner_of(step), 1'796'040'000'000 + i * kDayMs}, i < 10};
    }
  }
  decided.tap(InboxChanged{}).tap(CardsLoaded{decided.state().cards_ticket, cards});
  scenes.push_back({"staff.decided", decided.state()});
  Walk work = decided;
  work.tap(TabChosen{StaffTab::work});
  scenes.push_back({"staff.work", work.state()});
  const auto& listed = work.state().staff.lists.work;
  work.tap(CardTapped{work.state().staff.cards[listed.front()].proposal});
  scenes.push_back({"staff.card.work", work.state()});
  decided.tap(TabChosen{StaffTab::proposals});
  scenes.push_back({"staff.home.many", decided.state()});
}

void staff_scenes(const Walk& start, std::vector<NamedState>& scenes) {
  Walk walk = start;
  walk.tap(StaffPressed{});
  scenes.push_back({"staff.pin.empty", walk.state()});
  for (const int digit : {1, 2, 3, 4}) walk.tap(PinDigit{digit});
  scenes.push_back({"staff.pin.typed", walk.state()});
  walk.tap(PinDigit{5}).tap(PinDigit{6}).tap(PinSubmitted{});
  scenes.push_back({"staff.pin.checking", walk.state()});
  const std::uint32_t ticket = walk.state().ticket;
  Walk wrong = walk;
  wrong.tap(StaffRefused{ticket, base::Errc::permission, 0});
  scenes.push_back({"staff.pin.wrong", wrong.state()});
  Walk locked = walk;
  locked.tap(StaffRefused{ticket, base::Errc::limit, 30'000});
  scenes.push_back({"staff.pin.locked", locked.state()});
  walk.tap(StaffOpened{ticket});
  scenes.push_back({"staff.home.loading", walk.state()});
  Walk empty = walk;
  empty.tap(CardsLoaded{empty.state().cards_ticket, {}});
  scenes.push_back({"staff.home.empty", empty.state()});
  Walk failed = walk;
  failed.tap(CardsFailed{failed.state().cards_ticket, base::Errc::crypto});
  scenes.push_back({"staff.home.error", failed.state()});
  std::vector<domain::ProposalCard> cards;
  for (int i = 0; i < 5; ++i) cards.push_back(a_card(i));
  walk.tap(CardsLoaded{walk.state().cards_ticket, cards});
  scenes.push_back({"staff.home", walk.state()});
  list_scenes(walk, scenes);
  Walk status = walk;
  status.tap(TabChosen{StaffTab::status});
  scenes.push_back({"staff.status", status.state()});
  QueueStatus bad = a_status();
  bad.courier_problem = "staff.problem.unreachable";
  bad.last_contact_ms_ago.reset();
  bad.clock_trusted = bad.memory_locked = false;
  bad.damaged_file_set_aside = true;
  bad.refused = 1;
  bad.free_bytes = 90'000'000;
  status.tap(StatusLoaded{bad});
  scenes.push_back({"staff.status.trouble", status.state()});
  walk.tap(CardTapped{cards[0].proposal});
  scenes.push_back({"staff.card", walk.state()});
  Walk decline = walk;
  decline.tap(DeclinePressed{});
  scenes.push_back({"staff.decline", decline.state()});
  walk.tap(AcceptPressed{});
  scenes.push_back({"staff.card.saving", walk.state()});
  if (!walk.state().staff.decisions.empty()) {
    walk.tap(Decided{walk.state().staff.decisions.back().decision});
    scenes.push_back({"staff.card.accepted", walk.state()});
    walk.tap(UndoPressed{});
    scenes.push_back({"staff.card.going_back", walk.state()});
    walk.tap(UndoFailed{walk.state().staff.decisions.back().decision, base::Errc::conflict});
    scenes.push_back({"staff.card.undo_late", walk.state()});
  }
}

// The PIN page where staff have a card, too.
void badge_scenes(const Walk& start, std::vector<NamedState>& scenes) {
  Walk walk = start;
  QueueStatus status = a_status();
  status.staff_badge = true;
  walk.tap(StatusLoaded{status}).tap(StaffPressed{});
  scenes.push_back({"staff.badge.hold", walk.state()});
  const auto with = [&](const Walk& from, const std::string& name, Event event) {
    Walk next = from;
    next.tap(std::move(event));
    scenes.push_back({name, next.state()});
    return next;
  };
  with(walk, "staff.badge.missing", PinSubmitted{});
  Walk other = walk;
  other.tap(BadgeTyped{secret("LIBRARY12345")});
  with(other, "staff.badge.misread", BadgeEnded{});
  walk.tap(BadgeTyped{base::badge_letters(base::Bytes(base::kBadgeBytes, 42))});
  scenes.push_back({"staff.badge.read", walk.state()});
  with(walk, "staff.badge.short", PinSubmitted{});
  for (const int digit : {1, 2, 3, 4, 5, 6}) walk.tap(PinDigit{digit});
  Walk checking = with(walk, "staff.badge.checking", PinSubmitted{});
  const std::uint32_t ticket = checking.state().ticket;
  with(checking, "staff.badge.wrong", StaffRefused{ticket, base::Errc::permission, 0});
  with(checking, "staff.badge.locked", StaffRefused{ticket, base::Errc::limit, 30'000});
}

void overlay_scenes(const Walk& start, std::vector<NamedState>& scenes) {
  Walk walk = start;
  walk.begin("household");
  const auto with = [&](const std::string& name, Event event) {
    Walk over = walk;
    over.tap(std::move(event));
    scenes.push_back({name, over.state()});
  };
  with("overlay.stop", StopPressed{});
  with("overlay.language", LanguagePickerOpened{});
  with("overlay.text_size", TextSizeOpened{});
  with("overlay.who_sees", WhoSeesOpened{});
  Walk idle = walk;
  idle.pass(125'000);
  idle.tap(Tick{});
  scenes.push_back({"overlay.idle", idle.state()});
}

}  // namespace

Settings scene_settings() {
  static const auto words = i18n::Catalogues::load(SAMEN_SOURCE_DIR "/assets/locales").value();
  Settings settings;
  settings.languages = words.languages();
  return settings;
}

namespace {

// On a kiosk with a printer.
void printing_scenes(const std::string& form, const State& receipt,
                     std::vector<NamedState>& scenes) {
  State state = receipt;
  state.printing = Printing{.state = PrinterState::ready};
  scenes.push_back({form + ".receipt.print", state});
  state.printing = Printing{.state = PrinterState::ready, .busy = true};
  scenes.push_back({form + ".receipt.printing", state});
  state.printing = Printing{.state = PrinterState::ready, .pages = 1};
  scenes.push_back({form + ".receipt.printed", state});
  for (const PrinterState why : {PrinterState::no_paper, PrinterState::open,
                                 PrinterState::unreachable, PrinterState::failed}) {
    state.printing = Printing{.state = why};
    scenes.push_back({form + ".receipt." + std::string(domain::name_of(why)), state});
  }
}

}  // namespace

std::vector<NamedState> all_scenes(const forms::FormSet& forms, const std::string& language,
                                   int text_size) {
  std::vector<NamedState> scenes;
  const std::string name = language == "ar" ? "أمينة" : "Amina";
  Walk start(forms, language, text_size);
  scenes.push_back({"first", start.state()});
  for (int greeting = 1; greeting < 3; ++greeting) {
    State other = start.state();
    other.greeting = greeting;
    scenes.push_back({"first.greeting" + std::to_string(greeting), other});
  }
  {
    Walk other = start;
    scenes.push_back({"overlay.other_language", other.tap(OtherLanguageOpened{}).state()});
  }
  {
    Walk role = start;
    role.tap(LanguageChosen{language});
    role.tap(TextSizeOpened{}).tap(TextSizeChosen{text_size}).tap(OverlayClosed{});
    scenes.push_back({"role", role.state()});
  }
  for (const char* form : {"household", "group", "member", "single"}) {
    Walk walk = start;
    walk_form(walk, form, name, true, scenes);
    scenes.push_back({std::string(form) + ".check", walk.state()});
    Walk failed = walk;
    walk.tap(SendPressed{});
    if (walk.state().screen != Screen::sending) continue;
    if (std::string_view(form) == "household") {
      scenes.push_back({"sending", walk.state()});
      failed.tap(SendPressed{});
      failed.tap(SubmitFailed{failed.state().waiting_for, base::Errc::storage_full});
      scenes.push_back({"household.check.failed", failed.state()});
    }
    base::SeededRandom random(20250101);
    Receipt receipt;
    receipt.code = base::HumanCode::mint(base::HumanCode::Use::own, 7, random);
    receipt.secret = base::ReceiptSecret::mint(random).shown();
    if (std::string_view(form) == "group")
      receipt.join_code = base::HumanCode::mint(base::HumanCode::Use::group, 7, random);
    walk.tap(Submitted{walk.state().waiting_for, receipt});
    scenes.push_back({std::string(form) + ".receipt", walk.state()});
    if (std::string_view(form) == "group" || std::string_view(form) == "household") {
      printing_scenes(form, walk.state(), scenes);
    }
  }
  {
    Walk young = start;
    young.begin("group");
    young.tap(YesNoTapped{false}).tap(ContinuePressed{});
    scenes.push_back({"notice", young.state()});
  }
  for (const NotReady why :
       {NotReady::starting, NotReady::not_enrolled, NotReady::storage_full, NotReady::damaged}) {
    State state = start.state();
    state.screen = Screen::not_ready;
    state.not_ready = why;
    scenes.push_back({"not_ready." + std::string(to_string(why)), state});
  }
  outside_scenes(start, scenes);
  returning_scenes(start, language, text_size, scenes);
  overlay_scenes(start, scenes);
  staff_scenes(start, scenes);
  badge_scenes(start, scenes);
  return scenes;
}

}  // namespace samen::testing
