// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

// A round's log in plain words. Only labels, never a name.
namespace samen::server {

// Travel, floor, lottery and blocking pairs of the round.
void print_round_facts(std::string_view log_json, std::ostream& out);
// What declining a proposal would cost, and how likely it was; the log is read once.
class Consequences {
 public:
  explicit Consequences(std::string_view log_json);
  ~Consequences();
  void print(const std::string& proposal, std::ostream& out) const;  // by id; nothing when unknown

 private:
  struct Read;
  std::unique_ptr<const Read> read_;
};
// Volunteers, and groups that are not complete, who are in no proposal, and why. With a label only
// that one; true when it was there.
bool print_unplaced(std::string_view log_json, const std::string& label, std::ostream& out);
// Who is missing.
void print_shortages(std::string_view log_json, std::ostream& out);
// Score terms, consequences, "why not yet" with the nearest miss, for everybody or one label.
// Errors: not_found when the round knows no such label.
base::Result<void> print_explanation(std::string_view log_json, const std::string& label,
                                     std::ostream& out);

}  // namespace samen::server
