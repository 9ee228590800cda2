// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "storage/inbox_table.hpp"
#include "storage/rows.hpp"

namespace samen::storage {

using protocol::FeedKind;

using base::Result;

namespace {

// ?2 is the version that was sent, ?7 whether in a complete list.
constexpr std::string_view condition_of(InboxEvent event) {
  switch (event) {
    case InboxEvent::newer:
      return "?2>version";
    case InboxEvent::listed:
      return "?2<=version AND ?7";
    case InboxEvent::repeated:
      return "?2<=version AND NOT ?7";
    case InboxEvent::unlisted:
      break;  // no item was sent
  }
  return "false";
}

// When an item that was sent takes the place of the one that is here.
std::string replaces() {
  std::string sql = "false";
  for (const InboxMove& move : kInboxMoves) {
    if (move.to != InboxEnd::replaced) continue;
    sql.append(" OR (kind='").append(to_string(move.from)).append("' AND ");
    sql.append(condition_of(move.event)).append(")");
  }
  return sql;
}

// The kinds that go when a complete list ends without them, for "kind IN (...)".
std::string unlisted_kinds() {
  std::string list;
  for (const InboxMove& move : kInboxMoves) {
    if (move.event != InboxEvent::unlisted) continue;
    list.append(list.empty() ? "'" : ",'").append(to_string(move.from)).append("'");
  }
  return list;
}

static_assert(std::ranges::all_of(kInboxMoves,
                                  [](const InboxMove& move) {
                                    return (move.to == InboxEnd::deleted) ==
                                           (move.event == InboxEvent::unlisted);
                                  }),
              "put() only replaces, the end of a list only deletes");

Result<void> put(Database& database, const protocol::FeedItem& item, std::int64_t round,
                 bool full) {
  static const std::string kPut =
      "INSERT INTO inbox (id, version, kind, sealed, round, signature)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE"
      " SET version=?2, kind=?3, sealed=?4, round=?5, signature=?6 WHERE " +
      replaces();
  const bool gone = item.kind == FeedKind::tombstone;
  SAMEN_TRY(
      [[maybe_unused]] const auto put,
      database.run(kPut, {blob(item.id.bytes), number(item.version), text(to_string(item.kind)),
                          blob(gone ? base::ByteView{} : base::ByteView(item.sealed)),
                          number(round), blob(item.signature), number(full)}));
  SAMEN_TRY([[maybe_unused]] const auto forgotten,
            database.run("DELETE FROM decision_note WHERE item=?1 AND (version<?2 OR ?3)",
                         {blob(item.id.bytes), number(item.version), number(gone)}));
  return {};
}

}  // namespace

Result<std::string> KioskStore::feed_cursor() {
  SAMEN_TRY(auto query, database_.prepare("SELECT feed_cursor FROM kiosk"));
  SAMEN_TRY(const bool found, query.step());
  return found ? query.text(0) : std::string();
}

Result<void> KioskStore::apply_page(const protocol::FeedItems& page) {
  SAMEN_TRY(auto transaction, Transaction::begin(database_));
  SAMEN_TRY(const auto running, database_.integer("SELECT feed_full FROM kiosk"));
  if (page.full && running.value_or(0) == 0) {
    SAMEN_TRY([[maybe_unused]] const auto started,
              database_.run("UPDATE kiosk SET feed_round=feed_round+1, feed_full=1", {}));
  }
  SAMEN_TRY(const auto round, database_.integer("SELECT feed_round FROM kiosk"));
  for (const protocol::FeedItem& item : page.items) {
    SAMEN_CHECK(put(database_, item, round.value_or(0), page.full));
  }
  if (page.full && !page.more) {
    SAMEN_TRY(
        [[maybe_unused]] const auto gone,
        database_.run("DELETE FROM inbox WHERE round<?1 AND kind IN (" + unlisted_kinds() + ")",
                      {number(round.value_or(0))}));
    SAMEN_TRY(
        [[maybe_unused]] const auto notes,
        database_.run("DELETE FROM decision_note WHERE item NOT IN (SELECT id FROM inbox)", {}));
  }
  SAMEN_TRY(
      [[maybe_unused]] const auto old,
      database_.run("DELETE FROM inbox WHERE kind='answer' AND rowid NOT IN (SELECT rowid FROM"
                    " inbox WHERE kind='answer' ORDER BY rowid DESC LIMIT ?1)",
                    {number(kMostAnswers)}));
  const bool goes_on = page.full && page.more;
  SAMEN_TRY([[maybe_unused]] const auto moved,
            database_.run("UPDATE kiosk SET feed_cursor=?1, feed_full=?2",
                          {text(page.cursor), number(goes_on)}));
  return transaction.commit();
}

namespace {

Result<std::vector<protocol::FeedItem>> read_items(Database& database, FeedKind kind,
                                                   std::string_view order) {
  SAMEN_TRY(auto query,
            database.prepare(std::string("SELECT id, version, sealed, signature FROM inbox"
                                         " WHERE kind=?1 ORDER BY ")
                                 .append(order)));
  SAMEN_CHECK(query.bind({text(to_string(kind))}));
  std::vector<protocol::FeedItem> items;
  for (;;) {
    SAMEN_TRY(const bool more, query.step());
    if (!more) return items;
    items.push_back(
        {uuid_of(query, 0), query.integer(1), kind, query.bytes(2), array_of<64>(query, 3)});
  }
}

}  // namespace

Result<std::vector<protocol::FeedItem>> KioskStore::cards() {
  return read_items(database_, FeedKind::card, "id");
}

Result<std::vector<protocol::FeedItem>> KioskStore::answers() {
  return read_items(database_, FeedKind::answer, "rowid DESC");
}

Result<void> KioskStore::drop_answer(const base::Uuid& id) {
  SAMEN_TRY([[maybe_unused]] const auto gone,
            database_.run("DELETE FROM inbox WHERE id=?1 AND kind='answer'", {blob(id.bytes)}));
  return {};
}

Result<std::vector<DecisionNote>> KioskStore::decision_notes() {
  SAMEN_TRY(auto query, database_.prepare("SELECT item, version, sealed FROM decision_note"));
  std::vector<DecisionNote> notes;
  for (;;) {
    SAMEN_TRY(const bool more, query.step());
    if (!more) return notes;
    notes.push_back({uuid_of(query, 0), query.integer(1), query.bytes(2)});
  }
}

}  // namespace samen::storage
