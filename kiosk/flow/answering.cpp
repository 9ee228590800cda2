// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>
#include <utility>

#include "kiosk/flow/machine.hpp"
#include "kiosk/flow/text_edit.hpp"

namespace samen::flow {
namespace {

using forms::Kind;

constexpr int kDays = 7;
constexpr int kPartsOfDay = 3;

forms::Argument number(const char* name, std::int64_t value) {
  return {name, {}, value};
}

// Applies one event to the question on the screen. Each handler returns true when the event was
// meant for a question of this kind; a tap on something this question does not have is dropped.
struct Answering {
  Machine& m;
  const forms::Question& question;
  forms::Value& value;

  bool operator()(const OptionTapped& tap) {
    if (std::ranges::find(question.options, tap.option) == question.options.end()) return false;
    switch (question.kind) {
      case Kind::single:
        choose(tap.option);
        return true;
      case Kind::multi:
        return toggle(tap.option);
      case Kind::ranked:
        return rank(tap.option);
      default:
        return false;
    }
  }

  bool operator()(const YesNoTapped& tap) {
    if (question.kind != Kind::yes_no) return false;
    const auto* now = std::get_if<bool>(&value);
    const bool again = now != nullptr && *now == tap.yes;
    if (again && may_stay_open()) {
      value = std::monostate();  // a soft question can be left open again
    } else {
      value = tap.yes;
      chosen();
    }
    return true;
  }

  bool operator()(const StepperTapped& tap) {
    auto* now = std::get_if<int>(&value);
    if (question.kind != Kind::stepper || now == nullptr) return false;
    const int wanted = *now + std::clamp(tap.change, -1, 1);
    if (wanted < question.min || wanted > question.max) {
      complain({"error.number.range", {number("min", question.min), number("max", question.max)}});
      return true;
    }
    *now = wanted;
    return true;
  }

  bool operator()(const ChildrenTapped& tap) {
    auto* now = std::get_if<forms::ChildCounts>(&value);
    const int band = static_cast<int>(tap.band);
    if (now == nullptr || !offered(band)) return false;
    int& count = now->count[static_cast<std::size_t>(band)];
    const int change = std::clamp(tap.change, -1, 1);
    if (change > 0 && now->total() >= question.max) {
      complain({"error.children.many", {number("max", question.max)}});
    } else {
      count = std::max(0, count + change);
    }
    return true;
  }

  bool operator()(const LanguageTapped& tap) {
    auto* list = std::get_if<forms::LanguageList>(&value);
    if (list == nullptr || !offered(static_cast<int>(tap.language))) return false;
    const auto found = std::ranges::find(list->spoken, tap.language, &forms::Spoken::language);
    if (found != list->spoken.end()) {
      list->spoken.erase(found);
    } else {
      add(*list, {tap.language, std::nullopt});
    }
    return true;
  }

  bool operator()(const LevelTapped& tap) {
    auto* list = std::get_if<forms::LanguageList>(&value);
    if (list == nullptr || !offered(static_cast<int>(tap.language))) return false;
    const auto found = std::ranges::find(list->spoken, tap.language, &forms::Spoken::language);
    // "Not yet" is an answer about Dutch; for any other language it means: not one of mine.
    const bool none =
        tap.level == domain::LanguageLevel::none && tap.language != domain::Language::nl;
    if (found == list->spoken.end()) {
      if (!none) add(*list, {tap.language, tap.level});
    } else if (none) {
      list->spoken.erase(found);
    } else {
      found->level = tap.level;
    }
    return true;
  }

  bool operator()(const TimeTapped& tap) { return flip({tap.block}); }
  bool operator()(const DayTapped& tap) {
    if (tap.day < 0 || tap.day >= kDays) return false;
    forms::TimeSet blocks;
    for (int part = 0; part < kPartsOfDay; ++part) blocks.add(block(tap.day, part));
    return flip(blocks);
  }
  bool operator()(const PartTapped& tap) {
    if (tap.part < 0 || tap.part >= kPartsOfDay) return false;
    forms::TimeSet blocks;
    for (int day = 0; day < kDays; ++day) blocks.add(block(day, tap.part));
    return flip(blocks);
  }

  bool operator()(const ChannelTapped& tap) {
    auto* contact = std::get_if<forms::ContactAnswer>(&value);
    if (contact == nullptr || !offered(static_cast<int>(tap.channel))) return false;
    contact->channel = tap.channel;
    const auto* text = forms::editable_text(question, value);
    m.state.session.caret = text == nullptr ? 0 : text->size();
    return true;
  }

  bool operator()(const ConsentTapped& tap) {
    auto* consent = std::get_if<forms::ConsentAnswer>(&value);
    const auto asked =
        std::ranges::find(question.purposes, tap.purpose, &forms::ConsentPurpose::purpose);
    if (consent == nullptr || asked == question.purposes.end()) return false;
    auto& mark = consent->mark[static_cast<std::size_t>(tap.purpose)];
    mark.given = !mark.given;
    mark.language = m.state.language;
    mark.text_version = 0;
    if (mark.given) consent->otherwise = forms::NotGiven::yet;
    return true;
  }

  // Who is not here has said nothing, and a no takes back every yes.
  bool operator()(const NotGivenTapped& tap) {
    auto* consent = std::get_if<forms::ConsentAnswer>(&value);
    if (consent == nullptr || question.repeat != forms::Repeat::other_adults) return false;
    const bool again = consent->otherwise == tap.how;
    *consent = {};
    consent->otherwise = again ? forms::NotGiven::yet : tap.how;
    return true;
  }

  bool operator()(const TextInserted& event) {
    auto* text = forms::editable_text(question, value);
    if (text == nullptr) return false;
    const auto field = forms::text_field(question, value);
    const Filtered taken = filter(field, event.text.view());
    if (taken.complaint != nullptr) complain({taken.complaint, {}});
    const std::size_t room =
        capacity(field) - std::min(capacity(field), domain::code_points(text->view()));
    std::size_t fits = 0;
    for (std::size_t i = 0; i < room; ++i) fits = boundary_after(taken.text.view(), fits);
    if (fits < taken.text.size()) complain_about_length(field);
    std::size_t& caret = m.state.session.caret;
    caret = boundary_at(text->view(), caret);
    text->replace(caret, 0, taken.text.view().substr(0, fits));
    caret += fits;
    return true;
  }

  bool operator()(const TextBackspace&) {
    auto* text = forms::editable_text(question, value);
    if (text == nullptr) return false;
    std::size_t& caret = m.state.session.caret;
    const std::size_t start = boundary_before(text->view(), caret);
    text->replace(start, caret - start, "");
    caret = start;
    return true;
  }

  bool operator()(const TextCleared&) {
    auto* text = forms::editable_text(question, value);
    if (text == nullptr) return false;
    text->clear();
    m.state.session.caret = 0;
    return true;
  }

 private:
  bool offered(int option) const {
    return std::ranges::find(question.options, option) != question.options.end();
  }

  void complain(forms::FieldError error) { m.state.session.error = std::move(error); }

  void complain_about_length(forms::TextField field) {
    if (forms::is_words(field) || field == forms::TextField::email) {
      complain({"error.text.long", {number("max", static_cast<std::int64_t>(capacity(field)))}});
    }
    if (field == forms::TextField::phone) complain({"error.phone.long", {}});
    if (field == forms::TextField::postcode) complain({"error.postcode.length", {}});
    // A code shows how many places it has; one more is simply not taken, and its check sees the
    // rest.
  }

  void choose(int option) {
    const auto* now = std::get_if<forms::Choice>(&value);
    const bool again = now != nullptr && now->option == option;
    if (again && may_stay_open()) {
      value = std::monostate();
    } else {
      value = forms::Choice{option};
      chosen();
    }
  }

  // A second tap takes a soft answer back, unless it is the second tap of a double one.
  bool may_stay_open() const {
    const Session& session = m.state.session;
    return !session.current_required && (session.had_answer || m.context.settings.go_on_ms == 0);
  }

  // All that was asked is answered by one tap: it is seen for a moment, then the next question
  // comes. Who looks at an answer they gave before goes on themselves.
  void chosen() {
    const std::int64_t seen_ms = m.context.settings.go_on_ms;
    if (seen_ms > 0 && !m.state.session.had_answer) {
      m.state.session.goes_on_ms = m.context.now_ms + seen_ms;
    }
  }

  bool toggle(int option) {
    auto* choices = std::get_if<forms::Choices>(&value);
    if (choices == nullptr) return false;
    if (!choices->has(option) && choices->size() >= question.max) {
      complain_about_many();
    } else {
      choices->toggle(option);
    }
    return true;
  }

  bool rank(int option) {
    auto* ranking = std::get_if<forms::Ranking>(&value);
    if (ranking == nullptr) return false;
    const auto found = std::ranges::find(ranking->options, option);
    if (found != ranking->options.end()) {
      ranking->options.erase(found);
    } else if (static_cast<int>(ranking->options.size()) >= question.max) {
      complain_about_many();
    } else {
      ranking->options.push_back(option);
    }
    return true;
  }

  void add(forms::LanguageList& list, forms::Spoken one) {
    if (static_cast<int>(list.spoken.size()) >= question.max) {
      complain_about_many();
    } else {
      list.spoken.push_back(one);
    }
  }

  void complain_about_many() { complain({"error.choices.many", {number("max", question.max)}}); }

  static domain::TimeBlock block(int day, int part) {
    return static_cast<domain::TimeBlock>(day * kPartsOfDay + part);
  }

  // All of them on; or off when all were on.
  bool flip(forms::TimeSet blocks) {
    auto* times = std::get_if<forms::TimeSet>(&value);
    if (times == nullptr) return false;
    const bool all_on = (*times & blocks) == blocks;
    blocks.each([&](domain::TimeBlock one) { all_on ? times->remove(one) : times->add(one); });
    return true;
  }
};

// Hands the event to its handler. What was wrong may be right now, so the error beside the field
// goes; Continue looks again. True when anything has changed: the hundredth tap on a full field
// is nobody's sign of life.
template <class E>
bool answer(Machine& m, const E& event) {
  Session& session = m.state.session;
  const auto* question = current_question(m.state, m.context.forms);
  assert(question != nullptr);
  forms::Value* value = session.answers.find(session.current);
  assert(value != nullptr);
  const forms::Value before = *value;
  const std::size_t caret = session.caret;
  auto error = std::exchange(session.error, std::nullopt);
  if (!Answering{m, *question, *value}(event)) {
    session.error = std::move(error);
    return false;
  }
  return *value != before || session.caret != caret || session.error != error;
}

// Moving the caret leaves the error where it is.
bool move_caret(Machine& m, std::size_t (*to)(std::string_view, std::size_t), std::size_t from) {
  Session& session = m.state.session;
  const auto* question = current_question(m.state, m.context.forms);
  assert(question != nullptr);
  const auto* text = forms::editable_text(*question, *session.answers.find(session.current));
  if (text == nullptr) return false;
  return change(session.caret, to(text->view(), from));
}

// What is typed goes into the field of the question, the secret of a receipt, or the search of the
// staff page.
template <class E>
bool type(Machine& m, const E& event, bool (*secret)(Machine&), bool (*search)(Machine&)) {
  if (m.state.screen == Screen::question) return answer(m, event);
  return m.state.screen == Screen::secret ? secret(m) : search(m);
}

}  // namespace

bool on(Machine& m, const OptionTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const YesNoTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const StepperTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const LanguageTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const LevelTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const TimeTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const DayTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const PartTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const ChildrenTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const ChannelTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const ConsentTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const NotGivenTapped& event) {
  return answer(m, event);
}
bool on(Machine& m, const TextInserted& event) {
  if (m.state.screen == Screen::question) return answer(m, event);
  const auto typed = event.text.view();
  return m.state.screen == Screen::secret ? secret_type(m, typed) : search_type(m, typed);
}
bool on(Machine& m, const TextBackspace& event) {
  return type(m, event, secret_backspace, search_backspace);
}
bool on(Machine& m, const TextCleared& event) {
  return type(m, event, secret_clear, search_clear);
}
bool on(Machine& m, const CaretPlaced& event) {
  return move_caret(m, boundary_at, event.byte);
}
bool on(Machine& m, const CaretStepped& event) {
  return move_caret(m, event.by < 0 ? boundary_before : boundary_after, m.state.session.caret);
}

}  // namespace samen::flow
