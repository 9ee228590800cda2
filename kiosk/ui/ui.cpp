// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/ui.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <string>
#include <utility>

#include "kiosk/text/engine.hpp"
#include "kiosk/text/keyboard.hpp"
#include "kiosk/ui/canvas/canvas.hpp"
#include "kiosk/ui/canvas/frame_maker.hpp"
#include "kiosk/ui/interaction/interaction.hpp"
#include "kiosk/ui/interaction/scrolling.hpp"
#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/focus_frame.hpp"
#include "kiosk/ui/screens/scene.hpp"
#include "kiosk/ui/screens/slip.hpp"

namespace samen::ui {
namespace {

std::string name_of(const flow::State& state, const forms::FormSet& forms) {
  std::string name(flow::to_string(state.screen));
  if (const forms::Question* question = flow::current_question(state, forms)) {
    name += "." + question->id;
    if (state.session.current.adult > 0) name += "." + std::to_string(state.session.current.adult);
  }
  if (state.screen == flow::Screen::outside && !state.session.told.empty()) {
    name += "." + std::string(forms::name_of(state.session.told.back()));
  }
  if (state.screen == flow::Screen::staff_home) {
    static constexpr std::array kTabs = {".proposals", ".work", ".decided", ".status"};
    name += kTabs[static_cast<std::size_t>(state.staff.tab)];
  }
  return name;
}

// Tells what lies on top from what lay there before: another screen, overlay, language or size of
// letters, or a field where there was none.
std::string page_of(const View& view, const flow::State& state) {
  std::string page = view.screen;
  page += '/' + std::string(flow::to_string(state.overlay));
  page += view.help ? "/help" : view.all_choices ? "/all" : "/";
  page += view.typing == Typing::nothing ? "" : "/typing";
  return page + '/' + state.language + '/' + std::to_string(state.text_size);
}

constexpr std::int64_t kSeriesMs = 1500;  // between two taps that go through a letter's forms
constexpr float kReachOfTarget = 0.75F;   // two taps of one finger at one place, in targets

bool moves_caret(const input::Event& event) {
  const auto* key = std::get_if<KeyEvent>(&event);
  return key != nullptr &&
         (key->key == Key::left || key->key == Key::right || key->key == Key::del);
}

void draw_screen(const Scene& scene) {
  switch (scene.state.screen) {
    case flow::Screen::first:
      return draw_first(scene);
    case flow::Screen::role:
      return draw_role(scene);
    case flow::Screen::question:
      return draw_question(scene);
    case flow::Screen::notice:
      return draw_notice(scene);
    case flow::Screen::outside:
      return draw_outside(scene);
    case flow::Screen::check:
      return draw_check(scene);
    case flow::Screen::sending:
      return draw_sending(scene);
    case flow::Screen::receipt:
      return draw_receipt(scene);
    case flow::Screen::secret:
      return draw_secret(scene);
    case flow::Screen::standing:
      return draw_standing(scene);
    case flow::Screen::sure:
      return draw_sure(scene);
    case flow::Screen::met:
      return draw_met(scene);
    case flow::Screen::mood:
      return draw_mood(scene);
    case flow::Screen::not_ready:
      return draw_not_ready(scene);
    case flow::Screen::staff_pin:
      return draw_staff_pin(scene);
    case flow::Screen::staff_home:
      return draw_staff_home(scene);
    case flow::Screen::staff_card:
      return draw_staff_card(scene);
    case flow::Screen::staff_decline:
      return draw_staff_decline(scene);
  }
}

}  // namespace

struct Ui::Impl {
  Impl(text::Engine& text_engine, const i18n::Catalogues& all_words, const forms::FormSet& form_set,
       const text::KeyboardSet& keyboard_set)
      : engine(text_engine), catalogues(all_words), forms(form_set), keyboards(keyboard_set) {}

  text::Engine& engine;
  const i18n::Catalogues& catalogues;
  const forms::FormSet& forms;
  const text::KeyboardSet& keyboards;
  FrameMaker frames;
  Interaction interaction;
  NodeRegistry nodes;
  std::vector<Hit> hits;
  View view;
  Metrics metrics;
  bool reduced_motion = false;
  std::deque<input::Event> queue;
  std::int64_t series_ends_ms = 0;  // then one more tap on a letter types it anew
  std::string page_name;            // shown instead of the screens
  DrawPage page;

  Shown shown() const {
    return {hits, nodes, metrics.drag_slop, metrics.target * kReachOfTarget, reduced_motion};
  }

  // How often the letter was tapped that may still change; none when that time is over.
  int taps(std::int64_t now_ms) {
    if (now_ms >= series_ends_ms || view.keyboard.series.empty()) view.keyboard.taps = 0;
    return view.keyboard.taps;
  }

  // The size of letters that was chosen or, from the frame on in which a page did not hold all its
  // words, the next smaller one that does, until another page comes.
  struct Sized {
    std::string page;
    int width = 0, height = 0;
    int size = 0;
  } sized;
  void start_size_of_letters(const flow::State& state, const Viewport& viewport) {
    const std::string now = page_of(view, state);
    if (now != sized.page || viewport.width != sized.width || viewport.height != sized.height) {
      sized = {now, viewport.width, viewport.height,
               std::clamp(state.text_size, 0, flow::kTextSizes - 1)};
    }
  }
  bool draw(const flow::State& state, const Viewport& viewport, std::int64_t now_ms, int text_size);

  // A new screen starts at its top, without focus and with the keyboard its field asks for. A long
  // list keeps its place while its part of the kiosk is on the screen: a card is opened and left.
  void arrive(std::string name, flow::Part part, const std::string& language) {
    if (view.language != language) view.keyboard = {};
    view.language = language;
    if (view.screen == name) return;
    view.screen = std::move(name);
    const bool same_part = std::exchange(view.part, part) == part;
    std::erase_if(view.scrolls,
                  [&](const auto& one) { return !same_part || one.second.rows.rows() == 0; });
    view.keyboard = {};
    view.focus.clear();
    view.scan_inside = false;
    view.all_choices = false;
    view.help = false;
  }
};

Ui::Ui(text::Engine& engine, const i18n::Catalogues& catalogues, const forms::FormSet& forms,
       const text::KeyboardSet& keyboards)
    : impl_(std::make_unique<Impl>(engine, catalogues, forms, keyboards)) {}
Ui::~Ui() = default;

std::vector<flow::Event> Ui::handle(const flow::State& state, const Input& input) {
  Impl& ui = *impl_;
  std::ranges::copy(input.events, std::back_inserter(ui.queue));
  std::vector<flow::Event> events;
  ActionSink sink{.view = ui.view, .events = events};
  ui.taps(input.now_ms);
  const auto letter = std::pair(ui.view.keyboard.series, ui.view.keyboard.taps);
  const Shown shown = ui.shown();
  ui.interaction.pass_time(input.now_ms, shown, sink);
  while (!ui.queue.empty() && !sink.layout_changed) {
    const input::Event& event = ui.queue.front();
    const auto caret = moves_caret(event) ? caret_places(state, ui.forms, ui.engine) : std::nullopt;
    if (!ui.interaction.take(event, input.now_ms, shown, caret, sink)) break;
    ui.queue.pop_front();
  }
  if (letter != std::pair(ui.view.keyboard.series, ui.view.keyboard.taps)) {
    ui.series_ends_ms = input.now_ms + kSeriesMs;
  }
  return events;
}

bool Ui::more_input() const {
  return !impl_->queue.empty();
}

// Draws the page in letters of this size. False: the display does not hold all of it then, and the
// next smaller size is to be tried.
bool Ui::Impl::draw(const flow::State& state, const Viewport& viewport, std::int64_t now_ms,
                    int text_size) {
  engine.begin_frame();
  metrics = metrics_for(static_cast<float>(viewport.width), static_cast<float>(viewport.height),
                        viewport.density, kTextScales[text_size]);
  nodes.clear();
  hits.clear();
  view.begin_frame();
  view.last_try = text_size == 0;
  if (taps(now_ms) > 0) view.wake(series_ends_ms);
  const Painter painter = frames.begin(metrics.width, metrics.height, engine.atlas());
  Canvas canvas(painter, engine, catalogues, nodes, hits, view,
                {.metrics = metrics,
                 .colors = palette(state.theme),
                 .language = state.language,
                 .now_ms = now_ms,
                 .reduced_motion = viewport.reduced_motion});
  canvas.set_task(task_of(state, forms));
  const Scene scene{canvas, state, forms, keyboards};
  const bool covered = has_overlay(scene);
  canvas.set_inert(covered);
  page ? page(scene) : draw_screen(scene);
  canvas.set_inert(false);
  if (covered) {
    view.typing = Typing::nothing;
    draw_overlay(scene);
  }
  const bool whole = !view.crowded && std::ranges::none_of(nodes.nodes(), &Node::truncated);
  if (!whole && !view.last_try) return false;
  interaction.show(page_of(view, state), covered, nodes, view, now_ms);
  show_focus(canvas, nodes);
  show_reading(canvas, nodes);
  return true;
}

Frame Ui::build(const flow::State& state, const Viewport& viewport, std::int64_t now_ms) {
  Impl& ui = *impl_;
  ui.arrive(ui.page ? ui.page_name : name_of(state, ui.forms), flow::row_of(state.screen).part,
            state.language);
  ui.reduced_motion = viewport.reduced_motion;
  // Staff pages are about other people, in a room full of people: nothing of them is read aloud.
  ui.view.sound = !flow::row_of(state.screen).read_aloud ? Sound{} : viewport.sound;
  ui.interaction.set_switch_keys(viewport.switch_keys);
  if (viewport.switches) ui.view.switches = true;

  ui.start_size_of_letters(state, viewport);
  while (!ui.draw(state, viewport, now_ms, ui.sized.size)) {
    ui.frames.end();
    --ui.sized.size;
  }
  Frame frame;
  frame.draw_data = &ui.frames.end();
  frame.wants_another_frame = ui.view.moving;
  frame.wake_at_ms = ui.view.wake_at_ms;
  if (const auto due = ui.interaction.due_ms()) {
    frame.wake_at_ms = frame.wake_at_ms ? std::min(*frame.wake_at_ms, *due) : *due;
  }
  return frame;
}

Slip Ui::slip(const flow::State& state, int width, float dots_per_mm) {
  constexpr float kLongest = 8192;  // dots; it is cut where its words end
  Impl& ui = *impl_;
  constexpr float kLargePicture = 1.4F;  // heat on paper is less crisp than a screen
  Metrics metrics = metrics_for(static_cast<float>(width), kLongest, dots_per_mm, 1);
  metrics.qr *= kLargePicture;
  NodeRegistry nodes;
  std::vector<Hit> hits;
  View view;
  ui.engine.begin_frame();
  Canvas canvas(ui.frames.begin(metrics.width, kLongest, ui.engine.atlas()), ui.engine,
                ui.catalogues, nodes, hits, view,
                {.metrics = metrics,
                 .colors = palette(flow::Theme::high_contrast),
                 .language = state.language,
                 .now_ms = 0,
                 .reduced_motion = true});
  canvas.set_task(task_of(state, ui.forms));
  const Piece paper = ui::slip(Scene{canvas, state, ui.forms, ui.keyboards});
  const float high = paper ? std::min(paper->height(metrics.width).wish, kLongest) : 0;
  if (paper) paper->place({0, 0, metrics.width, high});
  return {&ui.frames.end(), width, static_cast<int>(high)};
}

std::vector<Listen> Ui::take_wishes() {
  return std::exchange(impl_->view.wishes, {});
}

void Ui::wipe() {
  impl_->view = {};
  impl_->interaction.forget();
  impl_->queue.clear();
  impl_->engine.clear_cache();
}

void Ui::show_instead(std::string name, DrawPage page) {
  impl_->page_name = std::move(name);
  impl_->page = std::move(page);
}

const NodeRegistry& Ui::nodes() const {
  return impl_->nodes;
}

bool Ui::scroll_into_view(std::string_view id) {
  const Node* node = impl_->nodes.find(id);
  return node != nullptr && bring_into_view(*node, impl_->view);
}

std::int64_t Ui::tap_ready_ms(float x, float y) const {
  return impl_->interaction.tap_ready_ms(x, y, impl_->shown());
}

std::int64_t Ui::key_ready_ms(Key key) const {
  return impl_->interaction.key_ready_ms(key);
}

std::string_view Ui::screen_name() const {
  return impl_->view.screen;
}

bool Ui::accepts_text() const {
  return impl_->view.typing != Typing::nothing;
}

}  // namespace samen::ui
