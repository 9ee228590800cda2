// SPDX-License-Identifier: Apache-2.0
#include "sync/server/api/meters.hpp"

#include <algorithm>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace samen::server {
namespace {

constexpr std::array<std::string_view, kRoutes> kRouteNames = {"enrol", "envelopes", "feed",
                                                               "health", "other"};

// Writes one family after the other: "# HELP", "# TYPE", samples.
class Page {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    name_ = "samen_" + std::string(name);
    text_ += "# HELP " + name_ + " " + std::string(help) + "\n# TYPE " + name_ + " " +
             std::string(type) + "\n";
  }
  template <class Number>
  void sample(Number value, std::string_view labels = {}) {
    text_ += name_;
    if (!labels.empty()) text_.append("{").append(labels).append("}");
    text_ += " " + std::to_string(value) + "\n";
  }
  template <class Number>
  void one(std::string_view name, std::string_view type, std::string_view help, Number value) {
    family(name, type, help);
    sample(value);
  }
  void seconds(std::string_view name, std::string_view help, std::int64_t ms) {
    family(name, "gauge", help);
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", static_cast<double>(ms) / 1000.0);
    text_ += name_ + " " + text + "\n";
  }
  std::string take() { return std::move(text_); }

 private:
  std::string name_;
  std::string text_;
};

std::string json_list(const std::vector<std::string>& words) {
  std::string text = "[";
  for (const auto& word : words) {
    if (text.size() > 1) text += ',';
    text += nlohmann::json(word).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  return text + "]";
}

}  // namespace

void Meters::count_request(Route route, int status) {
  const auto hundreds = static_cast<std::size_t>(std::clamp(status / 100, 0, 5));
  ++requests_[static_cast<std::size_t>(route)][hundreds];
}

void Meters::count_result(protocol::ResultClass result) {
  ++results_[static_cast<std::size_t>(result)];
}

void Meters::set_gauges(const StoreGauges& gauges) {
  const std::lock_guard lock(mutex_);
  gauges_ = gauges;
  looked_ = true;
}

void Meters::note_backup(std::int64_t at_wall_ms, std::int64_t took_ms) {
  ++backups_;
  backup_at_ms_ = at_wall_ms;
  backup_took_ms_ = took_ms;
  const std::lock_guard lock(mutex_);
  backup_failed_why_.clear();
}

void Meters::note_failed_backup(std::string why) {
  ++backups_failed_;
  const std::lock_guard lock(mutex_);
  backup_failed_why_ = std::move(why);
}

void Meters::note_keys(std::string why_not) {
  const std::lock_guard lock(mutex_);
  keys_failed_why_ = std::move(why_not);
}

void Meters::note_certificate(std::int64_t days_left, std::string why_not) {
  const std::lock_guard lock(mutex_);
  certificate_days_ = days_left;
  certificate_why_ = std::move(why_not);
}

std::vector<std::string> Meters::complaints() const {
  std::vector<std::string> words;
  if (!store_works_) words.emplace_back("the store does not answer");
  if (!apply_works_) words.emplace_back("stored records cannot be applied");
  const std::lock_guard lock(mutex_);
  if (!backup_failed_why_.empty()) {
    words.push_back("the last backup failed, so kiosks delete nothing: " + backup_failed_why_);
  }
  if (!keys_failed_why_.empty()) {
    words.push_back("the sealing keys cannot be read: " + keys_failed_why_);
  }
  if (!looked_) return words;
  if (gauges_.disk_read_only) {
    words.emplace_back("the disk of the store is mounted read-only");
  } else if (gauges_.disk_free_bytes < kLeastFreeBytes) {
    words.emplace_back("the disk is nearly full");
  }
  return words;
}

std::vector<std::string> Meters::warnings() const {
  std::vector<std::string> words;
  const std::lock_guard lock(mutex_);
  if (looked_ && gauges_.backup_on_same_disk) {
    words.emplace_back("the store and its backup lie on one disk: both are lost with it");
  }
  if (looked_ && gauges_.backups_share_disk) {
    words.emplace_back("both backup folders lie on one disk: they are lost together");
  }
  if (!certificate_why_.empty()) {
    words.push_back("the TLS certificate has " + std::to_string(certificate_days_) +
                    " days left and could not be renewed: " + certificate_why_);
  }
  return words;
}

std::string Meters::prometheus(const ConnectionCounts& connections) const {
  Page page;
  page.family("requests_total", "counter", "Requests answered, by what was asked and status.");
  for (std::size_t route = 0; route < kRoutes; ++route) {
    for (std::size_t hundreds = 2; hundreds < 6; ++hundreds) {
      page.sample(requests_[route][hundreds].load(), "route=\"" + std::string(kRouteNames[route]) +
                                                         "\",status=\"" + std::to_string(hundreds) +
                                                         "xx\"");
    }
  }
  page.family("records_total", "counter", "Envelopes answered, by result.");
  for (std::size_t result = 0; result < kResultClasses; ++result) {
    page.sample(
        results_[result].load(),
        "result=\"" + std::string(to_string(static_cast<protocol::ResultClass>(result))) + "\"");
  }
  page.one("connections_open", "gauge", "Connections of kiosks, and of others.", connections.open);
  page.one("connections_total", "counter", "Connections taken since the start.",
           connections.accepted);
  page.one("connections_cut_total", "counter", "Connections pushed out by newer ones.",
           connections.cut);
  page.one("backups_total", "counter", "Backups that were verified.", backups_.load());
  page.one("backups_failed_total", "counter", "Backups that failed or did not hold.",
           backups_failed_.load());
  page.seconds("backup_verified_timestamp_seconds",
               "When the last backup was verified (Unix time; 0: none since the start).",
               backup_at_ms_.load());
  page.seconds("backup_duration_seconds", "How long the last verified backup took.",
               backup_took_ms_.load());
  page.one("ready", "gauge", "1 when /ready answers 200.", complaints().empty() ? 1 : 0);
  const std::lock_guard lock(mutex_);
  page.one("certificate_days_left", "gauge", "Days until the TLS certificate ends.",
           certificate_days_);
  if (!looked_) return page.take();
  page.one("records_to_apply", "gauge", "Stored and not yet applied.", gauges_.to_apply);
  page.one("records_to_review", "gauge", "Kept for a person to look at.", gauges_.needs_review);
  page.one("devices", "gauge", "Kiosks that are enrolled.", gauges_.devices);
  page.one("devices_quiet", "gauge", "Kiosks that were not heard for a day.",
           gauges_.devices_quiet);
  page.one("devices_with_gap", "gauge",
           "Kiosks with records beyond a number that has not come: their backup mark waits.",
           gauges_.devices_gap);
  page.one("alarms", "gauge", "Kinds of alarm in the last day; status says which.", gauges_.alarms);
  page.one("store_bytes", "gauge", "Size of the store.", gauges_.file_bytes);
  page.one("backup_on_same_disk", "gauge", "1 when the store and its backup share a disk.",
           gauges_.backup_on_same_disk ? 1 : 0);
  page.one("disk_free_bytes", "gauge", "Free space where the store lies.", gauges_.disk_free_bytes);
  return page.take();
}

HttpResponse MetersHandler::handle(const HttpRequest& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    return error_response(405, "method", "this address takes GET only");
  }
  HttpResponse response;
  if (request.path() == "/metrics") {
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = meters_.prometheus(listener_.counts());
  } else if (request.path() == "/ready") {
    const auto complaints = meters_.complaints();
    response.status = complaints.empty() ? 200 : 503;
    response.body = std::string(R"({"status":")") + (complaints.empty() ? "ready" : "not_ready") +
                    R"(","because":)" + json_list(complaints) + R"(,"warnings":)" +
                    json_list(meters_.warnings()) + "}";
  } else if (request.path() == "/live") {
    response.body = R"({"status":"ok"})";
  } else {
    return error_response(404, "not_found", "there are /metrics, /ready and /live");
  }
  return response;
}

}  // namespace samen::server
