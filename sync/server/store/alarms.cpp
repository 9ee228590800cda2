// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/alarms.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "base/log.hpp"
#include "base/spans.hpp"
#include "sync/server/store/audit.hpp"

namespace samen::server {

using base::Result;

namespace {

constexpr std::int64_t kShownDays = 7;

struct KindRow {
  AlarmKind kind;
  std::string_view name;
  std::string_view words;
};
constexpr auto kKinds = std::to_array<KindRow>({
    {AlarmKind::forged_decision, "forged_decision",
     "decisions came without the staff's signature and were not taken. Somebody may hold this "
     "kiosk's "
     "files: ask the centre, and revoke the kiosk if it is gone. After an update, or a new PIN "
     "there: "
     "samen-matcher staff confirm"},
    {AlarmKind::many_decisions, "many_decisions",
     "more decisions in an hour than people make. Ask the centre; samen-matcher undo takes them "
     "back"},
    {AlarmKind::decision_at_night, "decision_at_night",
     "decisions at an hour when no centre is open. Ask the centre; samen-matcher undo takes them "
     "back"},
    {AlarmKind::second_identity, "second_identity",
     "two cards use this kiosk's identity (a copy, or an older image put back). Nothing is lost; "
     "make "
     "new keys on one of them and enrol it with a code of its own"},
    {AlarmKind::unreadable_record, "unreadable_record",
     "records came that no key here opens; the kiosk keeps them. Put the copy of the seal*.key "
     "back "
     "that was kept elsewhere, then: samen-sync offer-again on the kiosk"},
    {AlarmKind::too_many_bytes, "too_many_bytes",
     "this kiosk has sent more than a day's share; it is taken on tomorrow. If nobody signs up so "
     "much "
     "there, revoke it"},
    {AlarmKind::certificate_not_renewed, "certificate_not_renewed",
     "the TLS certificate ends soon and serve could not make a new one; /ready says why. Kiosks go "
     "on: "
     "they know the key. Proxies and monitors may refuse it"},
});

}  // namespace

std::string_view to_string(AlarmKind kind) {
  return std::ranges::find(kKinds, kind, &KindRow::kind)->name;
}

std::string_view words_of(AlarmKind kind) {
  return std::ranges::find(kKinds, kind, &KindRow::kind)->words;
}

Result<void> raise_alarm(Store& store, AlarmKind kind, std::string_view subject) {
  assert(!subject.empty());
  const std::int64_t now = store.now_ms();
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO alarm (kind, subject, day, last_ms, count) VALUES "
                                 "(?1, ?2, ?3, ?4, 1) ON CONFLICT (kind, subject, day) DO UPDATE "
                                 "SET last_ms = excluded.last_ms, count = count + 1",
                                 {to_string(kind), subject, now / base::kDayMs, now}));
  SAMEN_TRY(const auto count,
            store.database().integer("SELECT count FROM alarm WHERE kind = ?1 AND "
                                     "subject = ?2 AND day = ?3",
                                     {to_string(kind), subject, now / base::kDayMs}));
  if (count.value_or(0) != 1) return {};
  base::log(base::LogLevel::error, "alarm",
            {{"kind", base::LogValue::public_text(std::string(to_string(kind)))}});
  return write_audit(store, "alarm", to_string(kind), subject);
}

Result<std::vector<Alarm>> recent_alarms(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT kind, subject, max(last_ms), sum(count) FROM alarm WHERE day > ?1 "
                "GROUP BY kind, subject ORDER BY 3 DESC, 1, 2"));
  SAMEN_CHECK(rows.bind({store.now_ms() / base::kDayMs - kShownDays}));
  std::vector<Alarm> alarms;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return alarms;
    const auto known = std::ranges::find(kKinds, std::string_view(rows.text(0)), &KindRow::name);
    if (known == kKinds.end()) continue;  // of a newer program
    alarms.push_back({known->kind, rows.text(1), rows.integer(2), rows.integer(3)});
  }
}

}  // namespace samen::server
