// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/encoding.hpp"
#include "kiosk/text/keyboard.hpp"

namespace samen::text {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using nlohmann::json;

constexpr std::size_t kMostLayers = 8;
constexpr std::size_t kMostRows = 6;
constexpr std::size_t kMostKeysInRow = 16;
constexpr std::size_t kMostVariants = 16;
constexpr std::size_t kLongestOutput = 24;  // bytes
constexpr std::size_t kMostLanguages = 32;
constexpr unsigned kFirstVowel = 2;  // the first form is the letter as typed
constexpr unsigned kLastVowel = 7;

struct KindInfo {
  std::string_view name;
  KeyKind kind;
  std::string_view icon;
  std::string_view name_key;
};
constexpr KindInfo kKinds[] = {
    {"character", KeyKind::character, "", ""},
    {"space", KeyKind::space, "", "keyboard.space"},
    {"backspace", KeyKind::backspace, "backspace", "keyboard.backspace"},
    {"shift", KeyKind::shift, "apple-keyboard-shift", "keyboard.shift"},
    {"layer", KeyKind::layer, "", ""},
    {"next", KeyKind::next, "earth", "keyboard.next"},
    {"more", KeyKind::more, "", "keyboard.more"},
    {"enter", KeyKind::enter, "check", "keyboard.enter"},
    {"vowel", KeyKind::vowel, "", ""},
    {"gap", KeyKind::gap, "", ""},
};

// The capital of a letter in a language where it is one letter again; otherwise the text itself.
std::string capital(const std::string& text, const std::string& language) {
  icu::UnicodeString word = icu::UnicodeString::fromUTF8(text);
  const auto before = word.countChar32();
  word.toUpper(icu::Locale(language.c_str()));
  if (word.countChar32() != before) return text;
  std::string out;
  word.toUTF8String(out);
  return out;
}

bool typeable(const std::string& text) {
  if (text.empty() || text.size() > kLongestOutput || !base::is_utf8(text)) return false;
  const auto units = icu::UnicodeString::fromUTF8(text);
  for (std::int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    const UChar32 c = units.char32At(i);
    const bool joiner = c == 0x200C || c == 0x200D;  // Persian writes with them
    if (u_iscntrl(c) && !joiner) return false;
  }
  return true;
}

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  Result<Keyboard> run(std::string_view text) {
    if (!base::is_utf8(text)) return wrong("is not UTF-8");
    const json root = json::parse(text, nullptr, false);
    if (!root.is_object()) return wrong("is not a JSON object");
    SAMEN_CHECK(header(root));
    SAMEN_CHECK(variants(root));
    if (!root.contains("layers") || !root["layers"].is_array() || root["layers"].empty() ||
        root["layers"].size() > kMostLayers) {
      return wrong("needs 1 to 8 \"layers\"");
    }
    for (const auto& entry : root["layers"]) SAMEN_CHECK(layer(entry));
    SAMEN_CHECK(letters());
    SAMEN_CHECK(targets());
    SAMEN_CHECK(series());
    return std::move(keyboard_);
  }

 private:
  std::unexpected<base::Error> wrong(const std::string& why) const {
    return fail(Errc::invalid_input, std::string(name_) + ": " + place_ + why);
  }

  Result<std::string> text(const json& object, const char* name) const {
    if (!object.is_object() || !object.contains(name) || !object[name].is_string()) {
      return wrong(std::string("needs a text \"") + name + "\"");
    }
    return object[name].get<std::string>();
  }

  Result<void> header(const json& root) {
    place_ = "_header ";
    const json header = root.contains("_header") ? root["_header"] : json();
    SAMEN_TRY(keyboard_.id, text(header, "id"));
    SAMEN_TRY(keyboard_.label, text(header, "label"));
    SAMEN_TRY(const std::string kind, text(header, "kind"));
    if (kind != "script" && kind != "pad") return wrong("has a \"kind\" other than script or pad");
    keyboard_.pad = kind == "pad";
    if (!keyboard_.pad) {
      SAMEN_TRY(keyboard_.script, text(header, "script"));
      if (u_getPropertyValueEnum(UCHAR_SCRIPT, keyboard_.script.c_str()) == UCHAR_INVALID_CODE) {
        return wrong("has a \"script\" that is no ISO 15924 code");
      }
    }
    if (header.contains("series")) {
      SAMEN_TRY(keyboard_.series, text(header, "series"));
    }
    if (header.contains("order")) {
      if (!header["order"].is_number_unsigned() || header["order"] > 1000) {
        return wrong("has an \"order\" that is not 0 to 1000");
      }
      keyboard_.order = header["order"].get<int>();
    }
    const json languages = header.contains("languages") ? header["languages"] : json::array();
    if (!languages.is_array() || languages.size() > kMostLanguages) {
      return wrong("has \"languages\" that are not a list");
    }
    for (const auto& language : languages) {
      if (!language.is_string()) return wrong("has a language that is not a text");
      keyboard_.languages.push_back(language.get<std::string>());
    }
    place_.clear();
    return {};
  }

  Result<std::vector<std::string>> outputs(const json& list) const {
    if (!list.is_array() || list.size() > kMostVariants) {
      return wrong("is not a list of at most 16 texts");
    }
    std::vector<std::string> out;
    for (const auto& item : list) {
      if (!item.is_string() || !typeable(item.get<std::string>())) {
        return wrong("holds something that cannot be typed");
      }
      out.push_back(item.get<std::string>());
    }
    return out;
  }

  Result<void> variants(const json& root) {
    for (const auto* field : {"variants", "shifted_variants"}) {
      if (!root.contains(field)) continue;
      if (!root[field].is_object())
        return wrong(std::string("has \"") + field + "\" not an object");
      auto& table = std::string_view(field) == "variants" ? variants_ : shifted_variants_;
      for (const auto& [letter, list] : root[field].items()) {
        place_ = std::string(field) + " of " + letter + " ";
        SAMEN_TRY(table[letter], outputs(list));
      }
    }
    place_.clear();
    return {};
  }

  Result<void> layer(const json& entry) {
    KeyboardLayer made;
    SAMEN_TRY(made.name, text(entry, "name"));
    place_ = "layer " + made.name + " ";
    if (keyboard_.layer(made.name) != nullptr) return wrong("is there twice");
    if (!entry.contains("rows") || !entry["rows"].is_array() || entry["rows"].empty() ||
        entry["rows"].size() > kMostRows) {
      return wrong("needs 1 to 6 \"rows\"");
    }
    for (const auto& row : entry["rows"]) {
      place_ = "layer " + made.name + ", row " + std::to_string(made.rows.size() + 1) + " ";
      if (!row.is_array() || row.empty() || row.size() > kMostKeysInRow) {
        return wrong("needs 1 to 16 keys");
      }
      made.rows.emplace_back();
      for (const auto& item : row) {
        SAMEN_TRY(auto read, key(item));
        made.rows.back().push_back(std::move(read));
      }
    }
    place_ = "layer " + made.name + " ";
    const auto has_backspace = [](const std::vector<Key>& row) {
      return std::ranges::find(row, KeyKind::backspace, &Key::kind) != row.end();
    };
    if (std::ranges::none_of(made.rows, has_backspace)) return wrong("has no backspace");
    keyboard_.layers.push_back(std::move(made));
    place_.clear();
    return {};
  }

  Result<Key> key(const json& item) {
    Key made;
    if (item.is_string()) {
      made.output = item.get<std::string>();
      return character(std::move(made));
    }
    if (!item.is_object()) return wrong("has a key that is neither a text nor an object");
    SAMEN_TRY(const std::string kind, text(item, "kind"));
    const auto* const info = std::ranges::find(kKinds, kind, &KindInfo::name);
    if (info == std::end(kKinds)) return wrong("has a key of an unknown kind");
    made.kind = info->kind;
    made.icon = info->icon;
    made.name_key = info->name_key;
    if (item.contains("width")) {
      if (!item["width"].is_number()) return wrong("has a width that is not a number");
      const double width = item["width"].get<double>();
      if (!(width >= 0.25 && width <= 12)) return wrong("has a width that is not 0.25 to 12");
      made.width = static_cast<float>(width);
    }
    for (const auto& [field, target] :
         {std::pair{"label", &made.label}, std::pair{"target", &made.target},
          std::pair{"name", &made.name_key}, std::pair{"output", &made.output}}) {
      if (!item.contains(field)) continue;
      SAMEN_TRY(*target, text(item, field));
    }
    if (made.kind == KeyKind::vowel) {
      const json form = item.contains("form") ? item["form"] : json();
      if (!form.is_number_unsigned() || form < kFirstVowel || form > kLastVowel) {
        return wrong("has a vowel key whose \"form\" is not 2 to 7");
      }
      made.form = form.get<int>();
      has_vowels_ = true;
    }
    if (made.kind == KeyKind::layer && made.target.empty()) {
      return wrong("has a layer key without \"target\"");
    }
    if (made.kind == KeyKind::space) made.output = made.shifted = " ";
    keyboard_.has_shift = keyboard_.has_shift || made.kind == KeyKind::shift;
    if (made.kind == KeyKind::character) return character(std::move(made));
    return made;
  }

  // Whose capitals count: Turkish i has one of its own.
  std::string language() const {
    return keyboard_.languages.empty() ? std::string() : keyboard_.languages.front();
  }

  Result<Key> character(Key made) const {
    if (!typeable(made.output)) return wrong("has a key that types nothing or a control character");
    made.shifted = capital(made.output, language());
    if (const auto found = variants_.find(made.output); found != variants_.end()) {
      made.variants = found->second;
      for (const auto& variant : made.variants) {
        made.shifted_variants.push_back(capital(variant, language()));
      }
    }
    if (const auto found = shifted_variants_.find(made.output); found != shifted_variants_.end()) {
      made.shifted_variants = found->second;
    }
    return made;
  }

  // A letter that offers others must be there itself, else nobody ever gets at them.
  Result<void> letters() const {
    std::set<std::string_view> typed;
    for (const auto& layer : keyboard_.layers) {
      for (const auto& row : layer.rows) {
        for (const auto& key : row) typed.insert(key.output);
      }
    }
    for (const auto* table : {&variants_, &shifted_variants_}) {
      for (const auto& [letter, others] : *table) {
        if (!typed.contains(letter))
          return wrong("has variants of " + letter + ", which no key types");
      }
    }
    return {};
  }

  Result<void> targets() {
    for (const auto& made : keyboard_.layers) {
      for (const auto& row : made.rows) {
        for (const auto& k : row) {
          if (k.kind == KeyKind::layer && keyboard_.layer(k.target) == nullptr) {
            return wrong("layer " + made.name + " has a key to a layer that is not there");
          }
        }
      }
    }
    return {};
  }

  Result<void> series() const {
    if (keyboard_.series.empty()) {
      return has_vowels_ ? Result<void>(wrong("has vowel keys but no \"series\"")) : Result<void>();
    }
    const Key* carrier = keyboard_.letter(keyboard_.series);
    if (carrier == nullptr || carrier->variants.size() + 1 < kLastVowel) {
      return wrong("has a \"series\" that is no letter of it with seven forms");
    }
    return {};
  }

  std::string_view name_;
  bool has_vowels_ = false;
  std::string place_;  // where we are, for errors
  Keyboard keyboard_;
  std::map<std::string, std::vector<std::string>, std::less<>> variants_, shifted_variants_;
};

}  // namespace

Result<Keyboard> parse_keyboard(std::string_view json_text, std::string_view name) {
  try {
    return Reader(name).run(json_text);
  } catch (const std::exception& error) {  // the JSON library throws
    return fail(Errc::invalid_input, std::string(name) + ": " + error.what());
  }
}

}  // namespace samen::text
