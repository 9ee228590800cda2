// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/narrator.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace samen::speech {
namespace {

// Loudness by steps of the same size to the ear.
constexpr std::array<float, ui::kVolumes> kDecibels{-26, -18, -12, -6, 0};

Line line_of(const Source& source) {
  return {.clip = source.clip, .voice = source.voice, .text = base::SecretText(source.words)};
}

}  // namespace

Narrator::Narrator(const Library& library, Mouth& mouth, const ui::NodeRegistry& nodes, int volume)
    : library_(library), mouth_(mouth), nodes_(nodes), first_volume_(volume) {
  set_volume(volume);
}

void Narrator::set_volume(int volume) {
  sound_.volume = std::clamp(volume, 1, ui::kVolumes);
  const float decibels = kDecibels[static_cast<std::size_t>(sound_.volume - 1)];
  mouth_.set_gain(std::pow(10.0F, decibels / 20));
}

std::vector<Passage> Narrator::passages(const std::string& node) const {
  return node.empty() ? script(nodes_, place_.language) : script_of(nodes_, node, place_.language);
}

bool Narrator::audible() const {
  if (!present_ || place_.staff) return false;
  return std::ranges::any_of(passages({}), [this](const Passage& passage) {
    return !library_.source(passage.language, passage.text).silent();
  });
}

bool Narrator::voiceless() const {
  return present_ && !place_.staff && !sound_.ear && library_.voice_for(place_.language).empty();
}

void Narrator::look_for_news(bool same_place) {
  if (place_.overlay == "idle_warning") return;  // its seconds change all the time
  std::vector<Told> now;
  for (const ui::Node& node : nodes_.nodes()) {
    if (!is_news(node)) continue;
    now.push_back({node.id, node.label});
    const bool known = std::ranges::find(told_, now.back()) != told_.end();
    const bool waits = std::ranges::find(news_, node.id) != news_.end();
    if (sound_.echo && same_place && !known && !waits) news_.push_back(node.id);
  }
  told_ = std::move(now);
  if (!same_place) news_.clear();  // the screen is read as a whole
}

bool Narrator::look(const Place& place) {
  look_for_news(place == place_);
  if (place == place_) return false;
  const ui::Sound before = sound_;
  const Place last = std::exchange(place_, place);
  std::optional<std::string> goes_on = std::exchange(after_switch_, std::nullopt);
  if (sound_.speaking) {
    goes_on = what_;
    stop();
  }
  sound_.ear = audible();
  sound_.voiceless = voiceless();
  // On the way through the picker nothing is said, and closing it without a choice says nothing.
  const bool picking = place_.overlay == "language_picker";
  if (goes_on && picking) after_switch_ = goes_on;
  // Choosing one's language on the first screen is a switch too, also to the one it stood in.
  const bool switched =
      last.language != place_.language || (last.screen == "first" && place_.screen == "role");
  if (goes_on && switched && !picking && sound_.ear) {
    read(last.screen == place_.screen ? *goes_on : std::string());
  } else if (sound_.echo && !picking && place_.screen != "first") {
    read({});  // who listens hears each next screen; on the first one stands somebody else
  }
  return sound_ != before;
}

void Narrator::want(const ui::Listen& wish) {
  using What = ui::Listen::What;
  switch (wish.what) {
    case What::louder:
      return set_volume(sound_.volume + 1);
    case What::quieter:
      return set_volume(sound_.volume - 1);
    case What::screen:
      sound_.echo = !sound_.speaking;  // who wants silence wants no echo either
      return sound_.speaking ? stop() : read({});
    case What::focus:
      sound_.echo = !sound_.speaking;
      return sound_.speaking ? stop() : read(wish.node, wish.rest);
    case What::follow:
      if (nodes_.find(wish.node) == nullptr) return;
      stop();
      return read(wish.node, wish.rest);
    case What::node:
    case What::value: {
      // Gone with the tap that asked for it: what is being read meanwhile goes on.
      if (nodes_.find(wish.node) == nullptr) return;
      const bool same = sound_.speaking && sound_.node == wish.node;
      stop();
      if (same) return;
      return wish.what == What::node ? read(wish.node) : say_value(wish);
    }
  }
}

void Narrator::read(const std::string& node, std::span<const std::string> rest) {
  if (!sound_.ear) return;
  std::vector<Line> lines;
  nodes_read_.clear();
  std::vector<Passage> said = passages(node);
  for (const std::string& other : rest)
    std::ranges::move(passages(other), std::back_inserter(said));
  for (const Passage& passage : said) {
    const Source source = library_.source(passage.language, passage.text);
    if (source.silent()) continue;
    for (int times = passage.code ? 2 : 1; times > 0; --times) {
      lines.push_back(line_of(source));
      nodes_read_.push_back(passage.node);
    }
    if (!passage.chosen) continue;
    const Source chosen = library_.chosen(passage.language);
    if (chosen.silent()) continue;
    lines.push_back(line_of(chosen));
    nodes_read_.push_back(passage.node);
  }
  what_ = node;
  begin(std::move(lines));
}

// A person's own words are said only when they tap the ear beside them: others stand around. Never
// by a recording, and the words leave this process only through the pipe to the voice.
void Narrator::say_value(const ui::Listen& wish) {
  if (wish.value.empty()) return read(wish.node);
  const std::string voice = library_.voice_for(place_.language);
  if (!sound_.ear || voice.empty()) return;
  std::vector<Line> lines;
  lines.push_back({.clip = {},
                   .voice = voice,
                   .text = library_.pronunciation().value(voice, wish.value.view())});
  nodes_read_ = {wish.node};
  what_ = wish.node;
  begin(std::move(lines));
}

void Narrator::begin(std::vector<Line> lines) {
  if (lines.empty()) return;
  reading_ = mouth_.start(std::move(lines));
  line_ = 0;
  count_line();
  sound_.speaking = true;
  sound_.node = nodes_read_.front();
}

void Narrator::stop() {
  if (sound_.speaking) mouth_.stop();
  sound_.speaking = false;
  sound_.node.clear();
}

bool Narrator::hear() {
  const ui::Sound before = sound_;
  const Mouth::Status status = mouth_.status();
  if (sound_.speaking && status.reading == reading_) {
    if (!status.speaking) {
      sound_.speaking = false;
      sound_.node.clear();
      count_line();
    } else if (status.line != line_ && status.line < nodes_read_.size()) {
      line_ = status.line;
      count_line();
      sound_.node = nodes_read_[line_];
    }
  }
  if (!sound_.speaking && !news_.empty()) {
    const std::vector<std::string> news = std::exchange(news_, {});
    read(news.front(), std::span(news).subspan(1));
  }
  if (present_ != status.present) {
    present_ = status.present;
    sound_.ear = audible();
    sound_.voiceless = voiceless();
  }
  return sound_ != before;
}

// The question whether somebody is still here must not answer itself.
void Narrator::count_line() {
  if (place_.overlay != "idle_warning") ++lines_said_;
}

void Narrator::forget() {
  stop();
  sound_.echo = false;
  news_.clear();
  after_switch_.reset();
  nodes_read_.clear();
  what_.clear();
  set_volume(first_volume_);
  mouth_.look();  // a loudspeaker may have been plugged in meanwhile
}

}  // namespace samen::speech
