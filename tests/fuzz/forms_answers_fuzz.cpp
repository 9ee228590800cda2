// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/human_code.hpp"
#include "domain/records.hpp"
#include "forms/summary.hpp"
#include "forms/to_record.hpp"
#include "tests/source_dir.hpp"

namespace {

using namespace samen;

// Bytes as a source of choices; zeros when they run out.
class Source {
 public:
  Source(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}
  int below(int bound) {
    if (left_ == 0) return 0;
    --left_;
    return *data_++ % bound;
  }
  base::SecretText text() {
    const auto size = std::min(static_cast<std::size_t>(below(96)), left_);
    base::SecretText out(std::string_view(reinterpret_cast<const char*>(data_), size));
    data_ += size;
    left_ -= size;
    return out;
  }

 private:
  const std::uint8_t* data_;
  std::size_t left_;
};

forms::Value any_value(Source& from) {
  switch (from.below(12)) {
    case 1:
      return from.text();
    case 2:
      return from.below(2) == 1;
    case 3:
      return from.below(256) - 100;
    case 4:
      return forms::Choice{from.below(24)};
    case 5:
      return forms::Choices{static_cast<std::uint64_t>(from.below(256))};
    case 6: {
      forms::Ranking ranking;
      for (int n = from.below(5); n > 0; --n) {
        const int option = from.below(10);
        if (ranking.rank_of(option) == 0) ranking.options.push_back(option);
      }
      return ranking;
    }
    case 7: {
      forms::LanguageList list;
      for (int n = from.below(5); n > 0; --n) {
        const auto language = static_cast<domain::Language>(from.below(21));
        const int level = from.below(5);
        list.spoken.push_back(
            {language,
             level == 4 ? std::nullopt : std::optional(static_cast<domain::LanguageLevel>(level))});
      }
      return list;
    }
    case 8:
      return forms::TimeSet::from_bits(static_cast<std::uint64_t>(from.below(256)));
    case 9:
      return forms::ChildCounts{{from.below(6), from.below(6), from.below(6)}};
    case 10:
      return forms::ContactAnswer{static_cast<domain::ContactChannel>(from.below(3)), from.text(),
                                  from.text()};
    case 11: {
      forms::ConsentAnswer consent;
      consent.mark[0].given = from.below(2) == 1;
      consent.mark[1].given = from.below(2) == 1;
      return consent;
    }
    default:
      return std::monostate();
  }
}

const forms::FormSet& shipped() {
  static const forms::FormSet set = [] {
    auto loaded = forms::FormSet::load(std::string(SAMEN_SOURCE_DIR) + "/assets/forms");
    if (!loaded) std::abort();
    return std::move(*loaded);
  }();
  return set;
}

}  // namespace

// Any answers to a shipped form: errors that never end the program, or a record the domain takes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Source from(data, size);
  const auto& form = shipped().at(from.below(4));
  forms::Answers answers;
  for (int i = 0; i < static_cast<int>(form.questions.size()); ++i) {
    const bool per_adult =
        form.questions[static_cast<std::size_t>(i)].repeat != forms::Repeat::once;
    for (int adult = 0; adult < (per_adult ? answers.adults(form) : 1); ++adult) {
      answers.set({i, per_adult ? adult : -1}, any_value(from));
    }
  }
  (void)forms::summary(form, answers);
  const bool fine = forms::validate_all(form, answers).empty();
  auto record = forms::to_record(form, answers, "nl");
  if (record && !fine) std::abort();
  if (!record) return 0;
  base::SeededRandom random(1);
  random.fill(record->id.bytes);
  record->receipt = base::HumanCode::mint(base::HumanCode::Use::own, 1, random);
  if (auto* group = std::get_if<domain::GroupStart>(&record->body)) {
    group->join_code = base::HumanCode::mint(base::HumanCode::Use::group, 1, random);
  }
  if (!domain::validate(*record)) std::abort();
  return 0;
}
