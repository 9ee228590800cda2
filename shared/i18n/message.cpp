// SPDX-License-Identifier: Apache-2.0
#include "i18n/message.hpp"

#include <algorithm>

#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include "base/encoding.hpp"
#include "base/say.hpp"
#include "i18n/locale.hpp"

namespace samen::i18n {
namespace {

using base::Errc;
using base::fail;
using icu::UnicodeString;

UnicodeString utf16(std::string_view text) {
  return UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

void add_once(std::vector<std::string>& list, std::string value) {
  const auto at = std::ranges::lower_bound(list, value);
  if (at == list.end() || *at != value) list.insert(at, std::move(value));
}

// Walks over the parts of a parsed pattern and collects what is in it.
class Inspector {
 public:
  explicit Inspector(const icu::MessagePattern& pattern) : pattern_(pattern) {}

  base::Result<PatternParts> run() {
    for (std::int32_t i = 0; i < pattern_.countParts(); ++i) {
      const auto& part = pattern_.getPart(i);
      switch (part.getType()) {
        case UMSGPAT_PART_TYPE_ARG_START:
          SAMEN_CHECK(enter(part.getArgType(), pattern_.getPart(i + 1)));
          break;
        case UMSGPAT_PART_TYPE_ARG_LIMIT:
          leave();
          break;
        case UMSGPAT_PART_TYPE_ARG_TYPE:
          if (const auto type = utf8(pattern_.getSubstring(part)); type != "number") {
            return fail(
                Errc::invalid_input,
                base::say("an argument has the type \"{}\"; use number, plural or select", type));
          }
          break;
        case UMSGPAT_PART_TYPE_ARG_SELECTOR:
          if (const auto name = utf8(pattern_.getSubstring(part));
              open_.back().is_plural && name.front() != '=') {
            add_once(open_.back().plural.categories, name);
          }
          break;
        case UMSGPAT_PART_TYPE_REPLACE_NUMBER:
          note_number();
          break;
        case UMSGPAT_PART_TYPE_SKIP_SYNTAX:
          parts_.plain = false;
          break;
        default:
          break;
      }
    }
    return std::move(parts_);
  }

 private:
  struct Open {
    bool is_plural = false;
    Catalogues::Plural plural;
  };

  base::Result<void> enter(UMessagePatternArgType type, const icu::MessagePattern::Part& name) {
    parts_.plain = false;
    if (name.getType() != UMSGPAT_PART_TYPE_ARG_NAME) {
      return fail(Errc::invalid_input,
                  base::say("an argument is numbered; give it a name: {count}"));
    }
    if (type == UMSGPAT_ARG_TYPE_CHOICE || type == UMSGPAT_ARG_TYPE_SELECTORDINAL) {
      return fail(Errc::invalid_input, base::say("choice and selectordinal are not used here"));
    }
    const auto text = utf8(pattern_.getSubstring(name));
    add_once(parts_.arguments, text);
    if (type == UMSGPAT_ARG_TYPE_SELECT) add_once(parts_.selectors, text);
    open_.push_back({type == UMSGPAT_ARG_TYPE_PLURAL, {text, {}, false}});
    return {};
  }

  // '#' belongs to the innermost plural around it.
  void note_number() {
    for (auto it = open_.rbegin(); it != open_.rend(); ++it) {
      if (!it->is_plural) continue;
      it->plural.shows_number = true;
      return;
    }
  }

  void leave() {
    if (open_.back().is_plural) parts_.plurals.push_back(std::move(open_.back().plural));
    open_.pop_back();
  }

  const icu::MessagePattern& pattern_;
  PatternParts parts_;
  std::vector<Open> open_;
};

}  // namespace

base::Result<PatternParts> inspect_pattern(std::string_view pattern,
                                           const CatalogueLimits& limits) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place{};
  icu::MessagePattern parsed(status);
  parsed.parse(utf16(pattern), &place, status);
  if (U_FAILURE(status)) {
    return fail(Errc::invalid_input, base::say("broken message syntax at character {} ({})",
                                               place.offset, u_errorName(status)));
  }
  SAMEN_TRY(auto parts, Inspector(parsed).run());
  if (parts.arguments.size() > limits.arguments) {
    return fail(Errc::limit, base::say("more than {} arguments", limits.arguments));
  }
  return parts;
}

struct Message::Compiled {
  std::unique_ptr<icu::MessageFormat> format;
  std::vector<std::string> selectors;
};

Message::Message(std::string_view pattern, std::string_view language,
                 std::span<const std::string> selectors)
    : compiled_(std::make_unique<Compiled>()) {
  UErrorCode status = U_ZERO_ERROR;
  compiled_->format =
      std::make_unique<icu::MessageFormat>(utf16(pattern), latin_digits(language), status);
  if (U_FAILURE(status)) compiled_->format.reset();
  compiled_->selectors.assign(selectors.begin(), selectors.end());
}
Message::~Message() = default;
Message::Message(Message&&) noexcept = default;
Message& Message::operator=(Message&&) noexcept = default;

bool Message::format(std::span<const Argument> arguments, std::string& out) const {
  if (!compiled_->format) return false;
  std::vector<UnicodeString> names;
  std::vector<icu::Formattable> values;
  names.reserve(arguments.size());
  values.reserve(arguments.size());
  for (const auto& argument : arguments) {
    names.push_back(utf16(argument.name));
    if (const auto* number = std::get_if<std::int64_t>(&argument.value)) {
      values.emplace_back(*number);
      continue;
    }
    const auto text = std::get<std::string_view>(argument.value);
    const bool selects =
        std::ranges::find(compiled_->selectors, argument.name) != compiled_->selectors.end();
    values.emplace_back(utf16(selects ? std::string(text) : isolated(text)));
  }
  UErrorCode status = U_ZERO_ERROR;
  UnicodeString result;
  compiled_->format->format(names.data(), values.data(), static_cast<std::int32_t>(values.size()),
                            result, status);
  if (U_FAILURE(status)) return false;
  out.clear();
  result.toUTF8String(out);
  return true;
}

std::string isolated(std::string_view given) {
  // Broken bytes first: dropping a character must not let its neighbours become one.
  std::string mended;
  if (!base::is_utf8(given)) mended = utf8(utf16(given));
  const std::string_view text = mended.empty() ? given : mended;
  constexpr std::string_view fsi = "\u2068";
  constexpr std::string_view pdi = "\u2069";
  std::string out(fsi);
  out.reserve(text.size() + 6);
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto three = text.substr(at, 3);
    const bool opens = three == "\u2066" || three == "\u2067" || three == fsi;
    if (three == pdi && depth == 0) {
      at += 3;
      continue;
    }
    if (opens) ++depth;
    if (three == pdi) --depth;
    const std::size_t step = opens || three == pdi ? 3 : 1;
    out.append(text.substr(at, step));
    at += step;
  }
  for (; depth >= 0; --depth) out.append(pdi);
  return out;
}

std::string without_isolates(std::string text) {
  for (const std::string_view mark : {"\u2068", "\u2069"}) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.erase(at, mark.size());
    }
  }
  return text;
}

}  // namespace samen::i18n
