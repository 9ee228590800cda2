// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/speech/library.hpp"
#include "kiosk/speech/player.hpp"
#include "kiosk/speech/script.hpp"
#include "kiosk/ui/canvas/node_registry.hpp"
#include "kiosk/ui/canvas/sound.hpp"

namespace samen::speech {

// Where somebody is; another place ends what is being read.
struct Place {
  std::string screen;    // "question.name"
  std::string overlay;   // "none", "language_picker", "help", ...
  std::string language;  // BCP 47
  bool staff = false;    // pages about other people: no ear
  bool operator==(const Place&) const = default;
};

// What is said when: starts at an ear, and from then on reads each next screen, in the other
// language after a switch, and what comes up on the same one (an error, the end of a count), until
// the ear is tapped while it speaks or the session ends. Main thread; never waits.
class Narrator {
 public:
  // `volume` is where people start. The references must outlive the narrator; `nodes` is always
  // what the last frame showed.
  Narrator(const Library& library, Mouth& mouth, const ui::NodeRegistry& nodes, int volume);

  // After a frame. True when the screens have something else to show.
  bool look(const Place& place);
  void want(const ui::Listen& wish);
  // What the mouth did since. True when the screens have something else to show.
  bool hear();
  // A session's end: silence, and the volume where it was.
  void forget();

  const ui::Sound& sound() const { return sound_; }
  // Grows while somebody is being read to, who therefore is still here.
  std::uint64_t lines_said() const { return lines_said_; }

 private:
  std::vector<Passage> passages(const std::string& node) const;
  bool audible() const;
  bool voiceless() const;
  void count_line();
  // What came up since the last look on the screen that is still the same.
  void look_for_news(bool same_place);
  // Empty: the whole screen.
  void read(const std::string& node, std::span<const std::string> rest = {});
  void say_value(const ui::Listen& wish);
  void begin(std::vector<Line> lines);
  void stop();
  void set_volume(int volume);

  const Library& library_;
  Mouth& mouth_;
  const ui::NodeRegistry& nodes_;
  int first_volume_;
  ui::Sound sound_;
  Place place_;
  bool present_ = false;
  std::vector<std::string> nodes_read_;      // by line
  std::string what_;                         // node asked for; empty: the screen
  std::optional<std::string> after_switch_;  // what goes on in the next language
  struct Told {
    std::string node;
    std::string words;  // others in their place are news
    bool operator==(const Told&) const = default;
  };
  std::vector<Told> told_;         // that could be news, as of the last look
  std::vector<std::string> news_;  // nodes to be read once what is being read has ended
  std::uint32_t reading_ = 0;
  std::size_t line_ = 0;
  std::uint64_t lines_said_ = 0;
};

}  // namespace samen::speech
