// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "golden/stage.hpp"
#include "kiosk/flow/state.hpp"

// Golden pictures: what the gallery and the main screens looked like when somebody last looked at
// them and said yes.
namespace samen::testing {

// One picture: a page of the gallery, or a screen in a state.
struct Shot {
  std::string name = {};  // "gallery.buttons-ar-800x480": also the name of its file
  flow::State state = {};
  ui::Viewport viewport = {};
  int gallery = -1;  // the page; -1: the screen of `state`
};
// Every page and screen in nl, ar, ti and uk, each at both sizes but not in every language at both.
std::vector<Shot> golden_shots(const forms::FormSet& forms);
// At half its size, as goldens are kept.
platform::Image take(Stage& stage, const Shot& shot);

// Pictures are compared as means over squares, so that another release of FreeType or of a font,
// which draws edges a little darker or a word a pixel further, still passes, and a widget that
// moved, a missing letter or another colour does not.
inline constexpr int kSquare = 4;      // pixels of the halved picture: 8 on the screen
inline constexpr int kTolerance = 30;  // of 255, of the mean of one channel over a square
struct Squares {
  bool same_size = false;
  int different = 0;  // squares beyond the tolerance
  int largest = 0;    // the largest distance of one
  bool equal() const { return same_size && different == 0; }
};
Squares compare_squares(const platform::Image& expected, const platform::Image& actual);

// For people: expected, actual and, at the end, where they differ, side by side.
platform::Image three_panels(const platform::Image& expected, const platform::Image& actual);

// The folder of the golden pictures in the repository.
std::filesystem::path golden_folder();

}  // namespace samen::testing
