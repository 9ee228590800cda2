// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// A dot between terms, not "and": they are labels with a capital, not words in a sentence.
std::string listed(const Canvas& canvas, const std::vector<std::string>& terms) {
  std::string words;
  for (const std::string& term : terms) {
    if (!words.empty()) words += canvas.tr("app.list_separator");
    words += canvas.tr(term);
  }
  return words;
}

}  // namespace

Task task_of(const flow::State& state, const forms::FormSet& forms) {
  switch (state.screen) {
    case flow::Screen::staff_pin:
    case flow::Screen::staff_home:
    case flow::Screen::staff_card:
    case flow::Screen::staff_decline:
      return Task::staff;
    case flow::Screen::first:
    case flow::Screen::role:
    case flow::Screen::secret:
    case flow::Screen::standing:
    case flow::Screen::sure:
    case flow::Screen::met:
    case flow::Screen::mood:
    case flow::Screen::not_ready:
      return Task::neutral;
    default:
      break;
  }
  const int form = state.screen == flow::Screen::receipt ? state.receipt_form : state.session.form;
  if (form < 0 || form >= static_cast<int>(forms.forms().size())) return Task::neutral;
  return forms.at(form).id == "household" ? Task::newcomer : Task::volunteer;
}

RailSigns rail_of(flow::Screen screen) {
  using Language = RailSigns::Language;
  using End = RailSigns::End;
  switch (screen) {
    case flow::Screen::first:  // all languages that there are stand on it
      return {WayBack::none, Language::other, End::staff};
    case flow::Screen::not_ready:
      return {WayBack::none, Language::none, End::staff};
    case flow::Screen::role:
    case flow::Screen::question:
    case flow::Screen::notice:
    case flow::Screen::outside:
    case flow::Screen::check:
    case flow::Screen::secret:
    case flow::Screen::sure:
    case flow::Screen::met:
    case flow::Screen::mood:
      return {WayBack::back, Language::chosen, End::stop};
    case flow::Screen::standing:
      return {WayBack::none, Language::chosen, End::stop};
    case flow::Screen::sending:
    case flow::Screen::receipt:
      return {WayBack::none, Language::chosen, End::none};
    case flow::Screen::staff_home:
      return {WayBack::lock, Language::chosen, End::refresh};
    case flow::Screen::staff_pin:
    case flow::Screen::staff_card:
    case flow::Screen::staff_decline:
      break;
  }
  return {WayBack::back, Language::chosen, End::none};
}

Foot::Entry finish_entry(const Canvas& canvas, std::string id) {
  return {.button = {.id = std::move(id),
                     .label = canvas.tr("receipt.finish"),
                     .icon = "check",
                     .weight = Weight::secondary},
          .action = flow::Event(flow::FinishPressed{}),
          .side = Side::start};
}

std::string message(const Canvas& canvas, std::string_view key,
                    std::span<const domain::ReasonArgument> arguments, std::string_view suggestion,
                    std::string_view who) {
  std::vector<std::string> words;
  words.reserve(arguments.size());
  std::vector<i18n::Argument> ready;
  ready.reserve(arguments.size() + 3);
  for (const auto& argument : arguments) {
    if (argument.name == "adult") {
      ready.push_back({"self", argument.number == 1 ? "yes" : "no"});
    }
    if (argument.terms.empty()) {
      ready.push_back({argument.name, argument.number});
    } else {
      words.push_back(listed(canvas, argument.terms));
      ready.push_back({argument.name, std::string_view(words.back())});
    }
  }
  if (!who.empty()) ready.push_back({"who", who});
  if (!suggestion.empty()) ready.push_back({"suggestion", suggestion});
  return canvas.tr(key, std::span<const i18n::Argument>(ready));
}

Wording naming(const Canvas& canvas, std::string_view key,
               std::span<const domain::ReasonArgument> arguments, const std::string& general,
               const base::SecretText& typed) {
  std::string plain = message(canvas, key, arguments, {}, general);
  if (typed.empty()) return plain;
  // Formatted with a sign in its place: a message lives in memory that is not wiped.
  constexpr std::string_view kPlace = "\uFFFC";
  const std::string around = message(canvas, key, arguments, {}, kPlace);
  const std::size_t at = around.find(kPlace);
  if (at == std::string::npos) return plain;
  base::SecretText named(std::string_view(around).substr(0, at));
  named.append(typed.view());
  named.append(std::string_view(around).substr(at + kPlace.size()));
  return {std::move(plain), std::move(named)};
}

Wording whom(const Scene& scene, int adult) {
  const flow::Session& session = scene.state.session;
  if (session.adults <= 1 || adult < 0) return {};
  return {scene.canvas.tr("app.adult", {{"adult", adult + 1}, {"adults", session.adults}}),
          session.answers.called(scene.forms.at(session.form), adult)};
}

Wording wording(const Scene& scene, std::string_view key,
                std::span<const domain::ReasonArgument> arguments, int adult) {
  const flow::Session& session = scene.state.session;
  return naming(scene.canvas, key, arguments,
                scene.canvas.tr("app.adult_number", {{"adult", adult + 1}}),
                adult <= 0 ? base::SecretText()
                           : session.answers.called(scene.forms.at(session.form), adult));
}

}  // namespace samen::ui
