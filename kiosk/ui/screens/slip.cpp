// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/slip.hpp"

#include <utility>

#include "kiosk/ui/kit/qr.hpp"
#include "kiosk/ui/screens/receipt_parts.hpp"

namespace samen::ui {
namespace {

constexpr Color kInk = kQrInk;
constexpr Color kPaper = kQrPaper;

Piece said(Canvas& canvas, std::string id, std::string_view key, Type type, Align align) {
  return words(canvas, {.words = canvas.tr(key),
                        .look = {.type = type, .color = kInk, .align = align},
                        .id = std::move(id)});
}

Piece cut_here(Canvas& canvas) {
  const Metrics& m = canvas.m();
  const float high = 2 * m.part;
  return drawn({0, 0}, Room{high, high}, [&canvas, &m](const Rect& rect) {
    const float thick = 2 * m.outline;
    canvas.dashed({rect.x - m.inset, rect.center_y(), rect.w + 2 * m.inset, thick}, kInk, thick, 0);
  });
}

struct SlipCode {
  std::string id;
  std::string key;            // .title
  std::string text_key = {};  // none where the title says what to do with it
  base::SecretText code;
  std::size_t groups_a_line = 8;
  bool picture = true;
};

Piece slip_code(Canvas& canvas, const SlipCode& what) {
  const Metrics& m = canvas.m();
  auto all = column(m.near);
  all->add(said(canvas, what.id + ".title", what.key + ".title", Type::lead_bold, Align::center));
  if (what.picture) {
    all->add(stands(qr(canvas, what.id + ".qr", canvas.tr(what.key + ".title"), what.code),
                    Stand::middle, Stand::start));
  }
  all->add(code_lines(canvas, what.id, what.code, what.groups_a_line, kInk, Align::center));
  if (!what.text_key.empty()) {
    all->add(said(canvas, what.id + ".text", what.text_key, Type::body, Align::start));
  }
  return all;
}

}  // namespace

Piece slip(const Scene& scene) {
  if (!scene.state.receipt) return nullptr;
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const flow::Receipt& receipt = *scene.state.receipt;
  auto all = column(m.near);
  all->add(said(canvas, "slip.title", "app.name", Type::title, Align::center));
  all->add(slip_code(canvas, {.id = "slip.own",
                              .key = "receipt.secret",
                              .text_key = "slip.secret.text",
                              .code = receipt.secret,
                              .groups_a_line = 3}));
  all->add(cut_here(canvas));
  if (receipt.join_code) {
    all->add(slip_code(canvas, {.id = "slip.join",
                                .key = "receipt.join",
                                .text_key = "receipt.join.text",
                                .code = base::SecretText(receipt.join_code->str())}));
    all->add(cut_here(canvas));
  }
  all->add(slip_code(canvas, {.id = "slip.reference",
                              .key = "receipt.reference",
                              .code = base::SecretText(receipt.code.str()),
                              .picture = false}));
  all->add(said(canvas, "slip.next", "receipt.next", Type::lead_bold, Align::start),
           {.before = m.part});
  int number = 0;
  for (const NextStep& step : steps_after(scene)) {
    all->add(
        said(canvas, "slip.step." + std::to_string(++number), step.key, Type::body, Align::start));
  }
  return over([&canvas](const Rect& rect) { canvas.fill(rect, kPaper); },
              padded(std::move(all), m.inset, m.part));
}

}  // namespace samen::ui
