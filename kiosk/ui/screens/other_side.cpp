// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// The values of a set as their messages.
template <class E>
domain::ReasonArgument terms(std::string name, domain::SetOf<E> set) {
  domain::ReasonArgument out{.name = std::move(name), .terms = {}};
  set.each([&](E value) {
    out.terms.push_back(std::string(domain::Vocabulary<E>::kPrefix) + "." +
                        std::string(domain::name_of(value)));
  });
  return out;
}

struct Line {
  std::string_view id;
  std::string_view icon;
  std::string text;
};

std::vector<Line> lines_of(const Canvas& canvas, const domain::OtherSide& others) {
  std::vector<Line> lines;
  const bool group = others.members > 0;
  lines.push_back({"people", "account-multiple",
                   group ? canvas.tr("offer.group", {{"count", others.members}})
                         : canvas.tr("offer.household",
                                     {{"adults", others.adults}, {"children", others.children}})});
  const auto add = [&](std::string_view id, std::string_view icon, std::string_view key,
                       const domain::ReasonArgument& shared) {
    if (!shared.terms.empty()) lines.push_back({id, icon, message(canvas, key, {&shared, 1})});
  };
  add("languages", "translate", "offer.languages", terms("languages", others.languages));
  add("goals", "human-handsup", group ? "offer.goals.group" : "offer.goals.household",
      terms("goals", others.goals));
  add("interests", "heart-outline", "offer.interests", terms("interests", others.interests));
  if (others.times > 0) {
    lines.push_back({"times", "clock", canvas.tr("offer.times", {{"count", others.times}})});
  }
  if (others.minutes > 0) {
    lines.push_back({"minutes", "bike", canvas.tr("offer.minutes", {{"count", others.minutes}})});
  }
  return lines;
}

}  // namespace

Piece other_side(Canvas& canvas, const domain::OtherSide& others) {
  auto all = column(canvas.m().near);
  for (const Line& line : lines_of(canvas, others)) {
    all->add(signed_line(canvas, line.icon, canvas.task().accent, "offer." + std::string(line.id),
                         line.text));
  }
  return card(canvas, std::move(all));
}

}  // namespace samen::ui
