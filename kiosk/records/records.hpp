// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "kiosk/flow/ports.hpp"
#include "vault/receipt_keys.hpp"
#include "vault/staff_key.hpp"

// The promise behind "thank you": what people told the kiosk is sealed in memory to the matcher's
// key, signed, and on the disk before anybody is thanked. Nothing here can read it back.
namespace samen::records {

struct InitOptions {
  vault::PinCost pin_cost = vault::PinCost::usual();
  base::SecretBytes badge = {};  // base::kBadgeBytes, or empty: the PIN alone
};

// Makes the private folder, the keys and kiosk.db. Refuses (Errc::conflict) a folder that has been
// initialised before and changes nothing in it; a run that was cut short is simply run again.
// Errc::invalid_input for a PIN that vault::check_new_pin refuses.
base::Result<void> init_kiosk(const std::filesystem::path& data_folder, const base::SecretText& pin,
                              base::Random& random, const InitOptions& options = {});

// flow::RecordsPort over the data folder. One thread owns it; open() may run on another one first.
class Records final : public flow::RecordsPort {
 public:
  // Errc::not_found: init_kiosk has not run here. Errc::conflict: another samen-kiosk has the
  // folder. Clock and random must outlive the object. A damaged kiosk.db is no error: it is set
  // aside, now or whenever it shows, and status() says so.
  static base::Result<std::unique_ptr<Records>> open(
      const std::filesystem::path& data_folder, const base::Clock& clock, base::Random& random,
      vault::ReceiptCost receipt_cost = vault::ReceiptCost::usual());
  ~Records() override;

  // A record that already has an id is known from an earlier try: if that one reached the disk
  // after all, its receipt is given again and nothing is stored twice. The secret of a receipt is
  // given out once.
  base::Result<flow::Receipt> submit(domain::Record& record) override;
  base::Result<void> staff_open(const base::SecretText& pin, base::ByteView badge = {}) override;
  std::int64_t staff_retry_after_ms() override;
  void staff_close() override;
  base::Result<std::vector<domain::ProposalCard>> cards() override;
  base::Result<void> decide(const domain::Decision& decision, std::int64_t undo_ms) override;
  base::Result<void> undo(const domain::Decision& decision) override;
  void send_decisions() override;
  base::Result<void> receipt_open(const base::ReceiptSecret& secret) override;
  std::string erasure_code() const override;
  base::Result<void> receipt_ask(domain::Wish wish,
                                 const std::optional<domain::MatchWord>& word) override;
  base::Result<void> receipt_correct(domain::Record& record) override;
  base::Result<std::optional<flow::FoundAnswer>> receipt_answer() override;
  void receipt_close() override;
  base::Result<flow::QueueStatus> status() override;

  bool needs_badge() const;
  // The fingerprint (vault::key_id) of the key that signs decisions, for the coordinator who
  // confirms it; empty on a kiosk from before it whose staff have not opened their page since.
  std::string staff_key_id() const;
  // The same staff keys under a new PIN and badge, after staff_open(): what was sealed to it stays
  // readable. A power cut leaves the old pair or the new one, whole. Errc::permission: not open;
  // Errc::invalid_input for a PIN that vault::check_new_pin refuses.
  base::Result<void> rewrap_staff_key(const base::SecretText& pin, base::ByteView badge,
                                      vault::PinCost cost = vault::PinCost::usual());

 private:
  struct Impl;
  explicit Records(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace samen::records
