// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/data_file.hpp"
#include "base/encoding.hpp"
#include "base/say.hpp"
#include "kiosk/text/keyboard.hpp"

namespace samen::text {
namespace {

using base::Data;
using base::Result;

constexpr std::size_t kMostLayers = 8;
constexpr std::size_t kMostRows = 6;
constexpr std::size_t kMostKeysInRow = 16;
constexpr std::size_t kMostVariants = 16;
constexpr std::size_t kLongestOutput = 24;  // bytes
constexpr std::size_t kMostLanguages = 32;
constexpr int kFirstVowel = 2;  // the first form is the letter as typed
constexpr int kLastVowel = 7;

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
  Result<Keyboard> run(const Data& root) {
    SAMEN_CHECK(root.only({"_header", "variants", "shifted_variants", "layers"}));
    SAMEN_TRY(const Data* head, root.need("_header", Data::Kind::object));
    SAMEN_CHECK(header(*head));
    SAMEN_CHECK(variants(root, "variants", variants_));
    SAMEN_CHECK(variants(root, "shifted_variants", shifted_variants_));
    SAMEN_TRY(const auto layers, root.list("layers", 1, kMostLayers));
    for (const Data& entry : layers) SAMEN_CHECK(layer(entry));
    SAMEN_CHECK(letters(root));
    SAMEN_CHECK(targets(root));
    SAMEN_CHECK(series(root));
    return std::move(keyboard_);
  }

 private:
  Result<void> header(const Data& header) {
    SAMEN_CHECK(
        header.only({"id", "label", "kind", "script", "series", "order", "languages", "note"}));
    SAMEN_TRY(keyboard_.id, header.text("id"));
    SAMEN_TRY(keyboard_.label, header.text("label"));
    SAMEN_TRY(const std::string kind, header.text("kind"));
    if (kind != "script" && kind != "pad") {
      return header.wrong(base::say("\"kind\" is neither script nor pad"));
    }
    keyboard_.pad = kind == "pad";
    if (!keyboard_.pad) {
      SAMEN_TRY(keyboard_.script, header.text("script"));
      if (u_getPropertyValueEnum(UCHAR_SCRIPT, keyboard_.script.c_str()) == UCHAR_INVALID_CODE) {
        return header.wrong(base::say("\"script\" is no ISO 15924 code"));
      }
    }
    SAMEN_TRY(keyboard_.series, header.text_or("series", ""));
    SAMEN_TRY(keyboard_.order, header.whole_or("order", keyboard_.order, 0, 1000));
    SAMEN_TRY(keyboard_.languages, header.texts_or_none("languages", kMostLanguages));
    return {};
  }

  using Variants = std::map<std::string, std::vector<std::string>, std::less<>>;

  static Result<void> variants(const Data& root, const char* field, Variants& table) {
    const Data* found = root.find(field);
    if (found == nullptr) return {};
    if (!found->is(Data::Kind::object)) {
      return found->wrong(base::say("{} is not an object", base::in_quotes(field)));
    }
    for (const Data& letter : found->items()) {
      const std::string where = base::say("{} of {}", field, letter.name());
      auto list = letter.texts(kMostVariants);
      if (!list) return std::unexpected(base::inside(list.error(), where));
      if (!std::ranges::all_of(*list, typeable)) {
        return letter.wrong(base::say("{}: holds something that cannot be typed", where));
      }
      table[std::string(letter.name())] = std::move(*list);
    }
    return {};
  }

  Result<void> layer(const Data& entry) {
    SAMEN_CHECK(entry.only({"name", "rows"}));
    KeyboardLayer made;
    SAMEN_TRY(made.name, entry.text("name"));
    if (keyboard_.layer(made.name) != nullptr)
      return entry.wrong(base::say("this layer is there twice"));
    SAMEN_TRY(const auto rows, entry.list("rows", 1, kMostRows));
    for (const Data& row : rows) {
      const std::string where = base::say("layer {}, row {}", made.name, made.rows.size() + 1);
      if (!row.is(Data::Kind::list) || row.items().empty() || row.items().size() > kMostKeysInRow) {
        return row.wrong(base::say("{} needs 1 to 16 keys", where));
      }
      made.rows.emplace_back();
      for (const Data& item : row.items()) {
        auto read = key(item);
        if (!read) return std::unexpected(base::inside(read.error(), where));
        made.rows.back().push_back(std::move(*read));
      }
    }
    const auto has_backspace = [](const std::vector<Key>& row) {
      return std::ranges::find(row, KeyKind::backspace, &Key::kind) != row.end();
    };
    if (std::ranges::none_of(made.rows, has_backspace)) {
      return entry.wrong(base::say("layer {} has no backspace", made.name));
    }
    keyboard_.layers.push_back(std::move(made));
    return {};
  }

  Result<Key> key(const Data& item) {
    Key made;
    if (const auto plain = item.text()) {
      made.output = *plain;
      return character(item, std::move(made));
    }
    if (!item.is(Data::Kind::object))
      return item.wrong(base::say("a key is neither a text nor an object"));
    SAMEN_CHECK(item.only({"kind", "width", "label", "target", "name", "output", "form"}));
    SAMEN_TRY(const std::string kind, item.text("kind"));
    const auto* const info = std::ranges::find(kKinds, kind, &KindInfo::name);
    if (info == std::end(kKinds)) return item.wrong(base::say("a key of an unknown kind"));
    made.kind = info->kind;
    made.icon = info->icon;
    if (const Data* width = item.find("width")) {
      SAMEN_TRY(const double units, width->number(0.25, 12));
      made.width = static_cast<float>(units);
    }
    SAMEN_TRY(made.label, item.text_or("label", ""));
    SAMEN_TRY(made.target, item.text_or("target", ""));
    SAMEN_TRY(made.name_key, item.text_or("name", info->name_key));
    SAMEN_TRY(made.output, item.text_or("output", ""));
    if (made.kind == KeyKind::vowel) {
      const auto form = item.whole("form", kFirstVowel, kLastVowel);
      if (!form) return item.wrong(base::say("a vowel key whose \"form\" is not 2 to 7"));
      made.form = *form;
      has_vowels_ = true;
    }
    if (made.kind == KeyKind::layer && made.target.empty()) {
      return item.wrong(base::say("a layer key without \"target\""));
    }
    if (made.kind == KeyKind::space) made.output = made.shifted = " ";
    keyboard_.has_shift = keyboard_.has_shift || made.kind == KeyKind::shift;
    if (made.kind == KeyKind::character) return character(item, std::move(made));
    return made;
  }

  // Whose capitals count: Turkish i has one of its own.
  std::string language() const {
    return keyboard_.languages.empty() ? std::string() : keyboard_.languages.front();
  }

  Result<Key> character(const Data& item, Key made) const {
    if (!typeable(made.output)) {
      return item.wrong(base::say("a key that types nothing or a control character"));
    }
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
  Result<void> letters(const Data& root) const {
    std::set<std::string_view> typed;
    for (const auto& layer : keyboard_.layers) {
      for (const auto& row : layer.rows) {
        for (const auto& key : row) typed.insert(key.output);
      }
    }
    for (const auto* table : {&variants_, &shifted_variants_}) {
      for (const auto& [letter, others] : *table) {
        if (typed.contains(letter)) continue;
        return root.wrong(base::say("has variants of {}, which no key types", letter));
      }
    }
    return {};
  }

  Result<void> targets(const Data& root) const {
    for (const auto& made : keyboard_.layers) {
      for (const auto& row : made.rows) {
        for (const auto& k : row) {
          if (k.kind == KeyKind::layer && keyboard_.layer(k.target) == nullptr) {
            return root.wrong(
                base::say("layer {} has a key to a layer that is not there", made.name));
          }
        }
      }
    }
    return {};
  }

  Result<void> series(const Data& root) const {
    if (keyboard_.series.empty()) {
      return has_vowels_ ? Result<void>(root.wrong(base::say("has vowel keys but no \"series\"")))
                         : Result<void>();
    }
    const Key* carrier = keyboard_.letter(keyboard_.series);
    if (carrier == nullptr || carrier->variants.size() + 1 < kLastVowel) {
      return root.wrong(base::say("has a \"series\" that is no letter of it with seven forms"));
    }
    return {};
  }

  bool has_vowels_ = false;
  Keyboard keyboard_;
  Variants variants_, shifted_variants_;
};

}  // namespace

Result<Keyboard> parse_keyboard(std::string_view json_text, std::string_view name) {
  SAMEN_TRY(const auto file, base::DataFile::parse(json_text, name));
  return Reader().run(file.root());
}

}  // namespace samen::text
