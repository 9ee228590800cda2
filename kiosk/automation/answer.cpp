// SPDX-License-Identifier: Apache-2.0
#include "kiosk/automation/answer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <nlohmann/json.hpp>

namespace samen::automation {
namespace {

using Ordered = nlohmann::ordered_json;

std::string line(const Ordered& object) {
  // Labels are ours, but a broken byte must never break the line.
  return object.dump(-1, ' ', false, Ordered::error_handler_t::replace);
}

Ordered node_json(const ui::Node& node) {
  Ordered object = {{"id", node.id},
                    {"role", ui::to_string(node.role)},
                    {"label", node.label},
                    {"x", std::lround(node.rect.x)},
                    {"y", std::lround(node.rect.y)},
                    {"w", std::lround(node.rect.w)},
                    {"h", std::lround(node.rect.h)},
                    {"enabled", node.enabled},
                    {"selected", node.selected},
                    {"focused", node.focused},
                    {"visible", node.visible},
                    {"tappable", ui::tappable(node.role)}};
  if (!node.scroll_parent.empty()) object["scroll"] = node.scroll_parent;
  if (node.truncated) object["truncated"] = true;
  if (node.missing_glyphs > 0) object["missing_glyphs"] = node.missing_glyphs;
  return object;
}

// Levenshtein distance; a shared beginning or end counts as closer, since ids are paths.
std::size_t strangeness(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
    }
  }
  const bool part = b.find(a) != std::string_view::npos || a.find(b) != std::string_view::npos;
  return part ? row[b.size()] / 2 : row[b.size()];
}

}  // namespace

std::string ok_answer() {
  return line({{"ok", true}});
}

std::string error_answer(const base::Error& error) {
  return line(
      {{"ok", false}, {"error", {{"code", to_string(error.code)}, {"message", error.message}}}});
}

std::string nodes_answer(const ui::NodeRegistry& nodes) {
  Ordered list = Ordered::array();
  for (const ui::Node& node : nodes.nodes()) list.push_back(node_json(node));
  return line({{"ok", true}, {"nodes", std::move(list)}});
}

std::string state_answer(const Snapshot& s) {
  return line({{"ok", true},
               {"screen", s.screen},
               {"overlay", s.overlay},
               {"language", s.language},
               {"right_to_left", s.right_to_left},
               {"text_size", s.text_size},
               {"theme", s.theme},
               {"not_ready", s.not_ready},
               {"busy", s.busy},
               {"accepts_text", s.accepts_text},
               {"width", s.width},
               {"height", s.height},
               {"density", s.density},
               {"renderer", s.renderer},
               {"clock_ms", s.clock_ms}});
}

std::string metrics_answer(std::span<const Metric> metrics) {
  Ordered object = {{"ok", true}};
  for (const Metric& metric : metrics) object[std::string(metric.name)] = metric.value;
  return line(object);
}

std::string screenshot_answer(const platform::Image& image) {
  return line({{"ok", true}, {"width", image.width}, {"height", image.height}});
}

std::vector<std::string> near_ids(std::string_view id, const ui::NodeRegistry& nodes,
                                  std::size_t count) {
  constexpr std::size_t kLongest = 200;  // keeps the table small whatever was sent
  std::vector<std::pair<std::size_t, std::string>> known;
  for (const ui::Node& node : nodes.nodes()) {
    if (!ui::tappable(node.role)) continue;
    known.emplace_back(strangeness(id.substr(0, kLongest), node.id), node.id);
  }
  std::ranges::stable_sort(known, {}, &std::pair<std::size_t, std::string>::first);
  std::vector<std::string> ids;
  for (auto& [distance, name] : known) {
    if (ids.size() == count) break;
    ids.push_back(std::move(name));
  }
  return ids;
}

base::Error unknown_id(std::string_view id, const ui::NodeRegistry& nodes) {
  std::string near;
  for (const std::string& other : near_ids(id, nodes, 6))
    near += (near.empty() ? "" : ", ") + other;
  return {base::Errc::not_found,
          "there is no \"" + std::string(id.substr(0, 200)) + "\" on this screen" +
              (near.empty() ? "; nothing here can be tapped" : "; near: " + near)};
}

}  // namespace samen::automation
