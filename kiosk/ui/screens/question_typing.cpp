// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/screens/question.hpp"

namespace samen::ui {
namespace {

std::string_view field_icon(forms::TextField field) {
  switch (field) {
    case forms::TextField::phone:
      return "cellphone";
    case forms::TextField::email:
      return "email-outline";
    case forms::TextField::postcode:
      return "map-marker";
    default:
      return {};
  }
}

Button change_button(const Ask& ask) {
  return {
      .id = "contact.change", .label = ask.canvas().tr("app.change"), .weight = Weight::secondary};
}

// The field, with the way back to the choice of channel beside it.
void draw_field_row(const Ask& ask, Rect row, forms::TextField field) {
  Canvas& canvas = ask.canvas();
  const base::SecretText* text = forms::editable_text(ask.question, ask.value);
  if (text == nullptr) return;
  if (ask.question.kind == forms::Kind::contact) {
    const Button button = change_button(ask);
    draw_button(canvas, row.cut_end(button_width(canvas, button), canvas.m().gap), button,
                std::function<void(ActionSink&)>([](ActionSink& sink) {
                  sink.view.contact_channels = true;
                  sink.layout_changed = true;
                  sink.emit(flow::Activity{});
                }));
  }
  // Hearing what one typed: by its own ear only, and where the field stays wide enough to read.
  if (has_ear(canvas) && field != forms::TextField::join_code &&
      row.w - canvas.m().target - canvas.m().gap >= canvas.m().mm(40)) {
    Rect place = row.cut_end(canvas.m().target, canvas.m().gap);
    place.y = place.center_y() - canvas.m().target / 2, place.h = canvas.m().target;
    draw_value_ear(canvas, place, "question.field", *text);
  }
  const Field shown{.id = "question.field",
                    .label = ask.intro.title,
                    .text = *text,
                    .caret = ask.session().caret,
                    .left_to_right = field != forms::TextField::name,
                    .error = !ask.error.empty(),
                    .icon = field_icon(field)};
  if (field == forms::TextField::join_code) {
    draw_code_field(canvas, row, shown);
  } else {
    draw_field(canvas, row, shown);
  }
}

ActionBar actions(const Ask& ask) {
  Canvas& canvas = ask.canvas();
  ActionBar bar;
  bar.entries.push_back(
      {{.id = "question.continue",
        .label = continue_label(ask),
        .icon = "arrow-end",
        .weight = ask.session().continue_as == flow::ContinueAs::skip ? Weight::secondary
                                                                      : Weight::primary,
        .icon_at_end = true,
        .on_enter = true},
       flow::Event(flow::ContinuePressed{})});
  if (!ask.error.empty()) bar.summary = canvas.tr("app.summary");
  return bar;
}

float row_height(const Metrics& m) {
  return std::max(m.button, std::round(m.lead * 1.9F));
}

// Question beside a pad of numbers.
void draw_with_pad(const Ask& ask, forms::TextField field, const text::Keyboard& keyboard,
                   const KeyTarget& keys) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const PageParts parts = page_parts(canvas);
  const flow::Session& session = ask.session();
  draw_header(canvas, parts.header, {.step = session.step, .steps = session.steps});

  const float pad = m.form == Form::roomy ? m.u(5) : m.u(2);
  Rect body = parts.body.shrunk(pad, 0);
  const float most = m.mm(204);
  if (body.w > most) body = {body.x + (body.w - most) / 2, body.y, most, body.h};
  const float needed = keyboard_height(canvas, keyboard, false);
  const PadPlace place = place_pad(canvas, body, needed * 1.25F, needed * 1.25F);
  const bool beside = place.beside;

  // The same container also when everything fits: at the largest text size it may not.
  const float above = beside ? (m.form == Form::roomy ? m.u(5) : m.u(2)) : m.u(1.5F);
  ScrollArea scroll(canvas, "question.scroll",
                    {body.x - m.u(1), body.y, body.w + 2 * m.u(1), body.h}, ScrollArea::Rank::main,
                    canvas.colors().canvas);
  Intro intro = ask.intro;
  intro.beside = beside && m.form == Form::roomy;
  const float below = m.u(m.form == Form::roomy ? 3 : 1.75F);
  give_way(intro, [&] {
    float height = above + intro_height(canvas, intro, body.w) + below + row_height(m) + m.u(1);
    if (!ask.error.empty()) height += m.u(1) + error_height(canvas, ask.error, body.w);
    return height <= body.h;  // field and error stay in sight
  });
  float y = draw_intro(canvas, intro, {body.x, scroll.top() + above, body.w, 0});
  y += below;
  draw_field_row(ask, {body.x, y, body.w, row_height(m)}, field);
  y += row_height(m);
  if (!ask.error.empty()) {
    y += m.u(1);
    const float height = error_height(canvas, ask.error, body.w);
    draw_error(canvas, "question.error", ask.error, {body.x, y, body.w, height});
    y += height;
  }
  scroll.finish(y + m.u(1));
  draw_pad(canvas, place, ask.scene.keyboards, keyboard, keys);
  draw_action_bar(canvas, parts.actions, actions(ask));
}

// How a question stands above a wide keyboard.
struct Above {
  bool title_in_bar = false;
  bool small = false;
  bool help = true;
  bool error_beside = false;
};

Intro intro_above(const Ask& ask, const Above& above) {
  Intro intro = ask.intro;
  intro.beside = false;
  intro.small = above.small;
  if (!above.help) intro.help.clear();
  return intro;
}

float height_of(const Ask& ask, const Above& above, float width) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const Intro intro = intro_above(ask, above);
  float height = row_height(m);
  if (!above.title_in_bar) {
    height += intro_height(canvas, intro, width) + m.u(2);
  } else if (!intro.help.empty()) {
    height += canvas.lay(intro.help, {.type = Type::body}, width)->height + m.u(1);
  }
  if (!ask.error.empty() && !above.error_beside) {
    height += error_height(canvas, ask.error, width) + m.u(1);
  }
  return height;
}

// The first arrangement that fits: heading, then pictogram and help give way, and on a low window
// the heading moves into the bar and the error beside the field.
Above choose_above(const Ask& ask, const Rect& body) {
  constexpr Above kChoices[] = {{false, false, true, false}, {false, false, false, false},
                                {false, true, false, false}, {true, false, true, false},
                                {true, false, false, false}, {true, false, true, true},
                                {true, false, false, true}};
  const bool low = ask.canvas().m().compact();
  const std::size_t count = low ? std::size(kChoices) : 3;
  const float room = body.h - ask.canvas().m().u(low ? 1 : 2.5F);
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (height_of(ask, kChoices[i], body.w) <= room) return kChoices[i];
  }
  return kChoices[count - 1];
}

// Returns the bottom.
float draw_above_keyboard(const Ask& ask, forms::TextField field, const Rect& area,
                          const Above& above) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const Intro intro = intro_above(ask, above);
  float y = area.y;
  if (!above.title_in_bar) {
    y = draw_intro(canvas, intro, {area.x, y, area.w, 0}) + m.u(2);
  } else if (!intro.help.empty()) {
    Look look{.type = Type::body, .color = canvas.colors().ink_soft};
    y += canvas.say("question.help", Role::text, intro.help, look, {area.x, y, area.w, 0});
    y += m.u(1);
  }
  Rect row{area.x, y, area.w, row_height(m)};
  float bottom = row.bottom();
  if (!ask.error.empty() && above.error_beside) {
    draw_error(canvas, "question.error", ask.error, row.cut_end(area.w * 0.46F, m.u(1)));
  } else if (!ask.error.empty()) {
    const float height = error_height(canvas, ask.error, area.w);
    draw_error(canvas, "question.error", ask.error,
               {area.x, row.bottom() + m.u(1), area.w, height});
    bottom += m.u(1) + height;
  }
  if (field == forms::TextField::join_code) row.w = std::min(row.w, m.mm(150));
  draw_field_row(ask, row, field);
  return bottom;
}

// Question above a keyboard as wide as the window. Where height is dear the keyboard's own "on"
// key is the way on, and the heading moves into the bar.
void draw_with_keyboard(const Ask& ask, forms::TextField field, const text::Keyboard& keyboard,
                        const KeyTarget& keys) {
  Canvas& canvas = ask.canvas();
  const Metrics& m = canvas.m();
  const flow::Session& session = ask.session();
  const float pad = m.form == Form::roomy ? m.u(5) : m.u(2);
  const float keys_height = keyboard_height(canvas, keyboard, m.compact());

  const float bar = m.form == Form::compact ? 0 : action_bar_height(canvas);
  Rect page = canvas.page();
  const Rect header = page.cut_top(m.header);
  const Rect actions_bar = bar > 0 ? page.cut_bottom(bar) : Rect{};
  const float roomy_keys = std::min(keys_height * 1.18F, page.h * 0.62F);
  const Rect panel = page.cut_bottom(std::max(keys_height, m.compact() ? 0 : roomy_keys));
  Rect body = page.shrunk(pad, 0);
  const float most = m.mm(196);
  if (body.w > most) body = {body.x + (body.w - most) / 2, body.y, most, body.h};

  const Above above = choose_above(ask, body);
  draw_header(canvas, header,
              {.step = session.step,
               .steps = session.steps,
               .title = above.title_in_bar ? ask.intro.title : std::string{}});
  // Standing in the middle of low room, near the top of high room.
  const float free = std::max(0.0F, body.h - height_of(ask, above, body.w)) / 2;
  const float top = std::round(std::min(free, m.u(6)));
  if (above.title_in_bar) {
    draw_above_keyboard(ask, field, {body.x, body.y + top, body.w, 0}, above);
  } else {
    ScrollArea scroll(canvas, "question.scroll", scroll_window(canvas, body),
                      ScrollArea::Rank::main, canvas.colors().canvas);
    const Rect area{body.x, scroll.top() + std::max(top, m.u(1.25F)), body.w, 0};
    scroll.finish(draw_above_keyboard(ask, field, area, above) + m.u(1.25F));
  }
  canvas.fill(panel, canvas.colors().sunken);
  Rect wide = panel;
  const float widest = most + 12;  // the keys' outer edges stand under the field's
  if (wide.w > widest) wide = {wide.x + (wide.w - widest) / 2, wide.y, widest, wide.h};
  draw_keyboard(canvas, wide, ask.scene.keyboards, keyboard, keys);
  if (bar > 0) draw_action_bar(canvas, actions_bar, actions(ask));
}

}  // namespace

void draw_typing(const Ask& ask, forms::TextField field) {
  Canvas& canvas = ask.canvas();
  View& view = canvas.view();
  view.typing = Typing::field;
  // A name starts with a capital where the script has them; once, then shift is the person's.
  const base::SecretText* text = forms::editable_text(ask.question, ask.value);
  if (view.keyboard.field != view.screen) {
    view.keyboard.field = view.screen;
    view.keyboard.shift = field == forms::TextField::name && text != nullptr && text->empty();
  }
  const text::Keyboard& keyboard =
      keyboard_for(ask.scene.keyboards, field, canvas.language(), canvas.view().keyboard);
  KeyTarget keys;
  if (!is_pad(field) && canvas.m().compact()) {  // no room for the action bar
    keys.enter_label = continue_label(ask);
    keys.enter = flow::Event(flow::ContinuePressed{});
  }
  if (is_pad(field)) {
    draw_with_pad(ask, field, keyboard, keys);
  } else {
    draw_with_keyboard(ask, field, keyboard, keys);
  }
}

}  // namespace samen::ui
