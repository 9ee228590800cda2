// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/form_code.hpp"
#include "base/log.hpp"
#include "base/number.hpp"
#include "sync/server/cases/missing.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/qr_path.hpp"
#include "sync/server/pages/round_result.hpp"
#include "sync/server/pages/round_words.hpp"
#include "sync/server/store/devices.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

constexpr std::string_view kPosterDutch = "nl";

void fill_card(Frame& frame, const Missing& missing, std::size_t at) {
  const auto& card = missing.cards[at];
  const auto word = [&](const char* part, std::initializer_list<i18n::Argument> arguments = {}) {
    return frame.word("office.missing." + std::string(part), arguments);
  };
  auto* out = frame.main().AddSectionDictionary("CARD");
  const auto area = std::to_string(card.who.area);
  out->SetValue("PICTURE", card.who.languages.empty() ? "group" : "talk");
  out->SetValue("WHO", shortage_words(frame, card.who));
  out->SetValue("WHERE",
                frame.word("office.round.missing.area", {{"area", std::string_view(area)}}));
  out->SetValue("GIVES", frame.word("office.round.missing.unlocked",
                                    {{"count", std::int64_t{card.who.unlocked}}}));
  out->SetValue("WHOM", frame.texts().list(frame.language(), card.who.households));
  out->SetValue("TELLS", word(card.may_be_told ? "poster_tells" : "poster_general"));
  out->SetValue("POSTER", std::to_string(missing.round) + "-" + std::to_string(at + 1));
  out->SetIntValue("NUMBER", static_cast<int>(at) + 1);
}

// "12-1": the first card of round 12.
struct PosterName {
  std::int64_t round = 0;
  std::size_t card = 0;
};
std::optional<PosterName> poster_called(std::string_view name) {
  const auto dash = name.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto round = base::parse_number<std::int64_t>(name.substr(0, dash));
  const auto card = base::parse_number<std::size_t>(name.substr(dash + 1));
  if (!round || !card || *round <= 0 || *card == 0) return std::nullopt;
  return PosterName{*round, *card - 1};
}

// What a poster asks for. Of whom fewer than five households wait it says nothing but that people
// are wanted.
class PosterWords {
 public:
  PosterWords(const Texts& texts, const MissingCard& card) : texts_(texts), card_(card) {
    if (!card.may_be_told) return;
    for (const auto& key : card.who.languages) {
      const auto tag = key.substr(key.find('.') + 1);
      // Whoever reads the poster speaks that.
      if (tag != kPosterDutch) languages_.push_back(tag);
    }
  }

  std::string headline() const {
    const bool told = card_.may_be_told;
    if (!languages_.empty()) {
      const auto languages = words_of_languages();
      return poster("speaks", {{"languages", std::string_view(languages)}});
    }
    if (card_.who.kind == matcher::ShortageKind::new_group) {
      return poster(told && card_.who.women_only ? "women" : "group");
    }
    if (!told || card_.who.times.empty()) return poster("anybody");
    const auto times = words_of_times();
    return poster("times", {{"times", std::string_view(times)}});
  }
  // Beside the headline; empty: nothing more.
  std::string also() const {
    if (languages_.empty()) return {};
    if (card_.who.kind == matcher::ShortageKind::new_group) {
      return poster(card_.who.women_only ? "women" : "group");
    }
    if (card_.who.times.empty()) return {};
    const auto times = words_of_times();
    return poster("times", {{"times", std::string_view(times)}});
  }
  // The other language of the poster; empty: Dutch alone.
  std::string theirs() const {
    for (const auto& tag : languages_) {
      if (texts_.kiosk().has(tag, "poster.title")) return tag;
    }
    return {};
  }
  // Which form of the kiosk it is about.
  std::string form() const {
    return card_.who.kind == matcher::ShortageKind::new_group ? "group" : "single";
  }
  std::string press(const std::string& language) const {
    const auto button = texts_.word(language, "role." + form());
    return texts_.word(language, "poster.press", {{"button", std::string_view(button)}});
  }

 private:
  std::string poster(const char* part, std::initializer_list<i18n::Argument> arguments = {}) const {
    return texts_.word(kPosterDutch, "office.poster." + std::string(part), arguments);
  }
  std::string words_of_languages() const {
    std::vector<std::string> words;
    for (const auto& tag : languages_) {
      words.push_back(texts_.word(kPosterDutch, "language." + tag));
    }
    return texts_.list(kPosterDutch, words);
  }
  std::string words_of_times() const {
    auto key = "office.round.times." + card_.who.times;
    std::ranges::replace(key, ' ', '_');
    return texts_.word(kPosterDutch, key);
  }

  const Texts& texts_;
  const MissingCard& card_;
  std::vector<std::string> languages_;  // that may be told
};

void fill_poster(const Texts& texts, const MissingCard& card, ctemplate::TemplateDictionary& root) {
  const PosterWords words(texts, card);
  const std::string dutch(kPosterDutch);
  root.SetValue("HEADLINE", words.headline());
  const auto also = words.also();
  if (!also.empty()) root.SetValueAndShowSection("ALSO_WORDS", also, "ALSO");
  root.SetValue("TITLE_NL", texts.word(dutch, "poster.title"));
  root.SetValue("ABOUT_NL", texts.word(dutch, "office.poster.about"));
  root.SetValue("GO_NL", texts.word(dutch, "office.poster.go"));
  root.SetValue("PRESS_NL", words.press(dutch));
  const auto code = base::form_code(words.form());
  const auto qr = qr_path(code);
  root.SetValue("CODE", code);
  root.SetValue("QR_BOX", qr.view_box);
  root.SetValue("QR_PATH", qr.path);
  root.SetValue("HOLD_NL", texts.word(dutch, "office.poster.hold"));
  root.SetValue("QR_NL", texts.word(dutch, "office.poster.qr"));
  const auto theirs = words.theirs();
  if (theirs.empty()) return;
  auto* two = root.AddSectionDictionary("TWO");
  two->SetValue("THEIRS", theirs);
  two->SetValue("DIRECTION", texts.kiosk().right_to_left(theirs) ? "rtl" : "ltr");
  two->SetValue("TITLE_THEIRS", texts.word(theirs, "poster.title"));
  two->SetValue("PRESS_THEIRS", words.press(theirs));
}

// The centres where somebody can go: those with a kiosk in service.
Result<std::vector<std::string>> centres_with_kiosk(Store& store) {
  std::vector<std::string> names;
  SAMEN_TRY(const auto devices, all_devices(store));
  for (const auto& device : devices) {
    if (device.revoked_ms) continue;
    SAMEN_TRY(const auto centre, centre_of(store, device.centre));
    names.push_back(centre.name + ", " + centre.municipality);
  }
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return names;
}

}  // namespace

Page Pages::missing(Store& store, const PageContext& context) {
  if (!may_see_rounds(context)) return problem_page(*parts_, context, 403);
  const auto missing = read_missing(store, std::nullopt);
  if (!missing) return failed_page(*parts_, context, missing.error());
  Frame frame(*parts_, context, "missing.tpl", "/missing");
  auto& main = frame.main();
  const auto title = frame.word("office.round.missing");
  if (!*missing || (*missing)->cards.empty()) {
    main.AddSectionDictionary("EMPTY")->SetValue(
        "EMPTY_WORDS", frame.word(*missing ? "office.missing.nobody" : "office.missing.no_round"));
    return frame.finish(title);
  }
  const auto& found = **missing;
  const auto day = frame.day_of_year(found.made_ms);
  main.SetValueAndShowSection("LEAD_WORDS",
                              frame.word("office.missing.lead", {{"round", found.round},
                                                                 {"day", std::string_view(day)},
                                                                 {"count", found.not_yet}}),
                              "LEAD");
  for (std::size_t i = 0; i < found.cards.size(); ++i) fill_card(frame, found, i);
  if (found.cut) main.ShowSection("CUT");
  return frame.finish(title);
}

Page Pages::poster(Store& store, const PageContext& context, std::string_view name,
                   std::string_view centre) {
  if (!may_see_rounds(context)) return problem_page(*parts_, context, 403);
  const auto called = poster_called(name);
  if (!called) return problem_page(*parts_, context, 404);
  const auto missing = read_missing(store, called->round);
  if (!missing) return failed_page(*parts_, context, missing.error());
  if (!*missing || called->card >= (*missing)->cards.size()) {
    return problem_page(*parts_, context, 404);
  }
  const auto centres = centres_with_kiosk(store);
  if (!centres) return failed_page(*parts_, context, centres.error());
  const auto& texts = parts_->texts;
  const auto language = texts.language(context.language);
  ctemplate::TemplateDictionary root("poster");
  root.SetFilename("poster.tpl");
  root.AddIncludeDictionary("PICTURES")->SetFilename("pictures.tpl");
  for (const auto& [key, text] : texts.fixed(language)) root.SetTemplateGlobalValue(key, text);
  root.SetValue("LANGUAGE", language);
  root.SetValue("NAME", std::string(name));
  for (const auto& one : *centres) {
    auto* choice = root.AddSectionDictionary("CENTRE");
    choice->SetValue("CENTRE_NAME", one);
    if (one == centre) choice->ShowSection("CHOSEN");
  }
  // Only a centre that is one: what stands in an address is not put on a poster.
  const bool known = std::ranges::find(*centres, centre) != centres->end();
  if (known) {
    root.SetValueAndShowSection("WHERE", std::string(centre), "AT");
  } else {
    root.ShowSection("WRITE");
  }
  fill_poster(texts, (*missing)->cards[called->card], root);
  const auto html = parts_->templates.render(root, "poster.tpl");
  if (html) return {200, *html};
  base::log(base::LogLevel::error, "office_page_broken");
  return bare_problem(500);
}

}  // namespace samen::server
