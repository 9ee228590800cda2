// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/keyboard.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::text {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr std::size_t kFileBytes = 64U << 10;
constexpr std::size_t kMostKeyboards = 64;
constexpr std::string_view kDefault = "latin";

bool serves(const Keyboard& keyboard, std::string_view language) {
  return std::ranges::find(keyboard.languages, language) != keyboard.languages.end();
}

}  // namespace

const KeyboardLayer* Keyboard::layer(std::string_view name) const {
  const auto found = std::ranges::find(layers, name, &KeyboardLayer::name);
  return found == layers.end() ? nullptr : &*found;
}

const Key* Keyboard::letter(std::string_view output) const {
  for (const auto& shown : layers) {
    for (const auto& row : shown.rows) {
      const auto found = std::ranges::find_if(row, [&](const Key& key) {
        return key.kind == KeyKind::character && key.output == output;
      });
      if (found != row.end()) return &*found;
    }
  }
  return nullptr;
}

Result<KeyboardSet> KeyboardSet::load(const std::filesystem::path& folder) {
  std::error_code problem;
  KeyboardSet set;
  for (std::filesystem::directory_iterator it(folder, problem), end; !problem && it != end;
       it.increment(problem)) {
    if (it->path().extension() != ".json") continue;
    SAMEN_TRY(const auto content, base::read_file(it->path(), kFileBytes));
    SAMEN_TRY(auto keyboard, parse_keyboard(content, it->path().string()));
    if (keyboard.id != it->path().stem()) {
      return fail(Errc::invalid_input, base::say("{}: the id is not the file's name", it->path()));
    }
    if (set.keyboards_.size() >= kMostKeyboards) {
      return fail(Errc::limit, base::say("{} holds more than 64 keyboards", folder));
    }
    set.keyboards_.emplace(keyboard.id, std::move(keyboard));
  }
  if (problem) {
    return fail(Errc::not_found,
                base::say("cannot list the keyboards in {}: {}", folder, problem.message()));
  }
  if (!set.keyboards_.contains(kDefault)) {
    return fail(Errc::not_found, base::say("no keyboard latin.json in {}", folder));
  }
  return set;
}

const Keyboard* KeyboardSet::find(std::string_view id) const {
  const auto found = keyboards_.find(id);
  return found == keyboards_.end() ? nullptr : &found->second;
}

const Keyboard& KeyboardSet::for_language(std::string_view language) const {
  for (const auto& [id, keyboard] : keyboards_) {
    if (!keyboard.pad && serves(keyboard, language)) return keyboard;
  }
  return keyboards_.find(kDefault)->second;
}

std::vector<const Keyboard*> KeyboardSet::scripts_for(std::string_view language) const {
  std::vector<const Keyboard*> offered;
  for (const auto& [id, keyboard] : keyboards_) {
    if (!keyboard.pad) offered.push_back(&keyboard);
  }
  const Keyboard* own = &for_language(language);
  std::ranges::stable_sort(offered, {}, [&](const Keyboard* keyboard) {
    return keyboard == own ? -1 : keyboard->order;
  });
  return offered;
}

const std::string& series_form(const Key& key, int taps) {
  const auto forms = key.variants.size() + 1;
  const auto index = static_cast<std::size_t>(std::max(taps, 1) - 1) % forms;
  return index == 0 ? key.output : key.variants[index - 1];
}

const std::string& vowel_form(const Keyboard& keyboard, std::string_view typed, const Key& vowel) {
  static const std::string kNothing;
  const Key* letter = typed.empty() ? nullptr : keyboard.letter(typed);
  if (letter == nullptr) letter = keyboard.letter(keyboard.series);
  return letter == nullptr ? kNothing : series_form(*letter, vowel.form);
}

}  // namespace samen::text
