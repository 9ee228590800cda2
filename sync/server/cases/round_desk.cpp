// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/round_desk.hpp"

#include "base/log.hpp"
#include "sync/server/cases/pool_change.hpp"
#include "sync/server/cases/programme.hpp"

namespace samen::server {

using base::Result;

namespace {

void undo_in(std::vector<SetByHand>& all, const WantedByHand& set) {
  std::erase_if(all, [&](const SetByHand& one) {
    return one.household == set.household && one.group == set.group;
  });
}

}  // namespace

RoundDesk::~RoundDesk() {
  stopping_ = true;
  wait();
}

void RoundDesk::wait() {
  if (thread_.joinable()) thread_.join();
}

DeskLook RoundDesk::look() const {
  const std::scoped_lock lock(mutex_);
  return look_;
}

bool RoundDesk::busy() const {
  return look_.state == DeskState::computing || look_.state == DeskState::publishing;
}

bool RoundDesk::compute(const DeskUser& who) {
  {
    const std::scoped_lock lock(mutex_);
    if (busy()) return false;
    look_ = {};
  }
  begin(DeskState::computing, who.name,
        [this, seed = random_->next_u64()] { return compute_now(seed); });
  return true;
}

bool RoundDesk::publish(std::string_view result, const DeskUser& who) {
  {
    const std::scoped_lock lock(mutex_);
    if (busy() || look_.result.empty() || look_.result != result) return false;
  }
  begin(DeskState::publishing, who.name, [this, actor = who.actor] { return publish_now(actor); });
  return true;
}

Began RoundDesk::may_change(std::string_view result) const {
  const std::scoped_lock lock(mutex_);
  if (busy()) return Began::busy;
  return look_.result.empty() || look_.result != result ? Began::other : Began::yes;
}

Setting RoundDesk::set_by_hand(std::string_view result, const WantedByHand& wanted,
                               const DeskUser& who) {
  Setting setting{.began = may_change(result), .can = {}};
  if (setting.began != Began::yes) return setting;
  setting.can = can_be_set(*round_, wanted);
  if (setting.can.why_not != NotSet::none) {
    setting.began = Began::no;
    return setting;
  }
  auto& last = setting.can.all.back();
  last.name = who.name;
  last.actor = who.actor;
  begin_change(setting.can.all, who);
  return setting;
}

Began RoundDesk::undo(std::string_view result, const WantedByHand& set, const DeskUser& who) {
  const auto may = may_change(result);
  if (may != Began::yes) return may;
  auto all = round_->outcome.by_hand;
  undo_in(all, set);
  if (all.size() == round_->outcome.by_hand.size()) return Began::other;
  begin_change(std::move(all), who);
  return Began::yes;
}

std::optional<GroupChoices> RoundDesk::choices(std::string_view household) const {
  {
    const std::scoped_lock lock(mutex_);
    if (busy() || look_.result.empty()) return std::nullopt;
  }
  return choices_for(*round_, household);
}

void RoundDesk::begin_change(std::vector<SetByHand> by_hand, const DeskUser& who) {
  begin(DeskState::computing, who.name,
        [this, all = std::move(by_hand)]() mutable { return change_now(std::move(all)); });
}

// Called by one thread only, which is not the one that works.
void RoundDesk::begin(DeskState state, const std::string& by, std::function<Result<void>()> work) {
  wait();
  const std::scoped_lock lock(mutex_);
  look_.state = state;
  look_.by = by;
  look_.begun_ms = clock_->wall_ms();
  look_.published = {};
  thread_ = std::thread([this, work = std::move(work)] {
    const auto done = work();
    const std::scoped_lock ended(mutex_);
    look_.ended_ms = clock_->wall_ms();
    if (done) return;
    look_.state = DeskState::failed;
    base::log(
        base::LogLevel::warning, "office_round_failed",
        {{"code", done.error().code}, {"why", base::LogValue::public_text(done.error().message)}});
  });
}

Result<void> RoundDesk::compute_now(std::uint64_t seed) {
  round_.reset();
  SAMEN_TRY(auto store, Store::open(folder_, *clock_, *random_));
  RoundRequest request;
  request.seed = seed;
  request.changeable = true;
  request.progress.begun = [this](std::string_view step) {
    const std::scoped_lock lock(mutex_);
    look_.step = step;
  };
  request.stop = [this] { return stopping_.load(); };
  SAMEN_TRY(request.policy, programme_policy(folder_));
  SAMEN_TRY(request.places, programme_places(folder_));
  SAMEN_TRY(auto round, compute_round(store, request));
  SAMEN_TRY(auto preview, preview_of(store, round));
  forget_names(round.pool);
  round_ = std::make_unique<ComputedRound>(std::move(round));
  const std::scoped_lock lock(mutex_);
  look_.state = DeskState::computed;
  look_.result = std::to_string(seed);
  look_.preview = std::make_shared<const RoundPreview>(std::move(preview));
  look_.computed_by = look_.by;
  look_.computed_ms = round_->now_ms;
  return {};
}

// What cannot be worked out loses nothing: the result stays as it was.
Result<void> RoundDesk::change_now(std::vector<SetByHand> by_hand) {
  SAMEN_TRY(auto store, Store::open(folder_, *clock_, *random_));
  const auto made = compute_again(*clock_, std::move(by_hand), *round_);
  if (!made) {
    base::log(
        base::LogLevel::warning, "office_round_not_changed",
        {{"code", made.error().code}, {"why", base::LogValue::public_text(made.error().message)}});
  }
  std::shared_ptr<const RoundPreview> changed;
  if (made) {
    SAMEN_TRY(auto preview, preview_of(store, *round_));
    changed = std::make_shared<const RoundPreview>(std::move(preview));
  }
  const std::scoped_lock lock(mutex_);
  look_.state = DeskState::computed;
  look_.not_changed = !made;
  if (!made) return {};
  look_.by_hand = round_->outcome.by_hand;
  if (!look_.unchanged) look_.unchanged = look_.preview;
  if (look_.by_hand.empty()) look_.unchanged.reset();
  look_.result = std::to_string(round_->request.seed) + "-" + std::to_string(++changes_);
  look_.preview = std::move(changed);
  return {};
}

Result<void> RoundDesk::publish_now(const std::string& actor) {
  SAMEN_TRY(auto store, Store::open(folder_, *clock_, *random_));
  SAMEN_TRY(const auto published, publish_round(store, *round_, actor));
  const bool done = published.why_not == NotPublished::none;
  round_.reset();
  const std::scoped_lock lock(mutex_);
  look_.published = published;
  look_.result.clear();
  look_.state = done ? DeskState::published : DeskState::computed;
  return {};
}

}  // namespace samen::server
