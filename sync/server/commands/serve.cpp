// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <memory>
#include <ostream>

#include <sys/resource.h>

#include "base/file.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "device/service_manager.hpp"
#include "protocol/api_version.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/cases/retention.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/listener_thread.hpp"
#include "sync/server/commands/office_page.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/http/listener.hpp"
#include "sync/server/store/backup_place.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/relied_copies.hpp"

namespace samen::server {

using base::Result;

namespace {

// Every connection is a descriptor; shells often allow no more than 1,024.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 8192);
  setrlimit(RLIMIT_NOFILE, &limit);
}

ListenOptions listen_options(const ServeCommand& command, const Address& address) {
  ListenOptions options;
  options.host = address.host;
  options.port = address.port;
  options.plain = command.plain;
  options.headers = {{"API-Version", std::string(protocol::kApiVersion)}};
  options.believe_forwarded_for = command.plain && command.forwarded_for;
  auto& limits = options.limits;
  limits.connections = static_cast<std::size_t>(command.connections);
  // Behind a proxy every connection is the proxy's.
  limits.connections_per_source =
      command.plain ? 0 : static_cast<std::size_t>(command.connections_per_source);
  limits.idle_ms = static_cast<int>(command.idle_seconds * 1000);
  limits.request_ms = static_cast<int>(command.request_seconds * 1000);
  limits.header_ms = std::min(limits.header_ms, limits.request_ms);
  limits.handshake_ms = std::min(limits.handshake_ms, limits.request_ms);
  return options;
}

// The meters on an address and a thread of their own: they answer while the store is busy, and the
// address that kiosks use says nothing about this program.
class MetersPage {
 public:
  static Result<std::unique_ptr<MetersPage>> open(const std::string& where, const Meters& meters,
                                                  const Listener& kiosks,
                                                  const TlsIdentity& identity) {
    SAMEN_TRY(const auto address, parse_address(where));
    ListenOptions options;
    options.plain = true;
    options.limits.connections = 16;
    options.limits.connections_per_source = 0;
    options.limits.body_bytes = 0;
    std::unique_ptr<MetersPage> page(new MetersPage(meters, kiosks));
    SAMEN_TRY(page->listener_, ListenerThread::start(options, address, identity, page->handler_));
    return page;
  }
  const std::string& url() const { return listener_->url(); }

 private:
  MetersPage(const Meters& meters, const Listener& kiosks) : handler_(meters, kiosks) {}
  MetersHandler handler_;
  std::unique_ptr<ListenerThread> listener_;  // goes before what it asks
};

// What fails now is tried again in an hour.
void look_after_retention(Retention& retention) {
  const auto look = retention.look();
  if (!look) {
    base::log(base::LogLevel::warning, "retention_failed", {{"code", look.error().code}});
  } else if (*look && (*look)->erased > 0) {
    base::log(base::LogLevel::info, "retention", {{"records", (*look)->erased}});
  }
}

}  // namespace

Result<void> run_serve(const ServeCommand& command, std::ostream& out) {
  SAMEN_CHECK(check_forwarded_for(command.forwarded_for, command.plain || command.office.plain));
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto lock, ServeLock::take(matcher.folder));
  SAMEN_CHECK(note_backup_folders(matcher, command.backup));
  SAMEN_TRY([[maybe_unused]] const auto rule, parse_keep(command.keep));
  SAMEN_CHECK(matcher.store->set_setting(kKeepCopiesSetting, command.keep));
  SAMEN_CHECK(matcher.store->set_setting(kCopiesBeforeDeleteSetting,
                                         std::to_string(command.copies_before_delete)));
  SAMEN_CHECK(note_intake_limits(*matcher.store, command.intake));
  if (command.new_backup_disk) SAMEN_CHECK(forget_backup_place(*matcher.store));
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();

  std::string listen = command.listen;
  if (listen.empty()) {
    SAMEN_TRY(const auto kept, matcher.store->setting("listen"));
    listen = kept.value_or("127.0.0.1:8443");
  }
  SAMEN_TRY(auto address, parse_address(listen));
  SAMEN_TRY(const auto policy, programme_policy(matcher.folder));
  MatcherService service(*matcher.store, *matcher.keys, matcher.folder, policy);
  service.look_after_certificate();
  SAMEN_TRY(const auto listener,
            Listener::open(listen_options(command, address), matcher.keys->tls, service));
  address.port = listener->port();
  const std::string url = address.url(command.plain ? "http" : "https");
  std::unique_ptr<MetersPage> meters;
  if (!command.metrics.empty()) {
    SAMEN_TRY(meters,
              MetersPage::open(command.metrics, service.meters(), *listener, matcher.keys->tls));
    out << "metrics " << meters->url() << "/metrics" << std::endl;
  }
  std::unique_ptr<OfficePage> office;
  if (!command.office.listen.empty()) {
    auto place = command.office;
    place.forwarded_for = command.forwarded_for;
    SAMEN_TRY(office, OfficePage::open(place, *matcher.store, matcher.keys->tls));
    out << "office " << office->url() << std::endl;
  }
  if (!command.ready_file.empty()) {
    SAMEN_CHECK(base::write_file_durably(command.ready_file, base::as_bytes(url + "\n")));
  }
  out << "ready " << url << std::endl;
  device::tell_ready();
  base::speak_english();  // from here on every word is one of the log's
  base::log(base::LogLevel::info, "serving", {{"address", base::LogValue::public_text(url)}});

  Retention retention(*matcher.store);
  listener->run(
      [&service, &listener, &office, &matcher, &retention] {
        service.look_after_work();
        service.back_up_if_needed();
        if (service.look_after_certificate()) {
          listener->show(matcher.keys->tls);
          if (office) office->show(matcher.keys->tls);
        }
        service.look_around();
        look_after_retention(retention);
      },
      static_cast<int>(command.backup_seconds * 1000));
  office.reset();  // what was done there last is in the last copy
  service.back_up_if_needed(MatcherService::Hurry::now);
  base::log(base::LogLevel::info, "stopped");
  return {};
}

}  // namespace samen::server
