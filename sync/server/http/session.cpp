// SPDX-License-Identifier: Apache-2.0
// The only file that sees Boost.Beast: it takes longer to compile than all others together.
#include "sync/server/http/session.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include "base/clock.hpp"
#include "protocol/http_date.hpp"
#include "sync/server/http/framing.hpp"
#include "sync/server/http/source.hpp"

namespace samen::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using std::chrono::milliseconds;
using Code = boost::system::error_code;

// Enough to hold a header and the first part of a body; the body itself grows in the parser.
constexpr std::size_t kBufferBytes = 64 * 1024;
constexpr int kLingerMs = 2'000;
constexpr std::string_view kEndOfHead = "\r\n\r\n";

// The path of a request's first line; empty when there is none.
std::string_view path_in(std::string_view head) {
  const auto line = head.substr(0, head.find('\r'));
  const auto begin = std::min(line.find(' '), line.size());
  const auto target = line.substr(std::min(begin + 1, line.size()));
  return target.substr(0, target.find_first_of(" ?"));
}

using Plain = beast::tcp_stream;
using Tls = beast::ssl_stream<beast::tcp_stream>;

// One connection. Everything but the handler's work happens on the I/O thread.
template <class Stream>
class HttpSession final : public Session, public std::enable_shared_from_this<HttpSession<Stream>> {
 public:
  template <class... More>
  HttpSession(SessionHost& host, tcp::socket socket, More&... more)
      : stream_(std::move(socket), more...), buffer_(kBufferBytes), host_(host) {}
  ~HttpSession() override { host_.gone(*this); }
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;

  void start() override {
    if constexpr (std::is_same_v<Stream, Plain>) {
      await_request();
    } else {
      patience(host_.limits().handshake_ms);
      stream_.async_handshake(asio::ssl::stream_base::server, [self = me()](Code error) {
        if (!error) self->await_request();
      });
    }
  }

  void cut() override {
    if (!answering_) tcp_stream().close();
  }
  bool answering() const override { return answering_; }

  void send(HttpResponse answer) override {
    response_ = {};
    response_.version(11);
    response_.result(static_cast<unsigned>(answer.status));
    response_.set(http::field::date, protocol::http_date(base::SystemClock().wall_ms()));
    response_.set(http::field::content_type, answer.content_type);
    response_.set(http::field::cache_control, "no-store");
    for (const auto& [name, value] : host_.headers()) response_.set(name, value);
    for (const auto& [name, value] : answer.headers) {
      // The only one of which an answer may hold several.
      if (name == "Set-Cookie") {
        response_.insert(name, value);
      } else {
        response_.set(name, value);
      }
    }
    if (!head_) response_.body() = std::move(answer.body);
    ++served_;
    if (host_.stopping() || served_ >= host_.limits().requests_per_connection) close_after_ = true;
    response_.keep_alive(!close_after_);
    response_.prepare_payload();
    answering_ = true;
    patience(host_.limits().answer_ms);
    http::async_write(stream_, response_,
                      [self = me()](Code error, std::size_t) { self->sent(error); });
  }

 private:
  auto me() { return this->shared_from_this(); }
  beast::tcp_stream& tcp_stream() { return beast::get_lowest_layer(stream_); }
  void patience(int ms) { tcp_stream().expires_after(milliseconds(ms)); }

  void await_request() {
    if (buffer_.size() > 0) return read_header();  // sent right behind the one before
    patience(host_.limits().idle_ms);
    stream_.async_read_some(buffer_.prepare(4096), [self = me()](Code error, std::size_t size) {
      if (error) return;
      self->buffer_.commit(size);
      self->read_header();
    });
  }

  // The head is read and judged here, byte by byte (framing.hpp); Beast gets what has passed.
  void read_header() {
    patience(host_.limits().header_ms);
    take_head();
  }

  void take_head() {
    const auto here = text_in_buffer();
    if (const auto refused = early_refusal(here)) return refuse(*refused);
    if (const auto end = here.find(kEndOfHead); end != std::string_view::npos) {
      if (end + kEndOfHead.size() > host_.limits().header_bytes) return refuse_long_head();
      if (const auto refused = framing_refusal(here.substr(0, end + kEndOfHead.size()))) {
        return refuse(*refused);
      }
      return parse_header();
    }
    if (here.size() >= host_.limits().header_bytes) return refuse_long_head();
    stream_.async_read_some(buffer_.prepare(4096), [self = me()](Code error, std::size_t size) {
      if (error) return;
      self->buffer_.commit(size);
      self->take_head();
    });
  }

  void parse_header() {
    parser_.emplace();
    parser_->header_limit(host_.limits().header_bytes);
    body_limit_ = host_.body_limit(*this, path_in(text_in_buffer()));
    parser_->body_limit(body_limit_);
    http::async_read_header(stream_, buffer_, *parser_, [self = me()](Code error, std::size_t) {
      if (error) return self->refuse(error);
      self->read_body();
    });
  }

  void read_body() {
    patience(host_.limits().request_ms);
    if (!parser_->is_done() &&
        beast::iequals(parser_->get()[http::field::expect], "100-continue")) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()),
                        [self = me()](Code error, std::size_t) {
                          if (!error) self->read_rest_of_body();
                        });
      return;
    }
    read_rest_of_body();
  }

  void read_rest_of_body() {
    http::async_read(stream_, buffer_, *parser_, [self = me()](Code error, std::size_t) {
      if (error) return self->refuse(error);
      self->give_to_handler();
    });
  }

  void give_to_handler() {
    tcp_stream().expires_never();
    answering_ = true;
    host_.completed_request(*this);
    auto message = parser_->release();
    close_after_ = !message.keep_alive();
    head_ = message.method() == http::verb::head;
    HttpRequest request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message) {
      std::string name(field.name_string());
      for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      }
      request.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    request.body = std::move(message.body());
    request.peer = source;
    if (host_.believes_forwarded_for()) {
      if (auto client = forwarded_source(request.header("x-forwarded-for")); !client.empty()) {
        request.peer = std::move(client);
      }
    }
    host_.answer(me(), std::move(request));
  }

  // A request that cannot be read is answered with words where there is still someone to read
  // them, and the connection ends: nobody knows where the next request would start.
  void refuse(Code error) {
    close_after_ = true;
    if (error == http::error::body_limit) {
      return send(error_response(413, "too_large",
                                 "the body is larger than " + std::to_string(body_limit_) +
                                     " bytes; send fewer records in one batch"));
    }
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
      return refuse_long_head();
    }
    if (error.category() == make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message) {
      return send(error_response(400, "bad_request",
                                 "this is not an HTTP/1.1 request: " + error.message()));
    }
  }

  void refuse(const FramingRefusal& refusal) {
    close_after_ = true;
    send(error_response(refusal.status, refusal.code, refusal.words));
  }

  void refuse_long_head() {
    close_after_ = true;
    send(error_response(431, "header_too_large",
                        "the request's header is larger than " +
                            std::to_string(host_.limits().header_bytes) + " bytes"));
  }

  std::string_view text_in_buffer() const {
    const auto bytes = buffer_.data();
    return {static_cast<const char*>(bytes.data()), bytes.size()};
  }

  void sent(Code error) {
    answering_ = false;
    if (error) return;
    if (!close_after_) return await_request();
    // Says goodbye, then reads away what is still on its way for a moment: closing at once would
    // reset the connection and the client might never see the answer.
    patience(kLingerMs);
    if constexpr (std::is_same_v<Stream, Plain>) {
      Code ignored;
      stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
      linger();
    } else {
      stream_.async_shutdown([self = me()](Code) { self->linger(); });
    }
  }

  void linger() {
    tcp_stream().async_read_some(asio::buffer(scratch_),
                                 [self = me()](Code error, std::size_t size) {
                                   self->lingered_ += size;
                                   if (!error && self->lingered_ < 8 * 1024 * 1024) self->linger();
                                 });
  }

  Stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> response_;
  std::array<char, 4096> scratch_{};
  std::size_t lingered_ = 0;
  SessionHost& host_;
  int served_ = 0;
  bool answering_ = false;
  bool close_after_ = false;
  std::uint64_t body_limit_ = 0;  // of this request
  bool head_ = false;             // the answer has no body
};

}  // namespace

std::shared_ptr<Session> make_session(asio::io_context& io, asio::ssl::context* tls, int descriptor,
                                      bool ipv6, SessionHost& host) {
  tcp::socket socket(io, ipv6 ? tcp::v6() : tcp::v4(), descriptor);
  if (tls == nullptr) return std::make_shared<HttpSession<Plain>>(host, std::move(socket));
  return std::make_shared<HttpSession<Tls>>(host, std::move(socket), *tls);
}

}  // namespace samen::server
