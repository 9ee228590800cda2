// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/erasures.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/say.hpp"
#include "domain/proposal_life.hpp"
#include "sync/server/store/proposals.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::size_t kMaxListBytes = std::size_t{64} << 20;  // a million erasures
constexpr std::string_view kOfReceipt = " receipt";

Result<bool> change(Store& store, std::string_view sql,
                    std::initializer_list<storage::Value> values) {
  SAMEN_TRY(const auto rows, store.database().run(sql, values));
  return rows > 0;
}

Result<void> run_all(Store& store, std::initializer_list<std::string_view> statements,
                     const storage::Value& value) {
  for (const auto sql : statements) {
    SAMEN_TRY([[maybe_unused]] const bool changed, change(store, sql, {value}));
  }
  return {};
}

}  // namespace

vault::Digest erasure_hash(const base::Uuid& id) {
  return vault::sha256(base::as_bytes("samen-erased-1\n" + id.str()));
}

base::Uuid stand_in(const base::Uuid& id) {
  const auto hash = erasure_hash(id);
  base::Uuid half;
  std::copy_n(hash.begin(), half.bytes.size(), half.bytes.begin());
  return half;
}

Result<bool> is_erased(Store& store, const base::Uuid& id) {
  return is_noted(store, erasure_hash(id));
}

Result<bool> is_noted(Store& store, const vault::Digest& hash) {
  SAMEN_TRY(const auto found, store.database().integer("SELECT 1 FROM erased WHERE hash = ?1",
                                                       {base::ByteView(hash)}));
  return found.has_value();
}

Result<std::optional<std::int64_t>> receipt_erased_at(Store& store, base::ByteView begin) {
  return store.database().integer(
      "SELECT at_ms FROM erased WHERE kind = 'receipt' AND substr(hash, 1, length(?1)) = ?1",
      {begin});
}

Result<std::int64_t> count_erased(Store& store) {
  SAMEN_TRY(const auto count, store.database().integer("SELECT count(*) FROM erased"));
  return count.value_or(0);
}

Result<void> note_erased(Store& store, const Erased& what) {
  constexpr std::string_view kKinds[] = {"record", "proposal", "receipt"};
  SAMEN_TRY([[maybe_unused]] const bool added,
            change(store,
                   "INSERT INTO erased (hash, kind, at_ms) VALUES (?1, ?2, ?3) "
                   "ON CONFLICT DO NOTHING",
                   {base::ByteView(what.hash), kKinds[static_cast<std::size_t>(what.kind)],
                    store.now_ms()}));
  return {};
}

Result<std::vector<Erased>> read_erasures(const std::filesystem::path& list) {
  const auto content = base::read_file(list, kMaxListBytes);
  std::vector<Erased> erased;
  if (!content && content.error().code == Errc::not_found) return erased;
  if (!content) return std::unexpected(content.error());
  std::string_view rest = *content;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    Erased one;
    if (line.ends_with(kOfReceipt)) {
      one.kind = ErasedKind::receipt;
      line.remove_suffix(kOfReceipt.size());
    }
    const auto bytes = base::from_hex(line);
    if (!bytes || bytes->size() != one.hash.size()) {
      return fail(
          Errc::storage_damaged,
          say("{} is damaged in line {}; it lists what was erased, so nothing is done without it",
              list.string(), erased.size() + 1));
    }
    std::ranges::copy(*bytes, one.hash.begin());
    erased.push_back(one);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return erased;
}

Result<ErasedNames> erased_names(const std::filesystem::path& list) {
  SAMEN_TRY(const auto erased, read_erasures(list));
  ErasedNames names;
  for (const auto& one : erased) names.insert(one.hash);
  return names;
}

Result<void> add_erasures(const std::filesystem::path& list, std::span<const Erased> more) {
  SAMEN_TRY(auto erased, read_erasures(list));
  const auto before = erased.size();
  for (const auto& one : more) {
    if (std::ranges::find(erased, one.hash, &Erased::hash) == erased.end()) erased.push_back(one);
  }
  if (erased.size() == before) return {};
  std::string text;
  for (const auto& one : erased) {
    text += base::to_hex(one.hash);
    if (one.kind == ErasedKind::receipt) text += kOfReceipt;
    text += '\n';
  }
  return base::write_file_durably(list, base::as_bytes(text));
}

Result<void> copy_erasures(const std::filesystem::path& from, const std::filesystem::path& to) {
  SAMEN_TRY(const auto erased, read_erasures(from));
  if (erased.empty()) return {};
  return add_erasures(to, erased);
}

Result<std::optional<base::Uuid>> find_record(Store& store, std::string_view text) {
  if (const auto id = base::Uuid::parse(text)) {
    SAMEN_TRY(const auto trace, trace_record(store, *id));
    if (trace.envelope || trace.volunteer || !trace.household_label.empty()) return *id;
    return std::nullopt;
  }
  std::string code(text);
  if (const auto receipt = base::HumanCode::parse(text)) code = receipt->str();
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT id FROM household WHERE label = ?1 OR receipt = ?1 "
                                     "UNION ALL SELECT id FROM volunteer WHERE receipt = ?1 "
                                     "UNION ALL SELECT id FROM single_volunteer WHERE label = ?1"));
  SAMEN_CHECK(rows.bind({code}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
  return id;
}

Result<std::vector<base::Uuid>> all_record_ids(Store& store) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT id FROM (SELECT id, 0 AS turn FROM household UNION ALL SELECT id, "
                "1 FROM volunteer UNION ALL SELECT id, 1 FROM envelope) GROUP BY id "
                "ORDER BY min(turn), id"));
  std::vector<base::Uuid> ids;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return ids;
    SAMEN_TRY(ids.emplace_back(), to_uuid(rows.bytes(0)));
  }
}

Result<RecordTrace> trace_record(Store& store, const base::Uuid& id) {
  RecordTrace trace;
  SAMEN_TRY(const auto envelope,
            store.database().integer("SELECT 1 FROM envelope WHERE id = ?1", {bind_id(id)}));
  trace.envelope = envelope.has_value();
  SAMEN_TRY(auto household, store.database().prepare("SELECT label FROM household WHERE id = ?1"));
  SAMEN_CHECK(household.bind({bind_id(id)}));
  SAMEN_TRY(const bool is_household, household.step());
  if (is_household) trace.household_label = household.text(0);
  SAMEN_TRY(auto volunteer,
            store.database().prepare("SELECT role, join_code FROM volunteer WHERE id = ?1"));
  SAMEN_CHECK(volunteer.bind({bind_id(id)}));
  SAMEN_TRY(trace.volunteer, volunteer.step());
  if (!trace.volunteer) return trace;
  trace.coordinator = volunteer.text(0) == "coordinator";
  if (!volunteer.is_null(1)) {
    SAMEN_TRY(trace.join_code, base::HumanCode::parse(volunteer.text(1)));
  }
  return trace;
}

Result<std::vector<ProposalTrace>> proposals_about(Store& store, const base::Uuid& id,
                                                   const RecordTrace& trace) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT id, version, centre, state, household, join_code FROM proposal "
                           "WHERE household = ?1 OR join_code = ?2"));
  SAMEN_CHECK(rows.bind({bind_id(id), trace.join_code ? trace.join_code->str() : std::string()}));
  std::vector<ProposalTrace> proposals;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return proposals;
    auto& proposal = proposals.emplace_back();
    SAMEN_TRY(proposal.id, to_uuid(rows.bytes(0)));
    proposal.version = rows.integer(1);
    proposal.centre = rows.integer(2);
    const auto state = domain::from_name<domain::ProposalState>(rows.text(3));
    if (!state) return fail(Errc::storage_damaged, say("a proposal in a state that nobody knows"));
    proposal.state = *state;
    SAMEN_TRY(proposal.household, to_uuid(rows.bytes(4)));
    SAMEN_TRY(proposal.join_code, base::HumanCode::parse(rows.text(5)));
  }
}

Result<void> delete_proposal(Store& store, const base::Uuid& id) {
  return run_all(store,
                 {"DELETE FROM decision WHERE proposal = ?1", "DELETE FROM proposal WHERE id = ?1"},
                 bind_id(id));
}

Result<void> delete_household(Store& store, const base::Uuid& id) {
  return run_all(
      store,
      {"DELETE FROM why_not WHERE household = ?1", "DELETE FROM declined_pair WHERE household = ?1",
       "DELETE FROM looked_alike WHERE one = ?1 OR other = ?1",
       "DELETE FROM household WHERE id = ?1"},
      bind_id(id));
}

Result<void> delete_volunteer(Store& store, const base::Uuid& id, const RecordTrace& trace) {
  SAMEN_CHECK(run_all(store,
                      {"DELETE FROM looked_alike WHERE one = ?1 OR other = ?1",
                       "DELETE FROM volunteer WHERE id = ?1"},
                      bind_id(id)));
  if (!trace.join_code) return {};
  const std::string code = trace.join_code->str();
  if (trace.coordinator) {
    SAMEN_CHECK(run_all(store, {"UPDATE welcome_group SET centre = NULL WHERE join_code = ?1"},
                        std::string_view(code)));
  }
  SAMEN_TRY(const auto left, store.database().integer(
                                 "SELECT 1 FROM volunteer WHERE join_code = ?1 UNION ALL SELECT 1 "
                                 "FROM single_volunteer WHERE placed_in = ?1 LIMIT 1",
                                 {code}));
  if (left) return {};
  return run_all(store,
                 {"DELETE FROM declined_pair WHERE join_code = ?1",
                  "DELETE FROM welcome_group WHERE join_code = ?1"},
                 std::string_view(code));
}

Result<void> delete_envelope(Store& store, const base::Uuid& id) {
  // The number needs a keeper, or the marks of the device would stop before it.
  SAMEN_TRY([[maybe_unused]] const bool kept,
            change(store,
                   "INSERT INTO passed_over (device, sequence, id, code, at_ms) SELECT device, "
                   "sequence, ?2, 'erased', ?3 FROM envelope WHERE id = ?1 ON CONFLICT DO NOTHING",
                   {bind_id(id), bind_id(stand_in(id)), store.now_ms()}));
  return run_all(store, {"DELETE FROM envelope WHERE id = ?1"}, bind_id(id));
}

Result<std::vector<LogText>> logs_with_any(Store& store, const std::set<std::string>& texts) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT id, log FROM round"));
  std::vector<LogText> logs;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return logs;
    LogText log{rows.integer(0), rows.text(1)};
    const auto is_there = [&log](const auto& text) { return log.json.contains(text); };
    if (std::ranges::any_of(texts, is_there)) logs.push_back(std::move(log));
  }
}

Result<void> replace_log(Store& store, const LogText& log) {
  SAMEN_TRY([[maybe_unused]] const bool changed,
            change(store, "UPDATE round SET log = ?2 WHERE id = ?1", {log.round, log.json}));
  return {};
}

Result<void> compact(Store& store) {
  return store.database().execute("VACUUM");
}

}  // namespace samen::server
