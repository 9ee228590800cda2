// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/talks.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kTalkAbout[] = {"unsure", "member_no", "poor", "not_met"};

}  // namespace

std::string_view to_string(TalkAbout about) {
  return kTalkAbout[static_cast<std::size_t>(about)];
}

Result<void> add_wish_to_talk(Store& store, const base::Uuid& record,
                              std::optional<TalkAbout> about) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run(
                "INSERT INTO wish_to_talk (record, asked_ms, about) VALUES (?1, ?2, ?3) ON "
                "CONFLICT DO UPDATE SET about = ifnull(excluded.about, about)",
                {bind_id(record), store.now_ms(),
                 about ? storage::Value(to_string(*about)) : storage::Value(nullptr)}));
  return {};
}

Result<void> end_wish_to_talk(Store& store, const base::Uuid& record) {
  SAMEN_TRY(const auto rows,
            store.database().run("DELETE FROM wish_to_talk WHERE record = ?1", {bind_id(record)}));
  if (rows == 0) return fail(Errc::not_found, say("they have not asked to talk, or somebody has"));
  return {};
}

Result<void> forget_wish_to_talk(Store& store, const base::Uuid& record) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM wish_to_talk WHERE record = ?1", {bind_id(record)}));
  return {};
}

Result<bool> wants_to_talk(Store& store, const base::Uuid& record) {
  SAMEN_TRY(
      const auto found,
      store.database().integer("SELECT 1 FROM wish_to_talk WHERE record = ?1", {bind_id(record)}));
  return found.has_value();
}

Result<std::vector<WishToTalk>> wishes_to_talk(Store& store) {
  SAMEN_TRY(
      auto rows,
      store.database().prepare(
          "SELECT w.record, ifnull(h.label, ifnull(s.label, '')), ifnull(h.receipt, "
          "v.receipt), c.name, w.asked_ms, w.about, (SELECT because FROM "
          "match_word mw WHERE mw.record = w.record AND mw.wish = 'no' ORDER BY mw.at_ms DESC "
          "LIMIT 1) FROM wish_to_talk w LEFT JOIN household h "
          "ON h.id = "
          "w.record LEFT JOIN volunteer v ON v.id = w.record LEFT JOIN single_volunteer s ON "
          "s.id = w.record JOIN centre c ON c.id = ifnull(h.centre, v.centre) ORDER BY "
          "w.asked_ms, w.record"));
  std::vector<WishToTalk> all;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return all;
    SAMEN_TRY(const auto record, to_uuid(rows.bytes(0)));
    all.push_back({record, rows.text(1), rows.text(2), rows.text(3), rows.integer(4), {}, {}});
    const auto* about = std::ranges::find(kTalkAbout, rows.text(5));
    if (about == std::end(kTalkAbout)) continue;  // nothing said
    all.back().about = static_cast<TalkAbout>(about - std::begin(kTalkAbout));
    if (all.back().about != TalkAbout::member_no) continue;
    all.back().because = domain::from_name<domain::NoBecause>(rows.text(6));
  }
}

}  // namespace samen::server
