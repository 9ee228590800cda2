// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace samen::text {

enum class KeyKind : std::uint8_t {
  character,  // types Key::output (or Key::shifted)
  space,
  backspace,
  shift,  // next character in its shifted form
  layer,  // shows the layer named Key::target of the same keyboard ("letters", "symbols")
  next,   // offers every other keyboard of the field
  vowel,  // puts the letter typed last into its form Key::form (Ethiopic)
  more,   // the next key offers its variants, as a long press does
  enter,  // done with this field
  gap,    // empty room, not a key
};

struct Key {
  KeyKind kind = KeyKind::character;
  std::string output;    // what a tap types, UTF-8
  std::string shifted;   // with shift; same as output in scripts without case
  std::string label;     // what the key shows; empty: shows output, or icon
  std::string icon;      // pictogram instead of a label
  std::string name_key;  // message key that says what it does ("keyboard.backspace")
  std::string target;    // for KeyKind::layer
  int form = 0;          // for KeyKind::vowel: 2 to 7, of Key::variants the (form - 1)th
  float width = 1.0F;    // in units of an ordinary key
  std::vector<std::string> variants;  // by long press or KeyKind::more, first is nearest
  std::vector<std::string> shifted_variants;
};

struct KeyboardLayer {
  std::string name;                    // "letters"
  std::vector<std::vector<Key>> rows;  // physical top to bottom, left to right, in every script
};

// One keyboard: a script, or a pad for one kind of field.
struct Keyboard {
  std::string id;                      // "latin_tr", "arabic", "numeric", "phone", "email"
  std::string label;                   // where it is offered: "ABC", "ğşı"
  std::string script;                  // ISO 15924: "Latn"; empty for pads
  std::vector<std::string> languages;  // interface languages that start with it
  bool pad = false;                    // for one kind of field, not a script
  int order = 0;                       // among the keyboards that are offered
  bool has_shift = false;
  // Not empty: a tapped letter stands for a row of forms (Ethiopic: a consonant with its vowels),
  // one of which may replace it. The letter named here carries the vowel keys when nothing was
  // typed.
  std::string series;
  std::vector<KeyboardLayer> layers;  // first one shows first

  const KeyboardLayer* layer(std::string_view name) const;  // null: no such layer
  const Key* letter(std::string_view output) const;         // of any layer; null: none
};

// On a keyboard with series (Ethiopic: a consonant and its vowels): what stands in the field after
// the key was tapped `taps` times in a row. Its letter first, then each variant, then from the
// beginning.
const std::string& series_form(const Key& key, int taps);

// What a vowel key shows and types: that form of the letter `typed` last, or of Keyboard::series
// when nothing was.
const std::string& vowel_form(const Keyboard& keyboard, std::string_view typed, const Key& vowel);

// All keyboards of assets/keyboards, by id.
class KeyboardSet {
 public:
  // Every *.json of the folder; a bad file is refused with file, place and reason.
  static base::Result<KeyboardSet> load(const std::filesystem::path& folder);

  const Keyboard* find(std::string_view id) const;  // null: none
  // The keyboard a text field opens with in that interface language; "latin" when none claims it.
  const Keyboard& for_language(std::string_view language) const;
  // The keyboards of scripts that a name field offers behind its switch key: the language's own
  // first, then all others by their order.
  std::vector<const Keyboard*> scripts_for(std::string_view language) const;
  const std::map<std::string, Keyboard, std::less<>>& all() const { return keyboards_; }

 private:
  std::map<std::string, Keyboard, std::less<>> keyboards_;
};

// One keyboard from its JSON; `name` is used in errors.
base::Result<Keyboard> parse_keyboard(std::string_view json, std::string_view name);

}  // namespace samen::text
