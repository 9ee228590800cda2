// SPDX-License-Identifier: Apache-2.0
#include "sync/server/http/listener.hpp"

#include <atomic>
#include <chrono>
#include <ctime>
#include <list>
#include <set>
#include <unordered_map>
#include <utility>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "base/log.hpp"
#include "base/say.hpp"
#include "sync/server/http/session.hpp"
#include "sync/server/http/source.hpp"

namespace samen::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using base::Errc;
using base::fail;
using base::Result;
using base::say;
using std::chrono::milliseconds;
using Code = boost::system::error_code;

class Server final : public Listener, private SessionHost {
 public:
  Server(const ListenOptions& options, HttpHandler& handler)
      : options_(options),
        handler_(handler),
        tls_(asio::ssl::context::tls_server),
        acceptor_(io_),
        signals_(io_),
        pause_(io_),
        tick_timer_(io_),
        deadline_(io_) {}

  Result<void> prepare_tls(const TlsIdentity& identity) {
    auto* context = tls_.native_handle();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    // TLS 1.2 with forward secrecy and authenticated encryption only; 1.3 has nothing else.
    if (SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
      return fail(Errc::crypto, say("this OpenSSL knows none of the ciphers this server takes"));
    }
    Code error;
    tls_.use_certificate_chain(asio::buffer(identity.certificate_pem), error);
    if (error)
      return fail(Errc::network, say("cannot use the TLS certificate: {}", error.message()));
    tls_.use_private_key(asio::buffer(identity.key_pem), asio::ssl::context::pem, error);
    if (error) return fail(Errc::network, say("cannot use the TLS key: {}", error.message()));
    return {};
  }

  Result<void> prepare() {
    Code error;
    const auto check = [&error](const std::string& what) -> Result<void> {
      if (!error) return {};
      return fail(Errc::network, what + ": " + error.message());
    };
    const auto where = options_.host + ":" + std::to_string(options_.port);
    if (options_.plain && !is_loopback(options_.host)) {
      return fail(Errc::invalid_input,
                  say("cannot listen on {} without TLS: that is for 127.0.0.1 or ::1 only, where a "
                      "proxy on this machine speaks TLS to the world",
                      where));
    }
    const auto address = asio::ip::make_address(options_.host, error);
    SAMEN_CHECK(check(say("cannot listen on {}, which must be an IP address and a port", where)));
    const tcp::endpoint end(address, options_.port);
    acceptor_.open(end.protocol(), error);
    SAMEN_CHECK(check(say("cannot listen on {}", where)));
    acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    acceptor_.bind(end, error);
    SAMEN_CHECK(check(say("cannot listen on {} (is another matcher running there?)", where)));
    acceptor_.listen(asio::socket_base::max_listen_connections, error);
    return check(say("cannot listen on {}", where));
  }

  // From here on, not from run() on: who hears "ready" may ask us to stop.
  void watch_signals() {
    if (!options_.stop_on_signals) return;
    signals_.add(SIGTERM);
    signals_.add(SIGINT);
    signals_.async_wait([this](Code error, int) {
      if (!error) begin_stop();
    });
  }

  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }
  ConnectionCounts counts() const override { return {accepted_, cut_, open_}; }

  void run(std::function<void()> tick, int tick_ms) override {
    tick_ = std::move(tick);
    tick_ms_ = tick_ms;
    auto guard = asio::make_work_guard(io_);
    guard_ = &guard;
    accept();
    arm_tick();
    asio::post(worker_, [this] { rest(); });  // what a crash left half done
    io_.run();
    worker_.join();
    guard_ = nullptr;
  }

  void show(const TlsIdentity& identity) override {
    if (options_.plain) return;
    // On the thread that begins handshakes; open connections keep what they began with.
    asio::post(io_, [this, identity] {
      if (const auto shown = prepare_tls(identity); !shown) {
        base::log(base::LogLevel::error, "certificate_not_shown",
                  {{"why", base::LogValue::public_text(shown.error().message)}});
      }
    });
  }

  void stop() override {
    asio::post(io_, [this] { begin_stop(); });
  }

 private:
  SessionHost& host() { return *this; }
  const ListenLimits& limits() const override { return options_.limits; }
  bool stopping() const override { return stopping_; }
  bool believes_forwarded_for() const override { return options_.believe_forwarded_for; }
  const std::vector<std::pair<std::string, std::string>>& headers() const override {
    return options_.headers;
  }

  void accept() {
    acceptor_.async_accept([this](Code error, tcp::socket socket) {
      if (stopping_) return;
      if (error) {  // out of descriptors: try again when some have been given back
        pause_.expires_after(milliseconds(100));
        pause_.async_wait([this](Code stopped) {
          if (!stopped) accept();
        });
        return;
      }
      ++accepted_;
      Code unknown;
      const auto end = socket.remote_endpoint(unknown);
      auto source = unknown ? std::string() : source_of(end.address().to_string());
      make_room_for(source);
      socket.set_option(tcp::no_delay(true), error);
      const bool ipv6 = acceptor_.local_endpoint(error).protocol() == tcp::v6();
      auto session =
          make_session(io_, options_.plain ? nullptr : &tls_, socket.release(), ipv6, host());
      session->place = sessions_.insert(sessions_.end(), session.get());
      session->source = std::move(source);
      ++per_source_[session->source];
      open_ = sessions_.size();
      session->start();
      accept();
    });
  }

  void make_room_for(const std::string& source) {
    const auto most = options_.limits.connections_per_source;
    const auto here = per_source_.find(source);
    if (most > 0 && here != per_source_.end() && here->second >= most) {
      cut_longest_waiting(&source);
    } else if (sessions_.size() >= options_.limits.connections) {
      cut_longest_waiting(nullptr);
    }
  }

  // Of one source, or of all.
  void cut_longest_waiting(const std::string* source) {
    for (Session* session : sessions_) {
      if (session->answering() || (source != nullptr && session->source != *source)) continue;
      session->cut();
      ++cut_;
      sessions_.splice(sessions_.end(), sessions_, session->place);
      return;
    }
  }

  std::uint64_t body_limit(Session& session, std::string_view path) override {
    const auto& limits = options_.limits;
    if (limits.larger_path.empty() || path != limits.larger_path) return limits.body_bytes;
    if (larger_.size() >= limits.larger_at_once) return limits.body_bytes;
    larger_.insert(&session);
    return limits.larger_bytes;
  }

  void completed_request(Session& session) override {
    larger_.erase(&session);
    sessions_.splice(sessions_.end(), sessions_, session.place);
  }

  void gone(Session& session) override {
    larger_.erase(&session);
    sessions_.erase(session.place);
    open_ = sessions_.size();
    const auto here = per_source_.find(session.source);
    if (here != per_source_.end() && --here->second == 0) per_source_.erase(here);
    if (stopping_ && guard_ != nullptr && sessions_.empty()) finish_stop();
  }

  void answer(std::shared_ptr<Session> session, HttpRequest request) override {
    asio::post(
        worker_, [this, session = std::move(session), request = std::move(request)]() mutable {
          HttpResponse response = handler_.handle(request);
          asio::post(io_, [session = std::move(session), response = std::move(response)]() mutable {
            session->send(std::move(response));
          });
          if (!resting_) {
            resting_ = true;
            asio::post(worker_, [this] { rest(); });
          }
        });
  }

  void rest() {  // on the worker
    resting_ = !stop_work_ && handler_.rest();
    if (resting_) asio::post(worker_, [this] { rest(); });
  }

  void arm_tick() {
    if (tick_ms_ <= 0 || stopping_) return;
    tick_timer_.expires_after(milliseconds(tick_ms_));
    tick_timer_.async_wait([this](Code error) {
      if (error || stopping_) return;
      asio::post(worker_, [this] {
        tick_();
        asio::post(io_, [this] { arm_tick(); });
      });
    });
  }

  void begin_stop() {
    if (std::exchange(stopping_, true)) return;
    stop_work_ = true;
    Code ignored;
    acceptor_.close(ignored);
    signals_.cancel(ignored);
    tick_timer_.cancel();
    pause_.cancel();
    for (Session* session : sessions_) session->cut();
    if (sessions_.empty()) return finish_stop();
    deadline_.expires_after(milliseconds(5'000));
    deadline_.async_wait([this](Code error) {
      if (!error) io_.stop();
    });
  }

  void finish_stop() {
    deadline_.cancel();
    guard_->reset();
  }

  const ListenOptions options_;
  HttpHandler& handler_;
  // Declared before io_, because the last sessions die with it and look at these.
  std::list<Session*> sessions_;
  std::unordered_map<std::string, std::size_t> per_source_;  // connections
  std::set<Session*> larger_;                                // that are sending a larger body
  std::atomic<std::uint64_t> accepted_ = 0, cut_ = 0, open_ = 0;
  asio::executor_work_guard<asio::io_context::executor_type>* guard_ = nullptr;  // while run() runs
  bool stopping_ = false;
  asio::io_context io_{1};
  asio::thread_pool worker_{1};
  asio::ssl::context tls_;
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer pause_;
  asio::steady_timer tick_timer_;
  asio::steady_timer deadline_;
  std::function<void()> tick_;
  int tick_ms_ = 0;
  bool resting_ = true;  // on the worker; run() posts the first rest()
  std::atomic<bool> stop_work_ = false;
};

}  // namespace

Result<std::unique_ptr<Listener>> Listener::open(const ListenOptions& options,
                                                 const TlsIdentity& identity,
                                                 HttpHandler& handler) {
  try {
    auto server = std::make_unique<Server>(options, handler);
    if (!options.plain) SAMEN_CHECK(server->prepare_tls(identity));
    SAMEN_CHECK(server->prepare());
    server->watch_signals();
    return server;
  } catch (const std::exception& error) {
    return fail(Errc::network, say("cannot start listening: {}", error.what()));
  }
}

}  // namespace samen::server
