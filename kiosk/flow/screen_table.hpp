// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

// What is true of each screen, one row a screen. Nothing else in the program asks "is it this one?"
// to decide such a thing.
namespace samen::flow {

enum class Screen : std::uint8_t {
  first,     // languages
  role,      // newcomer, start a group, join with a code, place me
  question,  // one question of a form
  notice,    // a kind end: under 18, or no twelve months
  outside,   // no group will be found for these answers; what else there is; one may go on
  check,     // check your answers
  sending,
  receipt,
  secret,     // the secret of a receipt is typed
  standing,   // where its holder stands, and what they can do
  sure,       // withdraw, erase, or no to an offer?
  met,        // how often did you meet?
  mood,       // how is it?
  not_ready,  // this kiosk cannot take sign-ups now; staff can still open their page
  staff_pin,
  staff_home,     // tabs: proposals, status
  staff_card,     // one proposal
  staff_decline,  // why not?
};
inline constexpr std::size_t kScreens = 18;

// A set of the values of a small enum.
template <class E>
class Set {
 public:
  constexpr Set() = default;
  constexpr Set(std::initializer_list<E> values) {
    for (const E value : values) bits_ |= 1U << static_cast<unsigned>(value);
  }
  static constexpr Set all() {
    Set set;
    set.bits_ = ~0U;
    return set;
  }
  constexpr Set with(E value) const {
    Set set = *this;
    set.bits_ |= 1U << static_cast<unsigned>(value);
    return set;
  }
  constexpr bool has(E value) const { return (bits_ >> static_cast<unsigned>(value) & 1U) != 0; }
  constexpr bool operator==(const Set&) const = default;

 private:
  std::uint32_t bits_ = 0;
};
using Screens = Set<Screen>;

// Whose screen it is, and so who may be thrown out of it and what lies open on it.
enum class Part : std::uint8_t {
  home,     // nobody is here
  sign_up,  // somebody's answers may be on it
  staff,    // caseworkers, about other people: nothing of it is read aloud
};
// What "stop and clear" does.
enum class Stop : std::uint8_t {
  no,            // there is none, or nothing may be broken off now
  at_once,       // nothing is lost
  asks,          // answers are lost: asks once
  asks_if_told,  // asks when there are answers
};
// What silence does.
enum class Idle : std::uint8_t {
  stays,   // for ever
  tidies,  // without a warning: a changed language or theme goes back
  warns,   // a countdown, then all is wiped
};
enum class Limit : std::uint8_t {
  none,
  progress,  // Settings::no_progress_ms without a step forward, then the countdown
  pin,       // Settings::staff_ms after the PIN, then the PIN again
};
enum class Progress : std::uint8_t { none, bar, counted };
enum class Ground : std::uint8_t { bar, bare };

// What the bar on top of a screen holds.
struct HeaderRow {
  bool back = false;
  bool stop = false;
  bool language = true;
  bool refresh = false;
  Progress progress = Progress::none;
  Ground ground = Ground::bar;
};

struct ScreenRow {
  Screen screen;
  std::string_view name;
  Part part;
  bool read_aloud;
  bool is_ending;  // its main button ends the session: it must have been seen before it works
  Stop stop;
  Idle idle;
  Limit limit;
  HeaderRow header;
  Screens leads_to;  // by taps, results and time; wipes to the first screen are not listed
};

// clang-format off
inline constexpr std::array<ScreenRow, kScreens> kScreenTable = {{
#define SAMEN_SCREEN(name) Screen::name, #name
    // screen                     part           aloud  ending stop                idle          limit
    {SAMEN_SCREEN(first),         Part::home,    true,  false, Stop::no,           Idle::tidies, Limit::none,
     {.language = false, .ground = Ground::bare},
     {Screen::role, Screen::not_ready, Screen::staff_pin}},
    {SAMEN_SCREEN(role),          Part::sign_up, true,  false, Stop::asks_if_told, Idle::warns,  Limit::progress,
     {.back = true, .stop = true},
     {Screen::question, Screen::secret}},
    {SAMEN_SCREEN(question),      Part::sign_up, true,  false, Stop::asks,         Idle::warns,  Limit::progress,
     {.back = true, .stop = true, .progress = Progress::counted},
     {Screen::role, Screen::notice, Screen::outside, Screen::check}},
    {SAMEN_SCREEN(notice),        Part::sign_up, true,  true,  Stop::asks,         Idle::warns,  Limit::progress,
     {.back = true, .stop = true},
     {Screen::question}},
    {SAMEN_SCREEN(outside),       Part::sign_up, true,  false, Stop::asks,         Idle::warns,  Limit::progress,
     {.back = true, .stop = true},
     {Screen::question, Screen::check}},
    {SAMEN_SCREEN(check),         Part::sign_up, true,  false, Stop::asks,         Idle::warns,  Limit::progress,
     {.back = true, .stop = true, .progress = Progress::bar},
     {Screen::question, Screen::sending, Screen::standing}},
    {SAMEN_SCREEN(sending),       Part::sign_up, true,  false, Stop::no,           Idle::stays,  Limit::none,
     {.language = false, .ground = Ground::bare},
     {Screen::check, Screen::receipt, Screen::standing}},
    {SAMEN_SCREEN(receipt),       Part::sign_up, true,  true,  Stop::at_once,      Idle::warns,  Limit::progress,
     {},
     {}},
    {SAMEN_SCREEN(secret),        Part::sign_up, true,  false, Stop::asks_if_told, Idle::warns,  Limit::progress,
     {.back = true, .stop = true},
     {Screen::role, Screen::standing}},
    {SAMEN_SCREEN(standing),      Part::sign_up, true,  true,  Stop::asks_if_told, Idle::warns,  Limit::progress,
     {.stop = true},
     {Screen::sure, Screen::met, Screen::check}},
    {SAMEN_SCREEN(sure),          Part::sign_up, true,  false, Stop::asks_if_told, Idle::warns,  Limit::progress,
     {.back = true, .stop = true},
     {Screen::standing}},
    {SAMEN_SCREEN(met),           Part::sign_up, true,  false, Stop::asks_if_told, Idle::warns,  Limit::progress,
     {.back = true, .stop = true},
     {Screen::standing, Screen::mood}},
    {SAMEN_SCREEN(mood),          Part::sign_up, true,  false, Stop::asks_if_told, Idle::warns,  Limit::progress,
     {.back = true, .stop = true},
     {Screen::standing, Screen::met}},
    {SAMEN_SCREEN(not_ready),     Part::home,    true,  false, Stop::no,           Idle::tidies, Limit::none,
     {.ground = Ground::bare},
     {Screen::first, Screen::staff_pin}},
    {SAMEN_SCREEN(staff_pin),     Part::staff,   false, false, Stop::at_once,      Idle::warns,  Limit::pin,
     {.back = true},
     {Screen::staff_home}},
    {SAMEN_SCREEN(staff_home),    Part::staff,   false, false, Stop::at_once,      Idle::warns,  Limit::pin,
     {.back = true, .refresh = true},
     {Screen::staff_card, Screen::staff_pin}},
    {SAMEN_SCREEN(staff_card),    Part::staff,   false, false, Stop::at_once,      Idle::warns,  Limit::pin,
     {.back = true},
     {Screen::staff_home, Screen::staff_decline, Screen::staff_pin}},
    {SAMEN_SCREEN(staff_decline), Part::staff,   false, false, Stop::at_once,      Idle::warns,  Limit::pin,
     {.back = true},
     {Screen::staff_home, Screen::staff_card, Screen::staff_pin}},
#undef SAMEN_SCREEN
}};
// clang-format on
static_assert(
    [] {
      for (std::size_t i = 0; i < kScreens; ++i) {
        if (kScreenTable[i].screen != static_cast<Screen>(i)) return false;
      }
      return true;
    }(),
    "one row a screen, in the enum's order");

constexpr const ScreenRow& row_of(Screen screen) {
  return kScreenTable[static_cast<std::size_t>(screen)];
}
constexpr std::string_view to_string(Screen screen) {
  return row_of(screen).name;
}

}  // namespace samen::flow
