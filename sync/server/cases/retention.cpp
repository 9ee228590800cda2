// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/retention.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/retention.hpp"

namespace samen::server {

using base::kDayMs;
using base::Result;
using base::say;

namespace {

// How long serve has run in all, in milliseconds.
constexpr std::string_view kLivedSetting = "retention_lived_ms";

struct Going {
  const LastHeard* who = nullptr;
  std::int64_t goes_ms = 0;
};

bool is_near(const Going& one, const domain::RetentionRules& rules, std::int64_t now_ms) {
  return now_ms >= one.goes_ms - rules.notice * kDayMs;
}

Going going_of(const LastHeard& who, const domain::RetentionRules& rules) {
  const int days = who.withdrawn ? std::min(rules.withdrawn, rules.unheard) : rules.unheard;
  return {&who, who.at_ms + days * kDayMs};
}

AboutToGo told(const Going& one) {
  return {one.who->label, one.who->at_ms, one.goes_ms, one.who->withdrawn};
}

RetentionLook looked(const std::vector<LastHeard>& all, const domain::RetentionRules& rules,
                     std::int64_t now_ms) {
  RetentionLook look;
  look.time_confirmed = true;
  for (const auto& who : all) {
    const auto going = going_of(who, rules);
    if (who.at_ms > 0 && is_near(going, rules, now_ms)) {
      look.about_to_go.push_back(told(going));
    } else if (who.at_ms > 0 && !who.withdrawn && now_ms - who.at_ms >= rules.reconfirm * kDayMs) {
      look.to_reconfirm.push_back(who.label);
    }
  }
  std::ranges::stable_sort(look.about_to_go, {}, &AboutToGo::goes_ms);
  return look;
}

Result<bool> is_confirmed(Store& store) {
  return a_kiosk_confirms_the_time(store, kConfirmedWithinDays * kDayMs);
}

Result<void> erase_unheard(Store& store, const base::Uuid& record) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(erase_for_good(store, record, "retention"));
  return transaction.commit();
}

}  // namespace

Result<RetentionLook> look_at_retention(Store& store) {
  SAMEN_TRY(const bool confirmed, is_confirmed(store));
  if (!confirmed) return RetentionLook{};
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  SAMEN_TRY(const auto all, last_heard_of_all(store));
  return looked(all, policy.retention, store.now_ms());
}

Result<std::optional<AboutToGo>> goes_when(Store& store, const base::Uuid& record) {
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  SAMEN_TRY(auto who, last_heard_of(store, record));
  if (!who) return std::nullopt;
  if (who->at_ms == 0) who->at_ms = store.now_ms();  // as the next look notes it
  return told(going_of(*who, policy.retention));
}

Result<void> keep_from_going(Store& store, std::string_view whose) {
  SAMEN_TRY(const auto record, find_record(store, whose));
  if (!record) {
    return base::fail(base::Errc::not_found, say("nothing here has that label, reference or id"));
  }
  SAMEN_CHECK(note_heard(store, *record, store.now_ms()));
  SAMEN_CHECK(end_notice(store, *record));
  return write_audit(store, "operator", "heard_of", record->str());
}

Result<std::optional<RetentionLook>> Retention::look() {
  const std::int64_t mono_ms = store_->clock().mono_ms();
  if (last_mono_ms_ && mono_ms - *last_mono_ms_ < base::kHourMs) return std::nullopt;
  const std::int64_t ran_ms = last_mono_ms_ ? mono_ms - *last_mono_ms_ : 0;
  last_mono_ms_ = mono_ms;
  SAMEN_TRY(const auto before, store_->number_setting(kLivedSetting));
  const std::int64_t lived_ms = before.value_or(0) + ran_ms;
  SAMEN_CHECK(store_->set_setting(kLivedSetting, std::to_string(lived_ms)));
  SAMEN_TRY(auto look, carry_out(lived_ms));
  return look;
}

Result<RetentionLook> Retention::carry_out(std::int64_t lived_ms) {
  SAMEN_TRY(const bool confirmed, is_confirmed(*store_));
  if (!confirmed) return RetentionLook{};
  SAMEN_TRY(const auto policy, programme_policy(store_->folder()));
  const auto& rules = policy.retention;
  const std::int64_t now_ms = store_->now_ms();
  SAMEN_TRY(const auto all, last_heard_of_all(*store_));
  auto look = looked(all, rules, now_ms);
  std::vector<base::Uuid> over;
  SAMEN_TRY(auto transaction, store_->begin());
  for (const auto& who : all) {
    if (who.at_ms == 0) SAMEN_CHECK(note_heard(*store_, who.record, now_ms));
    if (who.passing_ms > 0) SAMEN_CHECK(note_heard(*store_, who.record, who.passing_ms));
    const auto going = going_of(who, rules);
    if (who.at_ms == 0 || !is_near(going, rules, now_ms)) {
      if (who.notice_lived_ms) SAMEN_CHECK(end_notice(*store_, who.record));
      continue;
    }
    SAMEN_CHECK(begin_notice(*store_, who.record, lived_ms));
    const std::int64_t noticed = lived_ms - who.notice_lived_ms.value_or(lived_ms);
    if (now_ms >= going.goes_ms && noticed >= rules.notice * kDayMs) over.push_back(who.record);
  }
  SAMEN_TRY(look.words, forget_words_before(*store_, now_ms - rules.words * kDayMs));
  if (!over.empty() || look.words > 0) {
    SAMEN_CHECK(write_audit(
        *store_, "serve", "retention",
        std::to_string(over.size()) + " records, " + std::to_string(look.words) + " words"));
  }
  SAMEN_CHECK(transaction.commit());
  for (const auto& record : over) {
    SAMEN_CHECK(erase_unheard(*store_, record));
    ++look.erased;
  }
  if (look.erased > 0) SAMEN_CHECK(finish_erasing(*store_));
  return look;
}

}  // namespace samen::server
