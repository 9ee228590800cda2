// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <ostream>

#include <sys/resource.h>

#include "base/file.hpp"
#include "base/log.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/http/listener.hpp"

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

}  // namespace

Result<void> run_serve(const ServeCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto lock, ServeLock::take(matcher.folder));
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();

  std::string listen = command.listen;
  if (listen.empty()) {
    SAMEN_TRY(const auto kept, matcher.store->setting("listen"));
    listen = kept.value_or("127.0.0.1:8443");
  }
  SAMEN_TRY(auto address, parse_address(listen));
  ListenOptions options;
  options.host = address.host;
  options.port = address.port;
  options.limits.idle_ms = static_cast<int>(command.idle_seconds * 1000);
  options.limits.request_ms = static_cast<int>(command.request_seconds * 1000);
  options.limits.header_ms = std::min(options.limits.header_ms, options.limits.request_ms);
  options.limits.handshake_ms = std::min(options.limits.handshake_ms, options.limits.request_ms);

  MatcherService service(*matcher.store, *matcher.keys, matcher.folder);
  SAMEN_TRY(const auto listener, Listener::open(options, matcher.keys->tls, service));
  address.port = listener->port();
  const std::string url = address.url();
  if (!command.ready_file.empty()) {
    SAMEN_CHECK(base::write_file_durably(command.ready_file, base::as_bytes(url + "\n")));
  }
  out << "ready " << url << std::endl;
  base::log(base::LogLevel::info, "serving", {{"address", base::LogValue::public_text(url)}});

  listener->run([&service] { service.back_up_if_needed(); },
                static_cast<int>(command.backup_seconds * 1000));
  service.back_up_if_needed(MatcherService::Hurry::now);
  base::log(base::LogLevel::info, "stopped");
  return {};
}

}  // namespace samen::server
