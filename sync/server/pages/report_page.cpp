// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "base/number.hpp"
#include "base/spans.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/report.hpp"
#include "sync/server/pages/csv.hpp"
#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/query.hpp"
#include "sync/server/pages/round_result.hpp"
#include "sync/server/pages/step_forms.hpp"
#include "sync/server/store/audit.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr int kQuarters = 5;  // the running one and those before it
constexpr int kHundred = 100;

constexpr Measure kCounted[] = {Measure::started, Measure::met, Measure::running, Measure::ended};
constexpr Measure kWaited[] = {Measure::to_proposal, Measure::to_meeting};

std::int64_t last_day_of(const Period& period) {
  return period.to_ms - base::kDayMs;
}

// Nothing for days that are none, or the wrong way round. Without any: the last whole quarter.
std::optional<Period> period_of(const ReportFilter& filter, std::int64_t now_ms) {
  if (filter.from.empty() && filter.to.empty()) return quarter_of(now_ms, 1);
  const auto from = parse_day(filter.from);
  const auto to = parse_day(filter.to);
  if (!from || !to || *to < *from) return std::nullopt;
  return Period{*from, *to + base::kDayMs};
}

std::string query_of(const Period& period) {
  Query query;
  query.add("from", date_in_words(period.from_ms));
  query.add("to", date_in_words(last_day_of(period)));
  return query.text();
}

// A look is a line of the audit, without which there is none.
Result<Report> look_at_report(Store& store, const PageContext& context, const Period& period,
                              std::string_view act) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(
      write_audit(store, context.viewer.actor(), act,
                  date_in_words(period.from_ms) + ".." + date_in_words(last_day_of(period))));
  SAMEN_CHECK(transaction.commit());
  return make_report(store, period);
}

std::string word_of(const Texts& texts, const std::string& language, domain::EndReason reason) {
  return texts.word(language, "office.reason." + key_of(domain::name_of(reason)));
}

// One table of the page.
class TableOnPage {
 public:
  TableOnPage(Frame& frame, const std::string& id, const std::string& title,
              const std::string& help)
      : table_(frame.main().AddSectionDictionary("TABLE")) {
    table_->SetValue("ID", id);
    table_->SetValue("TABLE_TITLE", title);
    table_->SetValue("HELP_WORDS", help);
  }
  void head(const std::string& words) {
    table_->AddSectionDictionary("HEAD")->SetValue("HEAD_WORDS", words);
  }
  void row(const std::string& name, bool sum) {
    row_ = table_->AddSectionDictionary("ROW");
    row_->SetValue("NAME", name);
    if (sum) row_->ShowSection("SUM");
  }
  void cell(bool shown, std::int64_t number) {
    auto* cell = row_->AddSectionDictionary("CELL");
    if (shown) {
      cell->SetValue("NUMBER", std::to_string(number));
    } else {
      cell->ShowSection("NOT_SHOWN");
    }
  }

 private:
  ctemplate::TemplateDictionary* table_;
  ctemplate::TemplateDictionary* row_ = nullptr;
};

class ReportPage {
 public:
  ReportPage(Frame& frame, const Report& report) : frame_(frame), report_(report) {}

  void fill() {
    fill_wall();
    fill_counts();
    for (const auto measure : kWaited) fill_waits(measure);
    fill_reasons();
    if (report_.made_up_people) frame_.main().ShowSection("MADE_UP");
  }

 private:
  std::string word(const std::string& part) const { return frame_.word("office.report." + part); }

  void fill_wall() {
    auto* wall = frame_.main().AddSectionDictionary("WALL");
    const auto& whole = report_.of(Measure::wall).whole;
    if (!whole.shown) {
      wall->SetValue("SHARE", "·");
      wall->SetValue("WALL_WORDS", word("wall.too_few"));
      return;
    }
    const std::int64_t percent = (whole.counts[0] * kHundred + whole.all() / 2) / whole.all();
    wall->SetValue("SHARE", std::to_string(percent) + " %");
    wall->SetValue("WALL_WORDS", frame_.word("office.report.wall.words",
                                             {{"often", whole.counts[0]}, {"all", whole.all()}}));
  }

  // A row a centre and one of all, each filled by `cells` from the place in a table.
  template <class Cells>
  void rows(TableOnPage& table, const Cells& cells) {
    const std::size_t count = report_.centres.size();
    for (std::size_t i = 0; i < count; ++i) {
      table.row(report_.centres[i], false);
      cells([i](const MeasureTable& one) -> const Figure& { return one.centres[i]; });
    }
    if (count == 1) return;
    table.row(word("all_centres"), true);
    cells([](const MeasureTable& one) -> const Figure& { return one.whole; });
  }

  void fill_counts() {
    TableOnPage table(frame_, "counts", word("counts"), word("counts.help"));
    table.head(word("centre"));
    for (const auto measure : kCounted) table.head(word(std::string(domain::name_of(measure))));
    table.head(word("wall.short"));
    table.head(word("wall.often"));
    rows(table, [&](const auto& figure_of) {
      for (const auto measure : kCounted) {
        const auto& figure = figure_of(report_.of(measure));
        table.cell(figure.shown, figure.all());
      }
      const auto& wall = figure_of(report_.of(Measure::wall));
      table.cell(wall.shown, wall.all());
      table.cell(wall.shown, wall.counts[0]);
    });
  }

  void fill_waits(Measure measure) {
    const std::string name(domain::name_of(measure));
    TableOnPage table(frame_, name, word(name), word(name + ".help"));
    for (const char* head : {"centre", "households", "half", "most"}) table.head(word(head));
    rows(table, [&](const auto& figure_of) {
      const auto& figure = figure_of(report_.of(measure));
      for (const auto number : {figure.all(), figure.half_days, figure.most_days}) {
        table.cell(figure.shown, number);
      }
    });
  }

  void fill_reasons() {
    TableOnPage table(frame_, "reasons", word("reasons"), word("reasons.help"));
    table.head(word("reason"));
    table.head(word("number"));
    for (std::size_t i = 0; i < report_.reasons.size(); ++i) {
      const auto& figure = report_.reasons[i];
      table.row(word_of(frame_.texts(), frame_.language(), domain::EndReason(i)), false);
      table.cell(figure.shown, figure.all());
    }
    const auto& ended = report_.of(Measure::ended).whole;
    table.row(word("sum"), true);
    table.cell(ended.shown, ended.all());
  }

  Frame& frame_;
  const Report& report_;
};

// A field for a day takes nothing else back.
std::string day_typed(const std::string& text) {
  return parse_day(text) ? text : std::string();
}

void fill_quarters(Frame& frame, const Period& chosen) {
  for (int before = 0; before < kQuarters; ++before) {
    const auto quarter = quarter_of(frame.context().now_ms, before);
    const auto first = date_in_words(quarter.from_ms);
    const auto year = first.substr(0, 4);
    const auto month = base::parse_number<int>(first.substr(5, 2)).value_or(1);
    auto* link = frame.main().AddSectionDictionary("QUARTER");
    link->SetValue("QUERY_TEXT", query_of(quarter));
    link->SetValue("WORDS",
                   frame.word("office.report.quarter", {{"quarter", std::int64_t{(month + 2) / 3}},
                                                        {"year", std::string_view(year)}}));
    const bool this_one = quarter.from_ms == chosen.from_ms && quarter.to_ms == chosen.to_ms;
    if (this_one) link->ShowSection("CHOSEN");
  }
}

class ReportFile {
 public:
  ReportFile(const PageParts& parts, std::string language, const Report& report)
      : parts_(parts), language_(std::move(language)), report_(report) {}

  std::string made() && {
    csv_.row(
        {word("from"), word("to"), word("measure"), word("part"), word("centre"), word("value")});
    for (const auto measure : kCounted) {
      each(measure, [](const Figure& figure) { return figure.all(); }, word("number"));
    }
    for (std::size_t i = 0; i < report_.reasons.size(); ++i) {
      add(Measure::ended, word_of(parts_.texts, language_, domain::EndReason(i)),
          word("all_centres"), report_.reasons[i].shown, report_.reasons[i].all());
    }
    each(Measure::wall, [](const Figure& figure) { return figure.all(); }, word("wall.short"));
    each(Measure::wall, [](const Figure& figure) { return figure.counts[0]; }, word("wall.often"));
    for (const auto measure : kWaited) {
      each(measure, [](const Figure& figure) { return figure.all(); }, word("households"));
      each(measure, [](const Figure& figure) { return figure.half_days; }, word("half"));
      each(measure, [](const Figure& figure) { return figure.most_days; }, word("most"));
    }
    return csv_.text();
  }

 private:
  std::string word(const std::string& part) const {
    return parts_.texts.word(language_, "office.report." + part);
  }
  template <class Value>
  void each(Measure measure, const Value& value, const std::string& part) {
    const auto& table = report_.of(measure);
    for (std::size_t i = 0; i < report_.centres.size(); ++i) {
      const auto& figure = table.centres[i];
      add(measure, part, report_.centres[i], figure.shown, value(figure));
    }
    add(measure, part, word("all_centres"), table.whole.shown, value(table.whole));
  }
  void add(Measure measure, const std::string& part, const std::string& centre, bool shown,
           std::int64_t value) {
    csv_.row({date_in_words(report_.period.from_ms), date_in_words(last_day_of(report_.period)),
              word(std::string(domain::name_of(measure))), part, centre,
              shown ? std::to_string(value) : std::string()});
  }

  const PageParts& parts_;
  std::string language_;
  const Report& report_;
  CsvFile csv_;
};

}  // namespace

Page Pages::report(Store& store, const PageContext& context, const ReportFilter& filter) {
  if (!kReportsAreFor.open_to(context.viewer)) return problem_page(*parts_, context, 403);
  const auto asked = period_of(filter, context.now_ms);
  const auto period = asked.value_or(quarter_of(context.now_ms, 1));
  const auto report = look_at_report(store, context, period, "look_report");
  if (!report) return failed_page(*parts_, context, report.error());
  Frame frame(*parts_, context, "report.tpl", "/reports");
  auto& main = frame.main();
  const auto from = frame.day_of_year(period.from_ms);
  const auto to = frame.day_of_year(last_day_of(period));
  main.SetValue("PERIOD", frame.word("office.report.period", {{"from", std::string_view(from)},
                                                              {"to", std::string_view(to)}}));
  main.SetValue("FROM", asked ? date_in_words(period.from_ms) : day_typed(filter.from));
  main.SetValue("TO", asked ? date_in_words(last_day_of(period)) : day_typed(filter.to));
  main.SetValue("QUERY_TEXT", query_of(period));
  if (!asked) main.ShowSection("PROBLEM");
  if (may_see_rounds(context)) main.ShowSection("FAIR");
  fill_quarters(frame, period);
  ReportPage(frame, *report).fill();
  return frame.finish(frame.word("office.report.title"), asked ? 200 : 422);
}

Result<CsvPage> Pages::report_csv(Store& store, const PageContext& context,
                                  const ReportFilter& filter) {
  if (!kReportsAreFor.open_to(context.viewer)) return fail(Errc::permission, "not theirs");
  const auto period = period_of(filter, context.now_ms);
  if (!period) return fail(Errc::not_found, "no such days");
  SAMEN_TRY(const auto report, look_at_report(store, context, *period, "look_report_csv"));
  const auto name = "samen-" + date_in_words(period->from_ms) + "-" +
                    date_in_words(last_day_of(*period)) + ".csv";
  return CsvPage{name,
                 ReportFile(*parts_, parts_->texts.language(context.language), report).made()};
}

}  // namespace samen::server
