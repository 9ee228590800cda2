// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/unicode.hpp"

#include <map>
#include <string>

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

namespace samen::text {
namespace {

constexpr std::size_t kMostBreakers = 32;

struct CloseBreaks {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using Breaks = std::unique_ptr<UBreakIterator, CloseBreaks>;

Breaks open_breaks(UBreakIteratorType type, const char* locale) {
  UErrorCode status = U_ZERO_ERROR;
  Breaks breaks(ubrk_open(type, locale, nullptr, 0, &status));
  return U_SUCCESS(status) ? std::move(breaks) : nullptr;
}

std::string locale_of(std::string_view language) {
  if (language == "prs") return "fa_AF";  // ICU knows no data under Dari's own tag
  char name[ULOC_FULLNAME_CAPACITY] = "";
  UErrorCode status = U_ZERO_ERROR;
  const std::string tag(language.substr(0, 63));
  uloc_forLanguageTag(tag.c_str(), name, sizeof name, nullptr, &status);
  return U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING ? name : "";
}

UBiDiLevel base_level(std::string_view language, Direction direction) {
  switch (direction) {
    case Direction::left_to_right:
      return 0;
    case Direction::right_to_left:
      return 1;
    case Direction::from_language:
      return language_is_right_to_left(language) ? 1 : 0;
    case Direction::from_text:
      break;
  }
  return language_is_right_to_left(language) ? UBIDI_DEFAULT_RTL : UBIDI_DEFAULT_LTR;
}

void mark_boundaries(UBreakIterator* breaks, const Workspace& work,
                     std::vector<std::uint8_t>& marks) {
  marks.assign(work.text.size() + 1, 0);
  UErrorCode status = U_ZERO_ERROR;
  if (breaks != nullptr) ubrk_setText(breaks, work.text.units.data(), work.size(), &status);
  if (breaks == nullptr || U_FAILURE(status)) {
    marks.assign(work.text.size() + 1, 1);
    return;
  }
  for (auto at = ubrk_first(breaks); at != UBRK_DONE; at = ubrk_next(breaks)) {
    marks[static_cast<std::size_t>(at)] = 1;
  }
  ubrk_setText(breaks, u"", 0, &status);
}

// Script of each unit, where punctuation, spaces and marks take the script before them, and those
// at the beginning the first real one.
void resolve_scripts(Workspace& work) {
  work.scripts.assign(work.text.size(), USCRIPT_COMMON);
  std::int32_t current = USCRIPT_COMMON;
  std::int32_t unresolved = 0;
  for (std::int32_t at = 0; at < work.size();) {
    const std::int32_t start = at;
    UChar32 c = 0;
    U16_NEXT(work.text.units.data(), at, work.size(), c);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (U_SUCCESS(status) && script != USCRIPT_COMMON && script != USCRIPT_INHERITED &&
        script != USCRIPT_UNKNOWN) {
      if (current == USCRIPT_COMMON) unresolved = start;
      current = script;
    }
    for (std::int32_t i = start; i < at; ++i) work.scripts[static_cast<std::size_t>(i)] = current;
  }
  for (std::int32_t i = 0; i < unresolved; ++i)
    work.scripts[static_cast<std::size_t>(i)] = work.scripts[static_cast<std::size_t>(unresolved)];
}

}  // namespace

struct Unicode::Handles {
  UBiDi* paragraphs = ubidi_open();
  UBiDi* line = ubidi_open();
  Breaks graphemes = open_breaks(UBRK_CHARACTER, "");
  std::map<std::string, Breaks, std::less<>> lines;  // by language
  bool fallback_right_to_left = false;

  ~Handles() {
    ubidi_close(line);
    ubidi_close(paragraphs);
  }
  UBreakIterator* line_breaks(std::string_view language) {
    const auto found = lines.find(language);
    if (found != lines.end()) return found->second.get();
    if (lines.size() >= kMostBreakers) lines.clear();
    return lines.emplace(language, open_breaks(UBRK_LINE, locale_of(language).c_str()))
        .first->second.get();
  }
};

Unicode::Unicode() : handles_(std::make_unique<Handles>()) {}
Unicode::~Unicode() = default;

void Unicode::analyse(Workspace& work, std::string_view language, Direction direction, bool lines) {
  UErrorCode status = U_ZERO_ERROR;
  auto& handles = *handles_;
  const UBiDiLevel base = base_level(language, direction);
  handles.fallback_right_to_left = (base & 1) != 0;
  ubidi_setPara(handles.paragraphs, work.text.units.data(), work.size(), base, nullptr, &status);
  work.levels.assign(work.text.size(), base & 1);
  if (work.size() > 0 && U_SUCCESS(status)) {
    const UBiDiLevel* levels = ubidi_getLevels(handles.paragraphs, &status);
    if (U_SUCCESS(status)) work.levels.assign(levels, levels + work.size());
  }
  resolve_scripts(work);
  mark_boundaries(handles.graphemes.get(), work, work.boundaries.grapheme);
  if (lines) {
    mark_boundaries(handles.line_breaks(language), work, work.boundaries.line);
  } else {
    work.boundaries.line.assign(work.text.size() + 1, 0);
  }
}

void Unicode::release() {
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(handles_->line, u"", 0, 0, nullptr, &status);
  ubidi_setPara(handles_->paragraphs, u"", 0, 0, nullptr, &status);
}

bool Unicode::base_right_to_left(std::int32_t unit) const {
  if (unit >= ubidi_getProcessedLength(handles_->paragraphs)) {
    return handles_->fallback_right_to_left;
  }
  UErrorCode status = U_ZERO_ERROR;
  UBiDiLevel level = 0;
  ubidi_getParagraph(handles_->paragraphs, unit, nullptr, nullptr, &level, &status);
  return U_SUCCESS(status) && (level & 1) != 0;
}

void Unicode::visual_runs(std::int32_t begin, std::int32_t end, std::vector<VisualRun>& out) const {
  out.clear();
  if (begin >= end) return;
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setLine(handles_->paragraphs, begin, end, handles_->line, &status);
  const std::int32_t runs = ubidi_countRuns(handles_->line, &status);
  if (U_FAILURE(status)) {
    out.push_back({begin, end, false});
    return;
  }
  for (std::int32_t i = 0; i < runs; ++i) {
    std::int32_t start = 0;
    std::int32_t length = 0;
    const UBiDiDirection direction = ubidi_getVisualRun(handles_->line, i, &start, &length);
    out.push_back({begin + start, begin + start + length, direction == UBIDI_RTL});
  }
}

bool language_is_right_to_left(std::string_view language) {
  return uloc_isRightToLeft(locale_of(language).c_str()) != 0;
}

}  // namespace samen::text
