// SPDX-License-Identifier: Apache-2.0
#include "sync/server/pages/round_words.hpp"

#include <algorithm>
#include <vector>

namespace samen::server {

namespace {

std::string who_is_missing(const Frame& frame, const PreviewShortage& shortage,
                           const std::string& languages) {
  const i18n::Argument count{"count", std::int64_t{shortage.needed}};
  const std::string_view speak(languages);
  switch (shortage.kind) {
    case matcher::ShortageKind::new_group: {
      auto groups = frame.word(shortage.women_only ? "office.round.missing.groups_of_women"
                                                   : "office.round.missing.groups",
                               {count});
      if (languages.empty()) return groups;
      return frame.word("office.round.missing.speaking",
                        {{"who", std::string_view(groups)}, {"languages", speak}});
    }
    case matcher::ShortageKind::member:
      return frame.word("office.round.missing.member", {count});
    case matcher::ShortageKind::speaker:
    case matcher::ShortageKind::time:
      break;
  }
  if (languages.empty()) return frame.word("office.round.missing.volunteers", {count});
  return frame.word("office.round.missing.speakers", {count, {"languages", speak}});
}

}  // namespace

std::string shortage_words(const Frame& frame, const PreviewShortage& shortage) {
  std::vector<std::string> languages;
  for (const auto& language : shortage.languages) languages.push_back(frame.word(language));
  const auto who = who_is_missing(frame, shortage, frame.texts().list(frame.language(), languages));
  if (shortage.times.empty()) return who;
  auto key = "office.round.times." + shortage.times;
  std::ranges::replace(key, ' ', '_');
  const auto times = frame.word(key);
  return frame.word("office.round.missing.free",
                    {{"who", std::string_view(who)}, {"times", std::string_view(times)}});
}

}  // namespace samen::server
