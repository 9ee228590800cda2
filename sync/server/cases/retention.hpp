// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sync/server/store/store.hpp"

// Nothing of anybody is kept for good: whoever was not heard of for as long as the policy says is
// erased, by the same way as who asks for it (erase.hpp), and the audit chain says so without a
// name. A clock that is wrong deletes nobody early:
//   - nothing happens unless a kiosk whose clock the network set has sent something from about now
//     (kConfirmedWithinDays), so neither in 1970 nor in 2040;
//   - whoever is about to go is noticed first, and goes only after serve has run for the days of
//     notice since then, by a clock that only runs forwards; who is not about to go any more when
//     the time is right again loses the notice;
//   - a moment before there was this program, or that has not come, is none: who has no other is
//     heard of on the day when that is seen.
namespace samen::server {

inline constexpr int kConfirmedWithinDays = 31;

struct AboutToGo {
  std::string label;  // or the reference of their receipt
  std::int64_t heard_ms = 0;
  std::int64_t goes_ms = 0;  // not before then
  bool withdrawn = false;
};
struct RetentionLook {
  bool time_confirmed = false;            // else nothing was looked at
  std::vector<AboutToGo> about_to_go;     // whose day comes first, first
  std::vector<std::string> to_reconfirm;  // labels of who waits unheard for long
  int erased = 0;
  std::int64_t words = 0;  // that people had said about matches long over
};

// What is the case, changing nothing.
base::Result<RetentionLook> look_at_retention(Store& store);

// When one person goes if nothing more is heard of them; nothing while they are in a match.
base::Result<std::optional<AboutToGo>> goes_when(Store& store, const base::Uuid& record);

// Staff heard of somebody: label, reference or id. Expects a running transaction. Errc::not_found.
base::Result<void> keep_from_going(Store& store, std::string_view whose);

// Carries it out; one a process that serves. Looks once an hour by the clock that runs forwards.
class Retention {
 public:
  explicit Retention(Store& store) : store_(&store) {}
  // Nothing while no hour is over. Not in a transaction.
  base::Result<std::optional<RetentionLook>> look();

 private:
  base::Result<RetentionLook> carry_out(std::int64_t lived_ms);
  Store* store_;
  std::optional<std::int64_t> last_mono_ms_;
};

}  // namespace samen::server
