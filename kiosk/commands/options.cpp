// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/options.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "device/assets_folder.hpp"
#include "terminal/option_words.hpp"

namespace samen::commands {
namespace {

using base::say;

constexpr std::string_view kAbout = base::to_say(
    R"(The kiosk of Samen: newcomers and volunteers sign up on this screen.

First make its data folder (once), then let the courier enrol it, then start it:
  samen-kiosk init --data DIR             keys, database and the staff PIN (read from stdin)
  samen-sync enrol --data DIR --server URL --code CODE
  samen-kiosk --data DIR --fullscreen
A new staff PIN or card later, or its key:  samen-kiosk staff --help

Without enrolment the screens say that the kiosk is not ready and staff can still open their page.
Nobody needs a network to sign up: what is sent is sealed and kept in DIR until samen-sync has
handed it over. Ending the program (Ctrl-C, SIGTERM) wipes what was typed.)");

constexpr std::string_view kInitAbout = base::to_say(
    R"(Makes the data folder of a kiosk: its keys, its database and the staff PIN.

The PIN has at least 6 digits and is read from stdin, so that it is in no history and no process
list:  printf '%s\n' "$PIN" | samen-kiosk init --data DIR
At a terminal it is asked for twice and not shown.

With --badge the staff page takes a card beside the PIN, read by a QR reader that acts as a
keyboard. The card is written once, as a picture to print; the kiosk keeps no copy. A PIN alone
keeps a thief of the kiosk busy for hours; with the card the proposals on it stay shut.)");

constexpr std::string_view kStaffAbout = base::to_say(
    R"(Changes what opens the staff page (what is waiting on it stays readable), or shows the fingerprint
of the key that staff sign decisions with. Stop the kiosk first.

What opens it now is read from stdin (asked for at a terminal): first the card, if it takes one
(hold it at the reader or type its letters), then the PIN. Cut off at any moment, the old PIN and
card or the new ones open the page. Who has lost every card cannot make a new one: print two.)");

std::optional<std::pair<int, int>> parse_size(std::string_view text) {
  const auto cross = text.find('x');
  if (cross == std::string_view::npos) return std::nullopt;
  int sides[2] = {0, 0};
  const std::string_view parts[2] = {text.substr(0, cross), text.substr(cross + 1)};
  for (int i = 0; i < 2; ++i) {
    const char* end = parts[i].data() + parts[i].size();
    const auto [stopped, error] = std::from_chars(parts[i].data(), end, sides[i]);
    if (error != std::errc() || stopped != end) return std::nullopt;
  }
  return std::pair(sides[0], sides[1]);
}

// Keys that switch boxes, pedals and presenters send, by name.
constexpr std::pair<std::string_view, ui::Key> kSwitchKeys[] = {
    {"space", ui::Key::space}, {"enter", ui::Key::enter},     {"tab", ui::Key::tab},
    {"left", ui::Key::left},   {"right", ui::Key::right},     {"up", ui::Key::up},
    {"down", ui::Key::down},   {"page-up", ui::Key::page_up}, {"page-down", ui::Key::page_down},
    {"f1", ui::Key::f1},       {"f2", ui::Key::listen},       {"f3", ui::Key::f3},
    {"f4", ui::Key::f4},       {"f5", ui::Key::f5},           {"f6", ui::Key::f6},
    {"f7", ui::Key::f7},       {"f8", ui::Key::f8},           {"f9", ui::Key::f9},
    {"f10", ui::Key::f10},     {"f11", ui::Key::f11},         {"f12", ui::Key::f12}};

std::optional<ui::Key> switch_key(std::string_view name) {
  std::string small(name);
  std::ranges::transform(small, small.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const auto& [known, key] : kSwitchKeys) {
    if (known == small) return key;
  }
  return std::nullopt;
}

// "space,enter": two different keys.
std::optional<ui::SwitchKeys> parse_switch_keys(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto next = switch_key(text.substr(0, comma));
  const auto choose = switch_key(text.substr(comma + 1));
  if (!next || !choose || *next == *choose) return std::nullopt;
  return ui::SwitchKeys{*next, *choose};
}

std::filesystem::path usual_data_folder() {
  const char* home = std::getenv("XDG_DATA_HOME");
  if (home != nullptr && *home != '\0') return std::filesystem::path(home) / "samen";
  home = std::getenv("HOME");
  return std::filesystem::path(home != nullptr ? home : ".") / ".local/share/samen";
}

// CLI11 keeps pointers to what it fills, so that lives here until parsing is over.
struct Parser {
  CLI::App app{say(kAbout), "samen-kiosk"};
  app::RunOptions run;
  InitCommand init;
  StaffCommand staff;
  bool no_badge = false;
  std::string size = "1280x800";
  int text_size = 1;
  std::string theme = "standard";
  std::string sound = "headphones";
  std::string switch_keys = "space,enter";
  bool software = false;
  bool gles2 = false;
  CLI::App* init_command = nullptr;
  CLI::App* staff_command = nullptr;
  CLI::App* badge_command = nullptr;
  CLI::App* key_command = nullptr;

  explicit Parser(std::string_view version) {
    run.data = init.data = staff.data = usual_data_folder();
    run.assets = device::usual_assets_folder();
    app.set_version_flag("--version", "samen-kiosk " + std::string(version));
    app.add_option("--data", run.data, say("folder with this kiosk's keys and database"))
        ->type_name("DIR")
        ->capture_default_str();
    app.add_option("--assets", run.assets,
                   say("folder with texts, forms, fonts list and keyboards"))
        ->type_name("DIR")
        ->capture_default_str();
    app.add_option("--language", run.language,
                   say("language of the first screen (BCP 47); nl and en are also what the "
                       "terminal is told in"))
        ->type_name(say("TAG"))
        ->capture_default_str();
    app.add_option("--text-size", text_size, say("1 to 4, where people start; they can change it"))
        ->type_name("N")
        ->check(CLI::Range(1, 4))
        ->capture_default_str();
    app.add_option("--idle", run.idle_seconds,
                   say("seconds without a touch before the warning, after which all is wiped"))
        ->type_name(say("SECONDS"))
        ->check(CLI::Range(30, 3600))
        ->capture_default_str();
    app.add_option("--undo", run.undo_seconds,
                   say("seconds in which a decision of staff can be taken back, before it leaves"))
        ->type_name(say("SECONDS"))
        ->check(CLI::Range(0, 600))
        ->capture_default_str();
    app.add_option(
           "--reader", run.reader,
           say("a reader of codes to hold for the kiosk alone, such as "
               "/dev/input/by-id/...-event-kbd: nothing it reads ends in a field. Without this "
               "a reader that acts as a keyboard works as well"))
        ->type_name(say("DEVICE"));
    app.add_option(
           "--printer", run.printer,
           say("a printer for receipts: escpos:/dev/usb/lp0, "
               "escpos:/dev/ttyUSB0?baud=115200&dots=576, or ipp://localhost/printers/NAME, a "
               "queue of this machine's CUPS. Without this nothing is printed; samen-print "
               "look PRINTER says how it is"))
        ->type_name(say("PRINTER"));
    app.add_option("--theme", theme, say("colours where people start; they can change them"))
        ->type_name(say("NAME"))
        ->check(CLI::IsMember({"standard", "high-contrast", "dark"}))
        ->capture_default_str();
    app.add_flag("--reduced-motion", run.reduced_motion, say("nothing slides or fades"));
    app.add_flag(
        "--switches", run.switches,
        say("two switches from the start: Space goes on, Enter chooses. Without this they begin "
            "to work when Space is pressed on a screen without a text field"));
    app.add_option(
           "--switch-keys", switch_keys,
           say("the keys that the two switches send: space, enter, tab, left, right, up, down, "
               "page-up, page-down or f1 to f12. A function key works at once on every screen"))
        ->type_name(say("NEXT,CHOOSE"))
        ->capture_default_str();
    add_screen_options();
    add_sound_options();
    add_test_options();
    add_init();
    add_staff();
  }

  void add_screen_options() {
    const std::string group = say("Screen");
    app.add_option(
           "--size", size,
           say("window size in pixels, each side at least 320; all words of all pages fit on"
               " 800x480, 480x800, 1280x400 and larger"))
        ->type_name(say("WxH"))
        ->capture_default_str()
        ->group(group);
    app.add_flag("--fullscreen", run.fullscreen, say("the whole display, as on the device"))
        ->group(group);
    app.add_option(
           "--density", run.density,
           say("pixels per millimetre, so that a button is as large as a finger; 0 asks the "
               "display"))
        ->type_name(say("PXPERMM"))
        ->capture_default_str()
        ->group(group);
    auto* soft = app.add_flag("--software", software, say("draw without the graphics card"));
    auto* hard =
        app.add_flag("--gles2", gles2, say("draw with OpenGL ES 2 or end with the reason"));
    soft->group(group);
    hard->group(group)->excludes(soft);
    app.add_flag("--headless", run.headless,
                 say("no window and no display: frames are kept in memory"))
        ->group(group);
  }

  void add_sound_options() {
    const std::string group = say("Sound");
    app.add_option(
           "--sound", sound,
           say("headphones: starts quietly; speaker: starts loud; off: nothing can be heard and "
               "no ear is shown. Nothing ever sounds before somebody asks for it"))
        ->type_name(say("WHERE"))
        ->check(CLI::IsMember({"headphones", "speaker", "off"}))
        ->capture_default_str()
        ->group(group);
    app.add_option(
           "--sound-device", run.sound_device,
           say("the output to use, by the name the system gives it (SDL); else its usual one"))
        ->type_name(say("NAME"))
        ->group(group);
  }

  void add_test_options() {
    const std::string group = say("For tests and demonstrations");
    app.add_flag("--metrics", run.metrics,
                 say("at the end print frames, wakeups, draw calls, vertices and cache hits"))
        ->group(group);
#ifdef SAMEN_AUTOMATION
    app.add_option("--automation", run.automation,
                   say("listen on this Unix socket (mode 0600) for JSON commands, one a line"))
        ->type_name(say("SOCKET"))
        ->group(group);
    app.add_flag("--gallery", run.gallery,
                 say("show every widget in every state, page by page, instead of the screens"))
        ->group(group);
    app.add_flag("--virtual-clock", run.virtual_clock,
                 say("time stands still until the automation says {\"do\":\"advance\",\"ms\":...}"))
        ->group(group);
#endif
  }

  void add_init() {
    init_command = app.add_subcommand("init", say(kInitAbout));
    init_command->add_option("--data", init.data, say("folder to make; only its owner may read it"))
        ->type_name("DIR")
        ->capture_default_str();
    init_command
        ->add_option(
            "--badge", init.card,
            say("take a card beside the PIN; it is written here, to print and then delete"))
        ->type_name(say("CARD.svg"));
  }

  void add_staff() {
    staff_command = app.add_subcommand("staff", say(kStaffAbout));
    staff_command->require_subcommand(1);
    auto* pin =
        staff_command->add_subcommand("pin", say("a new PIN; it is the last line on stdin"));
    badge_command =
        staff_command->add_subcommand("badge", say("a new card: all older ones are void"));
    auto* card = badge_command->add_option("card", staff.card, say("where to write it, to print"))
                     ->type_name(say("CARD.svg"));
    badge_command->add_flag("--none", no_badge, say("no card from now on: the PIN alone"))
        ->excludes(card);
    key_command = staff_command->add_subcommand(
        "key",
        say("the fingerprint of the key that signs decisions, for `samen-matcher staff confirm`"));
    for (auto* command : {pin, badge_command, key_command}) {
      command->add_option("--data", staff.data, say("the kiosk's folder"))
          ->type_name("DIR")
          ->capture_default_str();
    }
  }

  Command staff_change() {
    if (badge_command->parsed()) {
      if (staff.card.empty() && !no_badge) {
        std::cerr << say(
            "samen-kiosk staff badge: say where to write the card, such as card.svg, or --none for "
            "the PIN alone\n");
        return Done{2};
      }
      staff.what = no_badge ? StaffCommand::What::no_badge : StaffCommand::What::badge;
    }
    if (key_command->parsed()) staff.what = StaffCommand::What::show_key;
    return staff;
  }

  Command result() {
    if (init_command->parsed()) return init;
    if (staff_command->parsed()) return staff_change();
    const auto sides = parse_size(size);
    if (!sides) {
      std::cerr << say("samen-kiosk: --size is '{}'; it takes WIDTHxHEIGHT, such as 800x480\n",
                       size);
      return Done{2};
    }
    const auto switches = parse_switch_keys(switch_keys);
    if (!switches) {
      std::cerr << say(
          "samen-kiosk: --switch-keys is '{}'; it takes two different keys, such as space,enter or "
          "f1,f2; see --help\n",
          switch_keys);
      return Done{2};
    }
    run.switch_keys = *switches;
    std::tie(run.width, run.height) = *sides;
    run.text_size = text_size - 1;
    if (theme == "high-contrast") run.theme = flow::Theme::high_contrast;
    if (theme == "dark") run.theme = flow::Theme::dark;
    if (sound == "speaker") run.sound = app::SoundMode::speaker;
    if (sound == "off") run.sound = app::SoundMode::off;
    if (software) run.renderer = platform::RendererKind::software;
    if (gles2) run.renderer = platform::RendererKind::gles2;
    return run;
  }
};

}  // namespace

Command parse_command_line(int argc, char** argv, std::string_view version) {
  Parser parser(version);
  terminal::speak_of_options(parser.app);
  try {
    parser.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return Done{parser.app.exit(error) == 0 ? 0 : 2};
  }
  return parser.result();
}

}  // namespace samen::commands
