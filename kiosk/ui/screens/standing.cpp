// SPDX-License-Identifier: Apache-2.0
// Where the holder of a receipt stands, in words and a picture, and what they can do.
#include <algorithm>

#include "domain/wait_words.hpp"
#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/kit/state_panel.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/receipt_parts.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

using domain::Outcome;
using domain::Standing;
using domain::Wish;

std::string_view icon_of(Standing standing) {
  switch (standing) {
    case Standing::unknown:
      return "magnify";
    case Standing::waiting:
      return "timer-sand";
    case Standing::proposed:
      return "account-search";
    case Standing::matched:
      return "account-multiple";
    case Standing::paused:
      return "pause";
    case Standing::withdrawn:
    case Standing::erased:
      return "check";
  }
  return "magnify";
}

// Until its own answer is there, what was known before says nothing about it.
bool waits_for_its_own(Wish wish) {
  return wish == Wish::correct || is_about_a_match(wish);
}

// Arrives whatever happens, and so is nothing to wait for here.
bool is_kept(const flow::Returning& returning) {
  if (!returning.asked) return false;
  return domain::is_final(*returning.asked) ||
         (waits_for_its_own(*returning.asked) && returning.slow);
}

std::string kept_key(Wish wish) {
  if (is_about_a_match(wish)) return "standing.kept.word";
  return "standing.kept." + std::string(domain::name_of(wish));
}

// An answer that says more than where one stands: its words and its picture.
struct Told {
  std::string_view key;
  std::string_view icon;
};
std::optional<Told> told_by(const domain::ReceiptAnswer& answer) {
  if (answer.outcome == Outcome::refused) return Told{"standing.refused", "alert-circle-outline"};
  if (answer.outcome != Outcome::done) return std::nullopt;
  if (answer.wish == Wish::correct) return Told{"standing.changed", "check"};
  if (answer.wish == Wish::talk) return Told{"standing.talk", icon_of_wish(Wish::talk)};
  if (answer.wish == Wish::check_in) return Told{"standing.check_in", "check"};
  if (answer.wish != Wish::no) return std::nullopt;
  if (answer.standing == Standing::waiting) return Told{"standing.no", "check"};
  // They were introduced meanwhile: staff have been told.
  const bool too_late = answer.standing == Standing::matched && !answer.offer;
  return too_late ? std::optional(Told{"standing.talk", icon_of_wish(Wish::talk)}) : std::nullopt;
}

// A matcher that says nothing of the match is older, or the match is.
std::string standing_key(const domain::ReceiptAnswer& answer) {
  if (answer.offer) {
    const auto own = answer.offer->own;
    const bool goes_on =
        answer.stage == domain::MatchStage::agreed && own == domain::OwnAnswer::yes;
    if (!goes_on && own) return "standing.own." + std::string(domain::name_of(*own));
    if (!goes_on) return "standing.offer";
  }
  if (answer.standing == Standing::matched && answer.stage) {
    return "standing.match." + std::string(domain::name_of(*answer.stage));
  }
  return "standing." + std::string(domain::name_of(answer.standing));
}

std::string_view icon_of(const domain::ReceiptAnswer& answer) {
  const bool said = answer.offer && answer.offer->own;
  if (!said) return icon_of(answer.standing);
  switch (*answer.offer->own) {
    case domain::OwnAnswer::yes:
      return icon_of_wish(Wish::yes);
    case domain::OwnAnswer::no:
      return icon_of_wish(Wish::no);
    case domain::OwnAnswer::unsure:
      break;
  }
  return icon_of_wish(Wish::unsure);
}

// What the page says: the answer, or what happens while there is none.
StatePanel panel_of(Canvas& canvas, const flow::Returning& returning) {
  StatePanel panel{.id = "standing", .icon = {}, .title = {}};
  std::string key;
  if (is_kept(returning)) {
    key = kept_key(*returning.asked);
    panel.icon = "check";
  } else if (returning.asked && !returning.slow &&
             (!returning.answer || waits_for_its_own(*returning.asked))) {
    key = "standing.asking";
    panel.icon = "lock-outline";
    panel.work = StatePanel::Work::going_on;
  } else if (returning.asked && !returning.answer) {
    key = "standing.slow";
    panel.icon = "timer-sand";
  } else if (!returning.answer || returning.answer->outcome == Outcome::busy) {
    key = returning.answer ? "standing.busy" : "standing.slow";
    panel.icon = "timer-sand";
  } else {
    const auto told = told_by(*returning.answer);
    key = told ? std::string(told->key) : standing_key(*returning.answer);
    panel.icon = told ? told->icon : icon_of(*returning.answer);
  }
  panel.title = canvas.tr(key + ".title");
  panel.text = canvas.tr(key + ".text");
  return panel;
}

// What is true beside it: nothing changed, an older answer, done later.
std::string note_key(const flow::State& state) {
  const flow::Returning& returning = state.returning;
  if (!returning.error.empty()) return returning.error;
  if (flow::is_correcting(state)) return "standing.unsent";
  if (!returning.answer) return {};
  if (returning.asked) {
    if (is_kept(returning) || waits_for_its_own(*returning.asked)) return {};
    if (*returning.asked == Wish::read && returning.slow) return "standing.slow.read";
    return returning.slow ? "standing.slow.note" : "standing.earlier";
  }
  if (returning.answer->outcome == Outcome::late) return "standing.late";
  if (returning.answer->outcome == Outcome::kept) return "standing.later";
  if (returning.answer->outcome == Outcome::past) return "standing.past";
  return {};
}

std::string wait_text(Canvas& canvas, const domain::ReceiptAnswer& answer) {
  const auto words = domain::wait_words(answer.wait);
  return canvas.tr(words.key, {{"from", words.from}, {"to", words.to}});
}

// Only an answer that says where somebody stands, and is not about what they asked for.
bool says_who_waits(const flow::Returning& returning) {
  return !returning.asked && returning.answer && returning.answer->outcome == Outcome::done &&
         !told_by(*returning.answer) && returning.answer->standing == Standing::waiting;
}

// What they told is gone, or as good as gone; an earlier answer that says so says it for good.
bool has_erased(const flow::Returning& returning) {
  if (returning.erasure_code.empty()) return false;
  return returning.asked == Wish::erase ||
         (returning.answer && returning.answer->standing == Standing::erased);
}

Piece erasure_card(Canvas& canvas, const std::string& code) {
  return code_card(canvas, {.kind = CodeKind::tell,
                            .id = "standing.erasure",
                            .icon = "eraser",
                            .doing = "camera",
                            .title = canvas.tr("standing.erasure.title"),
                            .text = canvas.tr("standing.erasure.text"),
                            .code = base::SecretText(code)});
}

// While they may answer, or think again.
bool shows_the_others(const flow::Returning& returning) {
  return returning.answer && returning.answer->offer && !flow::wishes_of(returning).empty();
}

Piece wish_tile(Canvas& canvas, Wish wish) {
  const std::string key = "wish." + std::string(domain::name_of(wish));
  return lying_tile(canvas, {.id = key,
                             .label = canvas.tr(key),
                             .detail = canvas.tr(key + ".detail"),
                             .icon = icon_of_wish(wish),
                             .role = Role::button,
                             .action = flow::Event(flow::WishPressed{wish})});
}

bool is_yes_or_no(Wish wish) {
  return wish == Wish::yes || wish == Wish::no;
}

Foot::Entry answer_entry(const Canvas& canvas, Wish wish) {
  const std::string key = "wish." + std::string(domain::name_of(wish));
  return {.button = {.id = key,
                     .label = canvas.tr(key),
                     .icon = icon_of_wish(wish),
                     .weight = Weight::secondary},
          .action = flow::Event(flow::WishPressed{wish})};
}

}  // namespace

std::string_view icon_of_wish(domain::Wish wish) {
  switch (wish) {
    case Wish::pause:
      return "pause";
    case Wish::resume:
      return "arrow-end";
    case Wish::withdraw:
      return "close";
    case Wish::read:
    case Wish::correct:
      return "pencil";
    case Wish::talk:
    case Wish::unsure:
      return "phone";
    case Wish::yes:
    case Wish::check_in:
      return "check";
    case Wish::no:
      return "close";
    case Wish::status:
    case Wish::erase:
      break;
  }
  return "eraser";
}

void draw_standing(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Returning& returning = scene.state.returning;
  Page page{.rail = rail_of(scene.state.screen), .scroll = "standing.scroll"};
  auto all = column(canvas.m().gap);
  StatePanel panel = panel_of(canvas, returning);
  const bool offered = shows_the_others(returning);
  if (offered) {  // its answers stand on the first page
    page.head = {
        .id = panel.id, .icon = std::string(panel.icon), .title = panel.title, .help = panel.text};
  } else {
    all->add(state_panel(canvas, panel));
  }
  if (const auto key = note_key(scene.state); !key.empty()) {
    all->add(note(canvas,
                  {.id = "standing.note", .icon = "alert-circle-outline", .text = canvas.tr(key)}));
  }
  if (says_who_waits(returning)) {
    all->add(note(canvas, {.id = "standing.wait",
                           .icon = "timer-sand",
                           .text = wait_text(canvas, *returning.answer)}));
  }
  if (has_erased(returning)) all->add(erasure_card(canvas, returning.erasure_code));
  const auto wishes = flow::wishes_of(returning);
  if (offered) {
    all->add(other_side(canvas, returning.answer->offer->others));
  }
  for (const Wish wish : wishes) {
    if (!is_yes_or_no(wish)) all->add(wish_tile(canvas, wish));
  }
  page.content = std::move(all);
  // In sight however long the page is. Neither stands out: it is theirs to say.
  for (const Wish wish : wishes) {
    if (is_yes_or_no(wish)) page.foot.entries.push_back(answer_entry(canvas, wish));
  }
  page.foot.entries.push_back(finish_entry(canvas, "standing.finish"));
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
