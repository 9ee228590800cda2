// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "i18n/catalogue.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/ui/canvas/action.hpp"
#include "kiosk/ui/canvas/node_registry.hpp"
#include "kiosk/ui/canvas/painter.hpp"
#include "kiosk/ui/canvas/tokens.hpp"
#include "kiosk/ui/canvas/view.hpp"

namespace samen::ui {

enum class Type : std::uint8_t {
  caption,
  caption_bold,
  body,
  body_bold,
  lead,
  lead_bold,
  title,
  display
};

using text::Align;
enum class Upright : std::uint8_t { top, middle, bottom };

// How a piece of text looks.
struct Look {
  Type type = Type::body;
  Color color = 0;  // 0: ink
  Align align = Align::start;
  int max_lines = 0;
  float scale = 1;                 // of the type's size
  bool secret = false;             // a personal value
  std::string_view language = {};  // empty: the screen's
  text::Direction direction = text::Direction::from_language;
};

using Words = std::shared_ptr<const text::Layout>;

// Something that reacts to a tap.
struct Target {
  std::string id;
  Role role = Role::button;
  std::string label;
  std::string language = {};  // of the label; empty: the screen's
  Rect rect;                  // logical
  bool enabled = true;
  bool selected = false;
  bool repeats = false;    // fires again while it is held
  bool on_enter = false;   // Enter runs it when nothing else has the focus
  bool on_escape = false;  // Escape runs it
  Action on_hold = {};     // after a long press, instead of the tap
};

// What a widget needs to know about the finger and the keys to draw itself.
struct Touch {
  bool pressed = false;
  bool focused = false;
};

// A place that reacts, in window pixels; kept until the next frame for handle().
struct Hit {
  std::string id;
  Rect area;  // visible part
  std::string scroll;
  Action action;
  Action on_hold;
  bool enabled = true;
  bool repeats = false;
  bool on_enter = false;
  bool on_escape = false;
};

// What screens draw with: words, shapes and targets in logical space (see Rect), mirrored on the
// way out. Lives for one build(); everything drawn as text or target lands in the node registry.
class Canvas {
 public:
  struct Setting {
    const Metrics& metrics;
    const Palette& colors;
    std::string language;
    std::int64_t now_ms = 0;
    bool reduced_motion = false;
  };
  Canvas(Painter painter, text::Engine& engine, const i18n::Catalogues& catalogues,
         NodeRegistry& nodes, std::vector<Hit>& hits, View& view, const Setting& setting);

  const Metrics& m() const { return m_; }
  const Palette& colors() const { return colors_; }
  const TaskColors& task() const { return colors_.of(task_); }
  void set_task(Task task) { task_ = task; }
  Task task_kind() const { return task_; }
  const std::string& language() const { return language_; }
  bool right_to_left() const { return rtl_; }
  std::int64_t now_ms() const { return now_ms_; }
  bool reduced_motion() const { return reduced_motion_; }
  Rect page() const { return {0, 0, m_.width, m_.height}; }
  View& view() { return view_; }
  const View& view() const { return view_; }
  const i18n::Catalogues& catalogues() const { return catalogues_; }

  // --- words
  std::string tr(std::string_view key, std::initializer_list<i18n::Argument> arguments = {}) const;
  std::string tr(std::string_view key, std::span<const i18n::Argument> arguments) const;
  std::string_view icon_of(std::string_view key) const { return catalogues_.icon(key); }

  // Shaped text, at most `width` pixels wide (0: one line, as wide as it is).
  Words lay(std::string_view text, const Look& look, float width = 0);
  // What a person types: one line, with carets, never cached. `left_to_right` for numbers,
  // addresses and codes; names follow their own first letter.
  Words lay_field(std::string_view text, const Look& look, bool left_to_right);
  // The same as lay(), made smaller in steps (to 70 %) until it fits in width x height (0: any
  // height) with whole words.
  Words fit(std::string_view text, const Look& look, float width, float height);
  // True when a line of it ends inside a word.
  static bool breaks_a_word(std::string_view text, const text::Layout& layout);
  // Distance between baselines of a look.
  float line_height(const Look& look) const;
  // Glyphs at a window position; for fields.
  void draw_at(const Words& words, float window_x, float window_y, Color color);
  // Places words in a box. Upright::middle centres on the capitals, as the eye does. Words that
  // stick out of the box mark the node registered last as truncated.
  void draw(const Words& words, const Rect& box, Color color, Align align = Align::start,
            Upright upright = Upright::middle);
  // Lays out, draws from the top of the box, registers a node; returns the height used. With a
  // box height of 0 nothing is too high.
  float say(std::string_view id, Role role, std::string_view text, const Look& look, Rect box);

  // A pictogram centred in the box.
  void icon(std::string_view name, const Rect& box, float size, Color color);
  bool has_icon(std::string_view name) const { return engine_.has_icon(name); }

  // --- shapes, logical coordinates
  void fill(const Rect& rect, Color color, float radius = 0, Corners corners = Corners::all);
  void outline(const Rect& rect, Color color, float thickness, float radius = 0);
  void dashed(const Rect& rect, Color color, float thickness, float radius);
  void shadow(const Rect& rect, float radius, float strength = 1);
  void lift(const Rect& rect, float radius);  // the deeper shadow of panels
  void fade(const Rect& rect, Color top, Color bottom);
  void circle(float x, float y, float radius, Color color);
  void circle_outline(float x, float y, float radius, Color color, float thickness);
  void arc(float x, float y, float radius, float from, float to, Color color, float thickness);
  void line(float x0, float y0, float x1, float y1, Color color, float thickness);
  void focus_ring(const Rect& rect, float radius);

  // --- targets and nodes
  Touch target(Target target, Action action);
  // From now on targets look as if a finger or the focus were on them; nothing: as it is. For
  // pictures of every state, such as the gallery.
  void set_pose(std::optional<Touch> pose) { pose_ = pose; }
  Node& node(std::string_view id, Role role, std::string_view label, const Rect& rect);

  // --- scrolling and clipping; use kit/scroll.hpp
  // Draws inside `rect` only; targets react inside `live` only.
  void push_clip(const Rect& rect, const Rect& live, std::string scroll);
  void push_clip(const Rect& rect) { push_clip(rect, rect, {}); }
  void pop_clip();

  // Until the end of the scope x runs left to right whatever the language: keyboards, pads, QR.
  // `rect` comes back in those coordinates.
  class Physical {
   public:
    explicit Physical(Canvas& canvas, Rect& rect);
    ~Physical();
    Physical(const Physical&) = delete;
    Physical& operator=(const Physical&) = delete;

   private:
    Canvas& canvas_;
    bool before_;
  };

  // While inert, targets are drawn but neither react nor get nodes (under an overlay).
  void set_inert(bool inert) { inert_ = inert; }
  bool inert() const { return inert_; }

  // Logical to window coordinates.
  Rect out(const Rect& rect) const;

 private:
  struct Clip {
    Rect window;  // in window pixels
    std::string scroll;
  };
  text::Style style(const Look& look) const;
  text::Options options(const Look& look, float width) const;
  float out_x(float x) const { return mirrored() ? m_.width - x : x; }
  bool mirrored() const { return rtl_ && !physical_; }

  Painter painter_;
  text::Engine& engine_;
  const i18n::Catalogues& catalogues_;
  NodeRegistry& nodes_;
  std::vector<Hit>& hits_;
  View& view_;
  Metrics m_;
  const Palette& colors_;
  std::string language_;
  std::int64_t now_ms_;
  bool reduced_motion_;
  bool rtl_;
  bool physical_ = false;
  bool inert_ = false;
  std::optional<Touch> pose_;
  Task task_ = Task::neutral;
  std::vector<Clip> clips_;
  std::vector<Words>
      broken_;  // of this frame, that break inside a word; kept, so that none is mistaken
};

}  // namespace samen::ui
