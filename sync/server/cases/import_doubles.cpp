// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/import_doubles.hpp"

#include "forms/to_record.hpp"
#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/singles.hpp"

namespace samen::server {

using base::Result;

namespace {

PersonShown shown(const domain::Household& household, std::int64_t since_ms) {
  return {household.name, household.contact.value, household.postcode.str(), household.people(),
          since_ms};
}
PersonShown shown(const domain::Volunteer& volunteer, std::int64_t since_ms) {
  return {volunteer.name, volunteer.contact.value,
          volunteer.postcode.empty() ? std::string() : volunteer.postcode.str(), 1, since_ms};
}

// Everybody in the order in which the crowd knows them: the rows first.
class Everybody {
 public:
  template <class Person>
  void add_row(std::size_t row, const Person& person, std::int64_t since_ms) {
    crowd_.add(person, Crowd::Standing::waits);
    all_.push_back({.row = row, .id = {}, .label = {}, .person = shown(person, since_ms)});
    ++rows_;
  }
  template <class Person>
  void add_here(const base::Uuid& id, const std::string& label, const Person& person,
                std::int64_t since_ms) {
    crowd_.add(person, Crowd::Standing::stands);
    all_.push_back({.row = 0, .id = id, .label = label, .person = shown(person, since_ms)});
  }

  std::vector<ImportDouble> pairs() {
    std::vector<ImportDouble> doubles;
    for (const auto& pair : crowd_.like_pairs()) {
      const auto& one = all_[pair.one];
      const auto& other = all_[pair.other];
      ImportDouble found{.row = one.row};
      if (pair.other < rows_) found.other = other.row;
      found.here = other.id;
      found.label = other.label;
      found.person = one.person;
      found.like = other.person;
      found.common = pair.common;
      doubles.push_back(std::move(found));
    }
    return doubles;
  }

 private:
  struct One {
    std::size_t row;
    base::Uuid id;
    std::string label;
    PersonShown person;
  };
  Crowd crowd_;
  std::vector<One> all_;
  std::size_t rows_ = 0;
};

Result<void> add_households(Store& store, Everybody& everybody) {
  SAMEN_TRY(const auto waiting, waiting_households(store));
  for (const auto& each : waiting) {
    everybody.add_here(each.id, each.label, each.household, each.since_ms);
  }
  SAMEN_TRY(const auto settled, settled_households(store));
  for (const auto& each : settled) {
    everybody.add_here(each.id, each.label, each.household, each.since_ms);
  }
  return {};
}

Result<void> add_volunteers(Store& store, Everybody& everybody) {
  SAMEN_TRY(const auto singles, waiting_singles(store));
  for (const auto& each : singles) {
    everybody.add_here(each.row.id, each.row.label, each.volunteer, each.since_ms);
  }
  SAMEN_TRY(const auto settled, settled_volunteers(store));
  for (const auto& each : settled) {
    everybody.add_here(each.id, each.label, each.volunteer, each.since_ms);
  }
  return {};
}

}  // namespace

Result<std::vector<ImportDouble>> find_doubles(Store& store, const forms::Form& form,
                                               const std::vector<ImportRow>& rows) {
  Everybody everybody;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].fits()) continue;
    SAMEN_TRY(const auto record, forms::to_record(form, rows[i].answers, rows[i].language));
    if (const auto* household = std::get_if<domain::Household>(&record.body)) {
      everybody.add_row(i, *household, rows[i].since_ms);
    } else if (const auto* volunteer = volunteer_of(record.body)) {
      everybody.add_row(i, *volunteer, rows[i].since_ms);
    }
  }
  SAMEN_CHECK(form.id == "household" ? add_households(store, everybody)
                                     : add_volunteers(store, everybody));
  return everybody.pairs();
}

}  // namespace samen::server
